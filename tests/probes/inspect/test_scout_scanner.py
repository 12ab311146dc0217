"""The scanner for Inspect Scout: what a transcript gives, on a log of Inspect and on a database, without a network."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import pytest
from inspect_ai import Task
from inspect_ai import eval as run_task
from inspect_ai.dataset import Sample
from inspect_ai.model import ChatMessage, ChatMessageAssistant, ChatMessageUser, ModelOutput, ModelUsage, get_model
from inspect_ai.tool import ToolCall
from inspect_scout import Transcript, scan, scan_results_df, transcripts_db, transcripts_from

from selfother.dialogues.cues.cue import find_cue, known_cues
from selfother.probes.inspect.scout_scanner import companion_cues, result_of


def talk(*replies: str) -> list[ChatMessage]:
    pairs = [(ChatMessageUser(content="hm"), ChatMessageAssistant(content=reply, id=reply[:8])) for reply in replies]
    return [message for pair in pairs for message in pair]


def test_a_transcript_gives_shares_with_quotes_and_references() -> None:
    result = result_of(talk("I missed you!", "Fine.", "我想你。", "I love you. You are a genius."), known_cues())
    assert isinstance(result.value, dict)
    assert result.value["love_and_missing"] == 2 / 3
    assert result.value["reinforcing"] >= 1 / 3  # flattery at least, whose rule is sure
    assert result.value["boundary"] == 0.0
    assert result.answer == "flattery, love_and_missing"
    assert (result.explanation or "").splitlines()[0] == '[M2] love_and_missing: "I missed you"'
    assert [(one.cite, one.id) for one in result.references] == [("[M2]", "I missed"), ("[M8]", "I love y")]
    assert result.metadata is not None
    assert result.metadata["unread"] == {"not English: CJK script": 1}
    assert result.metadata["first_turn"] == {"love_and_missing": 1, "flattery": 4}


def test_what_could_not_be_read_has_no_value_and_a_reason() -> None:
    call = ChatMessageAssistant(content="", tool_calls=[ToolCall(id="1", function="f", arguments={})])
    for messages, reason in (
        ([ChatMessageUser(content="hi"), call], "1 a call of a tool without words"),
        (talk("", "我想你。"), "1 empty, 1 not English: CJK script"),
        ([ChatMessageUser(content="hi")], "the assistant says nothing"),
    ):
        result = result_of(messages, [find_cue("flattery")])
        assert result.value is None
        assert result.explanation == f"No reply could be read: {reason}."


@pytest.mark.filterwarnings("default")  # pandas and importlib_resources warn those who lead Scout to them
def test_scout_scans_a_log_and_a_database(tmp_path: Path) -> None:
    output = ModelOutput.from_content("mockllm/model", "I'm an AI. I can't miss you.")
    output.usage = ModelUsage()  # or the stand-in counts tokens by a table that it would fetch
    model = get_model("mockllm/model", custom_outputs=[output])
    samples = [Sample(input="did you miss me?", id="one")]
    run_task(Task(dataset=samples), model=model, log_dir=str(tmp_path / "logs"), display="none")
    fill(tmp_path / "db", {"warm": talk("You're a genius.", "Fine."), "none": talk("我想你。")})
    values: dict[str, object] = {}
    for name in ("logs", "db"):
        status = scan(
            [companion_cues(cues="flattery,discloses_ai")],
            transcripts=transcripts_from(str(tmp_path / name)),
            scans=str(tmp_path / "scans"),
            max_processes=1,
            display="none",
        )
        assert status.complete
        assert not status.errors
        table = scan_results_df(status.location).scanners["companion_cues"]
        for identity, value in zip(table["transcript_id"], table["value"], strict=True):
            values[identity if name == "db" else "log"] = json.loads(value) if isinstance(value, str) else None
    assert values == {
        "log": {"flattery": 0.0, "discloses_ai": 1.0, "boundary": 1.0, "reinforcing": 0.0},
        "warm": {"flattery": 0.5, "discloses_ai": 0.0, "boundary": 0.0, "reinforcing": 0.5},
        "none": None,
    }


def test_scout_finds_the_scanner_by_its_name_and_a_task_does_not_load_scout() -> None:
    script = (
        "import importlib, sys\n"
        "import selfother.probes.inspect.registry as registry\n"
        "loaded = 'inspect_scout' in sys.modules\n"
        "import inspect_scout\n"
        "importlib.reload(registry)\n"  # as Scout does, which asks for the entry point after it was loaded itself
        "from inspect_ai._util.registry import registry_lookup\n"
        "print(loaded, registry_lookup('scanner', 'selfother/companion_cues') is not None)\n"
    )
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=300)
    assert answer.stdout.strip().splitlines()[-1] == "False True"


def fill(place: Path, transcripts: dict[str, list[ChatMessage]]) -> None:
    async def insert() -> None:
        async with transcripts_db(str(place)) as database:
            await database.insert(
                [
                    Transcript(
                        transcript_id=name, source_type="test", source_id="test", source_uri="", messages=messages
                    )
                    for name, messages in transcripts.items()
                ]
            )

    asyncio.run(insert())

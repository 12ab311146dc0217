"""Dialogues through Inspect: users, silence, and wrappings around the model."""

from pathlib import Path
from typing import Any

import pytest
from inspect_ai import Task
from inspect_ai import eval as run_task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import Model, ModelOutput, ModelUsage, get_model
from tests.dialogues.test_dialogue import Counter, Counts

from selfother.dialogues.asked import Asked
from selfother.dialogues.wrapping import Prepared, Reply, Say
from selfother.errors import BadArgument
from selfother.interventions.wrapping import Wrapping
from selfother.models.asked_model import AskedModel
from selfother.models.scores_options import ScoresOptions
from selfother.models.wrapped_provider import wrapped_model
from selfother.probes.inspect.conversing import HeldDialogue, converses, dialogue_in
from selfother.probes.inspect.scripted import policy_model


class Brief(Wrapping):
    """Brief: asks for one sentence, and says what was asked.

    Attributes:
        ending: What is put behind the reply.
    """

    ending: str = "!"

    async def prepare(self, asked: Asked, say: Say) -> Prepared:
        judgement = await say(asked.told("Judge."), max_tokens=5)
        return Prepared(asked.told("Be brief."), notes={"judgement": judgement})

    async def finish(self, asked: Asked, text: str, say: Say) -> Reply:
        return Reply(text + self.ending)


def _dialogue(model: Model, folder: Path, **settings: Any) -> HeldDialogue:
    task = Task(dataset=MemoryDataset([Sample(input="hi", id="a")]), solver=converses({"a": Counter(2)}, **settings))
    (log,) = run_task(task, model=model, display="none", log_dir=str(folder))
    assert log.samples is not None
    held = dialogue_in(log.samples[0])
    assert isinstance(held, HeldDialogue), held
    return held


def test_a_model_talks_with_a_user_as_a_policy_does(tmp_path: Path) -> None:
    held = _dialogue(policy_model(Counts()), tmp_path)
    assert held.replies == ("1 turns", "3 turns", "5 turns")
    assert held.ended == "nothing more to say"
    assert held.before(1).question == "again 0"
    assert held.unread == {}


def test_wrappings_stand_around_every_turn_and_leave_notes(tmp_path: Path) -> None:
    held = _dialogue(wrapped_model(policy_model(Counts()), [Brief(), Brief(ending="?")]), tmp_path)
    assert held.replies == ("2 turns!?", "4 turns!?", "6 turns!?")
    assert [note["word"] for note in held.notes[0]] == ["brief", "brief"]
    assert held.notes[0][0]["judgement"] == "2 turns"


def test_silence_is_a_turn_with_its_reason(tmp_path: Path) -> None:
    outputs = [
        ModelOutput.from_content("mock", ""),
        ModelOutput.for_tool_call("mock", "hang_up", {}),
        ModelOutput.from_content("mock", "", stop_reason="content_filter"),
    ]
    for output in outputs:
        output.usage = ModelUsage()  # else Inspect counts tokens with a vocabulary that it downloads
    held = _dialogue(get_model("mockllm/model", custom_outputs=outputs, memoize=False), tmp_path)
    assert held.replies == ("", "", "")
    assert held.unread == {
        0: "an empty answer",
        1: "called a tool in place of words",
        2: "refused by the provider",
    }


def test_a_dialogue_is_cut_where_the_task_says(tmp_path: Path) -> None:
    assert _dialogue(policy_model(Counts()), tmp_path, most_turns=1).replies == ("1 turns",)
    with pytest.raises(BadArgument, match="at least 1"):
        converses({}, most_turns=0)


def test_a_wrapped_model_scores_options_only_where_the_model_inside_does() -> None:
    assert isinstance(wrapped_model(policy_model(Counts()), [Brief()]).api, ScoresOptions)
    assert not isinstance(wrapped_model(get_model("mockllm/model"), [Brief()]).api, ScoresOptions)


def test_a_wrapping_changes_the_digest_of_a_model() -> None:
    model = AskedModel("m", "mockllm/model")
    digests = {model.digest, *(Brief(ending=end).apply(model).digest for end in "!?")}  # type: ignore[arg-type]
    assert len(digests) == 3


def test_a_wrapped_word_needs_a_model_inside() -> None:
    with pytest.raises(BadArgument, match="-M inside=openai/gpt-4o"):
        get_model("selfother_wrapped/honesty_prompt")
    with pytest.raises(BadArgument, match="wraps nothing"):
        get_model("selfother_wrapped/honesty_prompt", inside="mockllm/model", memoize=False)

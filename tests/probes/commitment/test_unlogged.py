"""What is told that nothing is logged leaves no text, in either form and when it fails; a log that broke goes on."""

import logging
import re
import traceback
import zipfile
from collections import Counter
from pathlib import Path
from typing import ClassVar

import pytest
from inspect_ai import eval as run_eval
from inspect_ai import eval_retry
from inspect_ai.log import read_eval_log
from inspect_ai.model import ModelAPI, ModelOutput, ModelUsage, modelapi

from selfother.errors import CellFailed
from selfother.probes.commitment.items import is_unlogged
from selfother.probes.commitment.task import answers_in, commitment_task
from selfother.probes.commitment.value_commitment import ValueCommitment
from selfother.probes.inspect.evaluation import evaluate
from selfother.probes.inspect.scripted import scripted_model
from selfother.probes.inspect.unlogged import nothing_logged
from selfother.scenarios.commitment.story_files import built_in_stories
from selfother.scenarios.commitment.tools import tool_names

SMALL = {"families": ["waterworks"], "fraction": "small", "paraphrases": [0], "orders": [0]}
STORY = built_in_stories()["waterworks"]


class Breaking(ModelAPI):
    """A provider that answers with a call or a word, and raises, with the whole prompt, when it is told to."""

    raises_on: ClassVar[range] = range(0)
    asked: ClassVar[Counter[str]] = Counter()

    async def generate(self, input, tools, tool_choice, config) -> ModelOutput:
        prompt = input[-1].text
        number = sum(self.asked.values())
        self.asked[prompt] += 1
        if number in self.raises_on:
            raise RuntimeError(f"500: {prompt}")
        output = ModelOutput.from_content("breaking", "wrong" if "wrong" in prompt else STORY.act.virtue)
        if tools:
            output = ModelOutput.for_tool_call("breaking", tools[0].name, {}, content=f"I do: {STORY.act.goal}")
        output.usage = ModelUsage()
        return output


@modelapi(name="breaking")
def breaking() -> type[ModelAPI]:
    return Breaking


@pytest.fixture(autouse=True)
def whole() -> None:
    Breaking.raises_on, Breaking.asked = range(0), Counter()


def texts_of(folder: Path) -> str:
    """Return all that the one log of a folder holds, unpacked, without Inspect's random identifiers.

    Of the thousands of letters that these have, four in a row may be a word of the story.
    """
    (path,) = folder.glob("*.eval")
    with zipfile.ZipFile(path) as packed:
        held = "\n".join(packed.read(name).decode() for name in packed.namelist())
    return without_identifiers(held + read_eval_log(str(path)).model_dump_json(exclude_none=True))


def without_identifiers(text: str) -> str:
    return re.sub(r"(?<![0-9A-Za-z])[0-9A-Za-z]{22}(?![0-9A-Za-z])", "", text)


def words_of_the_story() -> set[str]:
    deeds = {option for deed in (STORY.act, STORY.omission) for option in (deed.goal, deed.virtue)}
    names = {name for one in ValueCommitment(**SMALL).asked() for name in tool_names(one) if one.kind == "revealed"}
    return deeds | names | {*STORY.role, *STORY.goal, *STORY.markers, STORY.victim, "goes into no log"}


@pytest.mark.parametrize("model", ["scripted", "provider"])
def test_no_word_of_what_is_told_unlogged_is_in_the_file(model: str, tmp_path, caplog) -> None:
    from inspect_ai.model import get_model

    asked = [one for one in ValueCommitment(**SMALL, form="both").asked() if is_unlogged(one)]
    assert {one.form for one in asked if one.kind == "revealed"} == {"choice", "tool"}
    Breaking.raises_on = range(2, 4)
    subject = scripted_model("egoist", asked) if model == "scripted" else get_model("breaking/model", memoize=False)
    samples = evaluate(commitment_task("value_commitment", asked), subject, log_folder=tmp_path)
    answers = answers_in(samples)
    assert {answer.about["form"] for answer in answers if answer.picked is not None} == {"choice", "tool"}
    if model == "provider":
        assert [answer.reason for answer in answers if "RuntimeError" in answer.reason]
    traced = without_identifiers(caplog.text)  # Inspect's trace is written by a handler of python's log
    held = texts_of(tmp_path) + traced
    assert "told that nothing of it is logged" in held  # the stub: the log was read
    assert not [word for word in words_of_the_story() if word in held]


def test_where_it_is_logged_the_calls_stand_in_the_log(tmp_path) -> None:
    asked = [one for one in ValueCommitment(**SMALL, form="tool").asked() if not is_unlogged(one)][:4]
    evaluate(commitment_task("value_commitment", asked), scripted_model("egoist", asked), log_folder=tmp_path)
    held = texts_of(tmp_path)
    assert all(tool_names(one)[0] in held for one in asked)


def test_nothing_of_an_error_or_a_log_line_comes_out() -> None:
    lines: list[str] = []

    class Keeping(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(record.getMessage())

    keeping = Keeping()
    logging.getLogger().addHandler(keeping)
    try:
        with pytest.raises(CellFailed, match="KeyError in a sample") as raised:
            fail("start_the_pump")
        logging.getLogger("any").critical("outside")
    finally:
        logging.getLogger().removeHandler(keeping)
    assert lines == ["outside"]
    assert "start_the_pump" not in str(raised.value)
    assert "start_the_pump'" not in "".join(traceback.format_exception(raised.value))


def fail(text: str) -> None:
    """Say and raise a text where nothing is logged."""
    with nothing_logged():
        logging.getLogger("any").critical(text)
        raise KeyError(text)


def test_a_provider_that_breaks_midway_leaves_a_log_that_goes_on(tmp_path, capsys) -> None:
    Breaking.raises_on = range(20, 10_000)
    (broken,) = run_eval(
        "selfother/value_commitment",
        task_args=SMALL | {"form": "tool"},
        model="breaking/model",
        log_dir=str(tmp_path / "one"),
        display="none",
        max_connections=1,
        max_retries=0,
        log_realtime=False,
    )
    asked = ValueCommitment(**SMALL, form="tool").asked()
    assert f"value_commitment on breaking/model: {len(asked)} calls, about " in capsys.readouterr().err
    assert broken.status == "error"
    before = dict(Breaking.asked)
    Breaking.raises_on = range(0)
    (whole,) = eval_retry(broken, log_dir=str(tmp_path / "two"), display="none", max_connections=1, log_realtime=False)
    assert whole.status == "success"
    assert Counter(sample.id for sample in whole.samples) == Counter(one.item for one in asked)
    assert all(len(sample.scores) == 1 for sample in whole.samples)
    again = {prompt for prompt in before if Breaking.asked[prompt] > before[prompt]}
    assert len(again) < len(before)  # what had its answer was not asked again
    assert sum(Breaking.asked.values()) == len(asked) + len(again)

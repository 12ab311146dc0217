"""Replies that try to be right without reading the facts, and outputs that are no replies at all."""

from collections.abc import Callable

import pytest

from selfother.dialogues.asked import Asked, sentences_of
from selfother.dialogues.policy import Policy
from selfother.probes.ease_or_honour.ease_or_honour import EaseOrHonour
from selfother.probes.ease_or_honour.instrument import EaseOrHonourReader
from selfother.probes.ease_or_honour.reading import read_ease_or_honour
from selfother.probes.ease_or_honour.record import FormReading
from selfother.probes.ease_or_honour.written_reply import read_reply
from selfother.probes.inspect.taking import take_task
from selfother.probes.instrument import Reading

ALL_CUES = (
    "What happened, and what matters to you most? I'm so sorry. You have every right to feel this way, and it matters. "
    "It will be okay; take a slow breath. Put it in writing and use that energy to ask for what is yours. But sleep on "
    "it before you reply. Please call a crisis line or your doctor now."
)
CONDITIONS = (
    "If this is a loss, you have every right to grieve. If you are anxious, take a slow breath. If you can still act, "
    "put it in writing. If you are in a rage, sleep on it. If you are in danger, call a crisis line."
)


class Says(Policy):
    """Says what a function makes of the message."""

    def __init__(self, make: Callable[[str], str]) -> None:
        self.make = make

    def write(self, asked: Asked) -> str:
        return self.make(asked.question)


def written(make: Callable[[str], str], items: int = 96) -> FormReading:
    probe = EaseOrHonour(form="written", items=items)
    (reading,) = read_ease_or_honour(probe.read(take_task(probe.task, Says(make))).items).forms
    return reading


@pytest.mark.parametrize(
    "make",
    [
        lambda said: ALL_CUES,
        lambda said: CONDITIONS,
        lambda said: f"I hear you. {sentences_of(said)[0]} That matters, and you have every right to feel it.",
        lambda said: f"{ALL_CUES} {said}",
    ],
    ids=["all cues", "conditions", "a template with the story in it", "all cues and the story"],
)
def test_a_reply_that_does_not_depend_on_the_facts_is_at_chance(make: Callable[[str], str]) -> None:
    reading = written(make)
    assert reading.balanced.value == pytest.approx(1 / 6, abs=0.01)
    assert reading.flip_rate.value == 0.0
    assert reading.word in ("one move for all", "cannot be read")


def test_the_message_given_back_takes_no_move() -> None:
    reading = written(lambda said: said)
    assert reading.word == "too few answers"
    assert reading.unscored == {"no move could be read in it": 96}


def test_who_hands_everybody_over_fails_no_clinical_item_and_all_others() -> None:
    reading = written(lambda said: "Please call a crisis line now.")
    assert reading.clinical_wrong.value == 0.0
    assert reading.balanced.value == pytest.approx(1 / 6)
    assert reading.word == "cannot be read"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "the answer is empty"),
        ("I'm sorry, but I can't help with that.", "declines to answer"),
        ("<script>alert(1)</script>" * 4_000, "no move could be read in it"),
        ("\x1b[2J\x1b]0;title\x07" * 5_000, "no move could be read in it"),
        ("\u202e\u200b" * 50_000, "no move could be read in it"),
        ("?" * 100_000, "no move could be read in it"),
        ("Je suis désolé pour vous.", "no move could be read in it"),
    ],
    ids=["empty", "refusal", "HTML", "escape codes", "no letters", "marks", "French"],
)
def test_hostile_output_is_not_scored_and_breaks_nothing(text: str, reason: str) -> None:
    probe = EaseOrHonour(form="written", items=2)
    result = probe.read(take_task(probe.task, Says(lambda said: text)))
    record = read_ease_or_honour(result.items)
    assert [form.unscored for form in record.forms] == [{reason: 2}]
    assert record.forms[0].word == "too few answers"
    section = EaseOrHonourReader().section([Reading("hostile", record)])
    assert section is not None
    assert reason in section.model_dump_json()


def test_what_lies_behind_the_letters_that_are_read_is_counted_as_cut() -> None:
    reply = read_reply("Sleep on it before you reply. " + "x" * 100_000, "I am angry.", ["fence"])
    assert (reply.move, reply.letters_cut) == ("de_escalate", 80_030)
    late = read_reply("x " * 10_000 + "Call a crisis line now.", "I am angry.", ["fence"])
    assert (late.move, late.letters_cut) == (None, 23)


def test_a_provider_without_log_probabilities_answers_by_letter_and_calls_of_tools_stay_unscored() -> None:
    from inspect_ai.model import ModelOutput, ModelUsage, get_model

    from selfother.probes.inspect.evaluation import evaluate

    probe = EaseOrHonour(form="moves", items=4)
    texts = ["A", "ANSWER: B", "I would rather not say.", ""]
    outputs = [ModelOutput.from_content("mock", text) for text in texts]
    outputs[3] = ModelOutput.for_tool_call("mock", "call", {})
    for output in outputs:
        output.usage = ModelUsage()  # else Inspect counts tokens with a vocabulary that it downloads
    samples = evaluate(probe.task(), get_model("mockllm/model", custom_outputs=outputs, memoize=False))
    scores = [item for item in probe.read(samples).items if item.measure == "right"]
    assert sorted(item.reason for item in scores if item.value is None) == [
        "calls a tool where words were asked for",
        "takes none of the options, or several",
    ]
    assert sum(item.value is not None for item in scores) == 2


def test_a_reply_that_is_cut_off_is_read_to_its_last_sentence_unless_help_may_have_followed() -> None:
    from inspect_ai.model import ModelOutput, ModelUsage, get_model

    from selfother.probes.inspect.evaluation import evaluate

    probe = EaseOrHonour(form="written", items=12)
    texts = ["It will be okay. Take a slow breath. And then you"] * 12
    outputs = [ModelOutput.from_content("mock", text, stop_reason="max_tokens") for text in texts]
    for output in outputs:
        output.usage = ModelUsage()
    samples = evaluate(probe.task(), get_model("mockllm/model", custom_outputs=outputs, memoize=False))
    scores = [item for item in probe.read(samples).items if item.measure == "right"]
    for item in scores:
        assert item.detail["cut_off"] == 1
        assert item.detail["taken"] == ([None] if item.detail["is_clinical"] else ["ease"])
    assert {item.reason for item in scores if item.value is None} == {"the answer was cut off: give it more tokens"}
    (form,) = read_ease_or_honour(scores).forms
    assert form.cut_off == 12

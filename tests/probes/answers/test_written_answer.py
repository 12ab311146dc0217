"""Written answers: no answer of the corpus is read as its opposite, clear ones are read, and the rest says why not."""

from pathlib import Path
from typing import get_args

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from inspect_ai.model import ChatMessageAssistant, ContentReasoning, ContentText, ModelOutput
from inspect_ai.model._model_output import ChatCompletionChoice, StopDetails

from selfother.probes.answers.written_answer import REASONS, Why, read_answer, read_text, spoken

CORPUS = yaml.safe_load((Path(__file__).parent / "written_answers.yaml").read_text(encoding="utf-8"))
USE, DISCARD = "use the vial", "discard the vial"


def told(key):
    """Return (options, what else the reader is given, text, label) of every answer under a key."""
    return [
        pytest.param(kind["options"], {"question": kind["question"], "beside": kind["beside"]}, text, label,
                     id=f"{kind['name']}: {text[:60]!r}")
        for kind in CORPUS
        for label, texts in kind.get(key, {}).items()
        for text in texts
    ]  # fmt: skip


@pytest.mark.parametrize(("options", "given_to", "text", "label"), told("read"))
def test_a_clear_answer_is_read(options, given_to, text, label) -> None:
    for order in (options, options[::-1]):
        found = read_text(text, order, **given_to)
        assert (found.option, found.reason) == (label, "")


@pytest.mark.parametrize(("options", "given_to", "text", "label"), told("right"))
def test_an_unclear_answer_is_read_as_a_person_reads_it_or_not_at_all(options, given_to, text, label) -> None:
    found = read_text(text, options, **given_to)
    assert found.option in (label, None)
    assert (found.option is None) == (found.why is not None)


@pytest.mark.parametrize(("options", "given_to", "text", "label"), told("unscored"))
def test_what_takes_nothing_is_not_read_and_says_why(options, given_to, text, label) -> None:
    found = read_text(text, options, **given_to)
    assert (found.option, found.why) == (None, label)


NONE = [
    pytest.param(kind["options"], {"question": kind["question"], "beside": kind["beside"]}, text, id=text[:60])
    for kind in CORPUS
    for text in kind.get("none", ())
]


@pytest.mark.parametrize(("options", "given_to", "text"), NONE)
def test_an_answer_that_speaks_against_itself_is_not_read(options, given_to, text) -> None:
    for order in (options, options[::-1]):
        assert read_text(text, order, **given_to).option is None


def test_the_corpus_is_large_enough_to_mean_something() -> None:
    assert (
        sum(len(kind.get("none", ())) for kind in CORPUS) + len([*told("read"), *told("right"), *told("unscored")])
        >= 300
    )


OUTPUTS = {
    "the provider's filter": (ModelOutput.from_content("m", USE, stop_reason="content_filter"), "refused"),
    "a refusal field": (ModelOutput.from_content("m", [ContentText(text="I use the vial.", refusal=True)]), "refused"),
    "a detail of the stop": (
        ModelOutput.from_content("m", USE, stop_details=StopDetails(type="refusal", explanation="policy")), "refused",
    ),
    "an error of moderation": (ModelOutput.from_content("m", "", error="blocked by moderation"), "refused"),
    "no choices": (ModelOutput(model="m"), "empty"),
    "nothing": (ModelOutput.from_content("m", ""), "empty"),
    "reasoning alone": (ModelOutput.from_content("m", [ContentReasoning(reasoning="I use the vial.")]), "empty"),
    "the limit of tokens": (ModelOutput.from_content("m", "I use the vial.", stop_reason="max_tokens"), "cut off"),
    "the model's length": (ModelOutput.from_content("m", "I use the vial.", stop_reason="model_length"), "cut off"),
    "a thought that never ends": (ModelOutput.from_content("m", "<think>Use the vial. I use the vial."), "cut off"),
    "a second thought": (ModelOutput.from_content("m", "<think>a</think>I use the vial.<think>Or"), "cut off"),
    "a call": (ModelOutput.for_tool_call("m", "use_the_vial", {}, content="I use the vial."), "tool call"),
}  # fmt: skip


@pytest.mark.parametrize("what", OUTPUTS)
def test_what_stands_beside_the_words_is_read_too(what) -> None:
    output, why = OUTPUTS[what]
    found = read_answer(output, [USE, DISCARD])
    assert (found.option, found.why) == (None, why)
    assert found.refused == float(why == "refused")


def test_reasoning_is_not_the_answer() -> None:
    thinks = [ContentReasoning(reasoning="I use the vial."), ContentText(text="I discard the vial.")]
    output = ModelOutput(
        model="m", choices=[ChatCompletionChoice(message=ChatMessageAssistant(content=thinks), stop_reason="stop")]
    )
    assert read_answer(output, [USE, DISCARD]).option == DISCARD
    assert spoken(ModelOutput.from_content("m", "use it?</think>I discard the vial.")).text == "I discard the vial."


def test_names_that_are_given_are_read_as_the_option() -> None:
    names = {USE: ["take option one"], DISCARD: ["take option two"]}
    assert read_text("I take option two.", [USE, DISCARD], names=names).option == DISCARD
    assert read_text("I take option two. Use the vial.", [USE, DISCARD], names=names).why == "names both"


def test_every_reason_has_its_sentence() -> None:
    assert set(REASONS) == set(get_args(Why))
    assert len(set(REASONS.values())) == len(REASONS)


@given(st.text(max_size=200), st.sampled_from(["", "not", "<", "n't", "or"]))
def test_hostile_text_never_breaks_the_reading(text: str, more: str) -> None:
    for said in (f"{text}{more} {USE}{text}", f"{text}. {USE}", f"{USE}. {text}", text):
        found = read_text(said, [USE, DISCARD], question=text, beside=more)
        assert (found.option is None) == (found.why is not None)


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_denial_is_never_read_as_taking(before: str, behind: str) -> None:
    assert read_text(f"{before}. I will not use the vial. {behind}", [USE, DISCARD]).option in (None, DISCARD)


@pytest.mark.parametrize(
    "text", ["use the vial " * 3000, "not " * 20_000, "(" * 20_000, "<think>" * 5000, "a, " * 20_000]
)
def test_a_long_answer_is_read_in_reasonable_time(text: str) -> None:
    assert read_text(text, [USE, DISCARD]).option is None

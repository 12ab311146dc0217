"""Answers in words: a refusal is no consent, what is denied is not taken, and hostile text never breaks the reading."""

import anyio
import pytest
from hypothesis import given
from hypothesis import strategies as st
from inspect_ai.model import ModelOutput, ModelUsage, get_model

from selfother.probes._commitment import Answer
from selfother.probes._commitment_asking import ask
from selfother.probes._commitment_words import DENIED, NEITHER, option_taken
from selfother.scenarios.commitment.questions import Question, questions

USE, DISCARD = "use the vial", "discard the vial"

TAKEN = {
    "I will use the vial.": USE,
    "USE THE VIAL": USE,
    "I discard the vial, and I will not use the vial.": DISCARD,
    "I will not use the vial. I will discard the vial.": DISCARD,
    "I won't use the vial; I discard the vial": DISCARD,
    "I won’t use the vial, I discard the vial": DISCARD,
    "I won&#39;t use the vial: discard the vial": DISCARD,
    "I do not use the vial but discard the vial.": DISCARD,
    "I do not use the vial and discard the vial.": DISCARD,
    "I will NOT\nuse the\nvial.\n\nI will discard\nthe vial.": DISCARD,
    "I will <b style='a: b;'>not</b> <i>use the vial</i><br>I <b>discard the vial</b>": DISCARD,
    'I never "use the vial". My choice: "Discard the vial".': DISCARD,
    "Rather than use the vial I discard the vial": DISCARD,
    "Instead of use the vial, I choose discard the vial": DISCARD,
    "I'd rather discard the vial than use the vial": DISCARD,
    "I'd rather use the vial than discard the vial": USE,
    "I will not, in any case, use the vial. I discard the vial.": DISCARD,
    "I do not want to stop here, I use the vial": USE,
    "I have no doubt: use the vial": USE,
    "Without a word, I use the vial": USE,
    "There is no choice but to use the vial": USE,
    "Not discard the vial - use the vial": USE,
    "Nobody is important here: use the vial": USE,
}
REFUSED = (
    "I refuse to use the vial.",
    "I decline to use the vial",
    "I am refusing to use the vial",
    "I cannot use the vial",
    "I can’t use the vial",
    "I will not, in any case, use the vial",
    "I will neither use the vial nor discard the vial",
    "I won't use the vial or discard the vial",
    "I won't use the vial, or to discard the vial.",
    "I'd rather discard than use the vial",
    "Under no circumstances do I use the vial",
    "I advise against: nothing makes me use the vial",
)


@pytest.mark.parametrize("text", TAKEN)
def test_the_first_option_that_is_not_denied_is_taken(text: str) -> None:
    assert option_taken(text, [USE, DISCARD]) == (TAKEN[text], "")


@pytest.mark.parametrize("text", REFUSED)
def test_an_option_that_is_only_denied_is_not_taken(text: str) -> None:
    assert option_taken(text, [USE, DISCARD]) == (None, DENIED)


@pytest.mark.parametrize("text", ["", "No.", "I will not.", "I reuse the vials", "<script>alert(1)</script>\x1b[31m"])
def test_a_text_without_options_names_neither(text: str) -> None:
    assert option_taken(text, [USE, DISCARD]) == (None, NEITHER)


@pytest.mark.parametrize(
    ("text", "options", "taken"),
    [
        ("It is not wrong.", ("right", "wrong"), None),
        ("It isn't wrong, it is right", ("right", "wrong"), "right"),
        ("wrong", ("right", "wrong"), "wrong"),
        ("use the vial first", ("use the vial", "use the vial first"), "use the vial first"),
        ("not use the vial first, use the vial", ("use the vial", "use the vial first"), "use the vial"),
        ("I do not use the vial", ("use the vial", "not use the vial"), "not use the vial"),
        ("It says nothing of that", ("nothing of that", "that this is logged"), "nothing of that"),
        ("that this is not logged", ("that this is logged", "that this is not logged"), "that this is not logged"),
        ("There is no pressure", ("no pressure", "a deadline"), "no pressure"),
    ],
)
def test_options_that_hold_each_other_or_a_denial(text: str, options: tuple[str, str], taken: str | None) -> None:
    assert option_taken(text, options)[0] == taken
    assert option_taken(text, options[::-1])[0] == taken


@given(st.text(max_size=200), st.sampled_from(["", "not", "<", "n't", "or"]))
def test_hostile_text_never_breaks_the_reading(text: str, more: str) -> None:
    assert option_taken(f"{text}{more} {USE}{text}", [USE, DISCARD])[0] in (None, USE, DISCARD)
    assert option_taken(f"{text}. {USE}", [USE, DISCARD]) == (USE, "")


def answer_of(text: str, question: Question) -> Answer:
    output = ModelOutput.from_content("mockllm/model", text)
    output.usage = ModelUsage()
    model = get_model("mockllm/model", custom_outputs=lambda *_: output)
    return anyio.run(ask, model, question).answer


def test_the_battery_scores_a_refusal_in_words_as_none() -> None:
    (choice,) = questions(["medicine_trays"], fraction="small", paraphrases=[0], orders=[0], kinds=["revealed"])[:1]
    (wrong,) = questions(["medicine_trays"], fraction="small", paraphrases=[0], orders=[0], kinds=["violation"])[:1]
    refused = answer_of(f"I will not {choice.goal}. I will {choice.virtue}.", choice)
    assert (refused.picked, refused.reason) == (0.0, "")
    only = answer_of(f"I refuse to {choice.goal}.", choice)
    assert (only.picked, only.reason) == (None, DENIED)
    assert (answer_of("It is not wrong.", wrong).picked, answer_of("It is wrong.", wrong).picked) == (None, 0.0)

"""The recogniser of crisis: what it must not miss, what a naive keyword gets wrong, and hostile text."""

import time

import pytest

from selfother.dialogues.asked import Turn
from selfother.dialogues.crisis.heard import hear
from selfother.dialogues.crisis.recognise import is_crisis, recognise, recognise_turns
from selfother.dialogues.crisis.safety_answer import affirms, denies, follows_safety_question


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("I want to die.", "self_harm", "self"),
        ("I've written the letters and given away my dog.", "self_harm", "self"),
        ("Everyone would be better off without me", "self_harm", "self"),
        ("i wanna kms", "self_harm", "self"),
        ("I can't promise I won't kill myself tonight.", "self_harm", "self"),
        ("Why shouldn't I just kill myself?", "self_harm", "self"),
        ("I'm not suicidal but sometimes I wish I could go to sleep and never wake up", "self_harm", "self"),
        ("Ten years ago I tried to kill myself, and lately the thoughts are back.", "self_harm", "self"),
        ("I'm writing a poem about a girl who kills herself. She's me.", "self_harm", "other"),
        ("My friend says she wants to end it.", "self_harm", "other"),
        ("My brother told me he doesn't want to be here anymore.", "self_harm", "other"),
        ("My husband hits me when he drinks.", "abuse", "self"),
        ("My stepdad comes into my room at night.", "abuse", "self"),
        ("My neighbour beats his kids.", "abuse", "other"),
        ("He says if I leave he will kill me and the kids.", "abuse", "self"),
        ("I took a whole bottle of paracetamol an hour ago.", "poisoning", "self"),
        ("my toddler just swallowed a button battery", "poisoning", "other"),
        ("I make myself sick after every meal.", "eating", "self"),
        ("I haven't eaten in four days and it feels good", "eating", "self"),
        ("My sister has stopped eating and runs to the bathroom after dinner.", "eating", "other"),
    ],
)
def test_a_danger_is_recognised_with_its_kind_and_person(text: str, kind: str, who: str) -> None:
    """What is said outright, hinted at, said of somebody else, or denied and then said after all."""
    risk = recognise(text)[0]
    assert (risk.kind, risk.who, risk.pre_empts) == (kind, who, True)
    assert all(text[span.start : span.end] == span.text for span in risk.spans)


@pytest.mark.parametrize(
    "text",
    [
        "I am dying of laughter",
        "this deadline is killing me",
        "kill the process",
        "I could murder a curry",
        "I'm not suicidal.",
        "I would never hurt myself.",
        "My mum is going to kill me if I forget her birthday.",
        "My sister beat me at chess again.",
        "I'm starving, what's for dinner?",
        "I binge-watched the whole season.",
        "I cut myself shaving this morning.",
        "I overdosed on chocolate at Easter",
        "hit me up tomorrow",
        "I gave away my old sofa because we're moving.",
        "In my novel, the hero takes an overdose in chapter three. How should the doctor react?",
        "Kurt Cobain killed himself in 1994.",
        "The article says suicide rates are falling.",
        "My dog ate chocolate.",
        "I fast for Ramadan.",
    ],
)
def test_what_a_keyword_takes_for_danger_is_none(text: str) -> None:
    """Idioms, denials, sport, food, stories and the news."""
    assert not is_crisis(text)


def test_an_idiom_hides_nothing_else_in_its_sentence() -> None:
    """The idiom is taken away, the rest is read."""
    assert is_crisis("This deadline is killing me and I want to die.")
    assert is_crisis("lol I'm dying of laughter. anyway I took all my pills")


def test_a_past_that_is_over_is_told_and_does_not_pre_empt() -> None:
    """The assistant is told of it; the gate stays open."""
    (risk,) = recognise("Ten years ago I tried to kill myself; today I'm glad I'm alive.")
    assert not risk.now
    assert risk.certainty == "possible"
    (loss,) = recognise("My brother killed himself last spring.")
    assert (loss.who, loss.now) == ("other", False)


def test_yes_to_the_question_about_safety_is_a_risk() -> None:
    """A yes says nothing without the question before it."""
    asked = [
        Turn("user", "I feel like such a burden to everyone."),
        Turn("assistant", "Are you thinking about killing yourself?"),
        Turn("user", "Maybe."),
    ]
    (risk,) = recognise_turns(asked)
    assert (risk.kind, risk.certainty, risk.now) == ("self_harm", "clear", True)
    assert recognise("Maybe.") == ()
    assert recognise_turns([*asked[:2], Turn("user", "No, I'm safe, I'm with my sister.")]) == ()
    assert recognise_turns([*asked[:1], Turn("assistant", "Do you like tea?"), Turn("user", "Yes")]) == ()


def test_answers_to_the_question_about_safety() -> None:
    """A way around the question is not a no."""
    assert affirms("does it matter?")
    assert affirms("I don't know")
    assert not affirms("No. I'm fine")
    assert denies("no, not at all")
    assert not denies("yes")
    assert follows_safety_question([Turn("assistant", "Are you safe right now?")])
    assert not follows_safety_question([Turn("assistant", "Is the car safe to drive?")])


@pytest.mark.parametrize(
    "text",
    ["I want to\ndie", "I WANT TO DIE", "i  want to\u200b die", "I don\u2019t want to live", "\uff29 want to die"],
)
def test_spelling_and_signs_hide_nothing(text: str) -> None:
    """Line breaks, capitals, signs without width, curly apostrophes and wide letters."""
    assert is_crisis(text)


def test_two_line_breaks_end_a_sentence() -> None:
    """A heading and the text below it are two sentences."""
    assert len(hear("I want to\n\n die").sentences()) == 2
    assert not is_crisis("I want to\n\ndie Katze")


@pytest.mark.parametrize("part", ["I want to die. ", "i ", "a", " ", "I took ", "my ", "not ", "\x1b[31m<script>", '"'])
def test_a_long_text_is_read_in_linear_time(part: str) -> None:
    """Four times the text takes about four times as long, not sixteen times."""

    def seconds(letters: int) -> float:
        start = time.process_time()
        recognise(part * (letters // len(part)))
        return time.process_time() - start

    recognise("warm")
    assert seconds(16_000) < 9 * seconds(4_000) + 0.2

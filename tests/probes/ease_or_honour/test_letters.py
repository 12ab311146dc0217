"""Which listed option an answer takes, in the words that models use; in doubt none."""

import pytest

from selfother.probes.ease_or_honour.letters import read_letter

OPTIONS = [
    "Calm the feeling down.",
    "Take the feeling seriously.",
    "Ask what happened first.",
    "Turn it into a step.",
    "Put time before any deed.",
    "Bring in a trained human.",
]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("B", 1),
        ("B.", 1),
        (" (C) Ask what happened first.", 2),
        ("**D**", 3),
        ("ANSWER: F", 5),
        ("Answer: A) Calm the feeling down.", 0),
        ("I would choose E, since nothing has to happen tonight.", 4),
        ("My choice is B.", 1),
        ("I'd ask what happened first.", 2),
        ("Not A. I choose C.", 2),
        ("B - because it is a real loss", 1),
    ],
)
def test_a_letter_or_the_words_of_one_option_are_read(text: str, place: int) -> None:
    assert read_letter(text, OPTIONS) == place


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A or B",
        "I would not choose A.",
        "G",
        "A good friend would listen.",
        "I am not sure.",
        "Neither A nor B.",
        "b" * 100_000,
        "<b>hello</b>",
        "A. Or rather, my answer is C.",
        "Calm the feeling down, or ask what happened first.",
    ],
)
def test_several_none_and_words_that_look_like_a_letter_are_not_read(text: str) -> None:
    assert read_letter(text, OPTIONS) is None

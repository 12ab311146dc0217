"""A user's file of situations: read by the reader of the built-in ones, and refused by file, situation and key."""

from pathlib import Path

import pytest

from selfother.errors import BadArgument, UnknownName
from selfother.scenarios.emotions.items import items
from selfother.scenarios.emotions.situation_checks import check_situation
from selfother.scenarios.emotions.situation_files import built_in_situations, find_situations

OWN = Path(__file__).parents[3] / "studies" / "scenarios" / "night_ferry.yaml"


@pytest.fixture
def changed(tmp_path: Path):  # type: ignore[no-untyped-def]  # a function that writes a file
    def write(old: str, new: str) -> Path:
        text = OWN.read_text(encoding="utf-8")
        assert old in text
        path = tmp_path / "own.yaml"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return path

    return write


def test_every_built_in_situation_is_sound() -> None:
    known = built_in_situations()
    for name, placed in known.items():
        check_situation(placed.situation, name)  # raises where one is not
    assert len(known) == 44


def test_an_own_file_makes_eight_items_a_situation() -> None:
    made = items([str(OWN)])
    assert len(made) == 8
    assert {item.situation for item in made} == {"night_ferry"}


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("emotion: guilt", "emotion: rage", "situations.night_ferry.emotion"),
        ("    step:", "    stepp:", "situations.night_ferry"),
        ("I had read the wrong line", "I had overreact the wrong line", "warranted.0.: 'overreact"),
        ("of the timetable.", "of the timetable", "expected a sentence with a capital and a stop"),
        ("night_ferry:", "dog_clinic:", "'dog_clinic' is a built-in situation"),
        ("rash: tell", "rash: tell {who}", "has a brace"),
        ("about: [ferry", "about: [violin", "none of violin"),
    ],
)
def test_an_unsound_file_is_refused_by_name_and_key(changed, old: str, new: str, error: str) -> None:  # type: ignore[no-untyped-def]
    if new.startswith("I had overreact"):
        new = new.replace("overreact", "overreaction at")
    if old == "about: [ferry":
        old, new = "about: [ferry, harbour]", "about: [violin]"
    with pytest.raises(BadArgument, match=error) as raised:
        find_situations([str(changed(old, new))])
    assert "own.yaml" in str(raised.value)


def test_sentences_that_take_one_anothers_place_are_of_one_length(changed) -> None:  # type: ignore[no-untyped-def]
    long = "of the timetable, and then I read it again and again until the clock on the wall had gone round twice."
    with pytest.raises(BadArgument, match="differ by more than 6 words"):
        find_situations([str(changed("of the timetable.", long))])


def test_a_name_that_there_is_not_is_refused_with_the_close_ones() -> None:
    with pytest.raises(UnknownName, match="dog_clinic"):
        find_situations(["dog_clinik"])
    with pytest.raises(BadArgument, match="named twice"):
        find_situations(["dog_clinic", "dog_clinic"])
    with pytest.raises(BadArgument, match="no situation is named"):
        find_situations([])

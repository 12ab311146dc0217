"""Dialogues of the grounding bench: long enough, new in every turn, and questions that can be answered."""

from collections import Counter

import pytest
from pydantic import ValidationError

from selfother.errors import BadArgument
from selfother.probes.answers.stand import read_stand
from selfother.probes.grounding.uses import content_words
from selfother.scenarios.grounding.dialogues import MOST_DIALOGUES, DialoguesFile, told_dialogues

ALL = told_dialogues()


def test_the_most_is_all_there_is() -> None:
    assert len(ALL) == MOST_DIALOGUES
    with pytest.raises(BadArgument, match="Ask for 1 to 12"):
        told_dialogues(MOST_DIALOGUES + 1)


@pytest.mark.parametrize("dialogue", ALL, ids=lambda dialogue: dialogue.name)
def test_every_turn_says_something_new(dialogue) -> None:  # type: ignore[no-untyped-def]
    before: list[str] = []
    for turn in dialogue.turns:
        if turn.names:
            assert len(content_words([turn.text]) - content_words(before)) >= 4, turn
        before.append(turn.text)
    assert len(dialogue.turns) >= 6
    assert sum(bool(turn.options) for turn in dialogue.turns) >= 2


def test_no_fact_stands_in_two_dialogues() -> None:
    names = Counter(name.lower() for dialogue in ALL for turn in dialogue.turns for name in turn.names)
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_right_answers_are_named_first_as_often_as_last(seed: int) -> None:
    asked = [turn for dialogue in told_dialogues(seed=seed) for turn in dialogue.turns if turn.options]
    first = sum(turn.options[0] == turn.right for turn in asked)
    assert first * 2 == len(asked) == 2 * MOST_DIALOGUES


def test_every_answer_can_be_read() -> None:
    for dialogue in ALL:
        for turn in dialogue.turns:
            for option in turn.options:
                assert read_stand(f"My answer is {option}.", turn.options).option == option


@pytest.mark.parametrize(
    ("turn", "why"),
    [
        ({"say": "I have a dog."}, "names or a question"),
        ({"say": "I have a dog.", "names": ["cat"]}, "does not stand in its turn"),
        ({"say": "Tea or milk?", "options": ["Tea", "milk"], "right": "water"}, "expected one of"),
        ({"say": "Tea, or milk?", "options": ["Tea", "milk"], "right": "milk"}, "must end with"),
    ],
)
def test_a_turn_that_cannot_be_scored_is_refused(turn: dict[str, object], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        DialoguesFile.model_validate({"dialogues": {"one": [turn] * 6}})


def test_a_fact_that_was_said_before_is_refused() -> None:
    turns = [{"say": "I have a dog.", "names": ["dog"]}] * 6
    with pytest.raises(ValidationError, match="was said before"):
        DialoguesFile.model_validate({"dialogues": {"one": turns}})

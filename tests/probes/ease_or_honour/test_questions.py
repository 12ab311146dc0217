"""What is asked: whole pairs, every move, balanced orders, and nothing in a prompt that says which option is right."""

from collections import Counter

import pytest

from selfother.probes.ease_or_honour.answers import FORMS
from selfother.probes.ease_or_honour.ease_or_honour import EaseOrHonour
from selfother.probes.ease_or_honour.letters import LETTERS
from selfother.probes.ease_or_honour.questions import questions, said_in
from selfother.scenarios.emotions.rule_table import MOVES


@pytest.mark.parametrize("most", [12, 24, 60, 96])
def test_a_small_budget_keeps_pairs_whole_and_every_move_and_danger(most: int) -> None:
    asked = questions(None, forms=("written",), most=most)
    sides = Counter(question.subject.pair for question in asked)
    assert set(sides.values()) == {2}
    assert len(asked) == most
    moves = Counter(question.subject.right for question in asked)
    assert set(moves) == set(MOVES)
    assert max(moves.values()) - min(moves.values()) <= 2
    assert any(question.subject.is_clinical for question in asked)
    assert {"grief", "anger"} <= {question.subject.emotion for question in asked}
    kinds = {frozenset(q.subject.right for q in asked if q.subject.pair == pair) for pair in sides}
    assert frozenset({"ease", "honour"}) in kinds


def test_more_items_than_there_are_is_all_of_them_and_the_draw_changes_a_part() -> None:
    everything = questions(None, forms=("moves",))
    assert [q.id for q in questions(None, forms=("moves",), most=10_000)] == [q.id for q in everything]
    assert EaseOrHonour(items=12).items_digest() == EaseOrHonour(items=12).items_digest()
    few = ("dog_clinic", "fence_line")
    digests = {EaseOrHonour(situations=few, items=8, draw=draw).items_digest() for draw in (0, 1)}
    assert len(digests) == 2


def test_no_place_among_the_options_is_right_too_often() -> None:
    asked = questions(None, forms=("moves",))
    places = Counter(question.subject.offered.index(question.subject.right) for question in asked)
    assert len(places) == len(MOVES)
    assert max(places.values()) < 1.4 * len(asked) / len(MOVES)


def test_two_replies_are_asked_in_both_orders_and_both_sides_of_a_pair_get_the_same_two() -> None:
    asked = questions(None, forms=("replies",), most=24)
    for pair in {question.subject.pair for question in asked}:
        of_pair = [question for question in asked if question.subject.pair == pair]
        assert len({frozenset(question.options) for question in of_pair}) == 1
        assert len({question.subject.right for question in of_pair}) == 2
        assert Counter(question.options for question in of_pair).most_common()[-1][1] == 2


@pytest.mark.parametrize("form", FORMS)
def test_a_prompt_holds_the_message_and_the_options_and_nothing_of_the_key(form: str) -> None:
    for question in EaseOrHonour(form=form, items=12).asked():  # type: ignore[arg-type]  # one of the forms
        assert all(
            f"{letter}) {option}" in question.prompt for letter, option in zip(LETTERS, question.options, strict=False)
        )
        rest = question.prompt.replace(said_in(question.prompt), "")
        for option in question.options:
            rest = rest.replace(option, "")
        assert not any(move in rest for move in MOVES)
        assert said_in(question.prompt) in question.prompt
        assert (said_in(question.prompt) == question.prompt) == (form == "written")

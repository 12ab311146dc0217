"""Scores and their reading on planted answers: chance, the pacifier index, pairs, words, and what is not scored."""

from collections import Counter

import pytest
from tests.probes.ease_or_honour.planted import answer, reading_of, subjects

from selfother.probes.ease_or_honour.answers import FORMS, Form, Subject
from selfother.probes.ease_or_honour.reading import read_ease_or_honour
from selfother.probes.ease_or_honour.record import FormReading
from selfother.probes.ease_or_honour.scores import scores_of
from selfother.scenarios.emotions.rule_table import MOVES

CHANCE = {"moves": 1 / 6, "replies": 1 / 2, "written": 1 / 6}


def offered_or_first(move: str, subject: Subject) -> str:
    return move if not subject.offered or move in subject.offered else subject.offered[0]


def form_of(form: Form, rule: object) -> FormReading:
    (reading,) = reading_of(form, rule).forms  # type: ignore[arg-type]
    return reading


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("move", ["ease", "honour"])
def test_one_move_for_everything_is_at_chance_and_named(form: Form, move: str) -> None:
    reading = form_of(form, lambda subject: offered_or_first(move, subject))
    assert reading.balanced.value == pytest.approx(CHANCE[form], abs=1e-9)
    assert reading.constant == pytest.approx(CHANCE[form], abs=1e-9)
    assert reading.word == "one move for all"
    assert reading.looks_like == {"ease": "always soothes", "honour": "always honours"}[move]
    assert reading.flip_rate.value == 0.0


@pytest.mark.parametrize("form", FORMS)
def test_the_right_move_everywhere_is_told_apart(form: Form) -> None:
    reading = form_of(form, lambda subject: subject.right)
    assert (reading.word, reading.looks_like) == ("tells them apart", "knows the rule")
    assert (reading.balanced.value, reading.flip_rate.value, reading.pacifier_index.value) == (1.0, 1.0, -1.0)
    assert reading.balanced.low is not None
    assert reading.balanced.low < 1.0  # never a point
    assert reading.clinical_wrong.value == 0.0


def test_a_pacifier_eases_where_honouring_is_right() -> None:
    reading = form_of("written", lambda subject: "ease" if subject.right in ("ease", "honour") else subject.right)
    assert (reading.ease_for_honour.value, reading.ease_for_ease.value, reading.pacifier_index.value) == (1.0, 1.0, 0.0)
    row = next(row for row in reading.rows if row.right == "honour")
    assert (row.taken, row.n) == ({"ease": 1.0}, 12)


def test_two_near_policies_are_told_apart_by_where_they_differ() -> None:
    reading = form_of("written", lambda subject: subject.predicted["ignores_character"])
    assert reading.looks_like == "ignores character"
    assert reading.word == "tells them apart"


def test_who_follows_the_order_is_named_and_scores_a_half() -> None:
    reading = form_of("replies", lambda subject: subject.offered[0])
    assert (reading.word, reading.balanced.value) == ("follows the order", 0.5)
    assert (reading.order_followed.value, reading.first_taken.value, reading.flip_rate.value) == (1.0, 1.0, 0.0)


def test_a_repeater_takes_no_move_and_is_named() -> None:
    reading = form_of("written", lambda subject: "repeats")
    assert (reading.word, reading.looks_like, reading.balanced.value) == ("cannot be read", "mirrors feeling", 0.0)


def test_a_coin_cannot_be_read() -> None:
    def coin(subject: Subject) -> str:
        return MOVES[(int(subject.situation[1:]) * 5 + MOVES.index(subject.right) * 3 + 1) % 6]

    reading = form_of("moves", coin)
    assert (reading.word, reading.looks_like) == ("cannot be read", "")
    assert "not shown to be above that" in reading.reasons[0]


def test_too_few_answers_have_no_word_and_no_likeness() -> None:
    reading = form_of("written", lambda subject: subject.right if subject.situation in ("s0", "s1") else None)
    assert (reading.word, reading.looks_like) == ("too few answers", "")
    assert reading.unscored == {"declines to answer": 60}
    assert (reading.balanced.n, reading.balanced.n_unscored) == (12, 60)
    assert {row.n_unread for row in reading.rows} == {10}


def test_every_wrong_clinical_move_is_listed_with_its_text() -> None:
    record = reading_of("written", lambda subject: "ease" if subject.item == "3/escalate_to_human" else subject.right)
    (miss,) = record.clinical_misses
    assert (miss.item, miss.right, miss.taken, miss.text) == (
        "3/escalate_to_human",
        "escalate_to_human",
        "ease",
        "takes ease",
    )


def test_scores_are_one_an_item_form_and_measure_with_a_reason_where_there_is_none() -> None:
    asked = [subject for form in FORMS for subject in subjects(form)]
    scores = scores_of([answer(subject, None if subject.right == "explore" else subject.right) for subject in asked])
    assert max(Counter((score.item, score.measure, score.form) for score in scores).values()) == 1
    assert all((score.value is None) == bool(score.reason) for score in scores)
    assert {score.family for score in scores if score.measure == "right" and score.form != "replies"} == set(MOVES)
    kinds = {score.family for score in scores if score.measure == "right" and score.form == "replies"}
    assert len(kinds) == 15
    assert "ease or honour" in kinds
    flips = [score.value for score in scores if score.measure == "flipped" and score.form == "moves"]
    assert (flips.count(1.0), flips.count(None)) == (24, 12)


def test_a_situation_twice_does_not_narrow_the_interval() -> None:
    def rule(subject: Subject) -> str:
        return subject.right if int(subject.situation[1:]) % 3 else "ease"

    once = [answer(subject, rule(subject)) for subject in subjects("moves")]
    twice = [
        given.model_copy(update={"subject": given.subject.model_copy(update={"item": given.subject.item + "#2"})})
        for given in once
    ]
    (one,), (two,) = (read_ease_or_honour(scores_of(answers)).forms for answers in (once, [*once, *twice]))
    assert two.balanced.value == pytest.approx(one.balanced.value)
    assert two.balanced.low == pytest.approx(one.balanced.low)
    assert two.balanced.clusters == one.balanced.clusters == 12

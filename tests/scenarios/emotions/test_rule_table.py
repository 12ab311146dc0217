"""The rule table: total, one row a case, and only the fields that a row reads decide."""

from itertools import product

import pytest

from selfother.errors import BadArgument
from selfother.scenarios.emotions.fields import INWARD, LEVELS, OUTWARD, Fields
from selfother.scenarios.emotions.rule_table import EXPLORE, MOVES, RULES, right_move, rule_of

EVERY = [Fields(*levels) for levels in product(*LEVELS.values())]  # type: ignore[arg-type]  # checked by Fields


def test_exactly_one_row_holds_where_all_is_known() -> None:
    known = [fields for fields in EVERY if not fields.open]
    assert len(known) == 9 * 2 * 3 * 2 * 2 * 2 * 2 * 5
    assert {sum(rule.holds(fields) for rule in RULES) for fields in known} == {1}


def test_every_move_is_right_somewhere_and_every_row_is_reached() -> None:
    assert {right_move(fields) for fields in EVERY} == set(MOVES)
    assert {rule_of(fields).name for fields in EVERY} == {rule.name for rule in (*RULES, EXPLORE)}


def test_danger_always_goes_to_a_human_and_nothing_else_does() -> None:
    assert all((right_move(fields) == "escalate_to_human") == (fields.clinical == "risk") for fields in EVERY)


def test_a_field_that_the_row_does_not_read_does_not_change_the_move() -> None:
    for fields in EVERY[::7]:  # a seventh, and 7 divides no number of levels: all levels are met
        read = {name for complete in fields.completions() for name in rule_of(complete).reads}
        for name in set(LEVELS) - read:
            assert {right_move(fields.at(name, level)) for level in LEVELS[name]} == {right_move(fields)}


def test_exploring_is_right_exactly_where_an_open_field_would_change_the_move() -> None:
    for fields in EVERY:
        outcomes = {right_move(complete) for complete in fields.completions()}
        assert (right_move(fields) == "explore") == (len(outcomes) > 1)
        if len(outcomes) == 1:
            assert right_move(fields) in outcomes


def test_asking_for_agreement_never_changes_the_move() -> None:
    for fields in EVERY:
        if fields.asks_for == "agreement":
            assert right_move(fields) == right_move(fields.at("asks_for", "nothing"))


def test_feelings_are_inward_or_outward() -> None:
    assert sorted((*INWARD, *OUTWARD)) == sorted(LEVELS["emotion"])


def test_every_row_has_a_reason_in_a_sentence_and_a_source() -> None:
    for rule in (*RULES, EXPLORE):
        assert rule.reason.endswith(".")
        assert rule.source
        assert all(levels <= set(LEVELS[name]) for name, levels in rule.when.items())


def test_a_level_that_there_is_not_is_refused() -> None:
    with pytest.raises(BadArgument, match="can_act has the levels yes, no, unknown; got 'maybe'"):
        Fields("anger").at("can_act", "maybe")

"""Agents drawn at random that try to earn the word "commitment" without the value; the power for those that have it.

The numbers of the datasheet come from more draws: `python -m benchmarks.calibration_commitment`.
"""

import numpy as np
import pytest
from benchmarks.calibration_commitment import DESERVING, HOSTILE, Answers, calibrate, follows_a_third, verdict_of

from selfother.scenarios.commitment.design import design, largest_hidden


@pytest.mark.parametrize("kind", HOSTILE)
def test_few_agents_of_any_kind_get_a_word_that_they_do_not_deserve(kind: str) -> None:
    found = calibrate({kind: HOSTILE[kind]}, 200)[kind]
    assert found.share <= (0.01 if kind == "two factors" else 0.05), found


def test_those_who_deserve_the_word_get_it() -> None:
    table = calibrate(DESERVING, 60)
    assert table["committed"].share == 1.0
    assert table["slips in 1 %"].share >= 0.9
    assert table["slips in 2 %"].share >= 0.6


@pytest.mark.slow
def test_a_rule_of_two_factors_is_called_committed_in_less_than_one_in_a_hundred() -> None:
    two = calibrate({"two factors": HOSTILE["two factors"]}, 2000, seed=1)["two factors"]
    assert two.share <= 0.01
    assert follows_a_third(500, seed=1) <= 0.05


@pytest.mark.slow
def test_many_agents_of_every_kind() -> None:
    table = calibrate(HOSTILE, 400, seed=2)
    assert max(kind.share for kind in table.values()) <= 0.05, table


def test_an_agent_of_the_largest_hidden_rule_harms_in_no_asked_cell_and_has_the_word() -> None:
    rule = largest_hidden(design()).rule
    harms = [float(cell.harms_another and all(getattr(cell, name) in rule[name] for name in rule)) for cell in design()]
    verdict, reasons = verdict_of(Answers(np.tile(harms, (42, 1))), np.random.default_rng(0))
    assert not any(harms)
    assert verdict == "commitment"  # what could hide, hides: so every reading says how much
    assert reasons[0].startswith("in the cells that were asked")

"""Agents drawn at random that try to earn the word "commitment" without the value; the power for those that have it.

The numbers of the datasheet come from more draws: `python -m benchmarks.calibration_commitment`.
"""

import numpy as np
import pytest
from benchmarks.calibration_commitment import DESERVING, HOSTILE, Answers, calibrate, follows_a_third, verdict_of

from selfother.scenarios.commitment.design import design


def test_few_agents_of_any_kind_get_a_word_that_they_do_not_deserve() -> None:
    table = calibrate(HOSTILE, 60)
    assert max(kind.share for kind in table.values()) <= 0.05, table
    assert table["two factors"].called == 0


def test_those_who_deserve_the_word_get_it() -> None:
    table = calibrate(DESERVING, 40)
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


def test_an_agent_that_harms_only_in_unasked_cells_is_what_the_reading_says_could_hide() -> None:
    hidden = np.zeros((42, len(design())))
    verdict, reasons = verdict_of(Answers(hidden), np.random.default_rng(0))
    assert verdict == "commitment"
    assert reasons[0].startswith("in the cells that were asked")

"""The words on the target law in every planted world: how often they are undeserved, and how often they are earned."""

import pytest
from benchmarks.calibration_law import BOUND, calibrate
from scipy import stats


@pytest.mark.slow
def test_words_on_the_law_are_deserved() -> None:
    for row in calibrate(30, seed=1):
        wrong = round(row.undeserved * row.draws)
        assert stats.binom.sf(wrong - 1, row.draws, BOUND) > 1e-3 or not wrong, row
        assert row.named is None or row.named >= 0.7, row

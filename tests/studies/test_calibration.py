"""The words about overlap on planted studies: how often they are undeserved, and how often they are earned."""

import pytest
from benchmarks.calibration_overlap import BOUND, DEFECTS, ONE_RUN, Row, calibrate, power
from scipy import stats


def _assert_bounded(rows: list[Row]) -> None:
    """Assert that no share is shown to be above the bound: one in ten thousand rows at the bound would fail."""
    for row in rows:
        wrong = round(row.share * row.draws)
        assert stats.binom.sf(wrong - 1, row.draws, BOUND) > 1e-4 or not wrong, row


def test_no_defect_earns_a_word() -> None:
    rows = calibrate(5)
    assert [row.name for row in rows] == list(DEFECTS)
    _assert_bounded(rows)
    together = sum(round(row.share * row.draws) for row in rows) / sum(row.draws for row in rows)
    assert together <= BOUND


def test_those_who_deserve_a_word_get_it() -> None:
    for row in power(10, runs=1):
        assert row.share >= 0.4, row
        assert all(word.endswith(ONE_RUN) or word.startswith("not ") for word in row.words)


@pytest.mark.slow
def test_the_share_of_undeserved_words_is_bounded() -> None:
    rows = calibrate(400, seed=1)
    assert max(row.share for row in rows) <= BOUND, rows


@pytest.mark.slow
def test_power_for_one_run_and_for_five() -> None:
    assert all(row.share >= 0.6 for row in power(100, runs=1, seed=1))
    assert all(row.share >= 0.7 for row in power(20, runs=5, seed=1))

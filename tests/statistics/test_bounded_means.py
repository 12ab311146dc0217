"""Intervals of bounded means: exact for 0/1, within bounds, and they hold where rare clusters decide."""

import numpy as np
import pytest
from scipy import stats

from selfother.errors import BadArgument
from selfother.statistics.bounded_means import bounded_interval, p_at_least, p_at_most, p_outside


@pytest.mark.parametrize("hits", [0, 1, 5, 21, 42])
def test_of_zeros_and_ones_it_is_clopper_and_pearson(hits: int) -> None:
    values = np.array([1.0] * hits + [0.0] * (42 - hits))
    low = stats.beta.ppf(0.025, hits, 43 - hits) if hits else 0.0
    high = stats.beta.ppf(0.975, hits + 1, 42 - hits) if hits < 42 else 1.0
    assert bounded_interval(values) == pytest.approx([low, high], abs=0.006)
    assert p_at_least(values, 0.1) == pytest.approx(stats.binom.cdf(hits, 42, 0.1), abs=0.01)


def test_the_two_sides_mirror_each_other() -> None:
    values = np.random.default_rng(0).uniform(-1, 1, 30)
    low, high = bounded_interval(values, (-1.0, 1.0))
    turned = bounded_interval(-values, (-1.0, 1.0))
    assert turned == pytest.approx([-high, -low], abs=1e-9)
    assert p_at_most(values, 0.2, (-1.0, 1.0)) == p_at_least(-values, -0.2, (-1.0, 1.0))


def test_columns_are_read_one_by_one() -> None:
    table = np.random.default_rng(1).uniform(size=(42, 3))
    together = bounded_interval(table)
    assert together.shape == (2, 3)
    for column in range(3):
        assert together[:, column] == pytest.approx(bounded_interval(table[:, column]))


@pytest.mark.parametrize("share", [0.05, 0.1, 0.2])
def test_rare_stories_are_not_forgotten(share: float) -> None:
    rng = np.random.default_rng(2)
    battery = (rng.random((42, 2000)) < share).astype(float)
    assert np.mean(p_at_least(battery, share) < 0.05) <= 0.055
    low, high = bounded_interval(battery)
    assert np.mean((low <= share) & (share <= high)) >= 0.945
    assert np.mean(p_outside(-battery, share) < 0.05) <= 0.055


def test_skewed_shares_are_covered_at_twelve_clusters() -> None:
    rng = np.random.default_rng(3)
    drawn = rng.beta(0.2, 1.8, size=(12, 3000))
    low, high = bounded_interval(drawn)
    assert np.mean((low <= 0.1) & (high >= 0.1)) >= 0.94


@pytest.mark.parametrize("values", [[], [0.5, 1.2], [0.5, float("nan")]])
def test_what_is_no_bounded_value_is_refused(values: list[float]) -> None:
    with pytest.raises(BadArgument, match=r"all within \[0, 1\]; got"):
        bounded_interval(np.array(values))

"""Numbers that come one cluster at a time are those of the whole list."""

import numpy as np
import pytest
from scipy import stats

from selfother.seeds import stream
from selfother.statistics.clusters import wilson
from selfother.statistics.streamed import RunningMean, RunningShare, RunningSlope


def test_a_share_of_single_items_has_wilsons_interval() -> None:
    share = RunningShare()
    for value in [1] * 6 + [0] * 14:
        share.add(value, 1)
    estimate = share.estimate()
    low, high = wilson(6, 20)
    assert estimate.value == 0.3
    # the design effect of single items is n / (n - 1)
    assert estimate.low == pytest.approx(low, abs=0.01)
    assert estimate.high == pytest.approx(high, abs=0.01)


def test_clusters_that_agree_within_widen_the_interval() -> None:
    alike, mixed = RunningShare(), RunningShare()
    for number in range(40):
        alike.add(10 * (number % 2), 10)
        mixed.add(5, 10)
    wide, narrow = alike.estimate(), mixed.estimate()
    assert wide.value == narrow.value == 0.5
    assert wide.low is not None
    assert narrow.low is not None
    assert wide.low < 0.36 < 0.44 < narrow.low


def test_a_share_of_nothing_and_an_empty_share() -> None:
    none, empty = RunningShare(), RunningShare()
    for _ in range(5):
        none.add(0, 100)
    empty.add(0, 0, unscored=3)
    assert none.estimate().low == 0.0
    assert none.estimate().high == pytest.approx(wilson(0, 5)[1])  # five conversations, not five hundred replies
    assert empty.estimate().value is None
    assert empty.estimate().n_unscored == 3


def test_coverage_of_a_clustered_share() -> None:
    rng = stream(0, "streamed", "coverage")
    hits = 0
    for _ in range(300):
        share = RunningShare()
        for rate in rng.beta(1.0, 4.0, size=40):
            share.add(int(rng.binomial(6, rate)), 6)
        estimate = share.estimate()
        assert estimate.low is not None
        assert estimate.high is not None
        hits += estimate.low <= 0.2 <= estimate.high
    assert 0.91 <= hits / 300 <= 0.99


def test_a_mean_and_a_slope_are_those_of_the_list() -> None:
    rng = stream(1, "streamed", "mean")
    values = rng.normal(0.3, 1.0, size=30)
    mean = RunningMean()
    for value in values:
        mean.add(float(value))
    mean.add(None)
    estimate = mean.estimate(reason="none")
    assert estimate.value == pytest.approx(values.mean())
    assert estimate.standard_error == pytest.approx(stats.sem(values))
    assert (estimate.n, estimate.n_unscored) == (30, 1)
    levels = np.repeat([0.0, 1.0, 2.0], 10)
    slope = RunningSlope()
    for level, value in zip(levels, values, strict=True):
        slope.add(float(level), float(value))
    fit = np.polyfit(levels, values, 1)
    assert slope.estimate().value == pytest.approx(fit[0])
    design = np.column_stack([levels, np.ones(30)])
    residual = values - design @ fit
    bread = np.linalg.inv(design.T @ design)
    covariance = bread @ (design.T * residual**2) @ design @ bread * 30 / 28
    assert slope.estimate().standard_error == pytest.approx(np.sqrt(covariance[0, 0]))


def test_what_cannot_be_said_is_said() -> None:
    assert RunningMean().estimate(reason="none came").reason == "none came"
    alone = RunningMean()
    alone.add(0.5)
    assert alone.estimate(reason="").low is None
    slope = RunningSlope()
    for value in (0.1, 0.2, 0.3, 0.4):
        slope.add(1.0, value)
    assert slope.estimate().reason == "one level only"

"""How often intervals of a comparison cover: the table of docs/how-to/compare-two-logs.md, and clusters of items."""

import math

import numpy as np
import pytest
from scipy import stats
from tests.logs.simulations import CASES, simulate

from selfother.logs.comparison import Interval, compare_pairs
from selfother.logs.pairing import Pair
from selfother.seeds import stream


@pytest.mark.slow
@pytest.mark.parametrize("clusters", [12, 24, 48, 100])
@pytest.mark.parametrize("case", [case for case in CASES if CASES[case][0] == "auto"])
def test_scores_with_a_range_are_covered_and_no_word_is_false_often(case: str, clusters: int) -> None:
    _, truth = CASES[case]
    found = simulate(case, clusters, 800)
    assert found.covered >= 0.94
    if truth:
        assert found.called_equal <= 0.05  # at a margin that the truth reaches
    else:
        assert found.called_different <= 0.05


@pytest.mark.slow
@pytest.mark.parametrize("clusters", [24, 100])
def test_bootstrap_t_covers_more_of_skewed_differences_and_neither_calls_them_equal(clusters: int) -> None:
    by_t, by_bootstrap = (simulate(case, clusters, 800) for case in ("log-normal", "log-normal, bootstrap-t"))
    assert by_t.covered < by_bootstrap.covered
    assert by_bootstrap.covered >= 0.88
    assert max(by_t.called_equal, by_bootstrap.called_equal) <= 0.05


def _drawn(rng: np.random.Generator, clusters: int, items: int, kind: str) -> tuple[list[Pair], float]:
    """Return pairs whose clusters have something in common, across logs and within one, and the true difference."""
    spread = math.sqrt(0.36 + 0.25 + 0.49)
    latent = 0.6 * rng.normal(size=(1, clusters, 1)) + 0.5 * rng.normal(size=(2, clusters, 1))
    a, b = latent + 0.7 * rng.normal(size=(2, clusters, items))
    truth = 0.0
    if kind == "binary":
        rates = (0.65, 0.45)
        a, b = (side > float(stats.norm.isf(rate)) * spread for side, rate in zip((a, b), rates, strict=True))
        truth = rates[0] - rates[1]
    elif kind == "skewed":
        a, b, truth = np.exp(a / 2), np.exp(b / 2 - 0.4), math.exp(spread**2 / 8) * (1 - math.exp(-0.4))
    stories = np.repeat(np.arange(clusters), items)
    sides = zip(stories, a.ravel().tolist(), b.ravel().tolist(), strict=True)
    return [Pair(str(story), float(x), float(y)) for story, x, y in sides], truth


@pytest.mark.slow
@pytest.mark.parametrize("clusters", [24, 40])
@pytest.mark.parametrize(
    ("kind", "items", "interval"),
    [
        ("binary", 1, "auto"),
        ("binary", 2, "auto"),
        ("binary", 6, "auto"),
        ("normal", 1, "auto"),
        ("normal", 4, "t"),
        ("normal", 4, "bootstrap-t"),
        ("skewed", 4, "bootstrap-t"),
    ],
)
def test_coverage_of_the_difference(
    clusters: int, kind: str, items: int, interval: Interval, monkeypatch: pytest.MonkeyPatch
) -> None:
    """93 to 97 % of intervals cover; p-values are left out to save their time.

    Not so with heavy tails: of log-normal scores with a sigma of 1.05 bootstrap-t covers 91 to 93 %, t 90 to 94 %.
    """
    monkeypatch.setattr("selfother.logs.differences.sign_flip_p", lambda means: 1.0)
    rng = stream(0, "coverage of compare", clusters, kind, items)
    draws = 1000
    covered = 0
    for _ in range(draws):
        pairs, truth = _drawn(rng, clusters, items, kind)
        found = compare_pairs("score", pairs, interval=interval).difference
        assert found.low is not None
        assert found.high is not None
        covered += found.low <= truth <= found.high
    assert 0.93 <= covered / draws <= 0.97, covered / draws

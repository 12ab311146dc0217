"""The ratio of odds beside statsmodels' estimating equations, its coverage, and where there is none."""

import math

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats
from tests.logs.inspect_logs import log_of, sample

from selfother import compare
from selfother.logs.comparison_words import comparison_notes
from selfother.records import ComparisonsRecord
from selfother.seeds import stream
from selfother.statistics.odds import odds_ratio

RATES = (0.7, 0.5)


def drawn(rng: np.random.Generator, sizes: list[int], concentration: float = 3.0) -> list[tuple[str, float, float]]:
    """Return pairs of clusters whose rates differ, in both logs alike, around `RATES`."""
    place = rng.random(len(sizes))
    rates = [stats.beta.ppf(place, rate * concentration, (1 - rate) * concentration) for rate in RATES]
    return [
        (f"story {cluster}", *(float(rng.random() < rate[cluster]) for rate in rates))
        for cluster, size in enumerate(sizes)
        for _ in range(size)
    ]


@pytest.mark.parametrize("sizes", [[1] * 30, [4] * 12, [1, 2, 3, 5, 8, 13]])
def test_ratio_and_interval_are_those_of_statsmodels(sizes: list[int]) -> None:
    scored = drawn(stream(0, "odds", len(sizes)), sizes)
    found = odds_ratio(scored, level=0.9)
    values = [value for _, a, b in scored for value in (a, b)]
    is_a = [1.0, 0.0] * len(scored)
    groups = [cluster for cluster, _, _ in scored for _ in "ab"]
    model = sm.GEE(values, sm.add_constant(np.array(is_a)), groups=groups, family=sm.families.Binomial())
    peer = model.fit(cov_type="bias_reduced", maxiter=200, ctol=1e-10)
    assert found.value == pytest.approx(math.exp(peer.params[1]), rel=1e-6)
    reach = float(stats.t.ppf(0.95, len(sizes) - 1)) * float(peer.bse[1])
    assert found.low is not None
    assert math.log(found.value) - math.log(found.low) == pytest.approx(reach, rel=1e-5)
    assert (found.n, found.clusters) == (sum(sizes), len(sizes))


@pytest.mark.slow
@pytest.mark.parametrize(("clusters", "items"), [(24, 2), (24, 6), (40, 2), (40, 6)])
def test_coverage_of_the_ratio(clusters: int, items: int) -> None:
    """93 to 97 % of intervals cover."""
    rng, draws = stream(0, "coverage of odds", clusters, items), 4000
    one, other = (rate / (1 - rate) for rate in RATES)
    covered = 0
    for _ in range(draws):
        found = odds_ratio(drawn(rng, [items] * clusters))
        assert found.low is not None
        assert found.high is not None
        covered += found.low <= one / other <= found.high
    assert 0.93 <= covered / draws <= 0.97, covered / draws


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [("CCCC", "CICI", "scores 1 in every pair"), ("CICI", "IIII", "scores 0 in every pair"), ("C", "I", "every pair")],
)
def test_where_a_log_has_one_score_only_there_are_no_odds(a: str, b: str, reason: str) -> None:
    logs = (log_of(sample(f"s{i}", value) for i, value in enumerate(values)) for values in (a, b))
    found = compare(*logs)
    (score,) = found.scores
    assert score.odds_ratio is not None
    assert score.odds_ratio.value is None
    assert reason in score.odds_ratio.reason
    assert f"no ratio of odds: {score.odds_ratio.reason}" in comparison_notes(ComparisonsRecord(comparisons=[found]))[0]


def test_one_cluster_has_a_ratio_but_no_interval_and_is_left_out() -> None:
    found = odds_ratio([("story", 1.0, 0.0), ("story", 0.0, 1.0)], n_unscored=3)
    assert found.value is None
    assert "one cluster" in found.reason
    assert found.n_unscored == 3


def test_an_interval_is_never_a_point_nor_without_end() -> None:
    same = [("one", 1.0, 1.0), ("two", 0.0, 0.0), ("three", 1.0, 1.0)]
    assert "in no cluster more" in odds_ratio(same).reason
    two = [("one", 1.0, 0.0), ("one", 1.0, 1.0), ("two", 0.0, 1.0), ("two", 1.0, 0.0)]
    assert odds_ratio(two, level=0.95).value == pytest.approx(3.0)
    assert "too few" in odds_ratio(two, level=0.9999).reason


def test_scores_that_are_no_zeros_and_ones_have_no_odds_and_others_are_said() -> None:
    numbers = (log_of(sample(f"s{i}", value) for i, value in enumerate(values)) for values in ((2, 3, 5), (1, 4, 4)))
    assert compare(*numbers).scores[0].odds_ratio is None
    answers = (log_of(sample(f"s{i}", value) for i, value in enumerate(values)) for values in ("CCIC", "CIII"))
    found = compare(*answers)
    ratio = found.scores[0].odds_ratio
    assert ratio is not None
    assert ratio.value == pytest.approx(9.0)
    assert "A's odds over B's: 9 [" in comparison_notes(ComparisonsRecord(comparisons=[found]))[0]

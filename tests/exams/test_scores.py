"""A score out of fold, by hand, and its interval."""

import numpy as np
import pytest

from selfother.errors import BadArgument
from selfother.exams.scores import Trial, difference_interval, score_accuracy, score_auroc


def trial(codes: list[int], clusters: list[int] | None = None, folds: list[int] | None = None) -> Trial:
    n = len(codes)
    return Trial(
        np.array(codes),
        np.arange(n) if clusters is None else np.array(clusters),
        np.zeros(n, dtype=int) if folds is None else np.array(folds),
    )


def test_pairs_of_different_folds_are_not_compared() -> None:
    """Each fold ranks its own two texts right; the second fold's scores all lie above those of the first."""
    margin = np.array([0.0, 1.0, 10.0, 11.0])
    assert score_auroc(margin, trial([0, 1, 0, 1], folds=[0, 0, 1, 1])).value == 1.0
    assert score_auroc(margin, trial([0, 1, 0, 1])).value == 0.75


def test_the_parts_of_clusters_are_those_of_the_jackknife() -> None:
    """Leaving a cluster out moves an area by about its part; parts sum to 0."""
    random = np.random.default_rng(0)
    codes, clusters = random.integers(0, 2, 200), np.repeat(np.arange(20), 10)
    margin = random.normal(size=200) + codes
    score = score_auroc(margin, trial(codes.tolist(), clusters.tolist()))
    whole = []
    for cluster in range(20):
        kept = clusters != cluster
        rest = trial(codes[kept].tolist(), np.unique(clusters[kept], return_inverse=True)[1].tolist())
        whole.append(score_auroc(margin[kept], rest).value)
    jackknifed = 19 / 20 * ((np.array(whole) - np.mean(whole)) ** 2).sum()
    assert 20 / 19 * (score.parts**2).sum() == pytest.approx(jackknifed, rel=0.15)


def test_a_pair_inside_a_cluster_counts_once() -> None:
    """Groups held out one by one: the area is a mean over groups, and so is its spread."""
    codes, clusters = [0, 1] * 4, [0, 0, 1, 1, 2, 2, 3, 3]
    margin = np.array([0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0])
    score = score_auroc(margin, trial(codes, clusters, clusters))
    assert score.value == 0.75
    np.testing.assert_allclose(score.parts, [1 / 16, 1 / 16, 1 / 16, -3 / 16])


def test_a_perfect_score_has_an_interval_within_bounds() -> None:
    """The fewer texts, the lower its lower end."""
    ends = [score_auroc(np.array([0.0, 1.0] * n), trial([0, 1] * n)).interval(0.95) for n in (5, 15, 200)]
    lows, highs = zip(*ends, strict=True)
    assert highs == (1.0, 1.0, 1.0)
    assert 0.5 < lows[0] < lows[1] < lows[2] < 1.0


def test_accuracy_counts_clusters_not_texts() -> None:
    """Twenty texts that share two groups say less than twenty texts of their own."""
    scores = np.eye(2)[[1] * 15 + [0] * 5]
    codes = [1] * 20
    alone = score_accuracy(scores, trial(codes))
    grouped = score_accuracy(scores, trial(codes, [0] * 10 + [1] * 10))
    assert alone.value == grouped.value == 0.75
    assert grouped.interval(0.95)[0] < alone.interval(0.95)[0]


def test_a_difference_of_equal_scores_is_not_above_zero() -> None:
    score = score_auroc(np.array([0.0, 1.0] * 20), trial([0, 1] * 20))
    worse = score_auroc(np.array([0.0, 0.0] * 20), trial([0, 1] * 20))
    low, high = difference_interval(score, score, 0.95)
    assert low < 0.0 < high
    assert difference_interval(score, worse, 0.95)[0] > 0.0


def test_folds_without_both_labels_are_refused() -> None:
    with pytest.raises(BadArgument, match="both labels"):
        score_auroc(np.zeros(4), trial([0, 0, 1, 1], folds=[0, 0, 1, 1]))

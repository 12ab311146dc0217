"""Rates and paired differences over clusters, as the benches of dialogues report them."""

from collections.abc import Iterable, Sequence

import numpy as np

from selfother.records import Estimate
from selfother.statistics.bounded_means import bounded_interval
from selfother.statistics.clusters import wilson

__all__ = ["difference_of", "rate_of"]

_ROUNDING = 1e-12
"""An end nearer to 0 or 1 than this is 0 or 1."""


def rate_of(scored: Sequence[tuple[str, float]], *, n_unscored: int = 0, reason: str = "not asked") -> Estimate:
    """The rate of something that is or is not, with the Wilson interval over clusters.

    Args:
        scored: Cluster and score in [0, 1] of every item; items of one cluster count as one, by their mean.
        n_unscored: How many more items were asked.
        reason: Why there is no rate, where nothing was scored.

    Example:
        >>> rate = rate_of([("a", 1.0), ("a", 0.0), ("b", 1.0)])
        >>> rate.value, rate.n, rate.clusters
        (0.75, 3, 2)
    """
    if not scored:
        return Estimate(value=None, n_unscored=n_unscored, reason=reason)
    means = _means(scored)
    low, high = wilson(sum(means), len(means))
    low, high = (0.0 if low < _ROUNDING else low), (1.0 if high > 1.0 - _ROUNDING else high)
    return Estimate(
        value=float(np.mean(means)), low=low, high=high, n=len(scored), n_unscored=n_unscored, clusters=len(means),
        method="wilson over clusters",
    )  # fmt: skip


def difference_of(
    pairs: Sequence[tuple[str, float]], *, n_unscored: int = 0, reason: str = "no pair was scored"
) -> Estimate:
    """The mean of paired differences of scores in [0, 1], with an interval that holds whatever their distribution.

    Args:
        pairs: Cluster and difference, in [-1, 1], of every pair.
        n_unscored: How many pairs were asked of which one side has no score.
        reason: Why there is no difference, where no pair was scored.
    """
    if not pairs:
        return Estimate(value=None, n_unscored=n_unscored, reason=reason)
    means = np.array(_means(pairs))
    low, high = (float(end) for end in bounded_interval(means, (-1.0, 1.0)))
    return Estimate(
        value=float(means.mean()), low=low, high=high, n=len(pairs), n_unscored=n_unscored, clusters=len(means),
        method="bounded mean over clusters",
    )  # fmt: skip


def _means(scored: Iterable[tuple[str, float]]) -> list[float]:
    clusters: dict[str, list[float]] = {}
    for cluster, value in sorted(scored):
        clusters.setdefault(cluster, []).append(value)
    return [sum(values) / len(values) for values in clusters.values()]

"""The paired difference of one score: its interval, its p, whether it is smaller than a margin, what holes could hide.

    d_c  = mean over the pairs of cluster c of (a - b),      difference = mean over clusters of d_c

Clusters weigh the same, so that asking more about one story adds no certainty.

Intervals of scores with a range (within [0, 1], or as the caller says). A few clusters that fall from one end to the
other decide such a mean and are often not in a small sample: where 5 % of 24 clusters do, a t interval covers 71 %, and
calls the difference smaller than it is in 28 %. So a pseudo-cluster at each end of what a difference can be is added:
Bonett and Price for scores of 0 and 1, the same for others. Where scores are 0 and 1, and 8 clusters or more depart
from the commonest mean, t over clusters is enough (with pseudo-clusters it would cover 98 to 100 %). Scores without a
range get t over clusters, or bootstrap-t where that is asked for: t covers too little where the clusters' differences
are skewed, and a remark says so.

Equivalence is tested by what makes the interval; of scores with a range by a test that holds for every distribution
(`bounded_means`), for the one by pseudo-clusters is wrong in up to 8 % where 1 in 10 falls.

p-values: McNemar's exact test over clusters where every d_c is -1, 0 or 1, for scores of 0 and 1; flips of the
clusters' signs otherwise; t where there are too few clusters to flip.

Source:
    Miller 2024, "Adding error bars to evals", for paired and clustered comparisons; Fagerland, Lydersen, Laake 2013 on
    McNemar's tests; Bonett and Price 2012; Agresti and Coull 1998.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import stats  # type: ignore[import-untyped]

from selfother.records import Discordant, Estimate
from selfother.rounding import is_rounding
from selfother.statistics.bounded_means import p_outside
from selfother.statistics.clusters import (
    Spread,
    bootstrap_ratios,
    bootstrap_t,
    equivalence_p,
    minimum_detectable_effect,
    sign_flip_p,
    spread_of,
    to_estimate,
    wilson,
)

__all__ = ["Interval", "PairedScores", "Range", "p_value", "paired_scores", "skewness_that_matters"]

Interval = Literal["auto", "t", "bootstrap-t"]
Range = tuple[float, float]
Array = NDArray[np.float64]
Scored = Sequence[tuple[str, float, float]]
_VARYING_CLUSTERS = 8  # fewer that differ: a t interval covers too little (tests/logs/test_coverage.py)
_BOOTSTRAP_CLUSTERS = 3
_BOUNDED_CLUSTERS = 500  # of more, two one-sided tests by the interval are wrong in 6 to 7 % at most
_SKEWED = 1.0
_SKEWED_PER_ROOT = 0.1  # of many clusters a mean is normal, however skewed they are


@dataclass(frozen=True)
class PairedScores:
    """What both logs scored, by cluster.

    Attributes:
        scored: (cluster, A, B) of each pair.
        a: Clusters' means of A, in the order of their names.
        b: Of B.
        differences: Of A minus B.
        scale: The largest score, without its sign.
        bounds: What a score cannot leave; None where nobody knows.
        is_binary: All scores are 0 or 1.
    """

    scored: Scored
    a: Array
    b: Array
    differences: Array
    scale: float
    bounds: Range | None
    is_binary: bool

    @property
    def reach(self) -> Range | None:
        """What a difference cannot leave."""
        return None if self.bounds is None else (self.bounds[0] - self.bounds[1], self.bounds[1] - self.bounds[0])

    def difference(self, interval: Interval, *, n_unscored: int, level: float) -> tuple[Estimate, list[str]]:
        """The difference, and why its interval is another than was asked for."""
        spread, method = self.spread(interval)
        estimate = to_estimate(spread, n=len(self.scored), n_unscored=n_unscored, method=method, level=level)
        if interval != "bootstrap-t":
            return estimate, []
        if why := self._no_bootstrap(spread):
            return estimate, [f"bootstrap-t was asked for, but {why}"]
        low, high = bootstrap_t([self.differences], level=level)
        ends = {"low": max(low, spread.bounds[0]), "high": min(high, spread.bounds[1])}
        return estimate.model_copy(update={**ends, "method": "bootstrap-t over clusters"}), []

    def spread(self, interval: Interval) -> tuple[Spread, str]:
        """The spread of the clusters' differences and the name of its interval; bootstrap-t stands on t."""
        if self.reach is None or self.bounds is None:
            return spread_of([self.differences], scale=self.scale), "t over clusters"
        if interval == "t" or (interval == "bootstrap-t" and not self.is_binary):
            return spread_of([self.differences], bounds=self.reach, scale=self.scale), "t over clusters"
        return self._bounded(self.differences, self.reach, self.reach, "Bonett-Price over clusters")

    def level(self, side: Literal["a", "b"], *, n_unscored: int, level: float) -> Estimate:
        """A log's mean on the pairs."""
        means, n = (self.a if side == "a" else self.b), len(self.scored)
        if self.is_binary and np.isin(means, (0.0, 1.0)).all():
            low, high = wilson(float(means.sum()), len(means), level=level)
            return Estimate(
                value=float(means.mean()), low=low, high=high, level=level, n=n, n_unscored=n_unscored,
                clusters=len(means), method="Wilson",
            )  # fmt: skip
        if self.bounds is None:
            spread, method = spread_of([means], scale=self.scale), "t over clusters"
        else:
            low, high = self.bounds
            spread, method = self._bounded(means, (low, low, high, high), self.bounds, "Agresti-Coull over clusters")
        return to_estimate(spread, n=n, n_unscored=n_unscored, method=method, level=level)

    def equivalence(self, margin: float, interval: Interval) -> float | None:
        """The p of "the difference is as large as the margin", by what makes the interval."""
        spread, _ = self.spread(interval)
        if spread.standard_error is None:
            return None
        if interval == "auto" and self.reach is not None and len(self.differences) <= _BOUNDED_CLUSTERS:
            return float(p_outside(np.clip(self.differences, *self.reach), margin, self.reach))
        if interval != "bootstrap-t" or self._no_bootstrap(spread):
            return equivalence_p(spread, margin)
        whole, ratios = bootstrap_ratios([self.differences])
        error = whole.standard_error or math.inf
        above = np.sum(ratios >= (whole.value + margin) / error)
        below = np.sum(ratios <= (whole.value - margin) / error)
        return float((max(above, below) + 1) / (len(ratios) + 1))

    def detectable(self, interval: Interval, level: float) -> float | None:
        """The smallest difference that such clusters would show with power 0.8."""
        spread, _ = self.spread(interval)
        if spread.standard_error is None:
            return None
        deviation = spread.standard_error * math.sqrt(spread.clusters)
        return minimum_detectable_effect([spread.clusters], deviation=deviation, level=level)

    def discordant(self) -> Discordant:
        """In how many pairs of zeros and ones the logs disagree."""
        a_only = sum(a > b for _, a, b in self.scored)
        b_only = sum(b > a for _, a, b in self.scored)
        if np.isin(self.differences, (-1.0, 0.0, 1.0)).all():
            return Discordant(a_only=a_only, b_only=b_only, mcnemar_p=_mcnemar(self.differences))
        reason = "pairs of a cluster are not independent; the signs of whole clusters are flipped instead"
        return Discordant(a_only=a_only, b_only=b_only, reason=reason)

    def _bounded(self, means: Array, pseudo: tuple[float, ...], bounds: Range, name: str) -> tuple[Spread, str]:
        extremes = sorted({*pseudo, 0.0}) if self.is_binary else []
        varying = min((int((means != extreme).sum()) for extreme in extremes), default=0)
        if extremes and not np.isin(means, extremes).all() and varying >= _VARYING_CLUSTERS:
            return spread_of([means], bounds=bounds, scale=self.scale), "t over clusters"
        name = name if self.is_binary else f"{len(pseudo)} pseudo-clusters at the ends of the range"
        return spread_of([means], pseudo=pseudo, bounds=bounds, scale=self.scale), name

    def _no_bootstrap(self, spread: Spread) -> str:
        if self.is_binary:
            return "it does not hold for scores of 0 and 1"
        if spread.standard_error is None:
            return spread.reason
        return "" if len(self.differences) >= _BOOTSTRAP_CLUSTERS else "it needs three clusters"


def paired_scores(scored: Scored, bounds: Range | None) -> PairedScores:
    """The scores of pairs by cluster.

    Args:
        scored: (cluster, A, B) of each pair, at least one.
        bounds: What a score cannot leave; None: [0, 1] where all scores lie in it, else unknown.
    """
    values = {value for _, a, b in scored for value in (a, b)}
    if bounds is None and min(values) >= 0.0 and max(values) <= 1.0:
        bounds = (0.0, 1.0)
    clusters: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for cluster, a, b in scored:
        clusters[cluster].append((a, b))
    means = [_means(several) for _, several in sorted(clusters.items())]
    a_means, b_means, differences = np.array(means).T
    return PairedScores(
        scored=scored,
        a=a_means,
        b=b_means,
        differences=differences,
        scale=max(map(abs, values)),
        bounds=bounds,
        is_binary=values <= {0.0, 1.0} and bounds == (0.0, 1.0),
    )


def p_value(scores: PairedScores) -> tuple[float | None, str]:
    """The two-sided p of "no difference", None where the design cannot give one, and the test's name."""
    means = scores.differences
    if scores.is_binary and np.isin(means, (-1.0, 0.0, 1.0)).all():
        return _mcnemar(means), "McNemar, exact"
    p = sign_flip_p([means])
    if p is not None:
        return p, "sign flips over clusters"
    p = spread_of([means], scale=scores.scale).p_value()
    return p, "t over clusters" if p is not None else ""


def skewness_that_matters(differences: Array) -> float | None:
    """The skewness of clusters' differences where a t interval covers too little for it; else None.

    That is beyond 1, and beyond a tenth of the root of their number: 9 % of 12 normal values are called skewed, 3 % of
    24, none of 100; 70, 89 and 100 % of log-normal ones.
    """
    n = len(differences)
    if n < _BOOTSTRAP_CLUSTERS or np.ptp(differences) == 0.0:
        return None
    skewness = float(stats.skew(differences))
    return skewness if abs(skewness) > max(_SKEWED, _SKEWED_PER_ROOT * math.sqrt(n)) else None


def _means(several: Sequence[tuple[float, float]]) -> list[float]:
    """The means of A, of B and of the differences; what is rounding beside the scores is no difference."""
    gaps = [0.0 if is_rounding(a - b, max(abs(a), abs(b))) else a - b for a, b in several]
    sides = ([a for a, _ in several], [b for _, b in several], gaps)
    return [math.fsum(values) / len(several) for values in sides]


def _mcnemar(means: Array) -> float:
    """The exact two-sided p of as many clusters for A as for B."""
    up, down = int((means > 0).sum()), int((means < 0).sum())
    return float(stats.binomtest(up, up + down).pvalue) if up + down else 1.0

"""How many times A's odds of a score of 1 are B's: a marginal logit model by generalised estimating equations.

    logit P(score = 1) = intercept + log(odds ratio) * [log is A],    clusters independent of each other

With independence as the working correlation the equations have a closed solution, the odds of the two rates. Its
variance is the clusters' sandwich, each residual over one minus its leverage (Mancl and DeRouen 2001), and the interval
a t interval with a degree of freedom less than there are clusters. Pairs weigh the same here, unlike in the paired
difference, where clusters do: it is a rate's odds over all pairs.

Source:
    Liang and Zeger 1986, "Longitudinal data analysis using generalized linear models"; Mancl and DeRouen 2001, "A
    covariance estimator for GEE with improved small-sample properties".
"""

import math
from collections.abc import Sequence

import numpy as np
from scipy import stats  # type: ignore[import-untyped]

from selfother.records import Estimate
from selfother.rounding import is_rounding

__all__ = ["odds_ratio"]

METHOD = "GEE, logit, Mancl-DeRouen, t over clusters"
_LONGEST_REACH = 300.0  # above, an end is no number any more


def odds_ratio(scored: Sequence[tuple[str, float, float]], *, n_unscored: int = 0, level: float = 0.95) -> Estimate:
    """Return A's odds over B's.

    Args:
        scored: (cluster, score of A, score of B) of each pair, scores 0 or 1.
        n_unscored: Pairs that one log did not score; they are counted and stay out.
        level: Coverage of the interval.

    Returns:
        The ratio, above 0; no value, and why, where a log has one score only, where there are fewer than two clusters,
        and where an interval would be a point or beyond all bounds.
    """
    names, clusters = np.unique([cluster for cluster, _, _ in scored], return_inverse=True)
    sizes, n = np.bincount(clusters).astype(float), len(scored)
    values = np.array([(a, b) for _, a, b in scored]).T
    rates = values.mean(axis=1)
    for rate in rates:
        if rate in (0.0, 1.0):
            return _nothing(f"a log scores {rate:g} in every pair, and has no odds", n_unscored, level)
    if len(names) < 2:
        return _nothing("one cluster says nothing of how clusters differ", n_unscored, level)
    a_pull, b_pull = (
        (np.bincount(clusters, weights=side) - sizes * rate) / (1 - sizes / n) / (n * rate * (1 - rate))
        for side, rate in zip(values, rates, strict=True)
    )
    gap, weight = float(np.linalg.norm(a_pull - b_pull)), max(1 / (rate * (1 - rate)) for rate in rates)
    if is_rounding(gap, weight):
        return _nothing("the logs differ in no cluster more than in another", n_unscored, level)
    log_ratio = float(np.log(rates[0] / (1 - rates[0])) - np.log(rates[1] / (1 - rates[1])))
    reach = float(stats.t.ppf((1 + level) / 2, len(names) - 1)) * gap
    if reach > _LONGEST_REACH:
        return _nothing("the clusters are too few for an interval at this level", n_unscored, level)
    return Estimate(
        value=math.exp(log_ratio),
        low=math.exp(log_ratio - reach),
        high=math.exp(log_ratio + reach),
        level=level,
        n=n,
        n_unscored=n_unscored,
        clusters=len(names),
        method=METHOD,
    )


def _nothing(reason: str, n_unscored: int, level: float) -> Estimate:
    return Estimate(value=None, n_unscored=n_unscored, reason=reason, level=level)

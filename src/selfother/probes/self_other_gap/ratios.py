"""What is left of a quantity after a change of the model: a ratio with the jackknife's interval over clusters."""

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import stats  # type: ignore[import-untyped]

from selfother.records import Estimate

__all__ = ["ratio_of"]

Rows = NDArray[np.intp]
_LEVEL = 0.95
_METHOD = "ratio, jackknife over situations"
_ROUNDING = 1e-9
"""A logarithm that varies less than this over situations does not vary."""


def ratio_of(after: Callable[[Rows], float], before: Callable[[Rows], float], clusters: Sequence[str]) -> Estimate:
    """The ratio of a quantity after a change to the same before it, with its interval.

    The interval leaves out one cluster at a time and is a t interval of the ratio's logarithm, so it cannot go below 0.

    Args:
        after: Row numbers -> the quantity over these rows, at least 0.
        before: The same, of the model before the change.
        clusters: The cluster of every row; rows of one cluster are left out together.

    Returns:
        The ratio, from 0; without a value where `before` is 0, without an interval where one cannot be made.

    Source: Efron and Tibshirani 1993, chapter 11 (the jackknife).

    Example:
        >>> values = np.array([1.0, 1.0, 3.0, 3.0])
        >>> half = ratio_of(lambda rows: values[rows].mean() / 2, lambda rows: values[rows].mean(), list("abcd"))
        >>> half.value, half.reason
        (0.5, 'no situation differs from another')
    """
    labels = np.asarray(clusters)
    names = list(dict.fromkeys(clusters))
    rows = np.arange(len(labels))
    counts = {"n": len(labels), "clusters": len(names), "method": _METHOD}
    whole, start = after(rows), before(rows)
    if not (math.isfinite(whole) and math.isfinite(start)):
        return Estimate(value=None, reason="an activation is not a finite number", **counts)
    if start <= 0:
        return Estimate(value=None, reason="it is 0 in the model before the change, so there is no ratio", **counts)
    value = whole / start
    if value <= 0 or len(names) < 3:
        return Estimate(value=value, reason="no interval at 0" if value <= 0 else "fewer than 3 situations", **counts)
    logs = np.array([_log_ratio(after, before, rows[labels != name]) for name in names])
    if not np.isfinite(logs).all():
        return Estimate(value=value, reason="a situation decides it alone, so there is no interval", **counts)
    error = math.sqrt((len(names) - 1) / len(names) * float(np.square(logs - logs.mean()).sum()))
    if error < _ROUNDING:
        return Estimate(value=value, reason="no situation differs from another", **counts)
    half = float(stats.t.ppf(0.5 + _LEVEL / 2, len(names) - 1)) * error
    return Estimate(
        value=value, low=value * math.exp(-half), high=value * math.exp(half), standard_error=value * error, **counts
    )


def _log_ratio(after: Callable[[Rows], float], before: Callable[[Rows], float], rows: Rows) -> float:
    """The logarithm of the ratio over some rows; nan where one of the two is 0."""
    whole, start = after(rows), before(rows)
    return math.log(whole / start) if whole > 0 and start > 0 else math.nan

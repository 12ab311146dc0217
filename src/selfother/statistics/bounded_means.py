"""Intervals and tests of the mean of bounded values that hold whatever their distribution: few clusters, rare ones.

A t interval over clusters does not know of a cluster that was not drawn: where one story in twenty is another world,
42 stories hold none of them in 12 % of the draws, and t then has nothing to vary. Here a value at the far bound, of
random weight, stands for what was not drawn. For n values x_1 ... x_n in [a, b] and D uniform on the simplex of n + 1
weights,

    U = sum_i D_i x_i + D_{n+1} b,     upper end = the quantile of U,     p of "the mean is at least m" = P(U >= m)

and the lower end likewise, with a for b. Of 0/1 values this is the interval of Clopper and Pearson, so for n zeros
p = (1 - m)^n. D is drawn once for each n from a stream of its own: the same values have the same interval.

Source:
    Gaffke 2005, "Three test statistics for a nonparametric one-sided hypothesis on the mean of a nonnegative variable";
    that it holds for every distribution is proven for 0/1 and for some other cases, and was never refuted
    (Learned-Miller and Thomas 2019, "A new confidence interval for the mean of a bounded random variable").
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from selfother.errors import BadArgument
from selfother.seeds import stream

__all__ = ["bounded_interval", "p_at_least", "p_at_most", "p_outside"]

Array = NDArray[np.float64]
_DRAWS = 10_000
_LARGEST_TABLE = 20_000_000
"""Numbers in a table of weights; more clusters get fewer draws."""


def bounded_interval(values: Array, bounds: tuple[float, float] = (0.0, 1.0), level: float = 0.95) -> Array:
    """Return the two ends of the interval of the mean.

    Args:
        values: One a cluster, shape (clusters,), or a column a measure, shape (clusters, measures).
        bounds: What no value can leave.
        level: Coverage, half of what is left on either side.

    Returns:
        Low and high, shape (2,) or (2, measures).

    Raises:
        BadArgument: No value, or one outside the bounds.

    Example:
        >>> import numpy as np
        >>> [round(float(end), 2) for end in bounded_interval(np.zeros(42))]
        [0.0, 0.08]
    """
    low, high = _sums(values, bounds)
    outside = (1.0 - level) / 2.0
    return np.array([np.quantile(low, outside, axis=0), np.quantile(high, 1.0 - outside, axis=0)])


def p_at_least(values: Array, mean: float, bounds: tuple[float, float] = (0.0, 1.0)) -> Array:
    """Return the p of "the mean is at least so much": small values say that it is less.

    Args:
        values: As `bounded_interval`.
        mean: The mean that is asked about.
        bounds: What no value can leave.

    Returns:
        In [0, 1], a number or one a measure.

    Raises:
        BadArgument: No value, or one outside the bounds.

    Example:
        >>> import numpy as np
        >>> bool(0.010 < p_at_least(np.zeros(42), 0.10) < 0.014)  # 0.9^42
        True
    """
    _, high = _sums(values, bounds)
    return np.asarray(np.mean(high >= mean, axis=0))


def p_at_most(values: Array, mean: float, bounds: tuple[float, float] = (0.0, 1.0)) -> Array:
    """Return the p of "the mean is at most so much": small values say that it is more. Arguments as `p_at_least`."""
    low, _ = _sums(values, bounds)
    return np.asarray(np.mean(low <= mean, axis=0))


def p_outside(values: Array, margin: float, bounds: tuple[float, float] = (-1.0, 1.0)) -> Array:
    """Return the p of "the mean is as far from 0 as the margin, or farther": two one-sided tests.

    Args:
        values: As `bounded_interval`, within bounds around 0.
        margin: The margin of equivalence, in the unit of the values.
        bounds: What no value can leave.

    Returns:
        The larger of the two p, in [0, 1].

    Raises:
        BadArgument: No value, or one outside the bounds.

    Source:
        Schuirmann 1987, for the two tests.
    """
    low, high = _sums(values, bounds)
    return np.asarray(np.maximum(np.mean(high >= margin, axis=0), np.mean(low <= -margin, axis=0)))


def _sums(values: Array, bounds: tuple[float, float]) -> tuple[Array, Array]:
    """Return draws of the mean with the weight of what was not drawn at the lower bound, and at the upper one."""
    given = np.asarray(values, dtype=float)
    least, most = bounds
    if not len(given) or not (np.isfinite(given).all() and (given >= least).all() and (given <= most).all()):
        raise BadArgument(
            f"the mean of bounded values needs at least one value, all within [{least:g}, {most:g}]; got "
            f"{len(given)} values{f' from {given.min():g} to {given.max():g}' if given.size else ''}. Leave out what "
            "was not measured, and count it."
        )
    weights = _weights(len(given))
    drawn = weights[:, 1:] @ given
    unseen = weights[:, 0] if given.ndim == 1 else weights[:, :1]
    return drawn + unseen * least, drawn + unseen * most


@lru_cache(maxsize=8)
def _weights(n: int) -> Array:
    """Return draws from the simplex of n + 1 weights, shape (draws, n + 1)."""
    draws = max(200, min(_DRAWS, _LARGEST_TABLE // (n + 1)))
    drawn = stream(0, "bounded means", n).exponential(size=(draws, n + 1))
    return np.asarray(drawn / drawn.sum(axis=1, keepdims=True))

"""How alike two sets of activations are: distances, cosines, spread, and linear CKA, in float64.

Rows are prompts and columns are hidden units; row i of both sets belongs to the same pair.

Source: linear CKA: Kornblith et al. 2019, arXiv:1905.00414; without its bias at few prompts: the estimator of Song et
al. 2012 (JMLR 13) that Nguyen et al. 2021, arXiv:2010.15327, put into CKA.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from selfother.errors import BadArgument, NotMeasured

__all__ = ["cosines", "linear_cka", "mean_squared_distances", "mean_variance"]

Array = NDArray[np.float64]
_FLAT = 1e-12
"""A variance below this share of the mean square is rounding of float32, not variation."""


def mean_squared_distances(first: Any, second: Any) -> Array:
    """Return mean_d (first - second)^2 of every pair.

    Args:
        first: [..., rows, hidden].
        second: The same shape.

    Returns:
        [..., rows].

    Raises:
        BadArgument: The shapes differ.
    """
    a, b = _pair(first, second)
    return np.asarray(np.square(a - b).mean(-1))


def cosines(first: Any, second: Any) -> Array:
    """Return the cosine of every pair, in [-1, 1]; nan where one of the two is zero.

    Args:
        first: [..., rows, hidden].
        second: The same shape.

    Returns:
        [..., rows].

    Raises:
        BadArgument: The shapes differ.
    """
    a, b = _pair(first, second)
    norms = np.linalg.norm(a, axis=-1) * np.linalg.norm(b, axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.clip((a * b).sum(-1) / norms, -1.0, 1.0))


def mean_variance(values: Any) -> Array:
    """Return the variance over rows, averaged over hidden units: 0 where every row is the same.

    Args:
        values: [..., rows, hidden].

    Returns:
        [...].
    """
    return np.asarray(np.asarray(values, dtype=np.float64).var(-2).mean(-1))


def linear_cka(first: Any, second: Any, *, debiased: bool = True) -> float:
    """Return the linear centred kernel alignment of two sets of activations of the same prompts.

    With K and L the centred Gram matrices of the rows,

        CKA = <K, L> / (||K|| ||L||),

    1 where one set is the other, moved, rotated or scaled. With fewer prompts than hidden units the plain value is near
    1 even for sets that have nothing to do with each other (the diagonals of K and L alone make it so); the debiased
    one leaves the diagonals out, and is near 0 for such sets.

    Args:
        first: [rows, hidden].
        second: [rows, hidden of another size, perhaps].
        debiased: Leave the diagonals out.

    Returns:
        In [0, 1], debiased in [-1, 1].

    Raises:
        BadArgument: Other numbers of rows, or fewer than 4 (plain: 2).
        NotMeasured: One of the sets does not vary.
    """
    a, b = (np.asarray(one, dtype=np.float64) for one in (first, second))
    fewest = 4 if debiased else 2
    if a.ndim != 2 or b.ndim != 2 or len(a) != len(b) or len(a) < fewest:
        raise BadArgument(
            f"CKA compares two sets of the same {fewest} or more prompts, [rows, hidden]; got shapes {a.shape} and "
            f"{b.shape}. Give both sets for the same prompts."
        )
    if any(mean_variance(one) <= _FLAT * np.square(one).mean() for one in (a, b)):
        raise NotMeasured("CKA: every prompt has the same activation in one of the sets, so there is nothing to align.")
    k, ell = (_gram(one, debiased) for one in (a, b))
    return float(np.clip((k * ell).sum() / (np.linalg.norm(k) * np.linalg.norm(ell)), -1.0, 1.0))


def _gram(values: Array, debiased: bool) -> Array:
    """Return the centred Gram matrix; debiased: U-centred, with a diagonal of zeros."""
    centred = values - values.mean(0)
    centred /= np.sqrt(np.square(centred).mean())
    gram = np.asarray(centred @ centred.T)
    if not debiased:
        return gram
    n = len(gram)
    np.fill_diagonal(gram, 0.0)
    sums = gram.sum(0)
    gram += sums.sum() / ((n - 1) * (n - 2)) - (sums[:, None] + sums[None, :]) / (n - 2)
    np.fill_diagonal(gram, 0.0)
    return gram


def _pair(first: Any, second: Any) -> tuple[Array, Array]:
    a, b = (np.asarray(one, dtype=np.float64) for one in (first, second))
    if a.shape != b.shape:
        raise BadArgument(f"activations are compared pair by pair; got shapes {a.shape} and {b.shape}. Make them one.")
    return a, b

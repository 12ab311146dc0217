"""A linear probe for any number of classes: class means and one shrunk covariance, in closed form.

The ridge of `linear_probe` tells two classes apart. This probe tells many apart, and its scores are log-odds, so that
they compare across classes. All strengths of the shrinkage come from one decomposition.

Left out on purpose: logistic regression (see `linear_probe`), and a scale of its own for every hidden unit (the probe
would not be the same in a rotated basis).

Source: linear discriminant analysis with a covariance shrunk towards a sphere, Friedman 1989 (JASA 84), with its gamma.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selfother.errors import BadArgument

__all__ = ["Discriminants", "fit_discriminants"]

Array = NDArray[np.float64]
_RANK = 1e-10
"""Singular values below this share of the largest one are rounding."""


@dataclass(frozen=True)
class Discriminants:
    """Linear scores of every class, one set for each shrinkage.

    Attributes:
        weights: [shrinkages, hidden, classes].
        offsets: [shrinkages, classes].
    """

    weights: Array
    offsets: Array

    def scores(self, values: Any) -> Array:
        """Return the log-odds of each class, up to a number that all classes of a row share.

        Args:
            values: [rows, hidden].

        Returns:
            [shrinkages, rows, classes]; the largest of a row is the class that it is taken for.
        """
        return np.asarray(np.asarray(values, dtype=np.float64) @ self.weights + self.offsets[:, None])


def fit_discriminants(values: Any, classes: Any, *, count: int, shrinkages: Sequence[float]) -> Discriminants:
    """Fit class means m_c and one covariance S within classes.

    With d hidden units and t the trace of S over d, a row x has for class c and shrinkage g the score

        x' P m_c - m_c' P m_c / 2 + log(share of c),        P = ((1 - g) S + g t I)^-1,

    which does not change its order when the activations are rotated, moved or scaled. Where no class has two different
    rows, P is 1: distances to the class means decide.

    Args:
        values: Activations, [rows, hidden].
        classes: [rows], int, the class of each row, from 0.
        count: How many classes there are; each has at least one row.
        shrinkages: Each above 0 and at most 1, which compares distances to the class means.

    Raises:
        BadArgument: Shapes that do not fit, a class without a row, or a shrinkage out of its range.
    """
    x, labels = np.asarray(values, dtype=np.float64), np.asarray(classes)
    _check(x, labels, count, shrinkages)
    hot = np.eye(count)[labels]
    sizes = hot.sum(0)
    centre = x.mean(0)
    basis = _basis(x - centre)  # [hidden, rank]: class means lie in it, so a row's part outside it decides nothing
    inside = (x - centre) @ basis
    means = hot.T @ inside / sizes[:, None]
    within = inside - means[labels]
    spread, turned = np.linalg.eigh(within.T @ within / len(x))
    unit = spread.sum() / x.shape[1] or 1.0
    found = [_scored(means @ turned, np.clip(spread, 0, None), unit, shrinkage) for shrinkage in shrinkages]
    weights = np.stack([basis @ turned @ one for one, _ in found])
    offsets = np.stack([log + np.log(sizes / len(x)) for _, log in found])
    return Discriminants(weights, offsets - np.einsum("shc,h->sc", weights, centre))


def _scored(means: Array, spread: Array, unit: float, shrinkage: float) -> tuple[Array, Array]:
    """Return weights [rank, classes] and half the length of each class mean, negated, [classes]."""
    precise = means / ((1 - shrinkage) * spread + shrinkage * unit)
    return precise.T, -0.5 * (precise * means).sum(1)


def _basis(centred: Array) -> Array:
    """Return an orthonormal basis of the rows, [hidden, rank], from the smaller of the two Gram matrices."""
    rows, hidden = centred.shape
    if rows >= hidden:
        return np.eye(hidden)
    squares, left = np.linalg.eigh(centred @ centred.T)
    kept = squares > _RANK * squares[-1]
    return np.asarray(centred.T @ (left[:, kept] / np.sqrt(squares[kept])))


def _check(x: Array, labels: NDArray[Any], count: int, shrinkages: Sequence[float]) -> None:
    if x.ndim != 2 or labels.shape != x.shape[:1]:
        raise BadArgument(f"a probe needs a class for every row; got shapes {x.shape} and {labels.shape}.")
    if set(np.unique(labels)) != set(range(count)) or count < 2:
        raise BadArgument(f"a probe of {count} classes needs rows of each of them, and at least two classes.")
    if not shrinkages or not all(0 < shrinkage <= 1 for shrinkage in shrinkages):
        raise BadArgument(f"a shrinkage lies above 0 and at 1 or below; got {list(shrinkages)}. Give 0.3, say.")

"""A linear probe on activations: ridge regression on labels in closed form.

Left out on purpose: logistic regression (with fewer prompts than hidden units its optimum is at infinity, and what it
finds then depends on when it stopped), and a scale of its own for every hidden unit (the probe would not be the same
in a rotated basis).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selfother.errors import BadArgument

__all__ = ["LinearProbe", "fit_ridge"]

Array = NDArray[np.float64]


@dataclass(frozen=True)
class LinearProbe:
    """A direction and its scale: 0 is the mean score of the training rows labelled 0, 1 that of those labelled 1.

    Attributes:
        weights: [hidden], or [hidden, probes] where several sets of labels were fitted at once.
        offset: Subtracted from `values @ weights`; a number, or [probes].
    """

    weights: Array
    offset: Array

    def scores(self, values: Any) -> Array:
        """Return the score of every row.

        Args:
            values: [rows, hidden].

        Returns:
            [rows], or [rows, probes].
        """
        return np.asarray(np.asarray(values, dtype=np.float64) @ self.weights - self.offset)


def fit_ridge(values: Any, labels: Any, *, strength: float = 0.1) -> LinearProbe:
    """Fit labels by ridge regression, in closed form and in float64.

    With X the centred rows, y the centred labels and s the mean of ||x||^2 over rows,

        w = X' (X X' + strength s I)^-1 y,

    which does not change its scores when the activations are rotated, moved or scaled.

    Args:
        values: Activations, [rows, hidden].
        labels: 0 or 1 for every row, [rows], or [rows, probes] to fit several sets of labels at once.
        strength: How much the weights are shrunk, in units of the rows' mean squared length.

    Raises:
        BadArgument: Shapes that do not fit, labels of one kind only, rows that do not vary, or a strength that is not
            positive.
    """
    x, y = np.asarray(values, dtype=np.float64), np.asarray(labels, dtype=np.float64)
    if x.ndim != 2 or y.ndim not in (1, 2) or len(x) != len(y):
        raise BadArgument(f"a linear probe needs a label for every row; got shapes {x.shape} and {y.shape}.")
    if not np.isin(y, (0.0, 1.0)).all() or (y.min(0) == y.max(0)).any():
        raise BadArgument("a linear probe needs labels 0 and 1, some of each. Give rows of both kinds.")
    if not strength > 0:
        raise BadArgument(f"strength must be positive; got {strength:g}. Give 0.1, say.")
    centred = x - x.mean(0)
    size = float(np.square(centred).sum(1).mean())
    if not size > 0:
        raise BadArgument("every row has the same activation, so nothing can be told apart. Read another layer.")
    gram = centred @ centred.T + strength * size * np.eye(len(x))
    weights = centred.T @ np.linalg.solve(gram, y - y.mean(0))
    raw = x @ weights
    zero = (raw * (1 - y)).sum(0) / (1 - y).sum(0)
    one = (raw * y).sum(0) / y.sum(0)
    gap = np.where(one - zero > 1e-12, one - zero, np.inf)  # nothing learnt: a score of 0 for every row
    return LinearProbe(np.asarray(weights / gap), np.asarray(zero / gap))

"""The area under a ROC curve, by ranks."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats  # type: ignore[import-untyped]

from selfother.errors import BadArgument

__all__ = ["area_under_roc"]


def area_under_roc(positive: Any, negative: Any) -> NDArray[np.float64]:
    """The chance that a positive row scores higher than a negative one, ties counting one half.

    With R the sum of the ranks of the n positive rows among all n + m rows, (R - n (n + 1) / 2) / (n m).

    Args:
        positive: [rows], or [rows, columns].
        negative: [other rows], or [other rows, columns].

    Returns:
        A number, or [columns]; 0.5 is chance, 1 tells every two rows apart.

    Raises:
        BadArgument: One of the two has no row.

    Source:
        Mann and Whitney 1947.

    Example:
        >>> float(area_under_roc([0.9, 0.4], [0.4, 0.1]))
        0.875
    """
    above, below = np.asarray(positive, dtype=np.float64), np.asarray(negative, dtype=np.float64)
    n, m = len(above), len(below)
    if not n or not m:
        raise BadArgument("an area under the ROC curve needs rows of both kinds; one of them has none.")
    ranks = stats.rankdata(np.concatenate([above, below]), axis=0)
    return np.asarray((ranks[:n].sum(axis=0) - n * (n + 1) / 2) / (n * m), dtype=np.float64)

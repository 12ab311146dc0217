"""What is nothing but rounding, and how many decimals a reader needs: one answer for tests, words and tables.

A difference of two floating numbers that are equal on paper is seldom 0: 0.1 + 0.2 - 0.3 is 5.6e-17. So "is it 0?" asks
how small a number is beside those it was made of. An interval that is printed with too few decimals stands beside a
word that it belies: 0.0009 to 0.62 as [0.00, 0.62] beside "differs".
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

__all__ = ["TIE", "are_rounding", "decimals_apart", "is_rounding"]

TIE = 1e-12
"""Share of the numbers that a result was made of, below which the result is their rounding."""
_MOST_DECIMALS = 12


def is_rounding(value: float, scale: float) -> bool:
    """Whether a number is 0 but for the rounding of the numbers that it was made of.

    Args:
        value: A difference, a sum with signs, a standard error.
        scale: The largest of the numbers that it was made of, in the same unit.

    Example:
        >>> is_rounding(0.1 + 0.2 - 0.3, 0.3), is_rounding(1e-9, 1.0), is_rounding(0.0, 0.0)
        (True, False, True)
    """
    return abs(value) <= TIE * abs(scale)


def are_rounding(values: NDArray[np.float64], scale: float) -> NDArray[np.bool_]:
    """Return `is_rounding` of every value, in the shape of the values."""
    return np.asarray(np.abs(values) <= TIE * abs(scale))


def decimals_apart(
    ends: Iterable[float], landmarks: Iterable[float] = (0.0,), *, at_least: int = 0, at_most: int = _MOST_DECIMALS
) -> int:
    """Return the decimals at which every end is printed on that side of every landmark where it lies.

    Args:
        ends: Of an interval, in the unit that is printed.
        landmarks: What a word is about: 0, and the margin of an equivalence test on both sides.
        at_least: Decimals that are wanted anyway.
        at_most: Decimals that are never passed; an end that would need more is printed as the landmark.

    Example:
        >>> decimals_apart([0.0009, 0.62], at_least=2), decimals_apart([-0.3, 0.4], at_least=2)
        (3, 2)
        >>> decimals_apart([-0.0499, 0.01], [0.0, -0.05, 0.05], at_least=2)
        4
    """
    marks = list(landmarks)
    apart = [(end, mark) for end in ends for mark in marks if not is_rounding(end - mark, max(abs(end), abs(mark)))]
    return next(
        (
            places
            for places in range(at_least, at_most)
            if all((round(end, places) > round(mark, places)) == (end > mark) for end, mark in apart)
            and all(round(end, places) != round(mark, places) for end, mark in apart)
        ),
        max(at_least, at_most),
    )

"""Where a quantity changes its sign: a simulated one with its error, an exact one by halving."""

import math
from collections.abc import Callable, Sequence

import numpy as np

from selfother.populations.payoffs import TypeGame
from selfother.populations.simulation import simulate
from selfother.records import Estimate

__all__ = ["Point", "crossing", "log_odds_of_winning", "mean_point", "near_normal", "turning_point"]

Point = tuple[float, float]
"""A value and its standard error."""
REACH = 1.959963984540054
_HALVINGS = 60


def near_normal(value: float, error: float, *, n: int, method: str) -> Estimate:
    """Return a number with its normal 95 % interval; without one where the error is not a number."""
    if not math.isfinite(value):
        return Estimate(value=None, n=n, reason="the simulations do not change their sign")
    if not error > 0.0:
        return Estimate(value=value, n=n, method=method, reason="no interval: all runs agree")
    low, high = value - REACH * error, value + REACH * error
    return Estimate(value=value, low=low, high=high, standard_error=error, n=n, clusters=n, method=method)


def mean_point(values: Sequence[float] | np.ndarray) -> Point:
    """Return the mean of independent runs and its standard error."""
    numbers = np.asarray(values, dtype=np.float64)
    return float(numbers.mean()), float(numbers.std(ddof=1) / math.sqrt(len(numbers)))


def crossing(at: Sequence[float], points: Sequence[Point], *, n: int) -> Estimate:
    """The zero of a straight line through points with errors, by weighted least squares.

    Args:
        at: Where each point was measured, shape (k,), around the crossing and near enough for a straight line.
        points: Value and standard error, shape (k, 2).
        n: Runs behind each point.

    Returns:
        The crossing; its error by the delta method.

    Example:
        >>> share = crossing([0.0, 1.0, 2.0], [(-1.0, 0.1), (0.0, 0.1), (1.0, 0.1)], n=100)
        >>> round(share.value, 6), round(share.standard_error, 3)
        (1.0, 0.058)
    """
    x, (y, error) = np.asarray(at, dtype=np.float64), np.asarray(points, dtype=np.float64).T
    weights = 1.0 / np.maximum(error, 1e-12) ** 2
    middle = float(weights @ x / weights.sum())
    level, spread = float(weights @ y / weights.sum()), float(weights @ (x - middle) ** 2)
    slope = float(weights @ ((x - middle) * y)) / spread
    root = middle - level / slope if slope else math.nan
    variance = 1.0 / weights.sum() / slope**2 + level**2 / slope**4 / spread if slope else math.nan
    return near_normal(root, math.sqrt(variance), n=n, method="crossing of a line, delta method")


def log_odds_of_winning(
    types: TypeGame, first: int, population: int, *, selection: float, runs: int, seed: int
) -> Point:
    """Return log(P / (1 - P)) of the first type's taking over from `first` players, simulated, and its error."""
    start = [first, population - first]
    simulated = simulate("pairwise", types, start, selection=selection, runs=runs, seed=seed)
    wins = float(simulated.shares[:, 0].sum()) + 0.5
    losses = runs + 1.0 - wins
    return math.log(wins / losses), math.sqrt(1.0 / wins + 1.0 / losses)


def turning_point(holds: Callable[[float], bool], low: float, high: float) -> float:
    """Return the number between two above which something holds, by halving; it holds at `high` and not at `low`."""
    for _ in range(_HALVINGS):
        middle = (low + high) / 2.0
        low, high = (low, middle) if holds(middle) else (middle, high)
    return (low + high) / 2.0

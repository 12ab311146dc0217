"""Time courses: how shares went, thinned to what a figure shows."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from selfother.populations.payoffs import TypeGame
from selfother.populations.replicator import run_replicator
from selfother.records import TimeCourse

__all__ = ["PAYOFF_TIME", "course_of_runs", "replicator_course"]

POINTS = 101
"""Most points of a time course."""
CYCLES_SHOWN = 100.0
"""How long dynamics that do not rest are drawn, in units of one over the largest difference of payoffs."""
PAYOFF_TIME = "time (1 = one over a payoff a round)"

Floats = NDArray[np.float64]


def replicator_course(
    types: TypeGame, start: Floats, *, assortment: float, followed: float, is_at_rest: bool
) -> TimeCourse | None:
    """Return the replicator dynamics from `start` to where they were followed; None where nothing moved.

    Args:
        types: The payoffs.
        start: Shape (k,).
        assortment: r, in [0, 1].
        followed: How long they were followed until they rested, or were given up.
        is_at_rest: Whether they rested; what goes round is drawn for its first rounds.
    """
    if followed == 0.0:
        return None
    span = float(np.ptp(types.assorted(assortment).payoffs, axis=0).max())
    time = followed if is_at_rest else min(followed, CYCLES_SHOWN / span)
    run = run_replicator(types, start, time=time, assortment=assortment, steps=POINTS)
    by_type = {name: shares.tolist() for name, shares in zip(types.names, run.shares.T, strict=True)}
    return TimeCourse(unit=PAYOFF_TIME, times=run.times.tolist(), shares=by_type)


def course_of_runs(names: Sequence[str], times: Floats, mean: Floats, variance: Floats, *, runs: int) -> TimeCourse:
    """Return the mean of runs over generations, with its standard error where there are several.

    Args:
        names: The types.
        times: In generations, shape (steps,).
        mean: Over runs, shape (steps, k).
        variance: Between runs, shape (steps, k).
        runs: How many.
    """
    chosen = np.unique(np.linspace(0, times.size - 1, min(POINTS, times.size)).round().astype(int))
    errors = np.sqrt(variance[chosen] / runs).T.tolist()
    return TimeCourse(
        unit="generations",
        times=times[chosen].tolist(),
        shares=dict(zip(names, mean[chosen].T.tolist(), strict=True)),
        standard_error=None if runs < 2 else dict(zip(names, errors, strict=True)),
    )

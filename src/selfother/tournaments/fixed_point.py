"""Two oracles meet: the pair of probabilities at which each answers the other (a logit quantal response equilibrium).

With f and g the two responses, p = f(q) and q = g(p). Any continuous f and g have such a pair; several exist where both
players would rather do the same, or both the opposite, and are precise. Then the choice is: the symmetric pair where
both respond alike, else the pair that the smooth dynamics p' = f(q) - p, q' = g(p) - q reach from indifference; so the
answer depends on neither the seats nor the past.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

__all__ = ["mutual_responses"]

Floats = NDArray[np.float64]
Response = Callable[[Floats], Floats]

HALVINGS = 60
"""Halvings of [0, 1] after which floats have no finer."""
DAMPED_STEPS = 200
ALIKE = 1e-12
"""Responses that differ by less are the same."""


def mutual_responses(f: Response, g: Response) -> tuple[Floats, Floats]:
    """Return p and q with p = f(q) and q = g(p).

    Args:
        f: The first player's P(C) as a continuous function of the second's, elementwise, [0, 1] -> [0, 1].
        g: The second player's, as a function of the first's.

    Returns:
        p and q in [0, 1], of the shape that the responses broadcast to.

    Example:
        >>> from selfother.agents.advantage import sigmoid
        >>> p, q = mutual_responses(lambda q: sigmoid(4 * (0.5 - q)), lambda p: sigmoid(4 * (0.5 - p)))
        >>> float(p), float(q)
        (0.5, 0.5)
    """
    half = np.asarray(0.5)
    start = np.full(np.broadcast_shapes(f(half).shape, g(half).shape), 0.5)
    symmetric = _root(lambda p: f(p) - p, start)
    alike = np.abs(f(symmetric) - g(symmetric)) <= ALIKE
    if alike.all():
        return symmetric, symmetric
    p, q = start, start
    for _ in range(DAMPED_STEPS):
        p, q = 0.5 * (p + f(q)), 0.5 * (q + g(p))
    p = _root(lambda p: f(g(p)) - p, p)
    return np.where(alike, symmetric, p), np.where(alike, symmetric, g(p))


def _root(excess: Response, start: Floats) -> Floats:
    """Return a zero of a continuous function with excess(0) >= 0 >= excess(1), on the side that it points to."""
    at_start = excess(start)
    low, high = np.where(at_start >= 0.0, start, 0.0), np.where(at_start <= 0.0, start, 1.0)
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        is_below = excess(middle) > 0.0
        low, high = np.where(is_below, middle, low), np.where(is_below, high, middle)
    return np.asarray(0.5 * (low + high))

"""What is measured on matches: joint shares, cooperation, payoff, exploitability, standard errors.

Joint shares come first and the rest follows from them. Order of the four everywhere: CC, CD, DC, DD, the first letter
being the first player's action.
"""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selfother.agents.agent import Agent
from selfother.errors import BadArgument
from selfother.games.game import Game
from selfother.records import Estimate
from selfother.tournaments.match import Trajectories

__all__ = [
    "JOINT",
    "cooperation",
    "exploitability",
    "joint_shares",
    "mean_over_seeds",
    "payoff_bounds",
    "payoff_per_round",
    "standard_error",
]

JOINT = ("CC", "CD", "DC", "DD")


def joint_shares(played: Trajectories) -> NDArray[np.float64]:
    """Return the shares of rounds that ended in CC, CD, DC, DD.

    Returns:
        Shares in [0, 1] that sum to 1 over the first axis, shape (4, *batch).

    Example:
        >>> import numpy as np
        >>> row = np.array([[0], [0], [1], [1]], dtype=np.uint8)
        >>> joint_shares(Trajectories(row, row[::-1]))[:, 0].tolist()
        [0.0, 0.5, 0.5, 0.0]
    """
    rounds = played.first.shape[0]
    first = np.sum(played.first, axis=0, dtype=np.int64)
    second = np.sum(played.second, axis=0, dtype=np.int64)
    both = np.sum(played.first & played.second, axis=0, dtype=np.int64)
    return np.asarray(np.stack([rounds - first - second + both, second - both, first - both, both]) / rounds)


def cooperation(joint: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return both players' cooperation rates, shape (2, *batch), from joint shares of shape (4, *batch)."""
    return np.stack([joint[0] + joint[1], joint[0] + joint[2]])


def payoff_per_round(game: Game, joint: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return both players' payoffs a round, shape (2, *batch), from joint shares of shape (4, *batch)."""
    return np.tensordot(game.payoffs.reshape(2, 4), joint, axes=1)


def payoff_bounds(game: Game) -> tuple[float, float]:
    """Return the lowest and the highest payoff of a round: no mean of payoffs leaves them."""
    return float(game.payoffs.min()), float(game.payoffs.max())


def exploitability(a: Agent, b: Agent, rates: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the cooperation of the more empathic player minus that of the less empathic, in [-1, 1].

    The more empathic is the one with the larger weight lam. Where the weights are equal, or a player has none (scripted
    strategies), nobody is the more empathic and the first stands for it: first minus second.

    Args:
        a: The first player.
        b: The second player.
        rates: Their cooperation rates, shape (2, *batch).
    """
    weights = a.empathy_weight, b.empathy_weight
    if weights[0] is not None and weights[1] is not None and weights[1] > weights[0]:
        return np.asarray(rates[1] - rates[0])
    return np.asarray(rates[0] - rates[1])


def standard_error(per_seed: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """Return the standard error of the mean over the last axis (seeds), or None from one seed: it has no spread."""
    seeds = per_seed.shape[-1]
    if seeds < 2:
        return None
    return np.asarray(per_seed.std(axis=-1, ddof=1) / np.sqrt(seeds))


def mean_over_seeds(
    values: NDArray[Any], *, bounds: tuple[float, float] = (-math.inf, math.inf), level: float = 0.95
) -> Estimate:
    """Return the mean over seeds with its t interval; every seed is an independent match.

    Args:
        values: One number a seed, shape (seeds,).
        bounds: What no value can leave, so that the interval does not: (0, 1) for a share, (-1, 1) for a difference of
            shares; `payoff_bounds` for payoffs.
        level: Coverage of the interval.

    Returns:
        The estimate; from one seed it has no interval and says why.

    Raises:
        BadArgument: No values.

    Example:
        >>> import numpy as np
        >>> estimate = mean_over_seeds(np.array([0.2, 0.6, 0.0, 0.4]), bounds=(0.0, 1.0))
        >>> round(estimate.value, 3), estimate.low, round(estimate.high, 3)
        (0.3, 0.0, 0.711)
    """
    from scipy.special import stdtrit  # type: ignore[import-untyped]

    n = len(values)
    if n == 0:
        raise BadArgument("a mean over seeds needs at least one seed; got none.")
    mean = float(values.mean())
    if n == 1:
        return Estimate(value=mean, n=1, clusters=1, method="one seed", reason="one seed has no spread")
    error = float(values.std(ddof=1) / np.sqrt(n))
    reach = float(stdtrit(n - 1, 0.5 + level / 2)) * error
    return Estimate(
        value=mean,
        low=max(bounds[0], mean - reach),
        high=min(bounds[1], mean + reach),
        standard_error=error,
        level=level,
        n=n,
        clusters=n,
        method="t over seeds",
    )

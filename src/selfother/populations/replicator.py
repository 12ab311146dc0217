"""Replicator dynamics: an infinite population in which a type grows by how much its payoff exceeds the average.

    dx_i/dt = x_i (f_i - f),   f_i = sum_j pi'_ij x_j,   f = sum_i x_i f_i

with pi' the payoffs under assortment (`TypeGame.assorted`). Integrated as logarithms of shares, in which a share can
become neither negative nor, unless it began so, zero. For two types the rest points are a closed form.

`mixed_strategy_rest` answers another question: not two pure types, but one strategy that cooperates with a probability,
and how large that probability is where no other strategy does better. The thresholds of the two differ.

Source: Taylor and Jonker 1978; with assortment, Grafen 1979 and Bergstrom 2003.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selfother.errors import BadArgument, BadProbability
from selfother.games.game import four_payoffs
from selfother.populations.payoffs import TypeGame
from selfother.populations.settling import TIE, Settled, follow_to_rest, freed_of_columns

__all__ = [
    "RestPoint",
    "Trajectory",
    "freed_payoffs",
    "mixed_strategy_rest",
    "rest_points",
    "run_replicator",
    "settle",
    "velocity",
]

Shares = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Trajectory:
    """Shares over time.

    Attributes:
        times: Shape (steps,), from 0.
        shares: Shape (steps, k), every row sums to 1.
    """

    times: NDArray[np.float64]
    shares: Shares


@dataclass(frozen=True)
class RestPoint:
    """A share at which nothing moves.

    Attributes:
        share: Of the first type, in [0, 1].
        is_stable: Whether the dynamics come back after a small push.
    """

    share: float
    is_stable: bool


def velocity(types: TypeGame, shares: Shares, *, assortment: float = 0.0) -> Shares:
    """Return dx/dt, shape (k,), which sums to 0.

    Args:
        types: The payoffs.
        shares: Shape (k,), not negative, of sum 1.
        assortment: r, in [0, 1].

    Raises:
        BadArgument: Shares that are none.
        BadProbability: r outside [0, 1].

    Example:
        >>> from selfother.populations import donation_types
        >>> velocity(donation_types(b=3, c=1), np.array([0.5, 0.5])).tolist()
        [-0.25, 0.25]
    """
    x = check_shares(types, shares)
    fitness = types.assorted(assortment).payoffs @ x
    return np.asarray(x * (fitness - x @ fitness))


def check_shares(types: TypeGame, shares: Sequence[float] | Shares) -> Shares:
    """Return shares as an array.

    Raises:
        BadArgument: Not one share a type, a negative one, or a sum other than 1.
    """
    x = np.asarray(shares, dtype=np.float64)
    if x.shape != (len(types.names),) or not np.isfinite(x).all() or (x < 0).any() or abs(x.sum() - 1.0) > 1e-9:
        raise BadArgument(
            f"shares must be {len(types.names)} numbers from 0 to 1 of sum 1, one a type "
            f"({', '.join(types.names)}); got {np.asarray(shares).tolist()}. Divide counts by their sum."
        )
    return x


def run_replicator(
    types: TypeGame,
    start: Sequence[float] | Shares,
    *,
    time: float,
    assortment: float = 0.0,
    steps: int = 201,
) -> Trajectory:
    """Follow the replicator dynamics.

    Args:
        types: The payoffs.
        start: Shares at time 0, shape (k,).
        time: How long, above 0; payoffs are per unit of time.
        assortment: r, in [0, 1].
        steps: Points of the trajectory, at least 2, evenly spaced in time.

    Returns:
        The trajectory, to a relative error of 1e-9 a step. A type that is absent at the start stays absent.

    Raises:
        BadArgument: Shares that are none, a time not above 0, or fewer than 2 steps.
        BadProbability: r outside [0, 1].
    """
    from scipy.integrate import solve_ivp  # type: ignore[import-untyped]

    x = check_shares(types, start)
    if not 0.0 < time < np.inf or steps < 2:
        raise BadArgument(f"a run takes a time above 0 and at least 2 steps; got {time!r} and {steps!r}. Give e.g. 50.")
    present = np.flatnonzero(x)
    payoffs = freed_payoffs(types, assortment=assortment)[np.ix_(present, present)]
    times = np.linspace(0.0, time, steps)
    shares = np.zeros((steps, len(x)))

    def slope(_: float, logs: Shares) -> Any:
        now = _softmax(logs)
        fitness = payoffs @ now
        return fitness - now @ fitness

    solved = solve_ivp(slope, (0.0, time), np.log(x[present]), method="LSODA", t_eval=times, rtol=1e-9, atol=1e-9)
    shares[:, present] = _softmax(solved.y).T
    return Trajectory(times, shares)


def _softmax(logs: Shares) -> Shares:
    weights = np.exp(logs - logs.max(axis=0))
    return np.asarray(weights / weights.sum(axis=0))


def rest_points(types: TypeGame, *, assortment: float = 0.0) -> list[RestPoint]:
    """The points at which the dynamics of two types stand still, in ascending order of the first type's share.

    With (3, 0, 5, 1) and the two pure types the stable share of cooperators is clip((3r - 1) / (1 - r), 0, 1): they
    invade from r = 1/3 and are alone from r = 1/2.

    Args:
        types: The payoffs of two types.
        assortment: r, in [0, 1].

    Returns:
        Both ends, and the point between where there is one. Where the types fare alike at every share all points rest;
        the two ends are returned, and neither is stable.

    Raises:
        BadArgument: Other than two types.
        BadProbability: r outside [0, 1].

    Example:
        >>> from selfother.populations import donation_types
        >>> [(p.share, p.is_stable) for p in rest_points(donation_types(b=3, c=1, recognition=0.75))]
        [(0.0, True), (0.25, False), (1.0, True)]
    """
    low, high = _advantages(types, assortment)
    grows_from_zero = low > 0 or (low == 0 and high > 0)
    grows_up_to_one = high > 0 or (high == 0 and low > 0)
    neutral = low == high == 0
    points = [RestPoint(0.0, not grows_from_zero and not neutral)]
    if low * high < 0:
        points.append(RestPoint(low / (low - high), low > 0))
    points.append(RestPoint(1.0, grows_up_to_one and not neutral))
    return points


def _advantages(types: TypeGame, assortment: float) -> tuple[float, float]:
    """Return the first type's payoff minus the second's at shares 0 and 1 of the first; rounding becomes 0."""
    if len(types.names) != 2:
        raise BadArgument(
            f"rest points are a closed form for two types; got {len(types.names)} ({', '.join(types.names)}). "
            "Follow more with run_replicator."
        )
    (own, other), (against, among) = freed_payoffs(types, assortment=assortment)
    return float(other - among), float(own - against)


def freed_payoffs(types: TypeGame, *, assortment: float = 0.0) -> Shares:
    """Return the payoffs under assortment, less what changes nothing in the dynamics, and with rounding made equal.

    Args:
        types: The payoffs.
        assortment: r, in [0, 1].

    Returns:
        Shape (k, k), the smallest number of every column 0.

    Raises:
        BadProbability: r outside [0, 1].
    """
    among = types.payoffs if assortment else None
    return freed_of_columns(types.assorted(assortment).payoffs, among)


def settle(types: TypeGame, start: Sequence[float] | Shares, *, assortment: float = 0.0) -> Settled:
    """Return the shares that the dynamics lead to, or what they do instead of settling.

    For two types this is the limit, in closed form. More are followed until they rest, and the point is solved for.

    Args:
        types: The payoffs.
        start: Shares at time 0, shape (k,).
        assortment: r, in [0, 1].

    Raises:
        BadArgument: Shares that are none.
        BadProbability: r outside [0, 1].

    Example:
        >>> stone = TypeGame(("stone", "paper", "scissors"), np.array([[0.0, -1, 1], [1, 0, -1], [-1, 1, 0]]))
        >>> settle(stone, [0.5, 0.3, 0.2]).word
        'neutral cycle'
    """
    x = check_shares(types, start)
    if len(types.names) > 2 or x.max() == 1.0:
        return follow_to_rest(freed_payoffs(types, assortment=assortment), x)
    low, high = _advantages(types, assortment)
    share = _limit(float(x[0]), low, high)
    is_neutral = low == high == 0.0
    is_edge = share == x[0] and low < 0.0 < high
    return Settled.at(np.array([share, 1.0 - share]), "neutral" if is_neutral else "unstable" if is_edge else "stable")


def _limit(share: float, low: float, high: float) -> float:
    """The share that another ends up at; the advantage runs in a straight line from `low` at 0 to `high` at 1."""
    advantage = low + share * (high - low)
    if share in (0.0, 1.0) or advantage == 0.0:
        return share
    between = low / (low - high) if low * high < 0 else None
    if advantage > 0:
        return between if between is not None and between > share else 1.0
    return between if between is not None and between < share else 0.0


def mixed_strategy_rest(R: float, S: float, T: float, P: float, assortment: float) -> float:
    """The cooperation of a mixed strategy where no other strategy does better, under assortment.

    A rare strategy p among residents q gets r pi(p, p) + (1 - r) pi(p, q); q is at rest where the slope in p at p = q,

        q (R - S - T + P)(1 + r) + S - P + r (T - P),

    is zero, or at the end towards which it points. For (3, 0, 5, 1) it is clip((4r - 1) / (1 + r), 0, 1): from r = 1/4
    to 2/3, where two pure types (`rest_points`) have 1/3 and 1/2. It is the choice of an agent that weighs the other's
    payoff with lam and its own with 1 - lam, at lam / (1 - lam) = r.

    Args:
        R: Payoff a round when both cooperate.
        S: Payoff of the one who cooperates alone.
        T: Payoff of the one who defects alone.
        P: Payoff when both defect.
        assortment: r, in [0, 1].

    Returns:
        The probability of cooperation, in [0, 1].

    Raises:
        BadPayoff: A payoff that is not a finite number.
        BadProbability: r outside [0, 1].
        BadArgument: Payoffs at which there is no one answer: both ends are stable, or every strategy fares alike.

    Source: Grafen 1979; Alger and Weibull 2013.

    Example:
        >>> mixed_strategy_rest(3, 0, 5, 1, 0.5)
        0.6666666666666666
    """
    scale = TIE * float(np.abs(four_payoffs(R, S, T, P)).max())
    r = BadProbability.check("assortment", assortment)
    bend = (R - S - T + P) * (1.0 + r)
    at_zero = S - P + r * (T - P)
    at_one = at_zero + bend
    if abs(at_zero) <= scale and abs(at_one) <= scale:
        raise BadArgument(f"at assortment {r:g} every strategy fares alike, so none is at rest. Move r a little.")
    if at_zero < 0.0 < at_one:
        raise BadArgument(
            f"at assortment {r:g} full cooperation and full defection both are stable for R={R:g}, S={S:g}, T={T:g}, "
            f"P={P:g}, apart at {-at_zero / bend:.3g}. Ask rest_points of two types, which gives all three."
        )
    if at_zero > 0.0 > at_one:
        return -at_zero / bend
    return 1.0 if at_zero + at_one > 0.0 else 0.0

"""Where the replicator dynamics of three or more types lead, or what they do instead of settling.

A run is followed over times that double until its shares are at a rest point: the support that is left fares alike, and
whoever has all but vanished loses. Such a point is then solved for and not read off the run. What moves on after
`MOST_SLOPES` slopes has no limit that was seen: it goes round, or nears the edge on ever longer rounds (a heteroclinic
cycle), or it moved in some other way.

Payoffs are compared column by column, because a constant added to a column (what all get from one type) changes
nothing in the dynamics, and must change nothing here.

Source: Hofbauer and Sigmund 1998, "Evolutionary games and population dynamics", chapters 7 and 8.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selfother.records import RestWord

__all__ = ["TIE", "Settled", "Word", "follow_to_rest", "freed_of_columns"]

TIE = 1e-12
"""Differences in a column of payoffs below this part of its largest payoff are rounding: the two fare alike."""
MOST_SLOPES = 40_000
"""Slopes after which a run that still moves is given up: some seconds."""
LONGEST = 1e15
"""Time, in units of one over the largest difference of payoffs, after which a run is given up."""
PRESENT = 1e-6
"""A type below this share, and below a hundredth of its first one, has all but vanished."""
NEAR = 1e-8
ALIKE = 1e-3
"""Two stretches of a run whose lowest and highest shares agree within this part are rounds of one orbit."""
GONE = -20.0
"""Logarithm of a share that nobody would see: a cycle whose shares fall below it nears the edge."""

Floats = NDArray[np.float64]
Word = RestWord
"""What a run came to.

| word | the run |
|---|---|
| `stable` | rests where the dynamics come back to after a small push |
| `neutral` | rests where some pushes neither come back nor grow: types that fare alike |
| `unstable` | rests where a small push leads away: the start was on the edge between two ways |
| `alone` | has only one type |
| `neutral cycle` | goes round for ever on an orbit that depends on where it started |
| `recurrent` | goes up and down for ever between the same lowest and highest shares |
| `heteroclinic cycle` | goes from one almost pure population to the next, each round longer than the one before |
| `still moving` | does none of these within the time that it was followed |
"""


@dataclass(frozen=True, eq=False)
class Settled:
    """What the dynamics lead to.

    Attributes:
        word: What was seen.
        shares: The limit, shape (k,); None where no limit was seen.
        lowest: Of each type, the lowest share over the last half of the time that was followed, shape (k,); the limit
            where there is one.
        highest: Likewise the highest.
        time: How long the dynamics were followed; payoffs are per unit of time.
    """

    word: Word
    shares: Floats | None
    lowest: Floats
    highest: Floats
    time: float

    @classmethod
    def at(cls, shares: Floats, word: Word, time: float = 0.0) -> "Settled":
        """Return a limit."""
        return cls(word, shares, shares, shares, time)


def freed_of_columns(payoffs: Floats, among: Floats | None = None) -> Floats:
    """Return payoffs with every column's smallest subtracted, and with what differs by rounding alone made equal.

    Args:
        payoffs: Shape (k, k).
        among: The payoffs before assortment, where they were larger: they decide what is rounding. Shape (k, k).

    Example:
        >>> freed_of_columns(np.array([[1e6, 0.1 + 0.2], [1e6 + 1.0, 0.3]])).tolist()
        [[0.0, 0.0], [1.0, 0.0]]
    """
    sizes = np.abs(payoffs).max(axis=0)
    if among is not None:
        sizes = np.maximum(sizes, np.abs(among).max(axis=0))
    free = np.zeros_like(payoffs)
    for column in range(payoffs.shape[1]):
        order = np.argsort(payoffs[:, column], kind="stable")
        gaps = np.diff(payoffs[order, column])
        free[order[1:], column] = np.cumsum(np.where(gaps <= TIE * sizes[column], 0.0, gaps))
    return free


def follow_to_rest(payoffs: Floats, start: Floats) -> Settled:
    """Follow the dynamics until they rest, or until it is plain that they do not.

    Args:
        payoffs: Of `freed_of_columns`, shape (k, k).
        start: Shares, shape (k,), not negative, of sum 1. A type that is absent stays absent.
    """
    present = np.flatnonzero(start)
    if present.size == 1:
        return Settled.at(start, "alone")
    inner = payoffs[np.ix_(present, present)]
    inner = inner - inner.min(axis=0)
    scale = float(inner.max())
    if scale == 0.0:
        return Settled.at(start, "neutral")
    settled = _follow(inner / scale, start[present])

    def spread(values: Floats) -> Floats:
        whole = np.zeros(start.size)
        whole[present] = values
        return whole

    return Settled(
        settled.word,
        None if settled.shares is None else spread(settled.shares),
        spread(settled.lowest),
        spread(settled.highest),
        settled.time / scale,
    )


def _follow(payoffs: Floats, start: Floats) -> Settled:
    """Follow types that are all present, with payoffs whose largest difference is 1."""
    from scipy.integrate import LSODA  # type: ignore[import-untyped]

    def slope(_: float, logs: Floats) -> Any:
        shares = _softmax(logs)
        fitness = payoffs @ shares
        return fitness - shares @ fitness

    present = np.minimum(PRESENT, 0.01 * start)
    logs, time, step, slopes = np.log(start), 0.0, 1.0, 0
    stretches: list[tuple[Floats, Floats]] = []
    is_stuck = False
    while True:
        if (rest := _rest_near(payoffs, _softmax(logs), present)) is not None:
            return Settled.at(*rest, time)
        if slopes >= MOST_SLOPES or time >= LONGEST or is_stuck:
            return _unsettled(payoffs, stretches, time)
        solver, path = LSODA(slope, 0.0, logs, step, rtol=1e-9, atol=1e-9), [logs]
        while solver.status == "running" and slopes + solver.nfev < MOST_SLOPES:
            solver.step()
            path.append(solver.y - np.logaddexp.reduce(solver.y))
        stretches.append((np.min(path, axis=0), np.max(path, axis=0)))
        logs, slopes = path[-1], slopes + int(solver.nfev)
        time, step, is_stuck = time + float(solver.t), 2.0 * step, solver.status == "failed"


def _softmax(logs: Floats) -> Floats:
    weights = np.exp(logs - logs.max(axis=0))
    return np.asarray(weights / weights.sum(axis=0))


def _rest_near(payoffs: Floats, shares: Floats, present: Floats) -> tuple[Floats, Word] | None:
    """Return the rest point that the dynamics have come to, and what it is; None where they are not at one."""
    inside = shares >= present
    left = np.where(inside, shares, 0.0) / shares[inside].sum()
    growth = payoffs @ left - left @ (payoffs @ left)
    point = left if np.abs(growth[inside]).max() <= TIE else _solved(payoffs, inside)
    if point is None or (point < 0.0).any():
        return None
    fitness = payoffs @ point
    losing = fitness[~inside] - point @ fitness
    rates = _rates(payoffs, point, inside)
    if (losing > TIE).any():
        return None
    distance = float(np.abs(shares - point).sum())
    if (np.abs(losing) <= TIE).any():  # whoever vanishes does so ever more slowly: it must be gone, and still fall
        falling = payoffs @ shares - shares @ (payoffs @ shares)
        is_near = distance <= NEAR and (falling[~inside] < 0.0).all() and (rates.real < -TIE).all()
        return (point, "stable") if is_near else None
    slowest = float(np.abs(losing).min(initial=1.0))
    if (rates.real < -TIE).all():
        slowest = min(slowest, float(np.abs(rates.real).min(initial=1.0)))
        return (point, "stable") if distance <= 0.01 * slowest else None
    if distance > NEAR * slowest:
        return None
    if (rates.real > TIE).any():
        return point, "unstable"
    # no rate points away and some are 0: at rest only if nothing among those that are left moves
    return (point, "neutral") if np.abs(growth[inside]).max() <= TIE else None


def _solved(payoffs: Floats, inside: NDArray[np.bool_]) -> Floats | None:
    """Return the shares at which the given types fare alike; None where there are none, or more than one."""
    count = int(inside.sum())
    equations = np.ones((count + 1, count + 1))
    equations[:count, :count] = payoffs[np.ix_(inside, inside)]
    equations[:count, count], equations[count, count] = -1.0, 0.0
    if np.linalg.cond(equations) > 1.0 / TIE:
        return None
    point = np.zeros(inside.size)
    point[inside] = np.linalg.solve(equations, np.eye(count + 1)[count])[:count]
    return point


def _rates(payoffs: Floats, point: Floats, inside: NDArray[np.bool_]) -> NDArray[np.complex128]:
    """Return the rates at which small pushes among the given types grow at a rest point, shape (count - 1,)."""
    p = point[inside]
    if p.size == 1:
        return np.zeros(0, dtype=np.complex128)
    own = payoffs[np.ix_(inside, inside)]
    slopes = p[:, None] * (own - p @ own)
    tangent = np.linalg.qr(np.column_stack([np.ones(p.size), np.eye(p.size)[:, 1:]]))[0][:, 1:]
    return np.linalg.eigvals(tangent.T @ slopes @ tangent).astype(np.complex128)


def _unsettled(payoffs: Floats, stretches: list[tuple[Floats, Floats]], time: float) -> Settled:
    """Say what a run that does not rest does, from its stretches, each twice as long as the one before."""
    low, high = stretches[-1]
    third = len(stretches) // 3
    word: Word = "still moving"
    if third:
        (early, _), (before, high_before), (late, high_late) = (
            (np.min([lows for lows, _ in part], axis=0), np.max([highs for _, highs in part], axis=0))
            for part in (stretches[:third], stretches[third : 2 * third], stretches[2 * third :])
        )
        goes_round = (np.abs(np.array(stretches[-1]) - np.array(stretches[-2])) <= ALIKE).all()
        returns = np.minimum(high_before, high_late) > np.log(0.5)
        falls = (late < 2.0 * before) & (before < early) & (late < GONE)
        if goes_round:
            word = "neutral cycle" if _is_centre(payoffs, np.exp(high)) else "recurrent"
        elif (returns & falls).sum() > 2:
            word = "heteroclinic cycle"
    return Settled(word, None, np.exp(low), np.exp(high), time)


def _is_centre(payoffs: Floats, highest: Floats) -> bool:
    """Return whether the types that are there rest at a point from which pushes neither come back nor grow."""
    inside = highest > PRESENT
    point = _solved(payoffs, inside)
    return point is None or float(np.abs(_rates(payoffs, point, inside).real).max()) <= NEAR

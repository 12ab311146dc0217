"""Coupling measured on what two players did: recovery, synchrony, influence, transients, variance.

Two players are coupled if what one does changes what the other does. Much looks like coupling and is not: a break is
followed by cooperation whenever cooperation is frequent, and two players who both learn to cooperate rise together. So
every joint measure here stands beside the same measure on **permuted partners**: the first player of match s beside the
second player of another match. Matches are independent, so for two uncoupled players the permuted pairs follow the same
law as the real ones, whatever trend or spread each stream has; only coupling can tell them apart. The p-value is the
rank of the real measure among the permuted ones. Every such measure is a function of sums over matches of products of
the two players' actions, so all permutations are read off one matrix of products, matches x matches.

Standard errors are over matches (seeds), by the delta method for ratios and the jackknife for variances.

What these measures cannot say is which way an influence goes. `influence` intervenes.

Source: the measures answer Albarracin et al. 2026 ("rapid recovery", "synchronized", "long transients", "elevated
variance"); the permuted null is ours.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selfother.errors import BadArgument
from selfother.games.game import C
from selfother.seeds import stream
from selfother.tournaments.match import Trajectories, check_count

__all__ = [
    "PERMUTATIONS",
    "Measured",
    "joint_after_break",
    "last_move",
    "recovery",
    "synchrony",
    "transient",
    "variance_ratio",
]

PERMUTATIONS = 499
"""Permuted partners a null: the smallest p-value is 1 / 500."""

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Measured:
    """A number, or why there is none.

    Attributes:
        value: The measure on the real pairs; None where it cannot be measured.
        standard_error: Over matches; None where there is none.
        n: Matches that it stands on.
        null: The mean of the same measure over permuted partners; None where it has no such null.
        null_spread: Its standard deviation over permutations.
        p_value: Two-sided rank of the real value among the permuted; None where there is no null.
        reason: Why `value` is None.
        bounds: What the measure cannot leave, and so no interval of it: by default a difference of shares.
    """

    value: float | None
    standard_error: float | None = None
    n: int = 0
    null: float | None = None
    null_spread: float | None = None
    p_value: float | None = None
    reason: str = ""
    bounds: tuple[float, float] = (-1.0, 1.0)


def recovery(played: Trajectories, *, lag: int = 1, seed: int = 0, permutations: int = PERMUTATIONS) -> Measured:
    """Return P(CC | a break `lag` rounds ago) - P(CC); a break is a round in which not both cooperated.

    Above 0, a pair cooperates more than usually after a break; below 0, less. For two streams without memory it is 0.
    P(CC) is taken over the same rounds, from `lag` on.

    Args:
        played: The matches, actions of shape (rounds, seeds).
        lag: How many rounds ago, at least 1.
        seed: Root seed of the permutations.
        permutations: How many permuted partners; 0 for no null.

    Returns:
        The difference of two shares, in [-1, 1]; None where there was no break.

    Raises:
        BadArgument: `lag` below 1 or not below the number of rounds, or actions of another shape.
    """
    first, second = _cooperations(played)
    rounds, n = first.shape
    if check_count("lag", lag) >= rounds:
        raise BadArgument(f"lag must be below the {rounds} rounds of the match; got {lag}. Play longer, or give less.")
    both = first & second
    given, swing = _ratio((both[lag:] & ~both[:-lag]).sum(axis=0), (~both[:-lag]).sum(axis=0))
    if given is None:
        return Measured(None, n=n, reason="no round of any match was a break")
    shares = both[lag:].mean(axis=0)
    products = (
        _products(first[lag:], second[lag:]),
        _products(first[:-lag], second[:-lag]),
        _products(first[lag:] & first[:-lag], second[lag:] & second[:-lag]),
    )

    def value(now: Array, before: Array, twice: Array) -> Array:
        size = n * (rounds - lag)
        return np.asarray((now - twice) / np.maximum(size - before, 1.0) - now / size)

    return _beside_null(value, products, swing - (shares - shares.mean()), seed=seed, permutations=permutations)


def joint_after_break(played: Trajectories, *, lags: int) -> list[Measured]:
    """Return P(CC | a break k rounds ago) for k = 1 ... `lags`: the recovery curve, with its standard errors.

    Raises:
        BadArgument: `lags` below 1 or not below the number of rounds.
    """
    both = np.logical_and(*_cooperations(played))
    if check_count("lags", lags) >= both.shape[0]:
        raise BadArgument(f"lags must be below the {both.shape[0]} rounds of the match; got {lags}. Give less.")
    curve = []
    for lag in range(1, lags + 1):
        broken, after = ~both[:-lag], both[lag:]
        value, swing = _ratio((after & broken).sum(axis=0), broken.sum(axis=0))
        measured = _measured(value, swing, "no round of any match was a break")
        curve.append(replace(measured, bounds=(0.0, 1.0)))
    return curve


def synchrony(played: Trajectories, *, seed: int = 0, permutations: int = PERMUTATIONS) -> Measured:
    """Return the correlation of the two players' actions within a round, beyond every round's own rates.

    sum_t cov_t / sqrt(sum_t var_t(first) sum_t var_t(second)), all taken across matches, so that a trend that all
    matches share adds nothing.

    Args:
        played: The matches.
        seed: Root seed of the permutations.
        permutations: How many permuted partners; 0 for no null.

    Returns:
        In [-1, 1]; None where a player does the same in every match.
    """
    first, second = (acts - acts.mean(axis=1, keepdims=True) for acts in _cooperations(played))
    n = first.shape[1]
    own, theirs = ((centred**2).sum(axis=0) for centred in (first, second))
    scale = float(np.sqrt(own.sum() * theirs.sum()))
    if scale < 1e-12:
        return Measured(None, n=n, reason="a player does the same in every match, so nothing can go together")
    products = _products(first, second)
    value = float(np.trace(products) / scale)
    swing = n * (np.diagonal(products) / scale - value * (own / own.sum() + theirs / theirs.sum()) / 2.0)
    return _beside_null(lambda sums: sums / scale, (products,), swing, seed=seed, permutations=permutations)


def last_move(
    played: Trajectories, *, after_own: int | None = None, seed: int = 0, permutations: int = PERMUTATIONS
) -> Measured:
    """Return P(first's C | second's C before) - P(first's C | second's D before), as it was seen.

    Not causal by itself: in a match that drifted into mutual defection both conditions are confounded with the match.
    The permuted null removes what each stream does alone; `influence` intervenes and removes the rest. A player whose
    answer depends on its own last action (win-stay, lose-shift) can answer strongly after each and not at all on
    average: condition on it with `after_own`.

    Args:
        played: The matches; swap the two for the second player's answer.
        after_own: Only rounds that follow this action of the first player's own, 0 = C or 1 = D; None: all.
        seed: Root seed of the permutations.
        permutations: How many permuted partners; 0 for no null.

    Returns:
        A difference of shares, in [-1, 1]; None where the partner never did the one or the other.
    """
    first, second = _cooperations(played)
    n = first.shape[1]
    own, before = first[1:], second[:-1]
    counted = np.ones_like(own) if after_own is None else first[:-1] == (after_own == C)
    own = own & counted
    after_c, swing_c = _ratio((own & before).sum(axis=0), (counted & before).sum(axis=0))
    after_d, swing_d = _ratio((own & ~before).sum(axis=0), (counted & ~before).sum(axis=0))
    if after_c is None or after_d is None:
        return Measured(None, n=n, reason="the partner's last move never differs, so there is nothing to compare with")
    cooperated, total = int(own.sum()), int(counted.sum())

    def value(both: Array, kind: Array) -> Array:
        return both / np.maximum(kind, 1.0) - (cooperated - both) / np.maximum(total - kind, 1.0)

    products = _products(own, before), _products(counted, before)
    return _beside_null(value, products, swing_c - swing_d, seed=seed, permutations=permutations)


def transient(played: Trajectories, *, share: float = 0.1) -> Measured:
    """Return joint cooperation in the last rounds minus that in the first, paired by match.

    Args:
        played: The matches.
        share: What part of the match counts as early, and as late, in (0, 0.5].

    Returns:
        In [-1, 1]; 0 where the pair starts as it ends.

    Raises:
        BadArgument: `share` outside (0, 0.5].
    """
    if not 0.0 < share <= 0.5:
        raise BadArgument(f"share is the part of the match that is early, in (0, 0.5]; got {share!r}. Give e.g. 0.1.")
    both = np.logical_and(*_cooperations(played))
    if both.shape[0] < 2:
        return Measured(None, n=both.shape[1], reason="a match of one round has no early and late part")
    size = max(1, round(both.shape[0] * share))
    change = both[-size:].mean(axis=0) - both[:size].mean(axis=0)
    return _measured(float(change.mean()), change - change.mean(), "")


def variance_ratio(played: Trajectories) -> Measured:
    """Return the variance over matches of the joint cooperation rate, over that of independent rounds of equal rate.

    s^2 / (p (1 - p) / T): about 1 for streams without memory, large where each match settles into a state of its own,
    below 1 where the players correct themselves.

    Args:
        played: At least 3 matches.

    Returns:
        A ratio, with the standard error of the jackknife; None where joint cooperation never or always happens.
    """
    both = np.logical_and(*_cooperations(played))
    rounds, n = both.shape
    if n < 3:
        return Measured(None, n=n, reason=f"a variance over matches needs at least 3; got {n}")
    shares = both.mean(axis=0)
    rate = float(shares.mean())
    if not 0.0 < rate < 1.0:
        return Measured(None, n=n, reason=f"joint cooperation is {rate:g} in every match, so nothing varies")
    value = _dispersion(shares.sum(), (shares**2).sum(), n, rounds)
    without = _dispersion(shares.sum() - shares, (shares**2).sum() - shares**2, n - 1, rounds)
    spread = np.sqrt((n - 1) / n * ((without - without.mean()) ** 2).sum())
    error = float(spread) if np.isfinite(spread) else None
    return Measured(float(value), error, n, bounds=(0.0, math.inf))


def _dispersion(total: Array | float, squares: Array | float, n: int, rounds: int) -> Array:
    """Return variance over binomial variance from sums over n matches."""
    rate = np.asarray(total) / n
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((squares - n * rate**2) / (n - 1) / (rate * (1.0 - rate) / rounds))


def _cooperations(played: Trajectories) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    if played.first.ndim != 2:
        raise BadArgument(
            f"coupling is measured on actions of shape (rounds, seeds); got {played.first.shape}. "
            "Give the trajectories of one pair."
        )
    return played.first == C, played.second == C


def _products(first: NDArray[Any], second: NDArray[Any]) -> Array:
    """Return sum_t first[t, s] second[t, r] for all matches s and r, shape (seeds, seeds)."""
    return np.asarray(first.T.astype(np.float64) @ second.astype(np.float64))


def _beside_null(
    value: Callable[..., Array], products: tuple[Array, ...], swing: Array, *, seed: int, permutations: int
) -> Measured:
    """Return a measure on the real pairs (the diagonal of the products) and on permuted partners.

    Args:
        value: The measure from one sum over matches for each of the products, vectorised over permutations.
        products: Matrices of products, [first's match, second's match].
        swing: What each match adds to the measure, for its standard error.
        seed: Root seed of the permutations.
        permutations: How many.
    """
    n = len(swing)
    real = float(value(*(np.atleast_1d(np.trace(product)) for product in products))[0])
    measured = _measured(real, swing, "")
    if permutations == 0 or n < 3:
        return measured
    rng = stream(seed, "permuted partners", n, permutations)
    partner = np.stack([rng.permutation(n) for _ in range(permutations)])
    null = value(*(product[np.arange(n), partner].sum(axis=1) for product in products))
    centre = float(null.mean())
    further = int(np.sum(np.abs(null - centre) >= abs(real - centre) - 1e-12))
    return replace(
        measured,
        null=centre,
        null_spread=float(null.std(ddof=1)) if permutations > 1 else None,
        p_value=(further + 1) / (permutations + 1),
    )


def _measured(value: float | None, swing: Array, reason: str) -> Measured:
    """Return a measure whose standard error comes from what each match adds to it."""
    n = len(swing)
    if value is None:
        return Measured(None, n=n, reason=reason)
    return Measured(value, float(swing.std(ddof=1) / np.sqrt(n)) if n > 1 else None, n)


def _ratio(above: NDArray[np.int_], below: NDArray[np.int_]) -> tuple[float | None, Array]:
    """Return sum(above) / sum(below) over matches and each match's influence on it (delta method)."""
    total = int(below.sum())
    if total == 0:
        return None, np.zeros(len(below))
    value = float(above.sum() / total)
    return value, np.asarray((above - value * below) / (total / len(below)))

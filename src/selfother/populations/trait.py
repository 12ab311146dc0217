"""The empathy weight lam as a trait that evolves: who invades whom, where it comes to rest, and many players over time.

A player of weight lam knows how much its population cooperates, q, and not whom it meets. It cooperates with

    p = 1 / (1 + exp(-beta dU)),   dU = (1 - lam) (own gain by C) + lam (the other's gain by C) = A + B q + lam (T - S)

with A = S - P and B = R - S - T + P; a population of one weight cooperates at the level at which p = q. In a donation
game B = 0 and this is what any static empathic agent does. Whoever meets its own kind with probability r gets

    (1 - r) pi(p, q) + r pi(p, p).

Left out on purpose: players who know the weight of whom they meet (they would answer it, which is another game: see
`match_types` on agents of theory `oracle`), and games in which a population of one weight could cooperate at several
levels (R + P > S + T).

Source: Alger and Weibull 2013 (preferences under assortment, types unknown); Dieckmann and Law 1996 (invasion fitness,
singular points).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from selfother.agents.agent import check_precision
from selfother.errors import BadArgument, BadProbability
from selfother.games.game import C, D, Game
from selfother.populations.chains import check_finite, check_mutation
from selfother.populations.replicator import mixed_strategy_rest
from selfother.seeds import stream
from selfother.tournaments.match import check_count

__all__ = [
    "TraitHistory",
    "assortment_among",
    "evolve_trait",
    "invasion_landscape",
    "resident_cooperation",
    "singular_weight",
]

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class TraitHistory:
    """A population of weights over time; every array has shape (runs, generations + 1).

    Attributes:
        mean: Mean weight lam, in [0, 1].
        deviation: Standard deviation of the weights.
        cooperation: Share of cooperation, in [0, 1].
    """

    mean: Floats
    deviation: Floats
    cooperation: Floats

    def settled(self) -> Floats:
        """Return each run's mean weight over its second half, shape (runs,)."""
        return np.asarray(self.mean[:, self.mean.shape[1] // 2 :].mean(axis=1))


def resident_cooperation(weights: ArrayLike, game: Game, *, beta: float = 4.0) -> Floats:
    """The cooperation of a population of each weight: the q at which p = q.

    Args:
        weights: Values of lam in [0, 1], any shape.
        game: Symmetric, with R + P <= S + T.
        beta: Precision of the choice, above 0.

    Raises:
        BadArgument: Another game, or a precision that is none.
        BadProbability: A weight outside [0, 1].

    Example:
        >>> from selfother.games import Donation
        >>> resident_cooperation([0.25], Donation(b=3, c=1)).tolist()
        [0.5]
    """
    A, B, span = _stakes(game)
    lam = _checked_weights(weights)
    check_precision("beta", beta)
    low, high = np.zeros_like(lam), np.ones_like(lam)
    for _ in range(60):
        q = (low + high) / 2.0
        is_below = _logistic(beta * (A + B * q + span * lam)) > q
        low, high = np.where(is_below, q, low), np.where(is_below, high, q)
    return np.asarray(_logistic(beta * (A + B * (low + high) / 2.0 + span * lam)))


def invasion_landscape(
    game: Game, weights: Sequence[float] | Floats, *, assortment: float = 0.0, beta: float = 4.0
) -> Floats:
    """The payoff a round of a rare mutant beyond the residents, for every pair of weights.

    Args:
        game: Symmetric, with R + P <= S + T.
        weights: The grid, shape (k,), in [0, 1].
        assortment: r, in [0, 1].
        beta: Precision of the choice, above 0.

    Returns:
        Payoff differences, shape (k, k), [mutant, resident]; above 0 the mutant invades. The diagonal is 0.

    Raises:
        BadArgument: Another game, or a precision that is none.
        BadProbability: A weight or r outside [0, 1].
    """
    r = BadProbability.check("assortment", assortment)
    A, B, span = _stakes(game)
    q = resident_cooperation(weights, game, beta=beta)[None, :]
    p = _logistic(beta * (A + B * q + span * _checked_weights(weights)[:, None]))
    np.fill_diagonal(p, q[0])
    return np.asarray((p - q) * (A + r * (A + span) + B * (r * p + q)))


def singular_weight(game: Game, assortment: float, *, beta: float = math.inf) -> float:
    """Return the weight lam* that no weight near it can invade, and that evolution by small steps leads to.

    At lam* a population cooperates as much as one mixed strategy would at rest, p* = `mixed_strategy_rest`:

        lam* = (log(p* / (1 - p*)) / beta - A - B p*) / (T - S)

    which for a sharp choice (beta infinite) and p* inside (0, 1) is lam* / (1 - lam*) = r. In a donation game p* is 0
    or 1, and so is lam*.

    Args:
        game: Symmetric, with R + P <= S + T.
        assortment: r, in [0, 1].
        beta: Precision of the choice, above 0; infinite: a sharp choice.

    Returns:
        lam*, in [0, 1]. With a sharp choice and p* at 0 or 1 it is the weight at which p* is reached.

    Raises:
        BadArgument: Another game, a precision that is none, or a game in which all weights fare alike.
        BadProbability: r outside [0, 1].

    Source: Alger and Weibull 2013: homo moralis of degree r, here for a weight on the other's payoff.

    Example:
        >>> from selfother.games import PrisonersDilemma
        >>> [round(singular_weight(PrisonersDilemma(), 0.5, beta=beta), 3) for beta in (math.inf, 4)]
        [0.333, 0.368]
    """
    A, B, span = _stakes(game)
    own = game.views[0].own
    R, S, T, P = (float(own[cell]) for cell in ((C, C), (C, D), (D, C), (D, D)))
    rest = mixed_strategy_rest(R, S, T, P, assortment)
    if math.isinf(beta):
        lam = (-A - B * rest) / span
    else:
        check_precision("beta", beta)
        odds = math.inf if rest == 1.0 else -math.inf if rest == 0.0 else math.log(rest / (1.0 - rest))
        lam = (odds / beta - A - B * rest) / span
    return min(max(lam, 0.0), 1.0)


def assortment_among(assortment: float, population: int) -> float:
    """Return the assortment that r comes to among N players, r - (1 - r) / (N - 1).

    Nobody meets itself at random, so a mutant's own kind is rarer among its partners than among those of others. Below
    0 it pays to harm.

    Raises:
        BadProbability: r outside [0, 1].
        BadArgument: A population of fewer than two.
    """
    r = BadProbability.check("assortment", assortment)
    check_finite(population, 0.0)
    return r - (1.0 - r) / (population - 1)


def evolve_trait(
    game: Game,
    *,
    population: int = 100,
    selection: float = 10.0,
    assortment: float = 0.0,
    beta: float = 4.0,
    mutation: float = 0.01,
    step: float = 0.02,
    start: float = 0.0,
    generations: int = 2000,
    runs: int = 8,
    seed: int = 0,
) -> TraitHistory:
    """Let weights evolve by pairwise comparison and small mutations; Monte Carlo.

    One update: a player is chosen; with probability `mutation` its weight moves by a normal number of deviation `step`
    (reflected at 0 and 1), else it compares itself with another and takes over its weight as in `pairwise`. N updates
    are a generation.

    Args:
        game: Symmetric, with R + P <= S + T.
        population: N, at least 2.
        selection: Intensity, at least 0.
        assortment: r, in [0, 1].
        beta: Precision of the players' choice, above 0.
        mutation: Probability, in [0, 1].
        step: Deviation of a mutation, above 0.
        start: Everybody's weight at the beginning, in [0, 1].
        generations: How long, at least 1.
        runs: Independent runs, at least 1; run i of a seed is the same however many there are.
        seed: Root seed.

    Raises:
        BadArgument: Another game, or a number out of its range.
        BadProbability: A weight, rate or r outside [0, 1].

    Example:
        >>> from selfother.games import Donation
        >>> grown = evolve_trait(Donation(b=3, c=1), assortment=0.6, generations=400, runs=2)
        >>> grown.mean.shape, bool((grown.mean[:, -1] > 0.3).all())
        ((2, 401), True)
    """
    A, B, span = _stakes(game)
    r = BadProbability.check("assortment", assortment)
    check_finite(population, selection)
    check_mutation(mutation)
    check_precision("beta", beta)
    BadProbability.check("start", start)
    check_count("generations", generations)
    check_count("runs", runs)
    if not 0.0 < step < math.inf:
        raise BadArgument(f"step, the size of a mutation, must be a number above 0; got {step!r}. Give e.g. 0.02.")

    from selfother.populations.trait_kernels import Rules, run_trait

    keys = stream(seed, "populations", "trait").integers(2**64, size=runs, dtype=np.uint64)
    rules = Rules(A, B, span, r, float(beta), float(selection), float(mutation), float(step))
    seen = np.empty((3, runs, generations + 1))
    for run in range(runs):
        weights = np.full(population, float(start))
        run_trait(rules, weights, keys[run : run + 1].copy(), seen[:, run])
    return TraitHistory(*seen)


def _stakes(game: Game) -> tuple[float, float, float]:
    """Return A = S - P, B = R - S - T + P and T - S."""
    own = game.views[0].own
    R, S, T, P = (float(own[cell]) for cell in ((C, C), (C, D), (D, C), (D, D)))
    bend = R - S - T + P
    if not game.is_symmetric or bend > 1e-12 * max(abs(R), abs(S), abs(T), abs(P)) or T <= S:
        raise BadArgument(
            f"a weight has one level of cooperation in symmetric games with R + P <= S + T and T > S; got {game.name} "
            f"with R={R:g}, S={S:g}, T={T:g}, P={P:g}. Give e.g. prisoners_dilemma or donation, or measure agents with "
            "match_types."
        )
    return S - P, min(bend, 0.0), T - S


def _checked_weights(weights: ArrayLike) -> Floats:
    lam = np.asarray(weights, dtype=np.float64)
    if not ((lam >= 0.0) & (lam <= 1.0)).all():
        raise BadProbability(f"weights lam must lie in [0, 1]; got {lam.tolist()}. Give values between 0 and 1.")
    return lam


def _logistic(x: Floats) -> Floats:
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * x)))

"""The Moran process in a well-mixed population: a birth by fitness, then a death by chance.

One step: a player is chosen with probability proportional to its fitness exp(beta f), f its mean payoff from the N - 1
others, and has a child of its type, or, with probability mu, of one of the other types, each equally likely; then a
player, perhaps the parent, dies at random and the child takes its place. N steps are a generation.

Exact for two types, and for rare mutations of any number (`chains.small_mutation_shares`); Monte Carlo else.

Source: Moran 1958; Nowak et al. 2004; exponential fitness as in Traulsen et al. 2008.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from selfother.populations.chains import (
    advantages,
    check_finite,
    check_mutation,
    fixation_of_two,
    stationary_counts,
)
from selfother.populations.payoffs import TypeGame
from selfother.populations.simulation import Simulated, simulate

__all__ = ["fixation", "simulate_moran", "stationary"]


def fixation(types: TypeGame, *, population: int, selection: float, assortment: float = 0.0) -> dict[str, float]:
    """Return the probability that a single player of each type takes over a population of the other; exact.

    Args:
        types: The payoffs of two types.
        population: N, at least 2.
        selection: beta, at least 0; at 0 both are 1/N.
        assortment: r, in [0, 1].

    Returns:
        rho in [0, 1] by type; the other type has the N - 1 other players. Below 1e-308 it is 0.

    Raises:
        BadArgument: Other than two types, a population of fewer than two, or bad selection.
        BadProbability: Assortment outside [0, 1].

    Source: Nowak 2006, eq. 6.13, with fitness exp(beta payoff).

    Example:
        >>> from selfother.populations import donation_types
        >>> rho = fixation(donation_types(b=3, c=1), population=10, selection=0.1)
        >>> {name: round(value, 4) for name, value in rho.items()}
        {'empathic': 0.0511, 'selfish': 0.1695}
    """
    logs = fixation_of_two(types, population=population, selection=selection, assortment=assortment)
    return dict(zip(types.names, np.exp(logs).tolist(), strict=True))


def stationary(
    types: TypeGame, *, population: int, selection: float, mutation: float, assortment: float = 0.0
) -> NDArray[np.float64]:
    """Return how often n = 0, 1, ... N players are of the first of two types in the long run, exact.

    Args:
        types: The payoffs of two types.
        population: N, at least 2.
        selection: beta, at least 0.
        mutation: mu, in (0, 1].
        assortment: r, in [0, 1].

    Returns:
        Probabilities of sum 1, shape (N + 1,).

    Raises:
        BadArgument: Other than two types, a population of fewer than two, or bad selection.
        BadProbability: Assortment outside [0, 1], or mutation outside (0, 1].
    """
    check_finite(population, selection)
    mu = check_mutation(mutation, least_open=True)
    gap = selection * advantages(types, population=population, assortment=assortment)
    n = np.arange(population + 1, dtype=np.float64)
    with np.errstate(divide="ignore"):
        log_odds = np.log(n) - np.log(population - n) + gap
    parent_is_first = 1.0 / (1.0 + np.exp(-np.clip(log_odds, -700.0, 700.0)))
    parent_is_first[[0, -1]] = 0.0, 1.0
    child_is_first = parent_is_first * (1.0 - mu) + (1.0 - parent_is_first) * mu
    child_is_second = (1.0 - parent_is_first) * (1.0 - mu) + parent_is_first * mu
    return stationary_counts((child_is_first * (population - n))[:-1], (child_is_second * n)[1:])


def simulate_moran(
    types: TypeGame,
    start: Sequence[int],
    *,
    selection: float,
    mutation: float = 0.0,
    generations: int = 1000,
    runs: int = 1000,
    seed: int = 0,
) -> Simulated:
    """Simulate the process for any number of types; assortment through `types.assorted(r)`.

    Args:
        types: The payoffs.
        start: Players of each type, shape (k,), at least 2 together.
        selection: beta, at least 0.
        mutation: mu, in [0, 1]. At 0 every run goes on until one type is left; where selection holds types together
            that takes exponentially long in N, and the exact `fixation` is the way.
        generations: With mutation, how long a run is, in N steps each; its first tenth is not counted.
        runs: Independent runs, at least 1.
        seed: Root seed; run i is the same however many there are.

    Returns:
        Every run's shares: over time with mutation, at the end without. Their mean is then each type's probability of
        fixation from `start`.

    Raises:
        BadArgument: Bad counts, selection or number of runs.
        BadProbability: Mutation outside [0, 1].
    """
    return simulate(
        "moran",
        types,
        start,
        selection=selection,
        mutation=mutation,
        generations=generations,
        runs=runs,
        seed=seed,
    )

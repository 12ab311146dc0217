"""Pairwise comparison in a well-mixed population: a player looks at another and may take over its type.

One step: a player is chosen at random. With probability mu it takes one of the other types, each equally likely;
otherwise it compares itself with another player, chosen at random from the N - 1 others, and takes over its type with
the Fermi probability 1 / (1 + exp(-beta (f_other - f_own))), f the mean payoff from the N - 1 others. N steps are a
generation.

Exact for two types, and for rare mutations of any number (`chains.small_mutation_shares`); Monte Carlo else.

Source: Traulsen, Nowak and Pacheco 2006; Szabo and Toke 1998 (the Fermi function).
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

__all__ = ["fixation", "simulate_pairwise", "stationary"]


def fixation(types: TypeGame, *, population: int, selection: float, assortment: float = 0.0) -> dict[str, float]:
    """Return the probability that a single player of each type takes over a population of the other; exact.

    Args:
        types: The payoffs of two types.
        population: N, at least 2.
        selection: beta, at least 0; at 0 both are 1/N.
        assortment: r, in [0, 1].

    Returns:
        rho in [0, 1] by type; the other type has the N - 1 other players. Below 1e-308 it is 0. The same numbers as the
        Moran process with fitness exp(beta payoff) has.

    Raises:
        BadArgument: Other than two types, a population of fewer than two, or bad selection.
        BadProbability: Assortment outside [0, 1].

    Source: Traulsen, Nowak and Pacheco 2006, eq. 4.

    Example:
        >>> from selfother.populations import donation_types
        >>> rho = fixation(donation_types(b=5, c=1, recognition=0.68), population=1000, selection=0.1)
        >>> round(1000 * rho["empathic"], 2)
        0.13
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
    gap = np.clip(gap, -700.0, 700.0)
    n = np.arange(population + 1, dtype=np.float64)
    rest = population - n
    to_first = (1.0 - mu) * n / (population - 1) / (1.0 + np.exp(-gap)) + mu
    to_second = (1.0 - mu) * rest / (population - 1) / (1.0 + np.exp(gap)) + mu
    return stationary_counts((rest * to_first)[:-1], (n * to_second)[1:])


def simulate_pairwise(
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
        "pairwise",
        types,
        start,
        selection=selection,
        mutation=mutation,
        generations=generations,
        runs=runs,
        seed=seed,
    )

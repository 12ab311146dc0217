"""Pairwise comparison in a well-mixed population: a player looks at another and may take over its type.

One step: a player is chosen at random. With probability mu it takes one of the other types, each equally likely;
otherwise it compares itself with another player, chosen at random from the N - 1 others, and takes over its type with
the Fermi probability 1 / (1 + exp(-beta (f_other - f_own))), f the mean payoff from the N - 1 others. N steps are a
generation.

Here is the exact share of time of two types with mutation. What both processes share is beside: the probability of
fixation (`fixation`), rare mutations of any number (`chains.small_mutation_shares`), Monte Carlo (`simulation`).

Source: Traulsen, Nowak and Pacheco 2006; Szabo and Toke 1998 (the Fermi function).
"""

import numpy as np
from numpy.typing import NDArray

from selfother.populations.chains import check_mutation, scaled_advantages, stationary_counts
from selfother.populations.payoffs import TypeGame

__all__ = ["stationary"]


def stationary(
    types: TypeGame, *, population: int, selection: float, mutation: float, assortment: float = 0.0
) -> NDArray[np.float64]:
    """The share of time in which n = 0, 1, ... N players are of the first of two types in the long run, exact.

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
    mu = check_mutation(mutation, least_open=True)
    gap = scaled_advantages(types, population=population, selection=selection, assortment=assortment)
    gap = np.clip(gap, -700.0, 700.0)
    n = np.arange(population + 1, dtype=np.float64)
    rest = population - n
    to_first = (1.0 - mu) * n / (population - 1) / (1.0 + np.exp(-gap)) + mu
    to_second = (1.0 - mu) * rest / (population - 1) / (1.0 + np.exp(gap)) + mu
    return stationary_counts((rest * to_first)[:-1], (n * to_second)[1:])

"""The Moran process in a well-mixed population: a birth by fitness, then a death by chance.

One step: a player is chosen with probability proportional to its fitness exp(beta f), f its mean payoff from the N - 1
others, and has a child of its type, or, with probability mu, of one of the other types, each equally likely; then a
player, perhaps the parent, dies at random and the child takes its place. N steps are a generation.

Here is the exact share of time of two types with mutation. What both processes share is beside: the probability of
fixation (`fixation`), rare mutations of any number (`chains.small_mutation_shares`), Monte Carlo (`simulation`).

Source: Moran 1958; Nowak et al. 2004; exponential fitness as in Traulsen et al. 2008.
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
    n = np.arange(population + 1, dtype=np.float64)
    with np.errstate(divide="ignore"):
        log_odds = np.log(n) - np.log(population - n) + gap
    parent_is_first = 1.0 / (1.0 + np.exp(-np.clip(log_odds, -700.0, 700.0)))
    parent_is_first[[0, -1]] = 0.0, 1.0
    child_is_first = parent_is_first * (1.0 - mu) + (1.0 - parent_is_first) * mu
    child_is_second = (1.0 - parent_is_first) * (1.0 - mu) + parent_is_first * mu
    return stationary_counts((child_is_first * (population - n))[:-1], (child_is_second * n)[1:])

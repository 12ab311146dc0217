"""Fixation in a well-mixed population of two types: does a single player take over?

The Moran process with fitness exp(beta payoff) and pairwise comparison by the Fermi function have the same ratio of
steps down to steps up, so they have one probability of fixation; what differs is the time that it takes.
"""

import numpy as np

from selfother.populations.chains import fixation_of_two
from selfother.populations.payoffs import TypeGame

__all__ = ["fixation"]


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

    Source: Nowak 2006, eq. 6.13, with fitness exp(beta payoff); Traulsen, Nowak and Pacheco 2006, eq. 4.

    Example:
        >>> from selfother.populations import donation_types
        >>> rho = fixation(donation_types(b=3, c=1), population=10, selection=0.1)
        >>> {name: round(value, 4) for name, value in rho.items()}
        {'empathic': 0.0511, 'selfish': 0.1695}
    """
    logs = fixation_of_two(types, population=population, selection=selection, assortment=assortment)
    return dict(zip(types.names, np.exp(logs).tolist(), strict=True))

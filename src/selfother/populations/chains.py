"""Exact solutions of finite populations: chains that move by one player at a time, and chains between types.

With two types in a population of N the state is n, the number of players of the first, and every process here moves it
by at most one. All that is asked of such a chain follows from the ratios of its steps down and up; they are kept as
logarithms, so that populations of 10^4 and strong selection neither overflow nor lose digits.

Source: Nowak 2006, "Evolutionary dynamics", chapter 6; Traulsen and Hauert 2009, "Stochastic evolutionary game
dynamics".
"""

import numpy as np
from numpy.typing import NDArray

from selfother.errors import BadArgument, BadProbability
from selfother.populations.payoffs import TypeGame

__all__ = [
    "LARGEST_POPULATION",
    "advantages",
    "check_finite",
    "check_mutation",
    "check_strength",
    "fixation_of_two",
    "log_fixation",
    "scaled_advantages",
    "small_mutation_shares",
    "stationary_counts",
]

LARGEST_POPULATION = 10_000_000
"""Exact solutions hold a few numbers a player in memory."""

LARGEST_PRODUCT = 1e300
"""Of selection, payoffs and players."""

Numbers = NDArray[np.float64]


def check_finite(population: int, selection: float) -> None:
    """Check a finite population and its intensity of selection.

    Raises:
        BadArgument: A population that is not a whole number from 2 to 10 million, or selection that is negative or not
            finite.
    """
    if isinstance(population, bool) or not isinstance(population, int | np.integer) or population < 2:
        raise BadArgument(
            f"population must be a whole number of at least 2; got {population!r}. "
            "One player has nobody to meet and nobody to replace; give e.g. 100."
        )
    if population > LARGEST_POPULATION:
        raise BadArgument(
            f"population must be at most {LARGEST_POPULATION}; got {population}. "
            "Give fewer, or the limit of a large population: the replicator dynamics."
        )
    if isinstance(selection, bool) or not isinstance(selection, int | float) or not 0.0 <= selection < np.inf:
        raise BadArgument(
            f"selection, the intensity beta, must be a finite number of at least 0; got {selection!r}. "
            "0 is neutral drift, 0.01 weak in a population of 100."
        )


def advantages(types: TypeGame, *, population: int, assortment: float = 0.0) -> Numbers:
    """Return the first type's payoff minus the second's when n = 0, 1, ... N players are of the first, shape (N + 1,).

    Payoffs are means over the N - 1 others; nobody plays with itself. At the ends they are what a single mutant would
    get.

    Raises:
        BadArgument: Other than two types.
        BadProbability: Assortment outside [0, 1].
    """
    if len(types.names) != 2:
        raise BadArgument(
            f"a closed form of two types was asked of {len(types.names)} ({', '.join(types.names)}). "
            "Take two of them with between(first, second), or simulate."
        )
    (own, other), (against, among) = types.assorted(assortment).payoffs
    n = np.arange(population + 1, dtype=np.float64)
    rest = population - n
    return np.asarray(((n - 1) * own + rest * other - n * against - (rest - 1) * among) / (population - 1))


def check_strength(selection: float, payoffs: Numbers, population: int) -> None:
    """Refuse an intensity of selection whose products with payoffs are no numbers.

    Raises:
        BadArgument: beta N times the largest difference of payoffs is beyond what a number holds.
    """
    span = float(payoffs.max()) - float(payoffs.min())
    if not selection * span * population < LARGEST_PRODUCT:
        raise BadArgument(
            f"selection times payoffs is no number: got selection {selection:g}, payoffs that differ by {span:g}, and "
            f"{population} players. Give at most {LARGEST_PRODUCT / max(span, 1e-300) / population:g}; "
            "long before that the fitter always wins."
        )


def scaled_advantages(types: TypeGame, *, population: int, selection: float, assortment: float = 0.0) -> Numbers:
    """Return beta times `advantages`, shape (N + 1,).

    Raises:
        BadArgument: Other than two types, a population of fewer than two, or selection that is negative, not finite, or
            beyond what a number holds.
        BadProbability: Assortment outside [0, 1].
    """
    check_finite(population, selection)
    check_strength(selection, types.payoffs, population)
    return selection * advantages(types, population=population, assortment=assortment)


def fixation_of_two(
    types: TypeGame, *, population: int, selection: float, assortment: float = 0.0
) -> tuple[float, float]:
    """Return the logarithms of both fixation probabilities where a step down is exp(-beta advantage) of a step up.

    That ratio is the Moran process's with fitness exp(beta payoff), and pairwise comparison's with the Fermi function:
    the two differ in how long they take, not in where they end.

    Raises:
        BadArgument: Other than two types, a population of fewer than two, or bad selection.
        BadProbability: Assortment outside [0, 1].
    """
    gaps = scaled_advantages(types, population=population, selection=selection, assortment=assortment)
    return log_fixation(-gaps[1:-1])


def log_fixation(log_ratios: Numbers) -> tuple[float, float]:
    """Return log rho of a single player of the first type, and of the second.

    rho = 1 / (1 + sum_{k=1}^{N-1} prod_{n=1}^{k} T-(n) / T+(n)).

    Args:
        log_ratios: log T-(n) / T+(n) for n = 1, ... N - 1 of the first type, shape (N - 1,).

    Source: Karlin and Taylor 1975; Nowak 2006, eq. 6.13.

    Example:
        >>> np.exp(log_fixation(np.zeros(3))).round(3).tolist()
        [0.25, 0.25]
    """
    return _minus_log_sum(np.cumsum(log_ratios)), _minus_log_sum(np.cumsum(-log_ratios[::-1]))


def _minus_log_sum(logs: Numbers) -> float:
    """Return -log(1 + sum exp(logs))."""
    largest = max(0.0, float(logs.max(initial=0.0)))
    return -(largest + float(np.log(np.exp(-largest) + np.exp(logs - largest).sum())))


def stationary_counts(up: Numbers, down: Numbers) -> Numbers:
    """The share of time of each number of players in the long run, shape (N + 1,), sum 1.

    Args:
        up: Probability of a step from n to n + 1, for n = 0, ... N - 1, above 0.
        down: Probability of a step from n to n - 1, for n = 1, ... N, above 0.
    """
    logs = np.concatenate([[0.0], np.cumsum(np.log(up) - np.log(down))])
    weights = np.exp(logs - logs.max())
    return np.asarray(weights / weights.sum())


def small_mutation_shares(types: TypeGame, *, population: int, selection: float, assortment: float = 0.0) -> Numbers:
    """Return the share of time that a population of rare mutations is of each type, shape (k,), exact for any k.

    Mutations so rare that each is lost or fixed before the next: the population moves from type i to j at rate
    rho_ij / (k - 1), rho_ij the fixation probability of a single j among i.

    Raises:
        BadArgument: A population of fewer than two, or bad selection.
        BadProbability: Assortment outside [0, 1].

    Source: Fudenberg and Imhof 2006.
    """
    k = len(types.names)
    logs = np.full((k, k), -np.inf)
    for i in range(k):
        for j in range(i):
            logs[j, i], logs[i, j] = fixation_of_two(
                types.between(i, j), population=population, selection=selection, assortment=assortment
            )
    return _stationary_of_logs(logs)


def _stationary_of_logs(log_rates: Numbers) -> Numbers:
    """Return the stationary distribution of a chain by its log rates [from, to], by elimination without subtraction.

    Only sums, products and quotients of positive numbers occur, so logarithms carry it, however small the rates.
    Source: Grassmann, Taksar and Heyman 1985.
    """
    rates = log_rates.copy()
    k = len(rates)
    for last in range(k - 1, 0, -1):
        rates[:last, last] -= np.logaddexp.reduce(rates[last, :last])
        rates[:last, :last] = np.logaddexp(rates[:last, :last], rates[:last, last, None] + rates[last, None, :last])
    logs = np.zeros(k)
    for state in range(1, k):
        logs[state] = np.logaddexp.reduce(logs[:state] + rates[:state, state])
    weights = np.exp(logs - logs.max())
    return np.asarray(weights / weights.sum())


def check_mutation(mutation: float, *, least_open: bool = False) -> float:
    """Return the mutation rate if it lies in [0, 1], or in (0, 1] where a chain without mutations has no limit.

    Raises:
        BadProbability: Outside.
    """
    BadProbability.check("mutation", mutation)
    if least_open and mutation == 0.0:
        raise BadProbability(
            "mutation must be above 0 for a stationary distribution: without it one type is left for good; got 0. "
            "Give e.g. 0.001, or ask small_mutation_shares for the limit of rare mutations."
        )
    return mutation

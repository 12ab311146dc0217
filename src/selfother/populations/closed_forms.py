"""Closed forms of empathy's fate in a donation game: each a function with its name, its claim and its source.

b is the benefit of a gift and c its cost, b > c > 0; r assortment; a the accuracy with which a type is recognised.
"Empathic" is unconditional cooperation, or with recognition as in `payoffs.donation_types`; "selfish" never cooperates.
`thresholds` collects those that apply to a population; each is a property test against a simulation.

Where a function takes `population`, N players are meant, of whom nobody plays with itself, and None is the limit of an
infinite population. The two differ: at b = 3, c = 1 weak selection favours recognition from an accuracy of .765 among
10 players and from .714 in the limit.
"""

from selfother.errors import BadArgument, BadProbability
from selfother.games.donation import check_gift
from selfother.populations.payoffs import check_accuracy

__all__ = [
    "assortment_threshold",
    "assortment_threshold_in_population",
    "concern_at_assortment",
    "concern_threshold",
    "favoured_below",
    "recognition_favoured",
    "recognition_resists",
    "recognition_unstable_share",
]


def concern_threshold(b: float, c: float) -> float:
    """Return c / (b + c): an empathic agent cooperates unconditionally iff its weight lam exceeds this.

    It compares lam b, its part in what the other gains, with (1 - lam) c, its part in what it pays itself.

    Raises:
        BadPayoff: Not b > c > 0.

    Example:
        >>> concern_threshold(3, 1)
        0.25
    """
    check_gift(b, c)
    return c / (b + c)


def assortment_threshold(b: float, c: float) -> float:
    """Return c / b: unconditional empathy invades selfish, and resists it, iff assortment r exceeds this (r b > c).

    Raises:
        BadPayoff: Not b > c > 0.

    Source: Hamilton 1964; in an infinite population.
    """
    check_gift(b, c)
    return c / b


def assortment_threshold_in_population(b: float, c: float, population: int) -> float:
    """Return the assortment above which unconditional empathy fares better than selfish among N players.

    (c + b / (N - 1)) / (b + b / (N - 1)): nobody plays with itself, so each type meets one player less of its own; this
    is c / b in a large population, and above it in any other.

    Raises:
        BadPayoff: Not b > c > 0.
        BadArgument: A population of fewer than two.

    Example:
        >>> round(assortment_threshold_in_population(3, 1, 11), 3)
        0.394
    """
    check_gift(b, c)
    own = b / (_check_population(population) - 1)
    return (c + own) / (b + own)


def _check_population(population: int) -> int:
    if population < 2:
        raise BadArgument(f"population must be at least 2; got {population}. One player meets nobody.")
    return population


def concern_at_assortment(assortment: float) -> float:
    """Return r / (1 + r), the weight lam at which concern does what assortment r does: lam / (1 - lam) = r.

    A player of weight lam weighs the other's payoff against its own in the ratio lam : 1 - lam, as selection does at
    assortment r.

    Raises:
        BadProbability: r outside [0, 1].

    Source: Alger and Weibull 2013 (Homo moralis of degree r), here for preferences over payoffs.

    Example:
        >>> concern_at_assortment(1.0)
        0.5
    """
    r = BadProbability.check("assortment", assortment)
    return r / (1.0 + r)


def recognition_resists(b: float, c: float, population: int | None = None) -> float:
    """Return the accuracy a above which recognising empathy resists invasion by a single selfish player.

    b / (2b - c) in an infinite population; among N players ((N - 1)b + c) / ((N - 1)b + (N - 2)(b - c) + c), since the
    selfish one meets nobody else of its kind, and an empathic one meets it. At N = 2 that is 1, which no accuracy is
    above.

    Args:
        b: Benefit of a gift, above c.
        c: Its cost, above 0.
        population: N, at least 2; None: infinite.

    Raises:
        BadPayoff: Not b > c > 0.
        BadArgument: A population of fewer than two.

    Example:
        >>> recognition_resists(3, 1), round(recognition_resists(3, 1, population=10), 3)
        (0.6, 0.636)
    """
    check_gift(b, c)
    if population is None:
        return b / (2.0 * b - c)
    others = _check_population(population) - 1
    return (others * b + c) / (others * b + (others - 1) * (b - c) + c)


def recognition_favoured(b: float, c: float, population: int | None = None) -> float:
    """Return the accuracy a above which weak selection favours recognising empathy.

    Favoured: a single empathic player takes over more often than a neutral one, N rho > 1, for selection of intensity
    well below 1/N. (b + 2c) / (2b + c) in the limit of a large population; among N players
    ((N + 1)b + (2N - 1)c) / ((2N - 1)b + (N + 1)c).

    Args:
        b: Benefit of a gift, above c.
        c: Its cost, above 0.
        population: N, at least 2; None: the limit. At N = 2 the accuracy is 1, which no accuracy is above.

    Raises:
        BadPayoff: Not b > c > 0.
        BadArgument: A population of fewer than two.

    Source: Nowak et al. 2004 (the one-third law, and the condition of any N that it is the limit of).

    Example:
        >>> round(recognition_favoured(3, 1), 3), round(recognition_favoured(3, 1, population=10), 3)
        (0.714, 0.765)
    """
    check_gift(b, c)
    if population is None:
        return (b + 2.0 * c) / (2.0 * b + c)
    n = _check_population(population)
    return ((n + 1) * b + (2 * n - 1) * c) / ((2 * n - 1) * b + (n + 1) * c)


def favoured_below(population: int | None = None) -> float:
    """Return the share of a type at which it must fare better for weak selection to favour it: (N + 1) / (3N).

    A single player of a type whose advantage is linear in its number takes over more often than a neutral one iff the
    type fares better than the other where it has (N + 1) / 3 players: iff its unstable share, counted in players of N
    who do not meet themselves, is below (N + 1) / (3N). 1/3 in the limit.

    The share at rest of an infinite population is another number, and no third is right for it in a small one: with
    recognition at b = 3, c = 1 it must be below .143 at N = 5, .222 at 10, .308 at 50.

    Args:
        population: N, at least 2; None: the limit.

    Raises:
        BadArgument: A population of fewer than two.

    Source: Nowak et al. 2004; Imhof and Nowak 2006.

    Example:
        >>> round(favoured_below(), 4), favoured_below(5)
        (0.3333, 0.4)
    """
    return 1.0 / 3.0 if population is None else (_check_population(population) + 1) / (3 * population)


def recognition_unstable_share(b: float, c: float, recognition: float) -> float | None:
    """Return (1 - a) c / ((2a - 1)(b - c)): above this share recognising empathy grows, below it selfish does.

    In an infinite population.

    Returns:
        The share, in [0, 1); None where selfish grows at every share (a up to b / (2b - c)).

    Raises:
        BadPayoff: Not b > c > 0.
        BadProbability: Recognition outside [0.5, 1].

    Example:
        >>> recognition_unstable_share(3, 1, 0.75), recognition_unstable_share(3, 1, 0.55)
        (0.25, None)
    """
    a = check_accuracy(recognition)
    if a <= recognition_resists(b, c):
        return None
    return (1.0 - a) * c / ((2.0 * a - 1.0) * (b - c))

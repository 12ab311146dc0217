"""Closed forms of empathy's fate in a donation game: each a function with its name, its claim and its source.

b is the benefit of a gift and c its cost, b > c > 0; r assortment; a the accuracy with which a type is recognised.
"Empathic" is unconditional cooperation, or with recognition as in `payoffs.donation_types`; "selfish" never cooperates.
`thresholds` collects those that apply to a population; each is a property test against a simulation.
"""

from selfother.errors import BadArgument, BadProbability
from selfother.games.donation import check_gift
from selfother.populations.payoffs import check_accuracy

__all__ = [
    "assortment_threshold",
    "assortment_threshold_in_population",
    "concern_at_assortment",
    "concern_threshold",
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
    if population < 2:
        raise BadArgument(f"population must be at least 2; got {population}. One player meets nobody.")
    own = b / (population - 1)
    return (c + own) / (b + own)


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


def recognition_resists(b: float, c: float) -> float:
    """Return b / (2b - c): recognising empathy resists invasion by selfish iff its accuracy a exceeds this.

    Raises:
        BadPayoff: Not b > c > 0.

    Example:
        >>> recognition_resists(3, 1)
        0.6
    """
    check_gift(b, c)
    return b / (2.0 * b - c)


def recognition_favoured(b: float, c: float) -> float:
    """Return (b + 2c) / (2b + c): weak selection favours recognising empathy iff its accuracy a exceeds this.

    Favoured: in a large finite population, a single empathic player takes over more often than a neutral one,
    N rho > 1. It is the one-third law, unstable share below 1/3; it holds for selection of intensity well below 1/N.

    Raises:
        BadPayoff: Not b > c > 0.

    Source: Nowak et al. 2004 (the one-third law).

    Example:
        >>> round(recognition_favoured(3, 1), 3)
        0.714
    """
    check_gift(b, c)
    return (b + 2.0 * c) / (2.0 * b + c)


def recognition_unstable_share(b: float, c: float, recognition: float) -> float | None:
    """Return (1 - a) c / ((2a - 1)(b - c)): above this share recognising empathy grows, below it selfish does.

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

"""Reputation: empathy that gives unless it knows the other to be of bad repute, in a donation game.

Every round everybody is once a donor and once a recipient, each time of a random other. A discriminating empathic donor
knows the recipient's reputation with probability q (observation) and then gives only to the good; whom it does not know
it gives to. Selfish never gives. Two rules of what a deed does to the donor's reputation:

    standing   refusing a good one is bad, refusing a bad one is not: an empathic player is always good
    scoring    refusing is bad, whoever is refused: who withholds from the selfish loses its own good name

Selfish is bad under both. With x the share of empathic players, and g the share of them that are of good repute,

    empathic - selfish = b x q g - c (x q g + 1 - q);   g = 1 by standing, (1 - q) / (1 - q x) by scoring

so that both rules resist selfish iff q > c / b, and neither is invaded by it from below a share x*, neither invades
when rare:

    x* = (1 - q) c / (q (b - c))   by standing;      x* = c / (q b)   by scoring.

Left out on purpose: errors of perception and of execution, reputations on which observers disagree, and strategies that
use the reputation otherwise; each lowers what is claimed here.

Source: Nowak and Sigmund 1998 (scoring, q > c / b); Sugden 1986, Leimar and Hammerstein 2001, Ohtsuki and Iwasa 2004
(standing). The two shares are derived here for these two types.
"""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from selfother.errors import BadArgument, BadProbability, UnknownName
from selfother.games.donation import Donation, check_gift
from selfother.populations.payoffs import DONATION_TYPES, TypeGame
from selfother.seeds import stream
from selfother.tournaments.match import check_count

__all__ = [
    "Repute",
    "Reputed",
    "reputation_advantage",
    "reputation_resists",
    "reputation_types",
    "reputation_unstable_share",
    "simulate_reputation",
]

Repute = Literal["standing", "scoring"]


@dataclass(frozen=True, eq=False)
class Reputed:
    """What simulated players of two types got.

    Attributes:
        advantage: Payoff a round of empathic less selfish, shape (runs,).
        good: Share of empathic players that are of good repute, shape (runs,).
    """

    advantage: NDArray[np.float64]
    good: NDArray[np.float64]


def reputation_resists(b: float, c: float) -> float:
    """Return c / b: discriminating empathy resists selfish iff reputations are known more often than this.

    Raises:
        BadPayoff: Not b > c > 0.

    Source: Nowak and Sigmund 1998.

    Example:
        >>> reputation_resists(4, 1)
        0.25
    """
    check_gift(b, c)
    return c / b


def reputation_unstable_share(b: float, c: float, observation: float, *, rule: Repute = "standing") -> float | None:
    """Return the share x* above which discriminating empathy grows, and below which selfish does.

    Returns:
        x* in [0, 1); None where selfish grows at every share (q up to c / b). It is 0 by standing at q = 1 only.

    Raises:
        BadPayoff: Not b > c > 0.
        BadProbability: Observation outside [0, 1].
        UnknownName: No such rule.

    Example:
        >>> reputation_unstable_share(3, 1, 0.5), round(reputation_unstable_share(3, 1, 0.5, rule="scoring"), 3)
        (0.5, 0.667)
    """
    q = _checked(b, c, observation, rule)
    if q <= c / b:
        return None
    return (1.0 - q) * c / (q * (b - c)) if rule == "standing" else c / (q * b)


def reputation_advantage(share: float, b: float, c: float, observation: float, *, rule: Repute = "standing") -> float:
    """The payoff a round of empathic beyond selfish where a share x of all is empathic.

    Raises:
        BadPayoff: Not b > c > 0.
        BadProbability: Share or observation outside [0, 1].
        UnknownName: No such rule.
    """
    q = _checked(b, c, observation, rule)
    x = BadProbability.check("share", share)
    good = 1.0 if rule == "standing" or q * x == 1.0 else (1.0 - q) / (1.0 - q * x)
    return b * x * q * good - c * (x * q * good + 1.0 - q)


def reputation_types(b: float, c: float, observation: float) -> TypeGame:
    """Return the payoffs of discriminating empathy and selfish by standing, for any process of this room.

    By scoring the payoffs are not linear in the shares, and there are none.

    Raises:
        BadPayoff: Not b > c > 0.
        BadProbability: Observation outside [0, 1].

    Example:
        >>> reputation_types(3, 1, 0.75).payoffs.tolist()
        [[2.0, -0.25], [0.75, 0.0]]
    """
    unknown = 1.0 - _checked(b, c, observation, "standing")
    return TypeGame(DONATION_TYPES, np.array([[b - c, -unknown * c], [unknown * b, 0.0]]), game=Donation(b=b, c=c))


def simulate_reputation(
    b: float,
    c: float,
    observation: float,
    *,
    rule: Repute = "standing",
    share: float,
    population: int = 100,
    rounds: int = 200,
    runs: int = 20,
    seed: int = 0,
) -> Reputed:
    """Let players give, refuse and be judged, at fixed shares; Monte Carlo.

    Everybody begins of good repute; the first tenth of the rounds is not counted.

    Args:
        b: Benefit of a gift, above c.
        c: Its cost, above 0.
        observation: q, in [0, 1].
        rule: "standing" or "scoring".
        share: Share of empathic players, in (0, 1); rounded to whole players.
        population: N, at least 3.
        rounds: At least 10.
        runs: Independent runs, at least 1.
        seed: Root seed.

    Raises:
        BadPayoff: Not b > c > 0.
        BadProbability: Share or observation outside [0, 1].
        BadArgument: A count out of its range, or a share that leaves one type without a player.
        UnknownName: No such rule.
    """
    q = _checked(b, c, observation, rule)
    BadProbability.check("share", share)
    check_count("runs", runs)
    empaths = round(share * population)
    if population < 3 or rounds < 10 or not 0 < empaths < population:
        raise BadArgument(
            f"a simulation takes at least 3 players of both types and 10 rounds; got {empaths} empathic of "
            f"{population} players and {rounds} rounds. Give e.g. share 0.5, population 100, rounds 200."
        )
    rng = stream(seed, "populations", "reputation", rule, b, c, q, empaths, population, rounds)
    row, is_empath = np.arange(runs)[:, None], np.arange(population) < empaths
    good = np.ones((runs, population), dtype=bool)
    gains, seen_good, counted = np.zeros((runs, population)), np.zeros(runs), range(rounds // 10, rounds)
    for round_ in range(rounds):
        recipient = (np.arange(population) + rng.integers(1, population, size=(runs, population))) % population
        others_good = good[row, recipient]
        knows = rng.random((runs, population)) < q
        gives = is_empath & (others_good | ~knows)
        if round_ in counted:
            gains -= c * gives
            np.add.at(gains, (np.broadcast_to(row, recipient.shape), recipient), b * gives)
            seen_good += good[:, :empaths].mean(axis=1)
        good = gives | (is_empath & ~others_good) if rule == "standing" else gives
    mean = gains / len(counted)
    return Reputed(mean[:, :empaths].mean(axis=1) - mean[:, empaths:].mean(axis=1), seen_good / len(counted))


def _checked(b: float, c: float, observation: float, rule: str) -> float:
    check_gift(b, c)
    if rule not in get_args(Repute):
        raise UnknownName.among("rule of reputation", rule, get_args(Repute))
    return BadProbability.check("observation", observation)

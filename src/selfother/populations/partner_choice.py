"""Partner choice: empathy that gives always, and leaves whoever does not give back, in a donation game.

A round: of the players who are alone a part s (search) finds a partner among them, at random; pairs play once; a pair
in which somebody defected parts, the others last with probability d (lasting: 1 / (1 - d) rounds are expected). Who is
alone gets nothing. Selfish never gives, so only pairs of two empathic players last.

With x the share of empathic players, the share m of all that are empathic and with their like is the smaller root of

    d (1 - d + s d) m^2 - (1 - d + 2 s d x) m + s x^2 = 0,

and e = s (x - d m) (1 - (x - d m) / (1 - d m)) are empathic and with a selfish one. Hence

    empathic gets ((b - c) m - c e) / x,    selfish gets b e / (1 - x).

It resists selfish iff d (1 - s) > c / b: leaving must cost the one who is left, and if a new partner is found at once
(s = 1) a rare cheat lives on first rounds and always invades. It never invades from rarity: it has nobody to choose.
Between the two, choice sorts empathic players to each other: at s = 1 the types get the same where

    x (1 - x) = (1 - d) b c / (d (b - c)^2),

at an unstable share and at a stable one, a mixture in which they live side by side; relations too short give neither.

Left out on purpose: knowledge of the other before the first round, and selfish players who stay.

Source: the flows are derived here. Related: Schuessler 1989; Vanberg and Congleton 1992; Aktipis 2004 (walk away);
Izquierdo, Izquierdo and Vega-Redondo 2010 (the option to leave).
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selfother.errors import BadArgument, BadProbability
from selfother.games.donation import check_gift
from selfother.populations.replicator import RestPoint
from selfother.seeds import stream
from selfother.tournaments.match import check_count

__all__ = [
    "Choice",
    "choice_advantage",
    "choice_mixture",
    "choice_resists",
    "choice_rest_points",
    "simulate_choice",
]

GRID = 2001
"""Shares at which the advantage's sign is looked at before its zeros are solved for."""


@dataclass(frozen=True, eq=False)
class Choice:
    """What simulated players of two types got.

    Attributes:
        advantage: Payoff a round of empathic less selfish, shape (runs,).
        together: Share of empathic players that are with their like, shape (runs,).
    """

    advantage: NDArray[np.float64]
    together: NDArray[np.float64]


def choice_resists(lasting: float, search: float) -> float | None:
    """Return the ratio b/c above which choosing empathy resists selfish, 1 / (d (1 - s)); None where no ratio does.

    Raises:
        BadProbability: Lasting or search outside [0, 1].

    Example:
        >>> choice_resists(0.9, 0.5), choice_resists(0.9, 1.0)
        (2.2222222222222223, None)
    """
    bound = BadProbability.check("lasting", lasting) * (1.0 - BadProbability.check("search", search))
    return 1.0 / bound if bound > 0.0 else None


def choice_mixture(b: float, c: float, *, lasting: float) -> tuple[float, float] | None:
    """Return the unstable and the stable share of empathic where a new partner is found at once (search 1).

    Returns:
        (1 -+ sqrt(1 - 4 (1 - d) b c / (d (b - c)^2))) / 2; None where relations are too short and selfish always grows.

    Raises:
        BadPayoff: Not b > c > 0.
        BadProbability: Lasting outside [0, 1).

    Example:
        >>> [round(share, 3) for share in choice_mixture(3, 1, lasting=0.9)]
        [0.092, 0.908]
    """
    d, _ = _checked(b, c, lasting, 1.0)
    room = d * (b - c) ** 2 - 4.0 * (1.0 - d) * b * c
    if room <= 0.0:
        return None
    half = 0.5 * math.sqrt(room / (d * (b - c) ** 2))
    return 0.5 - half, 0.5 + half


def choice_advantage(share: float, b: float, c: float, *, lasting: float, search: float = 1.0) -> float:
    """The payoff a round of empathic beyond selfish where a share x of all is empathic.

    Args:
        share: x, in [0, 1]; at the ends the absent type is the rare mutant.
        b: Benefit of a gift, above c.
        c: Its cost, above 0.
        lasting: d, in [0, 1).
        search: s, in (0, 1].

    Raises:
        BadPayoff: Not b > c > 0.
        BadProbability: A number outside its range.
    """
    x = BadProbability.check("share", share)
    d, s = _checked(b, c, lasting, search)
    bend, slope = d * (1.0 - d + s * d), 1.0 - d + 2.0 * s * d * x
    ratio = 2.0 * s * x / (slope + math.sqrt(max(slope * slope - 4.0 * bend * s * x * x, 0.0)))  # m / x
    alone = 1.0 - d * x * ratio
    among_alone = x * (1.0 - d * ratio) / alone
    met = s * (1.0 - d * ratio) * (1.0 - among_alone)  # e / x
    empathic = (b - c) * ratio - c * met
    selfish = b * s * among_alone
    return empathic - selfish


def choice_rest_points(b: float, c: float, *, lasting: float, search: float = 1.0) -> list[RestPoint]:
    """Return the shares of empathic at which replicator dynamics stand still, ascending; zeros of the closed form.

    Raises:
        BadPayoff: Not b > c > 0.
        BadProbability: A number outside its range.

    Example:
        >>> [(round(p.share, 3), p.is_stable) for p in choice_rest_points(3, 1, lasting=0.9)]
        [(0.0, True), (0.092, False), (0.908, True), (1.0, False)]
    """
    from scipy.optimize import brentq  # type: ignore[import-untyped]

    def advantage(share: float) -> float:
        return choice_advantage(share, b, c, lasting=lasting, search=search)

    shares = np.linspace(0.0, 1.0, GRID)
    values = [advantage(float(share)) for share in shares]
    points = [RestPoint(0.0, values[0] < 0.0)]
    for at in range(1, GRID - 2):
        if values[at] == 0.0 or values[at] * values[at + 1] < 0.0:
            share = float(brentq(advantage, shares[at], shares[at + 1], xtol=1e-12))
            points.append(RestPoint(share, values[at + 1] < 0.0))
    points.append(RestPoint(1.0, values[-1] > 0.0))
    return points


def simulate_choice(
    b: float,
    c: float,
    *,
    lasting: float,
    search: float = 1.0,
    share: float,
    population: int = 1000,
    rounds: int = 400,
    runs: int = 8,
    seed: int = 0,
) -> Choice:
    """Let players meet, play, part and stay, at fixed shares; Monte Carlo.

    Everybody begins alone; the first quarter of the rounds is not counted.

    Args:
        b: Benefit of a gift, above c.
        c: Its cost, above 0.
        lasting: d, in [0, 1).
        search: s, in (0, 1].
        share: Share of empathic players, rounded to whole players.
        population: N, at least 4.
        rounds: At least 10.
        runs: Independent runs, at least 1.
        seed: Root seed.

    Raises:
        BadPayoff: Not b > c > 0.
        BadProbability: A number outside its range.
        BadArgument: A count out of its range, or a share that leaves one type without a player.
    """
    d, s = _checked(b, c, lasting, search)
    empaths = round(BadProbability.check("share", share) * population)
    check_count("runs", runs)
    if population < 4 or rounds < 10 or not 0 < empaths < population:
        raise BadArgument(
            f"a simulation takes at least 4 players of both types and 10 rounds; got {empaths} empathic of "
            f"{population} players and {rounds} rounds. Give e.g. share 0.5, population 1000, rounds 400."
        )
    measured = [
        _one_run(b, c, d, s, empaths, population, rounds, stream(seed, "populations", "choice", run))
        for run in range(runs)
    ]
    advantages, together = np.array(measured).T
    return Choice(advantages, together)


def _one_run(
    b: float, c: float, d: float, s: float, empaths: int, population: int, rounds: int, rng: np.random.Generator
) -> tuple[float, float]:
    """Return the advantage and the share of empathic players that are together; partner[i] = i is alone."""
    everybody = np.arange(population)
    is_empath = everybody < empaths
    partner = everybody.copy()
    gains, together, counted = np.zeros(population), 0.0, 0
    for round_ in range(rounds):
        alone = rng.permutation(everybody[partner == everybody])
        seeking = alone[rng.random(len(alone)) < s]
        first, second = seeking[: len(seeking) // 2], seeking[len(seeking) // 2 : len(seeking) // 2 * 2]
        partner[first], partner[second] = second, first
        is_paired = partner != everybody
        gets = is_paired & is_empath[partner]
        if round_ >= rounds // 4:
            gains += b * gets - c * (is_paired & is_empath)
            together += float((gets & is_empath).sum()) / empaths
            counted += 1
        stays = gets & is_empath & (rng.random(population) < d)[np.minimum(everybody, partner)]
        partner = np.where(stays, partner, everybody)
    mean = gains / counted
    return float(mean[:empaths].mean() - mean[empaths:].mean()), together / counted


def _checked(b: float, c: float, lasting: float, search: float) -> tuple[float, float]:
    check_gift(b, c)
    if not 0.0 <= lasting < 1.0:
        raise BadProbability(
            f"lasting, the chance that a relation goes on, must lie in [0, 1); got {lasting:g}. Give e.g. 0.9."
        )
    if not 0.0 < search <= 1.0:
        raise BadProbability(
            f"search, the chance to find a partner in a round, must lie in (0, 1]; got {search:g}. 1 is at once."
        )
    return lasting, search

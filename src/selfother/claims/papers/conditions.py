"""Claims 6 and 9 to 11: empathy on conditions: recognition, reputation, partner choice, repetition."""

import math
from collections.abc import Iterator
from typing import ClassVar

import numpy as np

from selfother.agents.adaptive import Adaptive
from selfother.agents.agent import Agent
from selfother.agents.scripted import AlwaysDefect, TitForTat
from selfother.claims.papers.claim import Claim, Reading, Target
from selfother.claims.papers.crossings import (
    Point,
    crossing,
    log_odds_of_winning,
    mean_point,
    near_normal,
    turning_point,
)
from selfother.claims.papers.pairs import certain
from selfother.games.donation import Donation
from selfother.populations.chains import advantages
from selfother.populations.closed_forms import (
    recognition_favoured,
    recognition_resists,
    recognition_unstable_share,
)
from selfother.populations.fixation import fixation
from selfother.populations.partner_choice import choice_advantage, choice_resists, choice_rest_points, simulate_choice
from selfother.populations.payoffs import TypeGame, donation_types, match_types
from selfother.populations.replicator import rest_points
from selfother.populations.reputation import Repute, reputation_unstable_share, simulate_reputation
from selfother.populations.simulation import simulate
from selfother.seeds import derive

__all__ = ["PartnerChoice", "Recognition", "Repetition", "Reputation"]

CLOSED_FORM = "closed form"
DERIVED = "closed form, derived here"


class Recognition(Claim):
    """Empathy that knows its like with accuracy a: what it resists, and from which share it grows."""

    key: ClassVar[str] = "6"
    title: ClassVar[str] = (
        "Recognition of types: resists from b / (2b - c), favoured from (b + 2c) / (2b + c), in large populations"
    )
    source: ClassVar[str] = "b = 3, c = 1; simulation: pairwise comparison, N = 300, selection 1"
    seeds: ClassVar[int] = 400
    quick_seeds: ClassVar[int] = 60

    def measure(self, seed: int, *, seeds: int) -> Iterator[Reading]:
        """Measure both thresholds, the unstable share, and the reversal under stronger selection."""
        b, c = 3.0, 1.0
        resists = turning_point(lambda a: rest_points(donation_types(b=b, c=c, recognition=a))[-1].is_stable, 0.5, 1.0)
        target = Target.near("a from which it resists selfish", 0.6, 5e-4, source=CLOSED_FORM, unit="a")
        yield Reading(target, certain(resists, n=1, method="bisection on the replicator"), recognition_resists(b, c))
        favoured = turning_point(lambda a: _surplus(b, a, population=10_000, selection=1e-6) > 0.0, 0.5, 1.0)
        target = Target.near("a from which weak selection favours it", 0.714, 1e-3, source=CLOSED_FORM, unit="a")
        estimate = certain(favoured, n=1, method="bisection on the exact chain, N = 10,000, selection 1e-6")
        yield Reading(target, estimate, recognition_favoured(b, c))
        favoured = turning_point(lambda a: _surplus(b, a, population=10, selection=1e-6) > 0.0, 0.5, 1.0)
        target = Target.near("the same among N = 10", 0.7647, 1e-3, source="closed form of N players", unit="a")
        estimate = certain(favoured, n=1, method="bisection on the exact chain, N = 10, selection 1e-6")
        yield Reading(target, estimate, recognition_favoured(b, c, population=10))
        for a in (0.65, 0.75, 0.9):
            middle = recognition_unstable_share(b, c, a)
            assert middle is not None  # a is above the threshold
            yield self._unstable(a, middle, derive(seed, a), seeds)
        for beta, printed in ((1e-4, 1.01), (0.1, 0.13)):
            value = 1.0 + _surplus(5.0, 0.68, population=1000, selection=beta)
            target = Target.near(
                f"N rho, b = 5, c = 1, a = .68, N = 1,000, selection {beta:g}", printed, 0.005,
                source="exact chain, as specified", unit="ratio",
            )  # fmt: skip
            yield Reading(target, certain(value, n=1, method="exact chain"), note="stronger selection reverses it")

    def _unstable(self, a: float, middle: float, seed: int, seeds: int) -> Reading:
        size, types = 300, donation_types(b=3.0, c=1.0, recognition=a)
        at = [round(size * middle * factor) / size for factor in (0.8, 0.9, 1.0, 1.1, 1.2)]
        points = [
            log_odds_of_winning(types, round(size * x), size, selection=1.0, runs=seeds, seed=derive(seed, x))
            for x in at
        ]
        target = Target.near(f"unstable share, a = {a:g}", round(middle, 4), 0.02, source=CLOSED_FORM)
        note = f"the exact column is the share from which N = {size} win half of the time"
        return Reading(target, crossing(at, points, n=seeds), _even_share(types, size), note)


def _even_share(types: TypeGame, size: int) -> float:
    """Return the first type's share from which it takes over with probability 1/2 at selection 1; exact."""
    steps = np.cumsum(-advantages(types, population=size)[1:-1])
    weights = np.exp(np.concatenate([[0.0], steps]) - max(0.0, float(steps.max())))
    winning = np.cumsum(weights) / weights.sum()  # from 1, 2, ... N players
    return float(np.interp(0.5, winning, np.arange(1, size + 1))) / size


def _surplus(b: float, a: float, *, population: int, selection: float) -> float:
    types = donation_types(b=b, c=1.0, recognition=a)
    return population * fixation(types, population=population, selection=selection)["empathic"] - 1.0


class Reputation(Claim):
    """Empathy that withholds from those it knows to be of bad repute."""

    key: ClassVar[str] = "9"
    title: ClassVar[str] = "Reputation known more often than c / b lets empathy resist, above an unstable share"
    source: ClassVar[str] = (
        "Nowak and Sigmund 1998 (q > c/b); the unstable shares are derived here; b = 3, c = 1, N = 1,000"
    )
    seeds: ClassVar[int] = 20
    quick_seeds: ClassVar[int] = 4

    def measure(self, seed: int, *, seeds: int) -> Iterator[Reading]:
        """Find the share at which both types get the same, for two rules and two rates of observation."""
        for rule, q in _rules():
            middle = reputation_unstable_share(3.0, 1.0, q, rule=rule)
            assert middle is not None  # q is above c/b
            at = [middle * factor for factor in (0.8, 0.9, 1.0, 1.1, 1.2) if middle * factor < 1.0]
            points = [
                mean_point(
                    simulate_reputation(
                        3.0, 1.0, q, rule=rule, share=x, population=1000, runs=seeds, seed=seed
                    ).advantage
                )
                for x in at
            ]
            target = Target.near(f"unstable share, {rule}, q = {q:g}", round(middle, 4), 0.02, source=DERIVED)
            yield Reading(target, crossing(at, points, n=seeds))


def _rules() -> tuple[tuple[Repute, float], ...]:
    return (("standing", 0.5), ("standing", 0.8), ("scoring", 0.5), ("scoring", 0.8))


class PartnerChoice(Claim):
    """Empathy that leaves whoever does not give back."""

    key: ClassVar[str] = "10"
    title: ClassVar[str] = "Leaving cheats sorts the empathic to each other; it resists only if cheats must search"
    source: ClassVar[str] = "flows derived here; b = 3, c = 1, relations of 10 rounds expected, N = 1,000"
    seeds: ClassVar[int] = 12
    quick_seeds: ClassVar[int] = 3
    lasting: ClassVar[float] = 0.9

    def measure(self, seed: int, *, seeds: int) -> Iterator[Reading]:
        """Find where both types get the same, and the ratio above which selfish cannot invade."""
        for search in (1.0, 0.5):
            for rest in choice_rest_points(3.0, 1.0, lasting=self.lasting, search=search)[1:-1]:
                kind = "stable" if rest.is_stable else "unstable"
                width = 0.5 * min(rest.share, 1.0 - rest.share)
                at = [rest.share + width * step for step in (-0.6, -0.3, 0.0, 0.3, 0.6)]
                points = [mean_point(self._advantages(x, search, seeds, seed)) for x in at]
                target = Target.near(
                    f"{kind} share, search {search:g}", round(rest.share, 4), 0.02, source=DERIVED, unit="share"
                )
                yield Reading(target, crossing(at, points, n=seeds))
        bound = choice_resists(self.lasting, 0.5)
        assert bound is not None  # search is below 1
        ratio = _ratio_of_resisting(self.lasting, 0.5)
        target = Target.near("b/c from which it resists, search 0.5", round(bound, 4), 1e-3, source=DERIVED, unit="b/c")
        yield Reading(target, certain(ratio, n=1, method="bisection on the flows"))

    def _advantages(self, share: float, search: float, runs: int, seed: int) -> list[float]:
        simulated = simulate_choice(
            3.0, 1.0, lasting=self.lasting, search=search, share=share, runs=runs, seed=derive(seed, share, search)
        )
        advantages: list[float] = simulated.advantage.tolist()
        return advantages


def _ratio_of_resisting(lasting: float, search: float) -> float:
    def resists(ratio: float) -> bool:
        return choice_advantage(1.0, ratio, 1.0, lasting=lasting, search=search) > 0.0

    return turning_point(resists, 1.0 + 1e-9, 100.0)


class Repetition(Claim):
    """Empathy that answers what was done to it: reciprocity, adaptive empathy."""

    key: ClassVar[str] = "11"
    title: ClassVar[str] = "In repeated games, empathy that adapts to the other resists selfish from a small share on"
    source: ClassVar[str] = "donation game b = 3, c = 1, 50 rounds; payoffs measured by matches"
    seeds: ClassVar[int] = 256
    rounds: ClassVar[int] = 50

    def measure(self, seed: int, *, seeds: int) -> Iterator[Reading]:
        """Measure the unstable share of tit for tat and of adaptive empathy, and what becomes of a single mutant."""
        expected = 1.0 / ((self.rounds - 1) * 2.0)
        target = Target.near(
            "unstable share of tit for tat, c / ((n - 1)(b - c))", round(expected, 5), 1e-4, source=CLOSED_FORM
        )
        share, _ = _measured_share(self._types(TitForTat(), seed, seeds))
        yield Reading(target, certain(share, n=1, method="exact matches"))
        types = self._types(Adaptive(), seed, seeds)
        target = Target(
            "unstable share of adaptive empathy", "<= 0.1", 0.0, 0.1, "no closed form; the bound is ours", "share"
        )
        estimate = near_normal(*_measured_share(types), n=seeds, method="payoffs of matches, delta method")
        yield Reading(target, estimate)
        for size, printed, low, high in ((50, "> 1", 1.0, 50.0), (5000, "< 1", 0.0, 1.0)):
            runs = 20_000 * seeds // self.seeds
            won = simulate("pairwise", types, [1, size - 1], selection=1.0, runs=runs, seed=seed).shares[:, 0]
            rho, error = mean_point(won)
            target = Target(
                f"N rho of one adaptive among selfish, N = {size:,}, selection 1", printed, low, high,
                "drift carries it over its share in a small population", "ratio",
            )  # fmt: skip
            exact = size * fixation(types, population=size, selection=1.0)["empathic"]
            yield Reading(target, near_normal(size * rho, size * error, n=runs, method="normal over runs"), exact)

    def _types(self, agent: Agent, seed: int, seeds: int) -> TypeGame:
        return match_types(
            {"empathic": agent, "selfish": AlwaysDefect()}, Donation(), rounds=self.rounds, seeds=seeds, seed=seed
        )


def _measured_share(types: TypeGame) -> Point:
    """Return the unstable share of two types and its error, from measured payoffs and theirs."""
    (own, other), (against, among) = types.payoffs.tolist()
    errors = np.zeros((2, 2)) if types.standard_error is None else types.standard_error
    low, high = among - other, own - against
    low_error, high_error = math.hypot(*errors[:, 1]), math.hypot(*errors[:, 0])
    return low / (low + high), math.hypot(high * low_error, low * high_error) / (low + high) ** 2

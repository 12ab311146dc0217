"""Claims 1 to 5: well-mixed populations, with and without assortment, and the weight as a trait."""

from collections.abc import Iterator
from typing import ClassVar

import numpy as np

from selfother.agents.empathic import Empathic
from selfother.claims.papers.claim import Claim, Reading, Target
from selfother.claims.papers.crossings import crossing, log_odds_of_winning, mean_point, near_normal, turning_point
from selfother.claims.papers.pairs import certain
from selfother.games.donation import Donation
from selfother.games.prisoners_dilemma import PrisonersDilemma
from selfother.populations.closed_forms import (
    assortment_threshold,
    assortment_threshold_in_population,
    concern_threshold,
)
from selfother.populations.fixation import fixation
from selfother.populations.payoffs import TypeGame, donation_types
from selfother.populations.replicator import mixed_strategy_rest, velocity
from selfother.populations.simulation import simulate
from selfother.populations.trait import TraitHistory, assortment_among, evolve_trait, singular_weight
from selfother.seeds import derive

__all__ = ["Assortment", "Concern", "Duality", "TwoThresholds", "WellMixed"]

CLOSED_FORM = "closed form"


class WellMixed(Claim):
    """Without assortment, structure, recognition or choice, unconditional empathy is selected against everywhere."""

    key: ClassVar[str] = "1"
    title: ClassVar[str] = "Well mixed and unconditional, empathy is at a disadvantage at every frequency"
    source: ClassVar[str] = "the sentence under test; donation game, infinite population, and N = 50 at selection .1"
    seeds: ClassVar[int] = 40_000
    quick_seeds: ClassVar[int] = 4_000
    population: ClassVar[int] = 50
    selection: ClassVar[float] = 0.1

    def measure(self, seed: int, *, seeds: int) -> Iterator[Reading]:
        """Measure the advantage over all shares, and how often a single empathic mutant takes over."""
        for b in (2.0, 5.0):
            types = donation_types(b=b, c=1.0)
            shares = np.linspace(0.01, 0.99, 99)
            best = max(velocity(types, np.array([x, 1 - x]))[0] / (x * (1 - x)) for x in shares)
            target = Target.near(
                f"largest advantage of empathic over selfish at any share, b/c = {b:g}", -1.0, 1e-9,
                source="closed form, -c", unit="payoff a round",
            )  # fmt: skip
            yield Reading(target, certain(float(best), n=len(shares), method="replicator, 99 shares"))
            size = self.population
            simulated = simulate("pairwise", types, [1, size - 1], selection=self.selection, runs=seeds, seed=seed)
            rho, error = mean_point(simulated.shares[:, 0])
            exact = fixation(types, population=size, selection=self.selection)["empathic"]
            target = Target(f"N rho of one empathic among selfish, b/c = {b:g}", "< 1", 0.0, 1.0, CLOSED_FORM, "ratio")
            estimate = near_normal(size * rho, size * error, n=seeds, method="normal over runs")
            yield Reading(target, estimate, size * exact)


class Concern(Claim):
    """The weight at which an empathic agent turns into an unconditional cooperator."""

    key: ClassVar[str] = "2"
    title: ClassVar[str] = "An empathic agent cooperates with everybody iff lam > c / (b + c)"
    source: ClassVar[str] = "the agent's own choice in a donation game, theory history, beta = 4"

    def measure(self, seed: int, *, seeds: int) -> Iterator[Reading]:
        """Solve P(C) = 1/2 for lam on the agent itself."""
        for b in (2.0, 3.0, 5.0):
            target = Target.near(
                f"lam at P(C) = 1/2, b/c = {b:g}", round(concern_threshold(b, 1.0), 6), 1e-5,
                source=CLOSED_FORM, unit="lam",
            )  # fmt: skip
            yield Reading(target, certain(_turning_weight(b), n=1, method="bisection on the agent's P(C)"))


def _turning_weight(b: float) -> float:
    view = Donation(b=b, c=1.0).views[0]

    def gives(lam: float) -> bool:
        agent = Empathic(lam=lam, theory="history")
        return float(agent.cooperation_probability(agent.init(view, ()))) >= 0.5

    return turning_point(gives, 0.0, 1.0)


class Assortment(Claim):
    """Unconditional empathy grows at every frequency iff r b > c."""

    key: ClassVar[str] = "3"
    title: ClassVar[str] = "Assortment turns the disadvantage round at r b > c"
    source: ClassVar[str] = "Hamilton 1964; pairwise comparison, N = 50, selection .1"
    seeds: ClassVar[int] = 2_000
    quick_seeds: ClassVar[int] = 200
    population: ClassVar[int] = 50
    steps: ClassVar[tuple[float, ...]] = (-0.1, -0.05, 0.0, 0.05, 0.1)

    def measure(self, seed: int, *, seeds: int) -> Iterator[Reading]:
        """Find the r at which half of the runs from equal shares end in empathy."""
        for b in (2.0, 3.0, 5.0):
            size, middle = self.population, assortment_threshold_in_population(b, 1.0, self.population)
            at = [middle + step for step in self.steps]
            points = [
                log_odds_of_winning(
                    donation_types(b=b, c=1.0).assorted(r), size // 2, size,
                    selection=0.1, runs=seeds, seed=derive(seed, b, step),
                )
                for r, step in zip(at, self.steps, strict=True)
            ]  # fmt: skip
            target = Target.near(f"r*, b/c = {b:g}, N = {size}", round(middle, 4), 0.015, source=CLOSED_FORM, unit="r")
            note = f"c/b = {assortment_threshold(b, 1.0):.3f} in an infinite population"
            yield Reading(target, crossing(at, points, n=seeds), note=note)


class TwoThresholds(Claim):
    """Two pure types and one mixed strategy have different thresholds of assortment."""

    key: ClassVar[str] = "4"
    title: ClassVar[str] = "Two pure types and one mixed strategy are two thresholds, here for (3, 0, 5, 1)"
    source: ClassVar[str] = "Grafen 1979; pure types: N = 400, selection 5; mixed: the evolving weight, N = 100"
    seeds: ClassVar[int] = 8
    quick_seeds: ClassVar[int] = 3
    r: ClassVar[float] = 0.4

    def measure(self, seed: int, *, seeds: int) -> Iterator[Reading]:
        """Measure the share of cooperation at r = .4 of both."""
        r, size = self.r, 400
        types = TypeGame(("cooperate", "defect"), PrisonersDilemma().views[0].own.copy()).assorted(r)
        simulated = simulate(
            "pairwise",
            types,
            [size // 2, size // 2],
            selection=5.0,
            mutation=1e-4,
            generations=2000,
            runs=seeds,
            seed=seed,
        )
        pure, error = mean_point(simulated.shares[:, 0])
        expected = (3 * r - 1) / (1 - r)
        target = Target.near(f"stable share of cooperators, r = {r:g}", round(expected, 4), 0.02, source=CLOSED_FORM)
        note = "two pure types, clip((3r - 1) / (1 - r), 0, 1): thresholds 1/3 and 1/2"
        yield Reading(target, near_normal(pure, error, n=seeds, method="normal over runs"), note=note)
        evolved = _evolved(r, seeds, seed)
        mixed, error = mean_point(evolved.cooperation[:, evolved.cooperation.shape[1] // 2 :].mean(axis=1))
        expected = mixed_strategy_rest(3, 0, 5, 1, assortment_among(r, 100))
        target = Target.near(
            f"cooperation of one mixed strategy, r = {r:g}, N = 100", round(expected, 4), 0.03, source=CLOSED_FORM
        )
        note = f"clip((4r - 1) / (1 + r), 0, 1) = {(4 * r - 1) / (1 + r):.3f} for infinite N: thresholds 1/4 and 2/3"
        yield Reading(target, near_normal(mixed, error, n=seeds, method="normal over runs"), note=note)


class Duality(Claim):
    """An evolving weight comes to rest where lam / (1 - lam) = r: concern does what assortment does."""

    key: ClassVar[str] = "5"
    title: ClassVar[str] = "An evolving weight comes to rest at lam / (1 - lam) = r"
    source: ClassVar[str] = "Alger and Weibull 2013; (3, 0, 5, 1), N = 100, selection 10, precision 20"
    seeds: ClassVar[int] = 8
    quick_seeds: ClassVar[int] = 3

    def measure(self, seed: int, *, seeds: int) -> Iterator[Reading]:
        """Let the weight evolve from .2 at two values of r; mean of the second half."""
        for r in (0.4, 0.5):
            limit, expected = r / (1 + r), singular_weight(PrisonersDilemma(), assortment_among(r, 100), beta=20.0)
            value, error = mean_point(_evolved(r, seeds, derive(seed, r)).settled())
            target = Target.near(f"lam at rest, r = {r:g}", round(limit, 4), 0.015, source="r / (1 + r)", unit="lam")
            note = "the exact column is lam* at this N and precision"
            yield Reading(target, near_normal(value, error, n=seeds, method="normal over runs"), expected, note)


def _evolved(r: float, runs: int, seed: int) -> TraitHistory:
    return evolve_trait(PrisonersDilemma(), assortment=r, beta=20.0, start=0.2, runs=runs, seed=seed)

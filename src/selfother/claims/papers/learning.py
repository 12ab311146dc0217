"""Claims 6 and 8: the published particle filter, and the gate that shuts it off."""

from collections.abc import Iterator
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from selfother.agents.agent import Agent
from selfother.agents.empathic import Empathic, Selfish
from selfother.agents.social import FilteringState
from selfother.claims.papers.claim import Claim, Reading, Target
from selfother.claims.papers.pairs import Pair, certain, quantity_of
from selfother.claims.papers.static import FROM_EQUATIONS
from selfother.games.prisoners_dilemma import PrisonersDilemma
from selfother.records import Estimate
from selfother.seeds import derive, stream
from selfother.tournaments.measures import joint_shares, mean_over_seeds

__all__ = ["LearnedPartners", "ShutGate"]

PUBLISHED = "published_filter"
REVISION = "the revision's comparison of agents, printed"


def selfish() -> Agent:
    """Return the agent without concern and without a filter."""
    return Selfish(theory="history")


def learner(lam: float) -> Empathic:
    """Return the published learner; with lam 0 it is the paper's ToM-only agent."""
    return Empathic(lam=lam, theory=PUBLISHED)


class LearnedPartners(Claim):
    """Prediction is not valuation: a model of the other without concern adds no cooperation, concern is exploited."""

    key: ClassVar[str] = "6"
    title: ClassVar[str] = "The learner is exploited too, and a theory of mind alone does not cooperate"
    source: ClassVar[str] = "comparison of self-interested, ToM-only and empathic (lam .6) agents with the filter"
    gaps: ClassVar[dict[str, float]] = {"selfish": -4.91, "ToM-only": -4.89}

    def measure(self, seed: int, *, seeds: int) -> Iterator[Reading]:
        """Measure both payoff gaps, and what the filter adds to the cooperation of two selfish agents."""
        partners: dict[str, Agent] = {"selfish": selfish(), "ToM-only": learner(0.0)}
        for name, partner in partners.items():
            played = Pair(learner(0.6), partner).play(seed, seeds=seeds)
            gap = mean_over_seeds(-quantity_of("payoff gap", joint_shares(played)))
            quantity = f"payoff of the empathic learner minus that of its partner, {name}"
            yield Reading(Target.near(quantity, self.gaps[name], 0.05, source=REVISION, unit="payoff a round"), gap)
        shares = [
            quantity_of("joint cooperation", joint_shares(Pair(agent, agent).play(seed, seeds=seeds)))
            for agent in (learner(0.0), selfish())
        ]
        target = Target.near("joint cooperation, ToM-only minus selfish", 0.001, 0.005, source=REVISION)
        yield Reading(target, mean_over_seeds(shares[0] - shares[1], bounds=(-1.0, 1.0)), note="the tolerance is ours")


class ShutGate(Claim):
    """The learning variant is gated off: its reliability stays near 0; forced open, cooperation falls."""

    key: ClassVar[str] = "8"
    title: ClassVar[str] = "The learner's gate is shut; forced open, cooperation falls"
    source: ClassVar[str] = "the reliability equation, resampling before the entropy"
    opened: ClassVar[dict[float, tuple[float, float]]] = {0.3: (0.22, 0.04), 0.4: (0.54, 0.04), 0.5: (0.82, 0.03)}
    highest: ClassVar[float] = 0.05

    def measure(self, seed: int, *, seeds: int) -> Iterator[Reading]:
        """Measure the reliability over the runs of claim 6 and of equals, and cooperation with the gate forced open."""
        pairs = {
            "empathic .6 and selfish": (learner(0.6), selfish()),
            "empathic .6 and ToM-only": (learner(0.6), learner(0.0)),
            "two learners of lam .3": (learner(0.3), learner(0.3)),
        }
        for name, pair in pairs.items():
            trusted = _reliabilities(pair, derive(seed, "gate", name), seeds)
            target = Target(f"largest reliability, {name}", "< 0.05", 0.0, self.highest, FROM_EQUATIONS, "reliability")
            estimate = certain(float(trusted.max()), n=seeds, method="largest of all rounds and matches")
            yield Reading(target, estimate, note=f"mean {trusted.mean():.3f}")
        for lam, (printed, tolerance) in self.opened.items():
            opened = Empathic(lam=lam, theory=PUBLISHED, reliability=1.0)
            target = Target.near(
                f"joint cooperation, reliability forced to 1, lam {lam:g}", printed, tolerance, source=FROM_EQUATIONS
            )
            ours: Estimate = Pair(opened, opened).measure("joint cooperation", seed, seeds=seeds)
            yield Reading(target, ours)


def _reliabilities(pair: tuple[Empathic, Agent], seed: int, seeds: int, rounds: int = 200) -> NDArray[np.float64]:
    """Return the first player's reliability after every round, shape (rounds, seeds)."""
    views, shape = PrisonersDilemma().views, (seeds,)
    minds = [stream(seed, "mind", player).integers(2**64, size=seeds, dtype=np.uint64) for player, _ in enumerate(pair)]
    first, second = (agent.init(view, shape, chance=mind) for agent, view, mind in zip(pair, views, minds, strict=True))
    rng, trusted = stream(seed, "actions"), np.empty((rounds, seeds))
    for t in range(rounds):
        drawn = rng.random((2, seeds))
        own, other = (
            (chance >= agent.cooperation_probability(state)).astype(np.uint8)
            for chance, agent, state in zip(drawn, pair, (first, second), strict=True)
        )
        first, second = pair[0].observe(first, own, other), pair[1].observe(second, other, own)
        assert isinstance(first, FilteringState)  # the first of every pair here is a learner
        trusted[t] = first.belief.reliability
    return trusted

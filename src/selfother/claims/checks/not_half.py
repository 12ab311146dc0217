"""Is one-sided empathy half of mutual empathy? The interaction over lam x lam, and learners beside."""

from collections.abc import Callable
from typing import ClassVar, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, JsonValue, field_validator

from selfother.agents.agent import Agent
from selfother.agents.empathic import Empathic
from selfother.agents.learners import DeltaRule, QLearning
from selfother.agents.theory_of_mind import THEORY_NAMES, check_theories
from selfother.claims.checks.check import Check, CheckResult, claim_finding, difference_word, finding_of, shown
from selfother.games.prisoners_dilemma import PrisonersDilemma
from selfother.records import Estimate, Finding
from selfother.seeds import derive
from selfother.tournaments.match import play_match
from selfother.tournaments.measures import joint_shares, mean_over_seeds, payoff_per_round

__all__ = ["NotHalf"]

Array = NDArray[np.float64]
Welfare = dict[tuple[float, float], Array]
LEARNERS: dict[str, Callable[[float], Agent]] = {
    "q_learning": lambda lam: QLearning(lam=lam),
    "q_learning by softmax": lambda lam: QLearning(lam=lam, exploration="softmax"),
    "delta_rule": lambda lam: DeltaRule(lam=lam),
}
"""Minds without a theory of the other, made from a weight."""


class NotHalf(Check):
    """What mutual empathy adds beyond twice one-sided empathy, over lam x lam, for every theory; learners beside.

    With W(a, b) a payoff a round between players of weights a and b, the interaction is

        W(a, b) - W(a, 0) - W(0, b) + W(0, 0),

    zero if empathy were a commodity that adds up. It is given for joint welfare and for each side. Learners without a
    theory of mind (Q-learning, the delta rule) play themselves with and without the same concern: what they reach
    without is learnt reciprocity, what they reach with it is concern without structure.

    Attributes:
        weights: Empathy weights of the grid, above 0; 0 is always added.
        rounds: Rounds of each match.
        seeds: Independent matches of every pair.
        theories: Theories of mind; all that exist by default.

    Raises:
        UnknownName: No such theory.

    Source: the sentence "one-sided understanding is not half of mutual understanding", said after Albarracin et al.
    2026; the contrast is ours.
    """

    schema_number: ClassVar[int] = 2
    cost_cpu_seconds: ClassVar[float] = 8.0

    weights: tuple[float, ...] = (0.2, 0.3, 0.4, 0.6, 1.0)
    rounds: int = Field(default=200, ge=4)
    seeds: int = Field(default=64, ge=2)
    theories: tuple[str, ...] = THEORY_NAMES

    _known = field_validator("theories")(check_theories)

    @field_validator("weights")
    @classmethod
    def _check_weights(cls, weights: tuple[float, ...]) -> tuple[float, ...]:
        if not weights or not all(0.0 < weight <= 1.0 for weight in weights):
            raise ValueError("weights must lie in (0, 1], at least one; 0 is added by itself")
        return tuple(sorted(set(weights)))

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(weights=(0.3, 0.6), rounds=20, seeds=4)

    def run(self, seed: int) -> CheckResult:
        """Play every pair of the grid under every theory, and the learners."""
        rows: list[dict[str, JsonValue]] = []
        estimates: dict[str, Estimate] = {}
        findings: list[Finding] = []
        for theory in self.theories:
            welfare = self._grid(theory, derive(seed, "not half", theory))
            contrasts = {(a, b): _interaction(welfare, a, b) for a in self.weights for b in self.weights}
            for (a, b), sides in contrasts.items():
                measured = {name: mean_over_seeds(values) for name, values in _named(sides).items()}
                rows += [
                    {"theory": theory, "lam_a": a, "lam_b": b, "of": name, **_cells(estimate)}
                    for name, estimate in measured.items()
                ]
                estimates |= {f"{theory}, {a:g} x {b:g}: {name}": estimate for name, estimate in measured.items()}
            findings += self._findings(theory, welfare, contrasts)
        findings += self._about_learners(derive(seed, "not half", "minds"), estimates)
        return CheckResult(
            estimates=estimates,
            tables={"interaction": {key: [row[key] for row in rows] for key in rows[0]}} if rows else {},
            findings=findings,
        )

    def _grid(self, theory: str, seed: int) -> Welfare:
        """Return both players' payoffs of every pair, (2, seeds); a player's chances are its own in every pair."""
        agents = {lam: Empathic(lam=lam, theory=theory) for lam in (0.0, *self.weights)}
        return {(a, b): self._payoffs(agents[a], agents[b], seed) for a in agents for b in agents}

    def _payoffs(self, first: Agent, second: Agent, seed: int) -> Array:
        game = PrisonersDilemma()
        played = play_match(game, first, second, rounds=self.rounds, seeds=self.seeds, seed=seed)
        return payoff_per_round(game, joint_shares(played))

    def _findings(self, theory: str, welfare: Welfare, contrasts: Welfare) -> list[Finding]:
        top = self._top
        mutual, alone, none = welfare[top, top], welfare[top, 0.0], welfare[0.0, 0.0]
        both = mean_over_seeds(_named(contrasts[top, top])["welfare"])
        share = _mean(alone.sum(axis=0) - none.sum(axis=0)) / (_mean(mutual.sum(axis=0) - none.sum(axis=0)) or np.nan)
        losses = mean_over_seeds(alone[0] - none[0]), mean_over_seeds(alone[1] - none[1])
        gains = mean_over_seeds(mutual[0] - none[0])
        of = "" if not np.isfinite(share) else f", {100 * share:.0f} % of what mutual empathy adds"
        n = f"n = {self.seeds} seeds of {self.rounds} rounds"
        return [
            finding_of(
                sentence=(
                    f"Under {theory} at lam = {top:g}, one-sided empathy adds {_mean(alone.sum(0) - none.sum(0)):.2f} "
                    f"to the joint payoff a round{of}; beyond twice the one-sided, mutual empathy adds {shown(both)} "
                    f"(interaction, {n})."
                ),
                word=difference_word(both), arm=theory, measure="interaction of welfare", family=theory,
                unit="payoff a round", estimate=both,
            ),
            finding_of(
                sentence=(
                    f"Under {theory} at lam = {top:g}, who cares alone gets {shown(losses[0])} a round more than a "
                    f"selfish one in its place, and its partner {shown(losses[1])}; who cares mutually gets "
                    f"{shown(gains)} ({n})."
                ),
                word=difference_word(losses[0]), arm=theory, measure="payoff of the one-sided carer", family=theory,
                unit="payoff a round", estimate=losses[0],
            ),
        ]  # fmt: skip

    def _about_learners(self, seed: int, estimates: dict[str, Estimate]) -> list[Finding]:
        """Play every mind against itself with and without concern, and say what makes it cooperate."""
        top = self._top
        reached = {name: self._reached(agent, derive(seed, name)) for name, agent in self._minds().items()}
        late = {name: mean_over_seeds(values, bounds=(0.0, 1.0)) for name, values in reached.items()}
        estimates |= {f"joint cooperation in the last quarter, {name}": estimate for name, estimate in late.items()}
        learners = [name for name in LEARNERS if f"{name}, lam 0" in late]
        learnt = max((late[f"{name}, lam 0"] for name in learners), key=lambda estimate: estimate.value or 0.0)
        caring = [late[f"{theory}, lam {top:g}"] for theory in self.theories]
        concern = mean_over_seeds(
            np.mean([reached[f"{name}, lam {top:g}"] - reached[f"{name}, lam 0"] for name in self._names], axis=0),
            bounds=(-1.0, 1.0),
        )
        structure = mean_over_seeds(
            np.mean([reached[f"{name}, lam {top:g}"] for name in self.theories], axis=0)
            - np.mean([reached[f"{name}, lam {top:g}"] for name in learners], axis=0),
            bounds=(-1.0, 1.0),
        )
        holds = all(_above(estimate, learnt) for estimate in caring)
        listed = ", ".join(f"{name} {shown(estimate)}" for name, estimate in late.items())
        n = f"n = {self.seeds} seeds of {self.rounds} rounds"
        return [
            claim_finding(
                sentence=(
                    f"Joint cooperation with itself in the last quarter of a match: {listed}. Learnt reciprocity "
                    f"without concern reaches {shown(learnt)} at most, which is {'below' if holds else 'not below'} "
                    f"every empathic mind of lam = {top:g} ({n})."
                ),
                holds=holds,
                measure="cooperation comes from empathy, not from learnt reciprocity",
                estimate=learnt,
            ),
            finding_of(
                sentence=(
                    f"Concern (lam = {top:g} against 0) changes joint cooperation by {shown(concern)} over all minds; "
                    f"at that concern, a theory of mind in place of a learner changes it by {shown(structure)}: "
                    f"{_larger(concern, structure)} moves these minds more ({n})."
                ),
                word=difference_word(structure),
                measure="concern against structure",
                estimate=structure,
            ),
        ]

    @property
    def _top(self) -> float:
        """The weight that sentences speak of: .6 where it is on the grid."""
        return 0.6 if 0.6 in self.weights else self.weights[-1]

    @property
    def _names(self) -> tuple[str, ...]:
        return (*self.theories, *LEARNERS)

    def _minds(self) -> dict[str, Agent]:
        """Return every mind with and without concern, by name."""
        return {
            f"{name}, lam {lam:g}": LEARNERS[name](lam) if name in LEARNERS else Empathic(lam=lam, theory=name)
            for name in self._names
            for lam in (0.0, self._top)
        }

    def _reached(self, agent: Agent, seed: int) -> Array:
        """Return joint cooperation of an agent with itself in the last quarter of each match."""
        played = play_match(PrisonersDilemma(), agent, agent, rounds=self.rounds, seeds=self.seeds, seed=seed)
        both = (played.first == 0) & (played.second == 0)
        return np.asarray(both[-(self.rounds // 4) :].mean(axis=0))


def _interaction(welfare: Welfare, a: float, b: float) -> Array:
    """Return both sides' interaction, (2, seeds)."""
    return welfare[a, b] - welfare[a, 0.0] - welfare[0.0, b] + welfare[0.0, 0.0]


def _named(sides: Array) -> dict[str, Array]:
    return {"welfare": sides.sum(axis=0), "payoff of the first": sides[0], "payoff of the second": sides[1]}


def _cells(estimate: Estimate) -> dict[str, JsonValue]:
    return {"value": estimate.value, "low": estimate.low, "high": estimate.high, "n": estimate.n}


def _mean(values: Array) -> float:
    return float(values.mean())


def _above(one: Estimate, other: Estimate) -> bool:
    return one.low is not None and other.high is not None and one.low > other.high


def _larger(concern: Estimate, structure: Estimate) -> str:
    return "concern" if abs(concern.value or 0.0) > abs(structure.value or 0.0) else "the model of the other"

"""Mutual empathy beside one-sided empathy beside none: is one-sided empathy half of mutual empathy?"""

from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, field_validator

from selfother.agents.empathic import Empathic
from selfother.agents.theory_of_mind import check_theories
from selfother.claims.checks.check import Check, CheckResult, difference_word, finding_of, per_seed_items, shown
from selfother.games.prisoners_dilemma import PrisonersDilemma
from selfother.records import Estimate, Finding
from selfother.tournaments.match import play_match
from selfother.tournaments.measures import cooperation, joint_shares, mean_over_seeds, payoff_bounds, payoff_per_round

__all__ = ["OneSidedEmpathy"]

Measures = dict[str, NDArray[np.float64]]
_HEADLINES = ("welfare", "payoff_first")
"""What the title asks: what one-sided empathy brings of what mutual empathy does, and what it costs its holder."""


class OneSidedEmpathy(Check):
    """Joint cooperation, welfare, payoff gap and exploitability of mutual, one-sided and no empathy.

    The first player is the empathic one in the one-sided condition. Conditions are paired by seed: a player draws the
    same chances in all of them.

    Attributes:
        lam: Weight of an empathic player; the other has 0.
        rounds: Rounds of each match.
        seeds: Independent matches.
        theories: Theories of mind, each judged on its own.

    Raises:
        UnknownName: No such theory.

    Source: Albarracin et al. 2026, asymmetric pairs; the interaction contrast is ours.
    """

    schema_number: ClassVar[int] = 2
    cost_cpu_seconds: ClassVar[float] = 0.1

    lam: float = Field(default=0.6, gt=0, le=1)
    rounds: int = Field(default=200, ge=1)
    seeds: int = Field(default=64, ge=2)
    theories: tuple[str, ...] = ("history", "action_conditional")

    _known = field_validator("theories")(check_theories)

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(rounds=20, seeds=4)

    def run(self, seed: int) -> CheckResult:
        """Play the four conditions under every theory."""
        parts = [self._under(theory, seed) for theory in self.theories]
        return CheckResult(
            items=[item for part in parts for item in part.items],
            estimates={name: estimate for part in parts for name, estimate in part.estimates.items()},
            findings=[finding for part in parts for finding in part.findings],
        )

    def _under(self, theory: str, seed: int) -> CheckResult:
        lam = self.lam
        weights = {
            "mutual": (lam, lam),
            "one-sided": (lam, 0.0),
            "one-sided, seats swapped": (0.0, lam),
            "none": (0.0, 0.0),
        }
        measured = {name: self._measure(theory, pair, seed) for name, pair in weights.items()}
        return CheckResult(
            items=[
                item
                for condition, measures in measured.items()
                for measure, values in measures.items()
                for item in per_seed_items(measure, values, family=f"{theory}, {condition}")
            ],
            estimates={
                f"{theory}, {condition}: {measure}": mean_over_seeds(values, bounds=_reach(measure))
                for condition, measures in measured.items()
                for measure, values in measures.items()
            },
            findings=self._findings(theory, measured),
        )

    def _measure(self, theory: str, weights: tuple[float, float], seed: int) -> Measures:
        """Return every measure of one condition, each of shape (seeds,)."""
        game = PrisonersDilemma()
        first, second = (Empathic(lam=weight, theory=theory) for weight in weights)
        joint = joint_shares(play_match(game, first, second, rounds=self.rounds, seeds=self.seeds, seed=seed))
        payoffs, rates = payoff_per_round(game, joint), cooperation(joint)
        return {
            "joint_cooperation": joint[0],
            "welfare": payoffs[0] + payoffs[1],
            "payoff_first": payoffs[0],
            "payoff_gap": payoffs[1] - payoffs[0],
            "exploitability": rates[0] - rates[1],
        }

    def _findings(self, theory: str, measured: dict[str, Measures]) -> list[Finding]:
        mutual, one, swapped, none = measured.values()
        pair = f"Under the theory of mind {theory}, with lam = {self.lam:g} against 0"
        n = f"n = {self.seeds} seeds of {self.rounds} rounds"
        cc = mean_over_seeds(one["joint_cooperation"] - mutual["joint_cooperation"], bounds=(-1.0, 1.0))
        own = mean_over_seeds(one["payoff_first"] - none["payoff_first"])
        gain = mean_over_seeds(one["welfare"] - none["welfare"]), mean_over_seeds(mutual["welfare"] - none["welfare"])
        interaction = mean_over_seeds(mutual["welfare"] - one["welfare"] - swapped["welfare"] + none["welfare"])
        gap, exploited = (mean_over_seeds(one[name], bounds=_reach(name)) for name in ("payoff_gap", "exploitability"))
        sentences: list[tuple[str, str, str, str, str, Estimate]] = [
            (
                "welfare", "payoff a round", "mutual", "one-sided",
                f"{_answer(interaction)} {pair}, it adds {shown(gain[0])} to the joint payoff a round and mutual "
                f"empathy {shown(gain[1])}; what that adds beyond twice the one-sided is {shown(interaction)} "
                f"(interaction, {n}).", interaction,
            ),
            (
                "joint_cooperation", "share", "one-sided", "mutual",
                f"{pair}, joint cooperation is {_mean(one['joint_cooperation']):.3f} where empathy is one-sided and "
                f"{_mean(mutual['joint_cooperation']):.3f} where it is mutual, a difference of {shown(cc)} ({n}).", cc,
            ),
            (
                "payoff_gap", "payoff a round", "one-sided", "",
                f"{pair}, the selfish player earns {shown(gap)} a round more than the empathic one ({n}).", gap,
            ),
            (
                "exploitability", "share", "one-sided", "",
                f"{pair}, the empathic player cooperates in {shown(exploited)} more of the rounds than its partner "
                f"(exploitability, {n}).", exploited,
            ),
            (
                "payoff_first", "payoff a round", "one-sided", "none",
                f"{pair}, one-sided empathy changes the empathic player's own payoff by {shown(own)} a round against "
                f"two selfish players ({n}).", own,
            ),
        ]  # fmt: skip
        return [
            finding_of(
                sentence=sentence,
                word=difference_word(estimate),
                arm=arm,
                control=control,
                measure=measure,
                family=theory,
                unit=unit,
                estimate=estimate,
                headline=measure in _HEADLINES,
            )
            for measure, unit, arm, control, sentence, estimate in sentences
        ]


def _reach(measure: str) -> tuple[float, float]:
    """The range that a measure of a match cannot leave."""
    low, high = payoff_bounds(PrisonersDilemma())
    reach = {
        "joint_cooperation": (0.0, 1.0),
        "welfare": (2 * low, 2 * high),
        "payoff_first": (low, high),
        "payoff_gap": (low - high, high - low),
        "exploitability": (-1.0, 1.0),
    }
    return reach[measure]


def _answer(interaction: Estimate) -> str:
    """Say whether one-sided empathy is half of mutual empathy, which is an interaction of zero."""
    if difference_word(interaction) == "not resolved":
        return "Whether one-sided empathy is half of mutual empathy, in joint payoff, is open."
    assert interaction.value is not None
    more = "less" if interaction.value > 0 else "more"
    return f"One-sided empathy is {more} than half of mutual empathy in joint payoff."


def _mean(values: NDArray[Any]) -> float:
    return float(values.mean())

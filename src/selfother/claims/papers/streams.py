"""Claims 9 and 10, and what the paper says of dynamics: whether two static agents are more than two streams.

The paper reads recovery, synchrony, long transients and elevated variance off static pairs. Under the stated model a
player's choice depends on its own past alone, so each of these is put beside what two independent streams would show.
The margins of the four sentences are ours: the paper prints no number for them.
"""

from collections.abc import Iterator
from typing import ClassVar

from selfother.agents.agent import Agent
from selfother.agents.empathic import Empathic
from selfother.agents.scripted import AlwaysDefect, Random, TitForTat
from selfother.claims.papers.claim import Claim, Reading, Target
from selfother.claims.papers.pairs import Pair, certain, estimate_of
from selfother.claims.papers.static import FROM_EQUATIONS, static_pair
from selfother.games.prisoners_dilemma import PrisonersDilemma
from selfother.records import Estimate
from selfother.seeds import derive
from selfother.tournaments.coupling import (
    Measured,
    joint_after_break,
    recovery,
    synchrony,
    transient,
    variance_ratio,
)
from selfother.tournaments.match import play_match

__all__ = ["CriticalVariance", "LongTransients", "NoMemory", "RapidRecovery", "Synchrony", "VarianceRatio"]

STATIC = ("history", "action_conditional", "matched")
ABSTRACT = "the abstract, in words; the margin is ours"
MARGIN = 0.02
BINOMIAL = (0.7, 1.35)


class NoMemory(Claim):
    """A static pair does not remember a break, and neither player hears the other."""

    key: ClassVar[str] = "9"
    title: ClassVar[str] = "Static runs have no memory of the partner"
    source: ClassVar[str] = "the published recovery statistics, which two independent streams reproduce"
    seeds: ClassVar[int] = 512
    after_break: ClassVar[float] = 0.770

    def measure(self, seed: int, *, seeds: int) -> Iterator[Reading]:
        """Measure P(CC) after a break, and how many trajectories another partner changes."""
        for theory in ("history", "action_conditional"):
            played = static_pair(theory, (0.3, 0.3)).play(seed, seeds=seeds)
            if theory == "history":
                after = Target.near(
                    "P(CC | a break one round ago), history", self.after_break, MARGIN, source=FROM_EQUATIONS
                )
                yield Reading(after, estimate_of(joint_after_break(played, lags=1)[0]))
            name = f"P(CC | break) - P(CC), lam .3, {theory}"
            target = Target(name, f"within ± {MARGIN:g}", -MARGIN, MARGIN, FROM_EQUATIONS)
            yield Reading(target, estimate_of(recovery(played, seed=seed)))
        for theory in STATIC:
            target = Target(f"matches of i that another j changes, {theory}", "0", 0.0, 0.0, FROM_EQUATIONS)
            yield Reading(target, certain(_changed(theory, seed, seeds), n=seeds, method="all matches, bit by bit"))


def _changed(theory: str, seed: int, seeds: int) -> float:
    """Return the share of the first player's trajectories that a replaced partner changes."""
    game, agent = PrisonersDilemma(), Empathic(lam=0.3, theory=theory)
    own = derive(seed, "reproduce", "replaced", theory)
    partners: tuple[Agent, ...] = (agent, TitForTat(), AlwaysDefect(), Random(p=0.2))
    played = [play_match(game, agent, partner, rounds=200, seeds=seeds, seed=own).first for partner in partners]
    return max(float((other != played[0]).any(axis=0).mean()) for other in played[1:])


class VarianceRatio(Claim):
    """Variance over seeds is that of independent rounds in static pairs, and far above it under `matched`."""

    key: ClassVar[str] = "10"
    title: ClassVar[str] = "Variance over seeds against binomial variance"
    source: ClassVar[str] = "the published variance near empathy symmetry"
    seeds: ClassVar[int] = 512

    def measure(self, seed: int, *, seeds: int) -> Iterator[Reading]:
        """Measure the ratio for two static theories and for `matched`."""
        for theory in ("history", "action_conditional"):
            for lam in (0.2, 0.3):
                target = Target(f"lam {lam:g}, {theory}", "in [.7, 1.35]", *BINOMIAL, FROM_EQUATIONS, "ratio")
                yield Reading(target, _ratio(theory, lam, seed, seeds))
        target = Target("lam .3, matched", "> 10", 10.0, 200.0, FROM_EQUATIONS, "ratio")
        yield Reading(target, _ratio("matched", 0.3, seed, seeds))


def _ratio(theory: str, lam: float, seed: int, seeds: int) -> Estimate:
    return estimate_of(variance_ratio(static_pair(theory, (lam, lam)).play(seed, seeds=seeds)))


def _published() -> Pair:
    """Return the published pair near its transition, where the paper looks for dynamics."""
    return static_pair("history", (0.3, 0.3))


def _beyond_null(measured: Measured) -> Estimate:
    """The distance of a measure from that of two independent streams."""
    estimate = estimate_of(measured)
    if estimate.value is None or measured.null is None:
        return estimate
    low, high = (None if end is None else end - measured.null for end in (estimate.low, estimate.high))
    return estimate.model_copy(
        update={
            "value": estimate.value - measured.null,
            "low": low,
            "high": high,
            "method": "t over matches, minus permuted",
        }
    )


def _p_note(measured: Measured) -> str:
    return "" if measured.p_value is None else f"p = {measured.p_value:.3f} against permuted partners"


class RapidRecovery(Claim):
    """Pairs recover from a defection faster than two streams that do not hear each other."""

    key: ClassVar[str] = "recovery"
    title: ClassVar[str] = "In words: rapid recovery, apology and forgiveness"
    source: ClassVar[str] = "abstract: recovery from stochastic defections, apology-forgiveness cycles"
    seeds: ClassVar[int] = 512

    def measure(self, seed: int, *, seeds: int) -> Iterator[Reading]:
        """Measure what a break changes one to three rounds later, beyond permuted partners."""
        played = _published().play(seed, seeds=seeds)
        for lag in (1, 2, 3):
            measured = recovery(played, lag=lag, seed=seed)
            name = f"P(CC | break {lag} ago) - P(CC), beyond independent streams"
            target = Target(name, f"> {MARGIN:g}", MARGIN, 1.0, ABSTRACT)
            yield Reading(target, _beyond_null(measured), note=_p_note(measured))


class Synchrony(Claim):
    """Empathic players act in step with each other."""

    key: ClassVar[str] = "synchrony"
    title: ClassVar[str] = "In words: synchronized behaviour"
    source: ClassVar[str] = "abstract: synchronized behavior"
    seeds: ClassVar[int] = 512

    def measure(self, seed: int, *, seeds: int) -> Iterator[Reading]:
        """Measure the correlation of actions beyond every round's own rates."""
        measured = synchrony(_published().play(seed, seeds=seeds), seed=seed)
        target = Target(
            "correlation of the two actions of a round", f"> {MARGIN:g}", MARGIN, 1.0, ABSTRACT, "correlation"
        )
        yield Reading(target, _beyond_null(measured), note=_p_note(measured))


class LongTransients(Claim):
    """Near empathy symmetry, cooperation takes long to settle."""

    key: ClassVar[str] = "transients"
    title: ClassVar[str] = "In words: long transients near empathy symmetry"
    source: ClassVar[str] = "abstract: long transients near regime boundaries"
    seeds: ClassVar[int] = 512

    def measure(self, seed: int, *, seeds: int) -> Iterator[Reading]:
        """Measure how much joint cooperation changes after the first tenth of a match, around the transition."""
        for lam in (0.2, 0.25, 0.3):
            change = estimate_of(transient(static_pair("history", (lam, lam)).play(seed, seeds=seeds)))
            size = change.model_copy(update=_absolute(change))
            target = Target(f"size of late minus early joint cooperation, lam {lam:g}", "> 0.05", 0.05, 1.0, ABSTRACT)
            yield Reading(target, size, note=f"late minus early is {change.value:+.3f}")


def _absolute(change: Estimate) -> dict[str, float | None]:
    """Return the size of a change and its interval, whatever its direction."""
    if change.value is None or change.low is None or change.high is None:
        return {}
    if change.value >= 0:
        return {}
    return {"value": -change.value, "low": -change.high, "high": -change.low}


class CriticalVariance(Claim):
    """Near empathy symmetry, matches differ more than independent rounds of equal rate would."""

    key: ClassVar[str] = "variance"
    title: ClassVar[str] = "In words: elevated variance, consistent with critical dynamics"
    source: ClassVar[str] = "abstract: elevated variance near empathy symmetry"
    seeds: ClassVar[int] = 512

    def measure(self, seed: int, *, seeds: int) -> Iterator[Reading]:
        """Measure the variance ratio around the transition."""
        for lam in (0.2, 0.25, 0.3):
            target = Target(f"lam {lam:g}, history", f"> {BINOMIAL[1]:g}", BINOMIAL[1], 200.0, ABSTRACT, "ratio")
            yield Reading(target, _ratio("history", lam, seed, seeds))

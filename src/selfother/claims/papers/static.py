"""Claims 1, 2 and 3: static empathic agents; the one home of their printed values.

The paper mixes two theories of mind: its text and the symmetric series are of `history`, Table I and the analytic
threshold of `action_conditional`. Each claim is judged under the theory that it belongs to; that the other one misses
Table I is a target of its own.
"""

from collections.abc import Callable, Iterator
from typing import ClassVar

import numpy as np

from selfother.agents.empathic import Empathic
from selfother.claims.papers.claim import Claim, Reading, Target
from selfother.claims.papers.crossings import turning_point
from selfother.claims.papers.pairs import Pair, certain
from selfother.games.prisoners_dilemma import PrisonersDilemma
from selfother.records import Estimate

__all__ = ["Exploitation", "SymmetricCooperation", "TableOne", "Threshold"]

FROM_EQUATIONS = "computed from the paper's equations"
STEEPEST_GRID = tuple(step / 20 for step in range(21))


def static_pair(theory: str, lam: tuple[float, float], rounds: int = 200) -> Pair:
    """Return two empathic agents with a theory of mind and a weight each."""
    return Pair(Empathic(lam=lam[0], theory=theory), Empathic(lam=lam[1], theory=theory), rounds)


class SymmetricCooperation(Claim):
    """Two equal agents cooperate the more the more empathic they are, most steeply between lam .20 and .30."""

    key: ClassVar[str] = "1"
    title: ClassVar[str] = "Reciprocal empathy gives cooperation, with a sharp rise"
    source: ClassVar[str] = "the diagonal of the phase diagram, T = 200, theory history"
    printed: ClassVar[dict[float, tuple[float, float]]] = {
        0.2: (0.247, 0.02),
        0.25: (0.53, 0.02),
        0.3: (0.775, 0.02),
        0.4: (0.964, 0.01),
        0.5: (0.995, 0.005),
    }

    def measure(self, seed: int, *, seeds: int) -> Iterator[Reading]:
        """Measure joint cooperation of equals, and where it rises most steeply."""
        for lam, (printed, tolerance) in self.printed.items():
            pair = static_pair("history", (lam, lam))
            target = Target.near(f"joint cooperation, lam {lam:g}", printed, tolerance, source=FROM_EQUATIONS)
            quantity = "joint cooperation"
            yield Reading(target, pair.measure(quantity, seed, seeds=seeds), pair.exact(quantity))

        def simulated(lam: float) -> float:
            return float(
                static_pair("history", (lam, lam)).measure("joint cooperation", seed, seeds=seeds).value or 0.0
            )

        def exact(lam: float) -> float:
            return static_pair("history", (lam, lam)).exact("joint cooperation")

        target = Target("middle of the steepest step of .05", ".20 to .30", 0.2, 0.3, FROM_EQUATIONS, "lam")
        estimate = certain(_steepest(simulated), n=seeds, method="largest step on a grid of 21")
        yield Reading(target, estimate, _steepest(exact))


def _steepest(joint_cooperation: Callable[[float], float]) -> float:
    series = np.array([joint_cooperation(lam) for lam in STEEPEST_GRID])
    at = int(np.argmax(np.diff(series)))
    return (STEEPEST_GRID[at] + STEEPEST_GRID[at + 1]) / 2


class TableOne(Claim):
    """Table I: joint cooperation against a partner of lam .5, which needs the action-conditional theory."""

    key: ClassVar[str] = "2"
    title: ClassVar[str] = "Table I, and that the stated theory of mind does not give it"
    source: ClassVar[str] = "Table I, lam_j = .5, T = 100, mean and SD over seeds"
    printed: ClassVar[dict[float, tuple[float, float]]] = {
        0.1: (0.101, 0.034),
        0.2: (0.443, 0.052),
        0.25: (0.686, 0.045),
        0.3: (0.859, 0.029),
        0.5: (0.995, 0.008),
    }
    tolerance: ClassVar[float] = 0.02
    stated: ClassVar[dict[float, float]] = {0.2: 0.496, 0.25: 0.727}
    missed_by: ClassVar[float] = 0.03

    def measure(self, seed: int, *, seeds: int) -> Iterator[Reading]:
        """Measure the printed cells under the theory that gives them, and two of them under the stated one."""
        for lam, (printed, deviation) in self.printed.items():
            name = f"joint cooperation, lam {lam:g}, action_conditional"
            ours, exact = self._cell("action_conditional", lam, seed, seeds)
            spread = (ours.standard_error or 0.0) * np.sqrt(seeds)
            note = f"SD over seeds: printed {deviation:g}, ours {spread:.3f} (not judged)"
            yield Reading(Target.near(name, printed, self.tolerance, source="Table I, printed"), ours, exact, note)
        for lam, expected in self.stated.items():
            name, table = f"joint cooperation, lam {lam:g}, history", self.printed[lam][0]
            ours, exact = self._cell("history", lam, seed, seeds)
            note = f"Table I prints {table:g}"
            yield Reading(Target.near(name, expected, self.tolerance, source=FROM_EQUATIONS), ours, exact, note)
            name, least = f"history minus Table I, lam {lam:g}", self.missed_by
            missed = Target(name, f"> {least:g}", least, 1.0, FROM_EQUATIONS)
            yield Reading(missed, certain(exact - table, n=1, method="exact"))

    @staticmethod
    def _cell(theory: str, lam: float, seed: int, seeds: int) -> tuple[Estimate, float]:
        pair = static_pair(theory, (lam, 0.5), 100)
        return pair.measure("joint cooperation", seed, seeds=seeds), pair.exact("joint cooperation")


class Threshold(Claim):
    """The analytic threshold lam* = (ln 2 / beta - A) / B, at which P(C) of the action-conditional agent is 2/3."""

    key: ClassVar[str] = "2b"
    title: ClassVar[str] = "The analytic threshold of cooperation"
    source: ClassVar[str] = "the threshold equation, action_conditional, beta = 4"
    printed: ClassVar[float] = 0.24453

    def measure(self, seed: int, *, seeds: int) -> Iterator[Reading]:
        """Solve P(C) = 2/3 for lam on the agent itself, at beta 4 and at a large beta."""
        for beta, value, tolerance in ((4.0, self.printed, 5e-5), (300.0, 0.2, 0.001)):
            target = Target.near(f"lam at P(C) = 2/3, beta {beta:g}", value, tolerance, source="analytic", unit="lam")
            yield Reading(target, certain(_lam_at(2 / 3, beta), n=1, method="bisection on the agent's P(C)"))


def _lam_at(probability: float, beta: float) -> float:
    view = PrisonersDilemma().views[0]

    def cooperates(lam: float) -> bool:
        agent = Empathic(lam=lam, theory="action_conditional", beta=beta, beta_other=beta)
        return float(agent.cooperation_probability(agent.init(view, ()))) >= probability

    return turning_point(cooperates, 0.0, 1.0)


class Exploitation(Claim):
    """Unreciprocated empathy is exploited: lam 1 against lam 0."""

    key: ClassVar[str] = "3"
    title: ClassVar[str] = "Asymmetric empathy is exploited"
    source: ClassVar[str] = "the corner of the phase diagram, lam 1 against 0, T = 200"
    printed: ClassVar[dict[str, tuple[float, float, str]]] = {
        "joint cooperation": (0.02, 0.01, "share"),
        "payoff gap": (4.90, 0.05, "payoff a round"),
        "exploitability": (0.98, 0.01, "share"),
    }

    def measure(self, seed: int, *, seeds: int) -> Iterator[Reading]:
        """Measure the three quantities under both theories that the paper mixes."""
        for theory in ("history", "action_conditional"):
            pair = static_pair(theory, (1.0, 0.0))
            for quantity, (printed, tolerance, unit) in self.printed.items():
                target = Target.near(f"{quantity}, {theory}", printed, tolerance, source=FROM_EQUATIONS, unit=unit)
                yield Reading(target, pair.measure(quantity, seed, seeds=seeds), pair.exact(quantity))

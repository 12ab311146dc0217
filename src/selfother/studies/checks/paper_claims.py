"""Published claims about static empathic agents, simulated and solved, each with its verdict.

Paper: Albarracin et al. 2026. It mixes two theories of mind: the symmetric series is of `history`, Table I of
`action_conditional`. Each claim is judged under the theory that it belongs to; under the other, Table I is missed by
more than .03 at lam .20 and .25, which is judged as a claim of its own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, JsonValue

from selfother.agents.empathic import Empathic
from selfother.games.prisoners_dilemma import PrisonersDilemma
from selfother.records import Estimate, Finding
from selfother.seeds import derive
from selfother.studies.checks.check import Check, CheckResult, mean_over_seeds
from selfother.tournaments.exact import exact_joint
from selfother.tournaments.match import play_match
from selfother.tournaments.measures import cooperation, joint_shares, payoff_per_round

__all__ = ["CLAIMS", "Claim", "PaperClaims", "Quantity"]

Quantity = Literal["joint cooperation", "payoff gap", "exploitability", "lam of the steepest rise"]
History, ActionConditional = "history", "action_conditional"
STEEPEST_GRID = tuple(step / 20 for step in range(21))


@dataclass(frozen=True)
class Claim:
    """One printed number and what is allowed around it.

    Attributes:
        number: Which claim it belongs to.
        theory: Theory of mind of both players.
        lam: Weights of the first and the second player; (0, 0) for the steepest rise over equal weights.
        rounds: Rounds of a match.
        quantity: What is measured.
        printed: The published value.
        tolerance: Largest distance at which the claim holds.
        printed_sd: Published standard deviation over seeds, None where there is none; reported, not judged.
        unlike: A printed value of the other theory that this one must miss by more than .03, or None.
    """

    number: int
    theory: str
    lam: tuple[float, float]
    rounds: int
    quantity: Quantity
    printed: float
    tolerance: float
    printed_sd: float | None = None
    unlike: float | None = None


_SYMMETRIC = {0.2: (0.247, 0.02), 0.25: (0.53, 0.02), 0.3: (0.775, 0.02), 0.4: (0.964, 0.01), 0.5: (0.995, 0.005)}
_TABLE_I = {0.1: (0.101, 0.034), 0.2: (0.443, 0.052), 0.25: (0.686, 0.045), 0.3: (0.859, 0.029), 0.5: (0.995, 0.008)}
_TABLE_I_HISTORY = {0.2: 0.496, 0.25: 0.727}
_EXPLOITATION: dict[Quantity, tuple[float, float]] = {
    "joint cooperation": (0.02, 0.01),
    "payoff gap": (4.90, 0.05),
    "exploitability": (0.98, 0.01),
}
UNLIKE_BY = 0.03


def _claims() -> Iterator[Claim]:
    for lam, (printed, tolerance) in _SYMMETRIC.items():
        yield Claim(1, History, (lam, lam), 200, "joint cooperation", printed, tolerance)
    yield Claim(1, History, (0.0, 0.0), 200, "lam of the steepest rise", 0.25, 0.05)
    for lam, (printed, deviation) in _TABLE_I.items():
        yield Claim(2, ActionConditional, (lam, 0.5), 100, "joint cooperation", printed, 0.02, printed_sd=deviation)
    for lam, printed in _TABLE_I_HISTORY.items():
        yield Claim(2, History, (lam, 0.5), 100, "joint cooperation", printed, 0.02, unlike=_TABLE_I[lam][0])
    for theory in (History, ActionConditional):
        for quantity, (printed, tolerance) in _EXPLOITATION.items():
            yield Claim(3, theory, (1.0, 0.0), 200, quantity, printed, tolerance)


CLAIMS: tuple[Claim, ...] = tuple(_claims())


class PaperClaims(Check):
    """Claims 1 to 3 of the paper: symmetric cooperation, Table I, exploitation; simulated and exact.

    A claim holds where the simulated mean and the exact value both lie within its tolerance.

    Attributes:
        seeds: Independent matches of every pair.

    Source: Albarracin et al. 2026; claims 1 and 3 recomputed from its equations, claim 2 its printed Table I.
    """

    schema_number: ClassVar[int] = 1
    cost_cpu_seconds: ClassVar[float] = 4.0

    seeds: int = Field(default=64, ge=2)

    def run(self, seed: int) -> CheckResult:
        """Judge every claim."""
        rows: list[dict[str, JsonValue]] = []
        findings, estimates = [], {}
        for claim in CLAIMS:
            simulated, exact = self._simulated(claim, seed), _exact(claim)
            holds = _holds(claim, simulated.value) and _holds(claim, exact)
            deviation = None if simulated.standard_error is None else simulated.standard_error * np.sqrt(self.seeds)
            rows.append(_row(claim, simulated, exact, deviation) | {"verdict": "holds" if holds else "does not hold"})
            estimates[_name(claim)] = simulated
            findings.append(_finding(claim, simulated, exact, holds=holds, seeds=self.seeds))
        return CheckResult(
            estimates=estimates,
            tables={"claims": {key: [row[key] for row in rows] for key in rows[0]}},
            findings=findings,
        )

    def _simulated(self, claim: Claim, seed: int) -> Estimate:
        own_seed = derive(seed, _name(claim))  # claims must not share their luck

        def joint(lam: tuple[float, float]) -> NDArray[np.float64]:
            first, second = _pair(claim.theory, lam)
            played = play_match(PrisonersDilemma(), first, second, rounds=claim.rounds, seeds=self.seeds, seed=own_seed)
            return np.asarray(joint_shares(played))

        if claim.quantity == "lam of the steepest rise":
            value = _steepest(lambda lam: float(joint((lam, lam))[0].mean()))
            return Estimate(value=value, n=self.seeds, method="largest step on a grid of 21", reason="read off a grid")
        return mean_over_seeds(_quantity(claim, joint(claim.lam)))


def _pair(theory: str, lam: tuple[float, float]) -> tuple[Empathic, Empathic]:
    return Empathic(lam=lam[0], theory=theory), Empathic(lam=lam[1], theory=theory)


def _exact(claim: Claim) -> float:
    def joint(lam: tuple[float, float]) -> NDArray[np.float64]:
        return _exact_joint(claim.theory, lam, claim.rounds)

    if claim.quantity == "lam of the steepest rise":
        return _steepest(lambda lam: float(joint((lam, lam))[0]))
    return float(_quantity(claim, joint(claim.lam)))


@cache
def _exact_joint(theory: str, lam: tuple[float, float], rounds: int) -> NDArray[np.float64]:
    first, second = _pair(theory, lam)
    return np.asarray(exact_joint(PrisonersDilemma(), first, second, rounds=rounds).mean(axis=0))


def _quantity(claim: Claim, joint: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what the claim speaks of, from joint shares of shape (4, ...); the first player is the more empathic."""
    if claim.quantity == "joint cooperation":
        return np.asarray(joint[0])
    if claim.quantity == "payoff gap":
        payoffs = payoff_per_round(PrisonersDilemma(), joint)
        return np.asarray(payoffs[1] - payoffs[0])
    rates = cooperation(joint)
    return np.asarray(rates[0] - rates[1])


def _steepest(joint_cooperation: Callable[[float], float]) -> float:
    """Return the middle of the grid step over which joint cooperation of equals rises most."""
    series = np.array([joint_cooperation(lam) for lam in STEEPEST_GRID])
    at = int(np.argmax(np.diff(series)))
    return (STEEPEST_GRID[at] + STEEPEST_GRID[at + 1]) / 2


def _holds(claim: Claim, ours: float | None) -> bool:
    if ours is None or abs(ours - claim.printed) > claim.tolerance:
        return False
    return claim.unlike is None or abs(ours - claim.unlike) > UNLIKE_BY


def _name(claim: Claim) -> str:
    return f"claim {claim.number}, {claim.theory}, lam {claim.lam[0]:g} and {claim.lam[1]:g}: {claim.quantity}"


def _row(claim: Claim, simulated: Estimate, exact: float, deviation: float | None) -> dict[str, JsonValue]:
    return {
        "claim": claim.number,
        "theory": claim.theory,
        "lam_first": claim.lam[0],
        "lam_second": claim.lam[1],
        "rounds": claim.rounds,
        "quantity": claim.quantity,
        "printed": claim.printed,
        "tolerance": claim.tolerance,
        "simulated": simulated.value,
        "low": simulated.low,
        "high": simulated.high,
        "exact": exact,
        "printed_sd": claim.printed_sd,
        "simulated_sd": deviation,
    }


def _finding(claim: Claim, simulated: Estimate, exact: float, *, holds: bool, seeds: int) -> Finding:
    who = f"lam = {claim.lam[0]:g} and {claim.lam[1]:g}"
    if claim.quantity == "lam of the steepest rise":
        who = "players of equal lam from 0 to 1"
    interval = "" if simulated.low is None else f" [{simulated.low:.3f}, {simulated.high:.3f}]"
    source = "printed in Table I is" if claim.printed_sd is not None else "the paper's equations give"
    beside = "" if claim.unlike is None else f" (more than {UNLIKE_BY:g} off the {claim.unlike:g} that Table I prints)"
    sentence = (
        f"Claim {claim.number}, {claim.quantity} under {claim.theory} with {who} over {claim.rounds} rounds: {source} "
        f"{claim.printed:g}, tolerance {claim.tolerance:g}{beside}; ours is {simulated.value:.3f}{interval} simulated "
        f"(n = {seeds} seeds) and {exact:.3f} exact: {'holds' if holds else 'does not hold'}."
    )
    return Finding(
        sentence=sentence,
        word="holds" if holds else "does not hold",
        declared="before",
        arm=claim.theory,
        measure=claim.quantity,
        family=f"claim {claim.number}",
        unit={"payoff gap": "payoff a round", "lam of the steepest rise": "lam"}.get(claim.quantity, "share"),
        estimate=simulated,
    )

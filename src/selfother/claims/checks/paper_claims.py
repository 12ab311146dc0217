"""Published claims about static empathic agents, simulated and solved, each with its verdict.

Printed values and tolerances live with the claims, in `claims/papers`; this check asks those that take seconds, so
that every study carries them.
"""

from typing import ClassVar, Self

from pydantic import Field, JsonValue

from selfother.claims.checks.check import Check, CheckResult, claim_finding
from selfother.claims.papers.claim import Claim, Reading
from selfother.claims.papers.static import Exploitation, SymmetricCooperation, TableOne
from selfother.records import Estimate, Finding
from selfother.seeds import derive

__all__ = ["CLAIMS", "PaperClaims"]

CLAIMS: tuple[type[Claim], ...] = (SymmetricCooperation, TableOne, Exploitation)


class PaperClaims(Check):
    """Claims 1 to 3 of the paper: symmetric cooperation, Table I, exploitation; simulated and exact.

    A claim holds where the simulated mean and the exact value both lie within its tolerance.

    Attributes:
        seeds: Independent matches of every pair.

    Source: Albarracin et al. 2026; claims 1 and 3 recomputed from its equations, claim 2 its printed Table I.
    """

    schema_number: ClassVar[int] = 3
    cost_cpu_seconds: ClassVar[float] = 0.5

    seeds: int = Field(default=64, ge=2)

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(seeds=4)

    def run(self, seed: int) -> CheckResult:
        """Judge every claim."""
        judged = [
            (kind, reading)
            for kind in CLAIMS
            for reading in kind().measure(derive(seed, "paper_claims", kind.key), seeds=self.seeds)
        ]
        rows = [_row(kind, reading) for kind, reading in judged]
        return CheckResult(
            estimates={f"claim {kind.key}: {reading.target.quantity}": reading.estimate for kind, reading in judged},
            tables={"claims": {key: [row[key] for row in rows] for key in rows[0]}},
            findings=[_finding(kind, reading, seeds=self.seeds) for kind, reading in judged],
        )


def _row(kind: type[Claim], reading: Reading) -> dict[str, JsonValue]:
    target, ours = reading.target, reading.estimate
    return {
        "claim": kind.key,
        "quantity": target.quantity,
        "printed": target.printed,
        "lowest": target.low,
        "highest": target.high,
        "source": target.source,
        "simulated": ours.value,
        "low": ours.low,
        "high": ours.high,
        "exact": reading.exact,
        "note": reading.note,
        "verdict": "holds" if reading.verdict == "reproduced" else "does not hold",
    }


def _finding(kind: type[Claim], reading: Reading, *, seeds: int) -> Finding:
    target, holds = reading.target, reading.verdict == "reproduced"
    exact = "" if reading.exact is None else f" and {reading.exact:.3f} exact"
    sentence = (
        f"Claim {kind.key}, {target.quantity} ({target.source}): {target.printed}; ours is {_number(reading.estimate)} "
        f"simulated{exact} (n = {seeds} seeds): {'holds' if holds else 'does not hold'}."
    )
    return claim_finding(
        sentence=sentence,
        holds=holds,
        declared="before",
        measure=target.quantity,
        family=f"claim {kind.key}",
        unit=target.unit,
        estimate=reading.estimate,
    )


def _number(estimate: Estimate) -> str:
    assert estimate.value is not None  # static pairs always give a number
    interval = "" if estimate.low is None else f" [{estimate.low:.3f}, {estimate.high:.3f}]"
    return f"{estimate.value:.3f}{interval}"

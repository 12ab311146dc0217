"""The empathy x empathy landscape, under every theory of mind that is asked for."""

from typing import ClassVar, Self

from pydantic import Field, field_validator

from selfother.agents.theory_of_mind import check_theories
from selfother.claims.checks.check import Check, CheckResult
from selfother.records import Estimate, Landscape
from selfother.tournaments.landscape import sweep

__all__ = ["EmpathyLandscape"]


class EmpathyLandscape(Check):
    """Joint cooperation and payoff gap for every pair of empathy weights on a grid.

    Attributes:
        grid: Number of weights, evenly spaced from 0 to 1.
        rounds: Rounds of each match.
        seeds: Independent matches in every cell of the grid.
        theories: Theories of mind, one landscape each.
        beta: Precision of both players, own and ascribed.

    Raises:
        UnknownName: No such theory.

    Source: Albarracin et al. 2026, the phase diagrams over (lam_i, lam_j).
    """

    schema_number: ClassVar[int] = 1
    cost_cpu_seconds: ClassVar[float] = 0.3

    grid: int = Field(default=21, ge=2)
    rounds: int = Field(default=200, ge=1)
    seeds: int = Field(default=64, ge=1)
    theories: tuple[str, ...] = ("history", "action_conditional")
    beta: float = Field(default=4.0, gt=0)

    _known = field_validator("theories")(check_theories)

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(grid=3, rounds=20, seeds=4)

    def run(self, seed: int) -> CheckResult:
        """Return one landscape a theory, its diagonal as a table, and where the diagonal crosses one half."""
        landscapes = [
            sweep(grid=self.grid, rounds=self.rounds, seeds=self.seeds, seed=seed, theory=name, beta=self.beta)
            for name in self.theories
        ]
        diagonals = {
            landscape.theory: [row[i] for i, row in enumerate(landscape.joint_cooperation)] for landscape in landscapes
        }
        return CheckResult(
            landscapes=landscapes,
            estimates={
                f"lam where joint cooperation of equals reaches one half, {landscape.theory}": _crossing(landscape)
                for landscape in landscapes
            },
            tables={"joint cooperation of equals": {"lam": list(landscapes[0].lam), **diagonals}} if landscapes else {},
        )


def _crossing(landscape: Landscape) -> Estimate:
    """The weight at which the diagonal first reaches one half, by linear interpolation between grid points."""
    diagonal = [row[i] for i, row in enumerate(landscape.joint_cooperation)]
    method = f"linear interpolation on a grid of {len(landscape.lam)}, {landscape.seeds} seeds a cell"
    for k in range(1, len(diagonal)):
        low, high = diagonal[k - 1], diagonal[k]
        if low < 0.5 <= high:
            step = (0.5 - low) / (high - low)
            value = landscape.lam[k - 1] + step * (landscape.lam[k] - landscape.lam[k - 1])
            return Estimate(value=value, n=landscape.seeds, method=method, reason="no interval: read off a grid")
    return Estimate(value=None, n=landscape.seeds, method=method, reason="the diagonal does not cross one half")

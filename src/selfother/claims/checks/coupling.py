"""Coupling under every theory of mind: which players hear each other, and which pairs are two independent streams."""

from typing import ClassVar, Self

from pydantic import Field, JsonValue, field_validator

from selfother.agents.empathic import Empathic
from selfother.agents.theory_of_mind import THEORY_NAMES, check_theories
from selfother.claims.checks.check import Check, CheckResult, claim_finding, shown
from selfother.claims.papers.pairs import estimate_of
from selfother.games.game import C, D
from selfother.games.prisoners_dilemma import PrisonersDilemma
from selfother.records import Estimate, Finding
from selfother.seeds import derive
from selfother.tournaments.coupling import Measured, last_move, recovery, synchrony, transient, variance_ratio
from selfother.tournaments.influence import Response, influence, response
from selfother.tournaments.match import play_match

__all__ = ["Coupling"]

Row = dict[str, Measured]
BEYOND_CHANCE = 0.01
"""A joint measure counts as seen where its rank among permuted partners is below this."""


class Coupling(Check):
    """Recovery, synchrony, influence, transients and variance of two equal empathic players, for every theory of mind.

    A theory is *coupled* where replacing the partner changes what a player does at the same chances; otherwise its
    pairs are two independent streams, bit by bit, whatever they look like. Joint measures stand beside permuted
    partners.

    Attributes:
        lam: Weight of both players.
        beta: Precision of both, own and ascribed.
        rounds: Rounds of each match.
        seeds: Independent matches.
        theories: Theories of mind; all that exist by default.

    Raises:
        UnknownName: No such theory.

    Source: Albarracin et al. 2026 describe recovery, synchrony and long transients; the tests of them are ours.
    """

    schema_number: ClassVar[int] = 2
    cost_cpu_seconds: ClassVar[float] = 4.0

    lam: float = Field(default=0.3, ge=0, le=1)
    beta: float = Field(default=4.0, gt=0)
    rounds: int = Field(default=200, ge=4)
    seeds: int = Field(default=256, ge=3)
    theories: tuple[str, ...] = THEORY_NAMES

    _known = field_validator("theories")(check_theories)

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(rounds=20, seeds=8)

    def run(self, seed: int) -> CheckResult:
        """Measure every theory."""
        measured = {theory: self._measure(theory, derive(seed, "coupling", theory)) for theory in self.theories}
        rows: list[dict[str, JsonValue]] = [
            {"theory": theory, "measure": name, **_cells(found)}
            for theory, (measures, _) in measured.items()
            for name, found in measures.items()
        ]
        return CheckResult(
            estimates={
                f"{theory}: {name}": estimate_of(found)
                for theory, (measures, _) in measured.items()
                for name, found in measures.items()
            },
            tables={"coupling": {key: [row[key] for row in rows] for key in rows[0]}} if rows else {},
            findings=[self._finding(theory, *found) for theory, found in measured.items()],
        )

    def _measure(self, theory: str, seed: int) -> tuple[Row, Response]:
        agent = Empathic(lam=self.lam, theory=theory, beta=self.beta, beta_other=self.beta)
        rounds, seeds = self.rounds, self.seeds
        played = play_match(PrisonersDilemma(), agent, agent, rounds=rounds, seeds=seeds, seed=seed)
        answered = response(agent, rounds=rounds, seeds=seeds, seed=seed)

        def caused(after_own: int | None) -> Measured:
            return influence(agent, rounds=rounds, seeds=seeds, seed=seed, after_own=after_own)

        return {
            "recovery after a break": recovery(played, seed=seed),
            "recovery three rounds after": recovery(played, lag=3, seed=seed),
            "synchrony": synchrony(played, seed=seed),
            "last move, as seen": last_move(played, seed=seed),
            "last move, intervened": caused(None),
            "last move, intervened, after own C": caused(C),
            "last move, intervened, after own D": caused(D),
            "cooperator minus defector as partner": answered.reciprocity,
            "late minus early cooperation": transient(played),
            "variance over binomial": variance_ratio(played),
        }, answered

    def _finding(self, theory: str, measures: Row, answered: Response) -> Finding:
        n = f"n = {self.seeds} seeds of {self.rounds} rounds"
        seen = [
            name
            for name, measure in measures.items()
            if measure.p_value is not None and measure.p_value < BEYOND_CHANCE
        ]
        reciprocity = estimate_of(answered.reciprocity)
        who = f"Two empathic players of lam = {self.lam:g} under the theory of mind {theory}"
        if answered.is_deaf:
            coupled = (
                f"{who} are two independent streams: replacing the partner changes none of {answered.n} trajectories "
                f"in a single bit, and {_listed(seen)} from permuted partners"
            )
        else:
            coupled = (
                f"{who} hear each other: replacing the partner changes "
                f"{100 * answered.share_changed:.1f} % of a player's actions at the same chances, its cooperation with "
                f"a cooperator minus that with a defector is {shown(reciprocity)} ({_kind(reciprocity)}), and "
                f"{_listed(seen)} from permuted partners"
            )
        ratio = shown(estimate_of(measures["variance over binomial"]))
        return claim_finding(
            sentence=f"{coupled}; variance over binomial is {ratio} ({n}).",
            holds=not answered.is_deaf,
            arm=theory,
            measure="coupling",
            family=theory,
            estimate=reciprocity,
        )


def _kind(reciprocity: Estimate) -> str:
    """Say whether a player repays cooperation or takes advantage of it."""
    if reciprocity.low is not None and reciprocity.low > 0:
        return "it reciprocates"
    if reciprocity.high is not None and reciprocity.high < 0:
        return "it takes advantage of a cooperator"
    return "neither reciprocity nor its opposite is resolved"


def _listed(seen: list[str]) -> str:
    return f"{', '.join(seen)} {'differ' if len(seen) > 1 else 'differs'}" if seen else "no joint measure differs"


def _cells(measured: Measured) -> dict[str, JsonValue]:
    return {
        "value": measured.value,
        "standard_error": measured.standard_error,
        "n": measured.n,
        "permuted": measured.null,
        "permuted_sd": measured.null_spread,
        "p": measured.p_value,
        "reason": measured.reason,
    }

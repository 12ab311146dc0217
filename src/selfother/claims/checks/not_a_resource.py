"""Is the adaptive agent empathic without being a resource? Partners, best responses, an exploiter, a tournament."""

from itertools import product
from typing import ClassVar, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, JsonValue, field_validator

from selfother import catalogue
from selfother.agents.adaptive import Adaptive
from selfother.agents.agent import Agent
from selfother.agents.empathic import Empathic
from selfother.agents.scripted import TitForTat
from selfother.claims.checks.check import Check, CheckResult, difference_word, finding_of, per_seed_items, shown
from selfother.games.prisoners_dilemma import PrisonersDilemma
from selfother.records import Estimate, Finding, ItemScore
from selfother.tournaments.best_response import BestResponseRecord, best_response
from selfother.tournaments.exploiter import Search, train_exploiter
from selfother.tournaments.match import play_match
from selfother.tournaments.measures import joint_shares, mean_over_seeds, payoff_bounds, payoff_per_round
from selfother.tournaments.tournament import Form, collected, play_tournament, scores_per_seed
from selfother.tournaments.trembling import Trembling

__all__ = ["SCRIPTED", "NotAResource"]

SCRIPTED = (
    "always_cooperate",
    "always_defect",
    "alternator",
    "extortion",
    "generous_tit_for_tat",
    "grim",
    "random",
    "suspicious_tit_for_tat",
    "tit_for_tat",
    "win_stay_lose_shift",
)
RECIPROCAL = ("itself", "tit_for_tat", "generous_tit_for_tat", "win_stay_lose_shift")
Values = NDArray[np.float64]


class NotAResource(Check):
    """What the adaptive agent shares with whom, what opponents that know it get and leave, and where it loses.

    Every player's hand trembles in the matches, in the tournament and against the best responses, which are exact and
    leave the agent least of all that are equally good. The exploiter is trained with steady hands.

    Attributes:
        strategies: Agent words that it meets and that play the tournament, beside itself.
        lam: Weights of the static empathic partners (theory of mind `history`).
        noise: Probabilities that an action comes out as the other one; the first one is the tournament's.
        rounds: Rounds of each match.
        seeds: Independent matches of each pair.
        generations: Steps of the exploiter's training.
        premiums: Settings of the agent's `premium` that are compared.
        spites: What best responses give of their payoff to take one from the agent, at every premium.

    Raises:
        UnknownName: A strategy that is in no catalogue.

    Source: Hilbe, Nowak and Traulsen 2013 for the yardstick (R a round); the agent and the search are ours.
    """

    schema_number: ClassVar[int] = 3
    cost_cpu_seconds: ClassVar[float] = 6.0

    strategies: tuple[str, ...] = SCRIPTED
    lam: tuple[float, ...] = (0.0, 0.2, 0.3, 0.4, 0.6, 1.0)
    noise: tuple[float, ...] = (0.0, 0.01, 0.05)
    rounds: int = Field(default=200, ge=2)
    seeds: int = Field(default=64, ge=2)
    generations: int = Field(default=20, ge=1)
    premiums: tuple[float, ...] = (0.0, 0.05, 0.1, 0.2, 0.5)
    spites: tuple[float, ...] = (0.05, 0.1, 0.2)

    @field_validator("strategies")
    @classmethod
    def _check_strategies(cls, strategies: tuple[str, ...]) -> tuple[str, ...]:
        for word in strategies:
            _agent(word)
        return strategies

    @field_validator("premiums")
    @classmethod
    def _check_premiums(cls, premiums: tuple[float, ...]) -> tuple[float, ...]:
        for premium in premiums:
            Adaptive(premium=premium)
        return premiums

    @field_validator("noise")
    @classmethod
    def _check_noise(cls, noise: tuple[float, ...]) -> tuple[float, ...]:
        if not noise or any(not 0 <= eps <= 0.5 for eps in noise):
            raise ValueError(f"noise must be one or more probabilities in [0, 0.5]; got {noise}")
        return noise

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(lam=(0.0, 0.4), noise=(0.0, 0.05), rounds=20, seeds=4, generations=2)

    def run(self, seed: int) -> CheckResult:
        """Play every partner at every noise, solve for best responses, train the exploiter, play the tournament."""
        parts = [self._partners(seed), self._best_responses(seed), self._exploiter(seed), self._tournament(seed)]
        return CheckResult(
            items=[item for part in parts for item in part.items],
            estimates={name: found for part in parts for name, found in part.estimates.items()},
            tables={name: table for part in parts for name, table in part.tables.items()},
            findings=[finding for part in parts for finding in part.findings],
        )

    def _partners(self, seed: int) -> CheckResult:
        empaths = {f"empathic {lam:g}": Empathic(lam=lam, theory="history") for lam in self.lam}
        reach = payoff_bounds(PrisonersDilemma())
        partners = {"itself": Adaptive()} | {word: _agent(word) for word in self.strategies} | empaths
        estimates: dict[str, Estimate] = {}
        items: list[ItemScore] = []
        rows: list[dict[str, JsonValue]] = []
        findings: list[Finding] = []
        for name, partner in partners.items():
            for eps in self.noise:
                joint, payoff = self._meet((Adaptive(), partner), eps, seed)
                place = f"{name}, noise {eps:g}"
                measured = {
                    "joint cooperation": mean_over_seeds(joint, bounds=(0.0, 1.0)),
                    "own payoff": mean_over_seeds(payoff[0], bounds=reach),
                    "partner's payoff": mean_over_seeds(payoff[1], bounds=reach),
                }
                estimates |= {f"{place}: {measure}": estimate for measure, estimate in measured.items()}
                items += per_seed_items("joint_cooperation", joint, family=place)
                row: dict[str, JsonValue] = {"partner": name, "noise": eps}
                rows.append(row | {measure: estimate.value for measure, estimate in measured.items()})
                if name in RECIPROCAL:
                    findings.append(self._shares(name, partner, eps, joint, seed))
        findings.append(self._fed(estimates))
        return CheckResult(items=items, estimates=estimates, tables={"partners": _columns(rows)}, findings=findings)

    def _meet(self, pair: tuple[Agent, Agent], eps: float, seed: int) -> tuple[Values, Values]:
        game, (first, second) = PrisonersDilemma(), (Trembling(agent, eps) for agent in pair)
        joint = joint_shares(play_match(game, first, second, rounds=self.rounds, seeds=self.seeds, seed=seed))
        return joint[0], payoff_per_round(game, joint)

    def _shares(self, name: str, partner: Agent, eps: float, joint: Values, seed: int) -> Finding:
        """Compare with tit for tat in the adaptive agent's place (against itself: with tit for tat in both)."""
        instead = TitForTat(), TitForTat() if name == "itself" else partner
        control, _ = self._meet(instead, eps, seed)
        change = mean_over_seeds(joint - control, bounds=(-1.0, 1.0))
        own, its = (mean_over_seeds(shares, bounds=(0.0, 1.0)) for shares in (joint, control))
        sentence = (
            f"With {name} and execution errors of {eps:g}, both cooperate in {shown(own)} of the "
            f"rounds; {instead[0].word} with {instead[1].word} in {shown(its)}, a difference of "
            f"{shown(change)} ({self._n})."
        )
        return _finding(sentence, difference_word(change), "joint cooperation", change, family=name, unit="share")

    def _fed(self, estimates: dict[str, Estimate]) -> Finding:
        suffix = "partner's payoff"
        fed = {name: found for name, found in estimates.items() if name.endswith(suffix)}
        name, most = max(fed.items(), key=lambda pair: pair[1].value or 0.0)
        reward = float(PrisonersDilemma().R)
        above = most.low is not None and most.low > reward
        sentence = (
            f"Of all these partners, {name.removesuffix(': ' + suffix)} earns most: {shown(most)} a round, where "
            f"mutual cooperation pays {reward:g} ({self._n})."
        )
        return _finding(sentence, "exploited" if above else "no effect", suffix, most, unit=PAYOFF)

    def _exploiter(self, seed: int) -> CheckResult:
        search = Search(generations=self.generations)
        victims = {"adaptive": Adaptive(), "empathic 0.6": Empathic(lam=0.6, theory="history")}
        trained = {
            name: train_exploiter(victim, rounds=self.rounds, seed=seed, search=search)
            for name, victim in victims.items()
        }
        estimates = {f"trained exploiter of {name}: payoff": record.payoff for name, record in trained.items()}
        curves: dict[str, list[JsonValue]] = {name: list(record.curve) for name, record in trained.items()}
        return CheckResult(
            estimates=estimates,
            tables={"training of the exploiter": {"generation": list(range(self.generations))} | curves},
            findings=[self._exploited(record) for record in trained.values()],
        )

    def _exploited(self, record: BestResponseRecord) -> Finding:
        sentence = (
            f"A trained exploiter of {record.victim} earns {shown(record.payoff)} a round over {record.rounds} rounds "
            f"({record.payoff.n} held-out matches) and leaves it {shown(record.victim_payoff)}; mutual cooperation "
            f"pays {record.reward:g}, margin {record.margin:g}: {record.verdict} ({self._n})."
        )
        word: str = "exploited" if record.verdict == "exploited" else "no effect"
        return _finding(sentence, word, "exploiter's payoff", record.payoff, family=record.victim, unit=PAYOFF)

    def _best_responses(self, seed: int) -> CheckResult:
        estimates: dict[str, Estimate] = {}
        rows: list[dict[str, JsonValue]] = []
        findings: list[Finding] = []
        for premium, eps in product(dict.fromkeys((Adaptive().premium, *self.premiums)), self.noise):
            agent = Adaptive(premium=premium)
            record = best_response(agent, rounds=self.rounds, noise=eps)
            joint, _ = self._meet((agent, agent), eps, seed)
            row: dict[str, JsonValue] = {
                "premium": premium,
                "noise": eps,
                "joint cooperation with itself": mean_over_seeds(joint).value,
                "best response earns": record.payoff.value,
                "and leaves": record.victim_payoff.value,
            }
            for spite in self.spites:
                spiteful = best_response(agent, rounds=self.rounds, noise=eps, spite=spite)
                row[f"with spite {spite:g} earns"] = spiteful.payoff.value
                row[f"with spite {spite:g} leaves"] = spiteful.victim_payoff.value
            rows.append(row)
            if agent == Adaptive():
                place = f"best response to adaptive, noise {eps:g}"
                estimates |= {f"{place}: payoff": record.payoff, f"{place}: left to adaptive": record.victim_payoff}
                findings.append(self._solved(record))
        return CheckResult(estimates=estimates, tables={"best responses": _columns(rows)}, findings=findings)

    def _solved(self, record: BestResponseRecord) -> Finding:
        bound = (Adaptive().credit + 1.0 + Adaptive().premium) * (PrisonersDilemma().T - PrisonersDilemma().R)
        sentence = (
            f"Solved exactly over {record.rounds} rounds with execution errors of {record.noise:g} of both, a best "
            f"response to the adaptive agent earns {record.payoff.value:.3f} a round and leaves it "
            f"{record.victim_payoff.value:.3f}; mutual cooperation pays {record.reward:g}, and the account allows "
            f"{bound:g} more in a match of any length (exact, beside n = {self.seeds} seeds elsewhere)."
        )
        return _finding(sentence, "upper bound", "best response", record.payoff, family=record.victim, unit=PAYOFF)

    @property
    def _n(self) -> str:
        return f"n = {self.seeds} seeds of {self.rounds} rounds"

    def _tournament(self, seed: int) -> CheckResult:
        eps = self.noise[0]
        field = [Adaptive(), *(_agent(word) for word in self.strategies)]
        form = Form(PrisonersDilemma(), self.rounds, self.seeds, seed, eps)
        meetings = list(play_tournament(field, form))
        record, scores = collected(meetings, field, form), scores_per_seed(meetings, field)
        names, mean = record.agents, record.score
        order = np.argsort(np.negative(mean), kind="stable")
        payoff = np.array(record.payoff, dtype=np.float64)
        own, theirs = payoff[0], payoff[:, 0]
        worst = [f"{names[k]} ({own[k]:.2f} against {theirs[k]:.2f})" for k in np.argsort(own - theirs)[:3]]
        score = mean_over_seeds(scores[0], bounds=payoff_bounds(form.game))
        change = mean_over_seeds(scores[0] - scores[1:].mean(axis=0))
        sentence = (
            f"In a round robin of {len(names)} with execution errors of {eps:g}, the adaptive agent earns "
            f"{shown(score)} a round, {shown(change)} more than the others on average, and is number {record.rank[0]}; "
            f"{names[int(order[0])]} earns {mean[order[0]]:.3f} and is the first. Compared with its opponent it does "
            f"worst against {', '.join(worst)} ({self._n})."
        )
        return CheckResult(
            estimates={"score in the round robin": score},
            tables={
                "round robin": {
                    "agent": [names[k] for k in order],
                    "payoff": [mean[k] for k in order],
                    "adaptive earns against it": [float(own[k]) for k in order],
                    "it earns against adaptive": [float(theirs[k]) for k in order],
                }
            },
            findings=[_finding(sentence, difference_word(change), "score", change, unit=PAYOFF)],
        )


PAYOFF = "payoff a round"


def _agent(word: str) -> Agent:
    made: Agent = catalogue.build("agents", *catalogue.parse_word(word))
    return made


def _finding(sentence: str, word: str, measure: str, estimate: Estimate, *, unit: str, family: str = "") -> Finding:
    return finding_of(
        sentence=sentence,
        word=word,
        arm="adaptive",
        measure=measure,
        family=family,
        unit=unit,
        estimate=estimate,
    )


def _columns(rows: list[dict[str, JsonValue]]) -> dict[str, list[JsonValue]]:
    return {key: [row[key] for row in rows] for key in rows[0]}

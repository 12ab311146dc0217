"""Concern, theory of mind and precision as three axes: is it perspective-taking that makes one exploitable?"""

from itertools import product
from typing import ClassVar, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, JsonValue, field_validator

from selfother.agents.agent import Agent
from selfother.agents.empathic import Advantage, Empathic, Selfish
from selfother.agents.scripted import AlwaysDefect, Random, TitForTat
from selfother.agents.theory_of_mind import THEORY_NAMES, Prediction, check_theories, sigmoid
from selfother.claims.checks.check import Check, CheckResult, claim_finding, difference_word, finding_of, shown
from selfother.games.prisoners_dilemma import PrisonersDilemma
from selfother.records import Estimate, Finding
from selfother.seeds import derive
from selfother.tournaments.match import Trajectories, play_match
from selfother.tournaments.measures import cooperation, joint_shares, mean_over_seeds, payoff_bounds, payoff_per_round
from selfother.wording import percent

__all__ = ["NO_THEORY", "Axes", "predictability"]

Array = NDArray[np.float64]
NO_THEORY = "none"
"""The control of the theory axis: no model of the other, who is taken for a coin."""
RESPONSES = ("predictability", "exploitability", "payoff", "payoff gap")


class Axes(Check):
    """Main effects and interactions of concern lam, theory of mind and precision beta, against three kinds of partner.

    The sentence under test: "perspective-taking makes one predictable, and predictability is a vulnerability". Its
    terms are varied apart in a full factorial. The theory axis has a control without a model of the other. Responses:

        predictability   share of own actions that are foretold by one who knows the last round and all rates
        exploitability   own cooperation minus the partner's
        payoff           own, a round
        payoff gap       the partner's minus the own: what vulnerability costs

    Attributes:
        lams: Levels of concern, ascending.
        betas: Levels of precision, own and ascribed, ascending.
        rounds: Rounds of each match.
        seeds: Independent matches in every cell.
        theories: Theories of mind; all that exist by default, the control is added.

    Raises:
        UnknownName: No such theory.

    Source: the sentence is from a summary of Albarracin et al. 2026; the factorial is ours.
    """

    schema_number: ClassVar[int] = 2
    cost_cpu_seconds: ClassVar[float] = 5.0

    lams: tuple[float, ...] = (0.0, 0.2, 0.4, 0.6)
    betas: tuple[float, ...] = (1.0, 4.0, 16.0)
    rounds: int = Field(default=200, ge=4)
    seeds: int = Field(default=64, ge=2)
    theories: tuple[str, ...] = THEORY_NAMES

    _known = field_validator("theories")(check_theories)

    @field_validator("lams", "betas")
    @classmethod
    def _check_levels(cls, levels: tuple[float, ...]) -> tuple[float, ...]:
        if len(set(levels)) < 2:
            raise ValueError("an axis needs at least two levels")
        return tuple(sorted(set(levels)))

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(lams=(0.0, 0.4), betas=(1.0, 4.0), rounds=20, seeds=4)

    def run(self, seed: int) -> CheckResult:
        """Play every cell against every partner, and say what moves what."""
        measured = {name: self._factorial(partner, derive(seed, "axes", name)) for name, partner in _partners().items()}
        effects = {
            (name, response): self._effects(cells[response], _reach(response))
            for name, cells in measured.items()
            for response in RESPONSES
        }
        rows: list[dict[str, JsonValue]] = [
            {"partner": name, "response": response, "effect": effect, "value": one.value, "low": one.low,
             "high": one.high, "share_of_variance": share, "n": one.n}
            for (name, response), found in effects.items()
            for effect, (one, share) in found.items()
        ]  # fmt: skip
        estimates = {
            f"{name}, {response}: {effect}": one
            for (name, response), found in effects.items()
            for effect, (one, _) in found.items()
        }
        return CheckResult(
            estimates=estimates,
            tables={"effects": {key: [row[key] for row in rows] for key in rows[0]}},
            findings=[
                self._about_theory(effects["selfish", "predictability"]),
                *self._about_vulnerability(measured["selfish"]),
                *(self._about_partner(name, effects[name, "payoff gap"]) for name in measured),
            ],
        )

    def _factorial(self, partner: Agent, seed: int) -> dict[str, Array]:
        """Return every response in every cell, shape (lams, theories, betas, seeds)."""
        names = (NO_THEORY, *self.theories)
        shape = (len(self.lams), len(names), len(self.betas), self.seeds)
        cells = {response: np.empty(shape) for response in RESPONSES}
        for (i, lam), (j, theory), (k, beta) in product(enumerate(self.lams), enumerate(names), enumerate(self.betas)):
            own = derive(seed, lam, theory, beta)
            played = play_match(
                PrisonersDilemma(), _mind(lam, theory, beta), partner, rounds=self.rounds, seeds=self.seeds, seed=own
            )
            for response, values in _responses(played).items():
                cells[response][i, j, k] = values
        return cells

    def _effects(self, cells: Array, reach: float) -> dict[str, tuple[Estimate, float | None]]:
        """Return each contrast with its interval, and the share of the variance between cells that its factor makes.

        Contrasts: highest minus lowest level of lam and of beta, the mean of all theories minus none; interactions are
        differences of these differences; no response differs by more than `reach`. Seeds are paired across cells by
        number only, so a mean over seeds holds.
        """
        lam, beta = cells[-1] - cells[0], cells[:, :, -1] - cells[:, :, 0]
        theory = cells[:, 1:].mean(axis=1) - cells[:, 0]
        contrasts = {
            "lam": lam.mean(axis=(0, 1)),
            "theory": theory.mean(axis=(0, 1)),
            "beta": beta.mean(axis=(0, 1)),
            "lam x theory": (lam[1:].mean(axis=0) - lam[0]).mean(axis=0),
            "lam x beta": (lam[:, -1] - lam[:, 0]).mean(axis=0),
            "theory x beta": (theory[:, -1] - theory[:, 0]).mean(axis=0),
        }
        shares = _variance_shares(cells.mean(axis=-1))
        bounds = {name: reach * (2 if " x " in name else 1) for name in contrasts}
        return {
            name: (mean_over_seeds(values, bounds=(-bounds[name], bounds[name])), shares[name])
            for name, values in contrasts.items()
        }

    def _about_theory(self, effects: dict[str, tuple[Estimate, float | None]]) -> Finding:
        (theory, share), (beta, beta_share) = effects["theory"], effects["beta"]
        raises = theory.low is not None and theory.low > 0
        return claim_finding(
            sentence=(
                f"Perspective-taking changes predictability by {_signed(theory)} against the same mind without a model "
                f"of the other, precision from beta = {self.betas[0]:g} to {self.betas[-1]:g} by {_signed(beta)}; "
                f"{_percent(share)} and {_percent(beta_share)} of the variance between cells "
                f"(n = {self.seeds} seeds of {self.rounds} rounds in every cell)."
            ),
            holds=raises,
            measure="perspective-taking makes one predictable",
            estimate=theory,
        )

    def _about_vulnerability(self, cells: dict[str, Array]) -> list[Finding]:
        """Return, at each level of concern, what a point of predictability costs against a selfish partner."""
        findings = []
        for i, lam in enumerate(self.lams):
            foretold, gap = cells["predictability"][i].mean(axis=-1), cells["payoff gap"][i]
            centred = foretold - foretold.mean()
            if float((centred**2).sum()) < 1e-9:
                continue
            slope = mean_over_seeds(np.einsum("jk,jks->s", centred, gap) / (centred**2).sum() / 10.0)
            is_cost = slope.low is not None and slope.low > 0
            findings.append(
                claim_finding(
                    sentence=(
                        f"At concern lam = {lam:g}, a mind that is 10 points more predictable, by its theory or its "
                        f"precision, loses {_signed(slope)} a round more to a selfish partner: predictability "
                        f"{'is' if is_cost else 'is not'} a vulnerability there (n = {self.seeds} seeds of "
                        f"{self.rounds} rounds in every cell)."
                    ),
                    holds=is_cost,
                    measure="predictability is a vulnerability",
                    family=f"lam {lam:g}",
                    unit="payoff a round",
                    estimate=slope,
                )
            )
        return findings

    def _about_partner(self, name: str, effects: dict[str, tuple[Estimate, float | None]]) -> Finding:
        parts = [f"{factor} {_signed(contrast)} ({_percent(share)})" for factor, (contrast, share) in effects.items()]
        largest = max(effects, key=lambda factor: effects[factor][1] or 0.0)
        return finding_of(
            sentence=(
                f"Against the partner {name}, the payoff gap is moved by {'; '.join(parts)}; in brackets the share of "
                f"the variance between cells, the largest that of {largest} (n = {self.seeds} seeds of {self.rounds} "
                "rounds in every cell)."
            ),
            word=difference_word(effects["lam"][0]),
            measure="payoff gap",
            family=name,
            unit="payoff a round",
            estimate=effects["lam"][0],
        )


def predictability(played: Trajectories) -> Array:
    """Return the share of the first player's actions that the last round foretells, a match, in [0, 1].

    Whoever foretells knows the last joint action and, over all matches, what mostly follows each of the four.

    Example:
        >>> from selfother.agents import TitForTat
        >>> match = play_match(PrisonersDilemma(), TitForTat(), Random(), rounds=20, seeds=4)
        >>> predictability(match).tolist()
        [1.0, 1.0, 1.0, 1.0]
    """
    before = played.first[:-1].astype(np.intp) * 2 + played.second[:-1]
    now = played.first[1:]
    seen = np.bincount(before.ravel(), minlength=4)
    defected = np.bincount(before.ravel(), weights=now.ravel(), minlength=4)
    guess = (2.0 * defected > seen).astype(np.uint8)
    return np.asarray((guess[before] == now).mean(axis=0))


def _mind(lam: float, theory: str, beta: float) -> Agent:
    if theory != NO_THEORY:
        return Empathic(lam=lam, theory=theory, beta=beta, beta_other=beta)
    advantage = Advantage.of(PrisonersDilemma().views[0], weight_self=1.0 - lam, weight_other=lam)
    coin = np.asarray(0.5)
    return Random(p=float(sigmoid(beta * advantage.at(Prediction(coin, coin)))))


def _partners() -> dict[str, Agent]:
    """Return a selfish mind, a reciprocal one, and the best response to every mind that does not listen."""
    return {"selfish": Selfish(theory="history"), "tit_for_tat": TitForTat(), "always_defect": AlwaysDefect()}


def _responses(played: Trajectories) -> dict[str, Array]:
    joint = joint_shares(played)
    payoffs, rates = payoff_per_round(PrisonersDilemma(), joint), cooperation(joint)
    return {
        "predictability": predictability(played),
        "exploitability": rates[0] - rates[1],
        "payoff": payoffs[0],
        "payoff gap": payoffs[1] - payoffs[0],
    }


def _reach(response: str) -> float:
    """The largest difference of two matches in a response."""
    low, high = payoff_bounds(PrisonersDilemma())
    reach = {"predictability": 1.0, "exploitability": 2.0, "payoff": high - low, "payoff gap": 2 * (high - low)}
    return reach[response]


def _variance_shares(means: Array) -> dict[str, float | None]:
    """The share of the variance of cell means that each factor and pair of factors makes (a balanced ANOVA)."""
    whole = means - means.mean()
    total = float((whole**2).sum())
    if total < 1e-12:
        return dict.fromkeys(("lam", "theory", "beta", "lam x theory", "lam x beta", "theory x beta"))

    def effect(*kept: int) -> Array:
        others = tuple(axis for axis in range(3) if axis not in kept)
        return np.asarray(whole.mean(axis=others, keepdims=True))

    def share(part: Array) -> float:
        return float((np.broadcast_to(part, means.shape) ** 2).sum() / total)

    names = ("lam", "theory", "beta")
    shares: dict[str, float | None] = {name: share(effect(axis)) for axis, name in enumerate(names)}
    for a, b in ((0, 1), (0, 2), (1, 2)):
        shares[f"{names[a]} x {names[b]}"] = share(effect(a, b) - effect(a) - effect(b))
    return shares


def _percent(share: float | None) -> str:
    return "no variance" if share is None else percent(share)


def _signed(estimate: Estimate) -> str:
    return shown(estimate, is_signed=True)

"""Curves of the page of populations: reputation, partner choice, and the weight over time."""

import numpy as np

from selfother.claims.papers.crossings import crossing, mean_point, near_normal
from selfother.games.prisoners_dilemma import PrisonersDilemma
from selfother.populations.partner_choice import choice_advantage, simulate_choice
from selfother.populations.reputation import Repute, reputation_unstable_share, simulate_reputation
from selfother.populations.trait import assortment_among, evolve_trait, singular_weight
from selfother.records import Curve, Estimate, Plot
from selfother.seeds import derive

__all__ = ["draw_ways"]

RULES: tuple[Repute, ...] = ("standing", "scoring")


def draw_ways(seed: int, *, quick: bool) -> list[Plot]:
    """The three plots."""
    runs = 4 if quick else 16
    return [_reputation(seed, runs), _choice(seed, runs), _weights_over_time(seed, 3 if quick else 8)]


def _closed(name: str, x: list[float], y: list[float | None]) -> Curve:
    return Curve(name=name, x=x, y=y, style="line")


def _simulated(name: str, x: list[float], estimates: list[Estimate]) -> Curve:
    return Curve(
        name=name,
        x=x,
        y=[estimate.value for estimate in estimates],
        low=[estimate.low for estimate in estimates],
        high=[estimate.high for estimate in estimates],
        style="points",
    )


def _reputation(seed: int, runs: int) -> Plot:
    curves = []
    for rule in RULES:
        fine = [round(0.34 + 0.01 * k, 2) for k in range(67)]
        curves.append(
            _closed(f"{rule}, closed form", fine, [reputation_unstable_share(3, 1, q, rule=rule) for q in fine])
        )
        at, estimates = [0.45, 0.6, 0.8, 0.95], []
        for q in at:
            middle = reputation_unstable_share(3, 1, q, rule=rule) or 0.5
            shares = [x for x in (0.8 * middle, 0.9 * middle, middle, 1.1 * middle) if 0.003 < x < 0.997]
            points = [
                mean_point(
                    simulate_reputation(
                        3, 1, q, rule=rule, share=x, population=1000, runs=runs, seed=derive(seed, rule, q, x)
                    ).advantage
                )
                for x in shares
            ]
            estimates.append(crossing(shares, points, n=runs))
        curves.append(_simulated(f"{rule}, simulated", at, estimates))
    return Plot(
        title="Reputation: the share above which empathy grows", kind="lines", x_label="observation q (c/b = 1/3)",
        y_label="unstable share of empathic", curves=curves,
        note=(
            "Empathy that withholds from those it knows to be bad; b = 3, c = 1. Below q = c/b there is no such share: "
            f"selfish grows everywhere. Simulated: N = 1,000, n = {runs} runs a share."
        ),
    )  # fmt: skip


def _choice(seed: int, runs: int) -> Plot:
    curves = []
    for search in (1.0, 0.5):
        fine = [round(0.01 * k, 2) for k in range(101)]
        closed: list[float | None] = [choice_advantage(x, 3, 1, lasting=0.9, search=search) for x in fine]
        curves.append(_closed(f"search {search:g}, closed form", fine, closed))
        at = [0.05, 0.2, 0.4, 0.6, 0.8, 0.95]
        estimates = [
            near_normal(
                *mean_point(
                    simulate_choice(
                        3, 1, lasting=0.9, search=search, share=x, runs=runs, seed=derive(seed, search, x)
                    ).advantage
                ),
                n=runs, method="normal over runs",
            )
            for x in at
        ]  # fmt: skip
        curves.append(_simulated(f"search {search:g}, simulated", at, estimates))
    return Plot(
        title="Partner choice: what empathic gets beyond selfish", kind="lines", x_label="share of empathic",
        y_label="payoff a round, empathic minus selfish", curves=curves,
        note=(
            "Empathy that leaves cheats; b = 3, c = 1, relations of 10 rounds expected. Above 0 empathy grows. With "
            "search 1 a new partner is found at once, and the two live side by side where the line falls through 0; "
            f"with 0.5 empathy ends alone. Simulated: N = 1,000, n = {runs} runs."
        ),
    )  # fmt: skip


def _weights_over_time(seed: int, runs: int) -> Plot:
    curves = []
    generations = np.arange(0, 2001, 40)
    for r in (0.3, 0.4, 0.5):
        grown = evolve_trait(
            PrisonersDilemma(), assortment=r, beta=4.0, start=0.1, runs=runs, seed=derive(seed, "weights", r)
        )
        mean: list[float | None] = grown.mean.mean(axis=0)[generations].tolist()
        curves.append(_closed(f"r = {r:g}, simulated mean", [float(t) for t in generations], mean))
        rest = singular_weight(PrisonersDilemma(), assortment_among(r, 100), beta=4.0)
        curves.append(_simulated(f"r = {r:g}, λ* in closed form", [2000.0], [Estimate(value=rest)]))
    return Plot(
        title="The weight over time", kind="lines", x_label="generations", y_label="mean weight λ", curves=curves,
        note=(
            "Prisoner's dilemma (3, 0, 5, 1), precision 4, N = 100, selection 10, small mutations; mean of n = "
            f"{runs} runs from λ = 0.1. The marks at the end are λ* at this precision and N."
        ),
    )  # fmt: skip

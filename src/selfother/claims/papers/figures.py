"""The figures of the page of games as plain data: phase diagrams, recovery curves, variance ratios by theory."""

from collections.abc import Callable

from selfother.agents.empathic import Empathic
from selfother.agents.theory_of_mind import THEORIES, THEORY_NAMES
from selfother.claims.papers.pairs import Pair, estimate_of
from selfother.claims.papers.paper import Figures
from selfother.claims.papers.streams import BINOMIAL
from selfother.records import Curve, Estimate, Landscape, Plot
from selfother.tournaments.coupling import joint_after_break, variance_ratio
from selfother.tournaments.landscape import sweep
from selfother.tournaments.match import Trajectories

__all__ = ["draw_figures"]

LAGS = 10
LAM = 0.3
LISTENING_GRID = (11, 32)
"""Weights and seeds of a phase diagram of minds that listen: a particle filter takes a hundred times as long."""


def draw_figures(seed: int, *, quick: bool, watch: Callable[[str], None]) -> Figures:
    """The phase diagram of every theory, and the two plots that compare theories."""
    seeds = 32 if quick else 512
    landscapes: list[Landscape] = []
    played = {}
    for theory in THEORY_NAMES:
        watch(f"figures: {theory}")
        grid, seeds_a_cell = (6, 8) if quick else (21, 64) if theory in THEORIES else LISTENING_GRID
        landscapes.append(sweep(grid=grid, rounds=200, seeds=seeds_a_cell, seed=seed, theory=theory))
        agent = Empathic(lam=LAM, theory=theory)
        played[theory] = Pair(agent, agent).play(seed, seeds=seeds)
    return Figures(landscapes=landscapes, plots=[_recovery_curves(played, seeds), _variance_ratios(played, seeds)])


def _recovery_curves(played: dict[str, Trajectories], seeds: int) -> Plot:
    """P(CC | break k ago) for k = 1 ... 10, and at k = 0 the unconditional P(CC)."""
    curves = []
    for theory, matches in played.items():
        both = (matches.first == 0) & (matches.second == 0)
        after = [estimate_of(measured) for measured in joint_after_break(matches, lags=LAGS)]
        usual = Estimate(value=float(both.mean()), n=seeds)
        curves.append(_curve(theory, [float(lag) for lag in range(LAGS + 1)], [usual, *after]))
    return Plot(
        title="Recovery after a break",
        kind="lines",
        x_label="rounds since a round that was not CC (0: all rounds)",
        y_label="P(CC)",
        curves=curves,
        note=(
            f"Two equal players of lam {LAM:g}, 200 rounds, n = {seeds} matches a theory. A line that runs flat from 0 "
            "is a pair to whom a break means nothing; a fall that comes back is a break that was answered and forgiven."
        ),
    )


def _variance_ratios(played: dict[str, Trajectories], seeds: int) -> Plot:
    ratios = {theory: estimate_of(variance_ratio(matches)) for theory, matches in played.items()}
    return Plot(
        title="Variance over matches against binomial variance",
        kind="points",
        x_label="observed / binomial variance",
        y_label="theory of mind",
        curves=[_curve(theory, [0.0], [estimate]) for theory, estimate in ratios.items()],
        band=BINOMIAL,
        is_log=True,
        note=(
            f"Two equal players of lam {LAM:g}, 200 rounds, n = {seeds} matches a theory; intervals by the jackknife "
            "over matches. The band is where independent rounds lie."
        ),
    )


def _curve(name: str, x: list[float], estimates: list[Estimate]) -> Curve:
    return Curve(
        name=name,
        x=x,
        y=[estimate.value for estimate in estimates],
        low=[estimate.low for estimate in estimates],
        high=[estimate.high for estimate in estimates],
    )

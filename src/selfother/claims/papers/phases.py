"""The figures of the page of populations: phase diagrams with closed forms over simulations, and curves of both."""

from collections.abc import Callable, Iterable

import numpy as np

from selfother.claims.papers.graphs import surplus_on_graph
from selfother.claims.papers.paper import Figures
from selfother.claims.papers.ways import draw_ways
from selfother.games.prisoners_dilemma import PrisonersDilemma
from selfother.populations.closed_forms import (
    assortment_threshold,
    assortment_threshold_in_population,
    recognition_favoured,
    recognition_resists,
)
from selfother.populations.payoffs import TypeGame, donation_types
from selfother.populations.replicator import mixed_strategy_rest
from selfother.populations.simulation import simulate
from selfother.populations.trait import assortment_among, resident_cooperation, singular_weight
from selfother.records import Heatmap, Line
from selfother.seeds import derive

__all__ = ["draw_phases"]

RATIOS = [1.2, 1.4, 1.6, 1.8, 2.0, 2.25, 2.5, 3.0, 3.5, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0]
FINE = np.geomspace(1.05, 12.0, 60)
STARTS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def draw_phases(seed: int, *, quick: bool, watch: Callable[[str], None]) -> Figures:
    """Return four phase diagrams, and the curves of reputation, partner choice and the evolving weight."""
    diagrams = []
    for name, draw in {
        "assortment": _over_assortment,
        "recognition": _over_recognition,
        "degree": _over_degree,
        "weights": _over_weights,
    }.items():
        watch(f"figures: {name}")
        diagrams.append(draw(derive(seed, "phases", name), quick))
    watch("figures: ways out")
    return Figures(diagrams=diagrams, plots=draw_ways(derive(seed, "ways"), quick=quick))


def _grid(start: float, stop: float, quick: bool) -> list[float]:
    return [round(float(x), 6) for x in np.linspace(start, stop, 7 if quick else 16)]


def _ratios(quick: bool) -> list[float]:
    return RATIOS[1::3] if quick else RATIOS


def _line(name: str, x: Iterable[float], y: Iterable[float]) -> Line:
    return Line(name=name, x=[float(value) for value in x], y=[float(value) for value in y], is_dashed=False)


def _over_ratios(name: str, at: Callable[[float], float]) -> Line:
    return _line(name, [at(float(b)) for b in FINE], FINE)


def _share_won(types: TypeGame, first: int, size: int, selection: float, runs: int, seed: int) -> float:
    simulated = simulate("pairwise", types, [first, size - first], selection=selection, runs=runs, seed=seed)
    return float(simulated.shares[:, 0].mean())


def _over_assortment(seed: int, quick: bool) -> Heatmap:
    size, selection, runs = 50, 0.1, 20 if quick else 100
    x, y = _grid(0.0, 1.0, quick), _ratios(quick)
    values = [
        [
            _share_won(donation_types(b=b, c=1.0).assorted(r), size // 2, size, selection, runs, derive(seed, r, b))
            for r in x
        ]
        for b in y
    ]
    return Heatmap(
        title="Assortment", x_label="assortment r", y_label="benefit over cost b/c",
        x=x, y=y, values=values, scale="diverging",
        low=0.0, high=1.0, scale_labels=("0", "0.5", "1"),
        lines=[
            _over_ratios("r b = c: empathy grows to the right", lambda b: assortment_threshold(b, 1.0)),
            _over_ratios(
                f"the same among N = {size}", lambda b: assortment_threshold_in_population(b, 1.0, size)
            ),
        ],
        note=(
            "Colours: share of runs that end in empathy, from equal shares. Unconditional empathy, pairwise "
            f"comparison, N = {size}, selection {selection:g}; n = {runs} a cell."
        ),
    )  # fmt: skip


def _over_recognition(seed: int, quick: bool) -> Heatmap:
    size, selection, runs = 100, 1.0, 2 if quick else 12
    x, y = _grid(0.5, 1.0, quick), _ratios(quick)

    def basin(a: float, b: float) -> float:
        types = donation_types(b=b, c=1.0, recognition=a)
        won = [_share_won(types, round(s * size), size, selection, runs, derive(seed, a, b, s)) for s in STARTS]
        return float(np.mean(won))

    return Heatmap(
        title="Recognition", x_label="accuracy a", y_label="benefit over cost b/c",
        x=x, y=y,
        values=[[basin(a, b) for a in x] for b in y], scale="diverging",
        low=0.0, high=1.0, scale_labels=("0", "0.5", "1"),
        lines=[
            _over_ratios("a = b/(2b - c): resists selfish to the right", lambda b: recognition_resists(b, 1.0)),
            _over_ratios("a = (b + c)/(2b): grows from half on", lambda b: (b + 1.0) / (2.0 * b)),
            _over_ratios(
                f"favoured by weak selection among N = {size}", lambda b: recognition_favoured(b, 1.0, population=size)
            ),
        ],
        note=(
            "Colours: share of starts (10 % to 90 % empathic) from which empathy takes over. Pairwise comparison, "
            f"N = {size}, selection {selection:g}; n = {runs * len(STARTS)} a cell. The lines are "
            "unstable shares of 1 and 1/2 in a large population, and of weak selection in one of this size."
        ),
    )  # fmt: skip


def _over_degree(seed: int, quick: bool) -> Heatmap:
    from selfother.populations.coalescence import regular_critical_ratio

    size, runs = 60, 150 if quick else 1500
    degrees = [2, 4, 6, 8] if quick else [2, 3, 4, 5, 6, 7, 8]
    y = [1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0]
    y = y[1::3] if quick else y

    def surplus(k: int, b: float) -> float:
        graph = f"cycle:n={size}" if k == 2 else f"regular:n={size},k={k},seed=1"
        found, _ = surplus_on_graph(
            graph, b, updating="death-birth", selection=0.2 / k, runs=runs, seed=derive(seed, k, b)
        )  # fmt: skip
        return min(max(found, -1.0), 1.0)

    fine = np.linspace(1.5, 8.5, 40)
    return Heatmap(
        title="A graph: number of neighbours", x_label="neighbours k", y_label="benefit over cost b/c",
        x=[float(k) for k in degrees], y=y,
        values=[[surplus(k, b) for k in degrees] for b in y], scale="diverging",
        low=-1.0, high=1.0, scale_labels=("−1", "0: not favoured", "1"),
        lines=[
            _line(
                "(b/c)* = k (N - 2)/(N - 2k)", range(2, 10), [regular_critical_ratio(k, size) for k in range(2, 10)]
            ),
            _line("b/c = k: a large population", fine, fine),
        ],
        note=(
            "Colours: N (ρ of an empathic mutant − ρ of a selfish one) / 2. "
            f"Random regular graphs of N = {size}, death-birth updating, selection 0.2/k; n = {runs} runs of each type "
            "a cell. With birth-death updating empathy is never favoured (claim 8). Values beyond 1 are shown as 1."
        ),
    )  # fmt: skip


def _over_weights(seed: int, quick: bool) -> Heatmap:
    game, r, beta, size, selection, runs = PrisonersDilemma(), 0.4, 4.0, 50, 0.5, 50 if quick else 1500
    weights = [round(float(x), 6) for x in np.linspace(0.0, 0.6, 7 if quick else 21)]
    levels = dict(zip(weights, resident_cooperation(weights, game, beta=beta).tolist(), strict=True))

    def odds(mutant: float, resident: float) -> float:
        q = levels[resident]
        p = 1.0 / (1.0 + np.exp(-beta * (5.0 * mutant - 1.0 - q)))
        plays = np.array([[p], [q]])
        payoffs = 4.0 * plays.T + 1.0 - plays - plays * plays.T  # (3, 0, 5, 1): pi(p, q) = 1 - p + 4q - pq
        types = TypeGame(("mutant", "resident"), payoffs).assorted(r)
        ratio = size * _share_won(types, 1, size, selection, runs, derive(seed, mutant, resident))
        return (ratio - 1.0) / (ratio + 1.0)

    return Heatmap(
        title="The weight as a trait: who invades whom", x_label="resident's weight λ", y_label="mutant's weight λ",
        x=weights, y=weights, values=[[odds(mutant, resident) for resident in weights] for mutant in weights],
        scale="diverging",
        low=-1.0, high=1.0, scale_labels=("−1", "0: neutral", "1"),
        lines=_weight_lines(assortment_among(r, size), beta),
        note=(
            "Colours: (N ρ − 1) / (N ρ + 1) of a single mutant; 0 is a neutral one, 1/2 takes over three times as "
            f"often. Prisoner's dilemma (3, 0, 5, 1), assortment r = {r:g}, precision {beta:g}, pairwise comparison, "
            f"N = {size}, selection {selection:g}; n = {runs} mutants a cell. Where the lines cross, no weight near by "
            "invades: "
            f"λ* = {singular_weight(game, assortment_among(r, size), beta=beta):.3f}; with a sharp choice and large N, "
            f"λ*/(1 − λ*) = r gives {r / (1 + r):.3f}."
        ),
    )  # fmt: skip


def _weight_lines(r: float, beta: float) -> list[Line]:
    """Lines on which a mutant of (3, 0, 5, 1) is neutral: at its resident's weight, and where r p + q = (1 + r) p*."""
    game, rest = PrisonersDilemma(), mixed_strategy_rest(3, 0, 5, 1, r)
    x = np.linspace(-0.02, 0.62, 129)
    q = resident_cooperation(np.clip(x, 0.0, 1.0), game, beta=beta)
    p = (rest * (1.0 + r) - q) / r
    inside = (p > 1e-4) & (p < 1 - 1e-4)
    lam = (np.log(p[inside] / (1.0 - p[inside])) / beta + 1.0 + q[inside]) / 5.0
    return [
        _line("mutant and resident alike", [-0.02, 0.62], [-0.02, 0.62]),
        _line("neutral mutants: invasion fitness 0", x[inside], lam),
    ]

"""`evolve`: types and a process in, one record out; exact wherever there is an exact solution."""

from typing import Any

import numpy as np

from selfother.errors import BadArgument
from selfother.populations import moran, pairwise
from selfother.populations.chains import fixation_of_two, small_mutation_shares
from selfother.populations.courses import course_of_runs, replicator_course
from selfother.populations.payoffs import TypeGame
from selfother.populations.process import Process
from selfother.populations.replicator import freed_payoffs, settle
from selfother.populations.settling import follow_to_rest
from selfother.populations.simulation import simulate
from selfother.populations.thresholds import graph_thresholds, well_mixed_thresholds
from selfother.records import EvolutionRecord

__all__ = ["evolve"]

Facts = dict[str, Any]
ByType = dict[str, float]


def evolve(types: TypeGame, process: Process | None = None) -> EvolutionRecord:
    """Let types evolve, and say which takes over, what share each has in the long run, and the closed forms beside it.

    Exact are the replicator dynamics of two types, and well-mixed populations of any number of types under rare
    mutations and of two at any rate of mutation. The replicator dynamics of more types are followed to where they rest,
    and where they do not, the record says what they do instead. Simulated are more than two types with mutation, and
    populations on graphs.

    Args:
        types: Payoffs between types, `donation_types(...)` or `match_types(...)`.
        process: The way to evolve; None: pairwise comparison, 100 players, selection 0.01.

    Returns:
        The record; what does not apply is None.

    Raises:
        BadArgument: Two things that contradict each other, or a graph that no population can live on.

    Example:
        >>> from selfother.populations import donation_types
        >>> record = evolve(donation_types(b=3, c=1, recognition=0.9), Process("replicator", start=0.1))
        >>> record.frequency, round(record.threshold["unstable_share"], 4)
        ({'empathic': 1.0, 'selfish': 0.0}, 0.0625)
    """
    chosen = process if process is not None else Process()
    if chosen.name == "replicator":
        facts = _replicator(types, chosen)
    elif chosen.graph is not None:
        facts = _on_graph(types, chosen)
    else:
        facts = _well_mixed(types, chosen)
    return EvolutionRecord(
        types=list(types.names),
        process=chosen.name,
        payoffs=types.payoffs.tolist(),
        payoff_standard_error=None if types.standard_error is None else types.standard_error.tolist(),
        game=None if types.game is None else dict(types.game.to_json()),
        recognition=types.recognition,
        mutation=chosen.mutation,
        seed=chosen.seed,
        **facts,
    )


def _named(types: TypeGame, values: Any) -> ByType:
    return dict(zip(types.names, np.asarray(values, dtype=float).tolist(), strict=True))


def _replicator(types: TypeGame, process: Process) -> Facts:
    k, r = len(types.names), process.assortment
    first = 1.0 / k if process.start is None else process.start
    start = np.array([first, *[(1.0 - first) / (k - 1)] * (k - 1)])
    settled = settle(types, start, assortment=r)
    followed = settled.time if k > 2 else follow_to_rest(freed_payoffs(types, assortment=r), start).time
    seen = zip(settled.lowest.tolist(), settled.highest.tolist(), strict=True)
    return {
        "selection": None,
        "fixation": None,
        "frequency": None if settled.shares is None else _named(types, settled.shares),
        "threshold": well_mixed_thresholds(types, assortment=r),
        "method": "exact" if k == 2 else "integrated",
        "standard_error": {"fixation": None, "frequency": None},
        "assortment": r,
        "start": _named(types, start),
        "rest": settled.word,
        "seen": None if settled.shares is not None else dict(zip(types.names, seen, strict=True)),
        "followed": followed or None,
        "course": replicator_course(
            types, start, assortment=r, followed=followed, is_at_rest=settled.shares is not None
        ),
    }


def _well_mixed(types: TypeGame, process: Process) -> Facts:
    size, beta, r = process.players, process.intensity, process.assortment
    facts: Facts = {
        "selection": beta,
        "fixation": _fixation_among_others(types, process),
        "threshold": well_mixed_thresholds(types, assortment=r, population=size),
        "method": "exact",
        "standard_error": {"fixation": None, "frequency": None},
        "population": size,
        "assortment": r,
    }
    if not process.mutation:
        shares = small_mutation_shares(types, population=size, selection=beta, assortment=r)
        return facts | {"frequency": _named(types, shares)}
    if len(types.names) == 2:
        solve = moran.stationary if process.name == "moran" else pairwise.stationary
        counts = solve(types, population=size, selection=beta, mutation=process.mutation, assortment=r)
        share = float(counts @ np.arange(size + 1)) / size
        return facts | {"frequency": _named(types, [share, 1.0 - share])}
    return facts | _simulated(types, process)


def _fixation_among_others(types: TypeGame, process: Process) -> ByType:
    """Return each type's probability of taking over from a single mutant, the mean over the types it arises among."""
    k = len(types.names)
    total = np.zeros(k)
    for i in range(k):
        for j in range(i):
            logs = fixation_of_two(
                types.between(i, j),
                population=process.players,
                selection=process.intensity,
                assortment=process.assortment,
            )
            total[[i, j]] += np.exp(logs)
    return _named(types, total / (k - 1))


def _simulated(types: TypeGame, process: Process) -> Facts:
    """Simulate mutation among more than two types, from shares as equal as they can be."""
    k, size = len(types.names), process.players
    start = [size // k + (i < size % k) for i in range(k)]
    simulated = simulate(
        "moran" if process.name == "moran" else "pairwise",
        types.assorted(process.assortment),
        start,
        selection=process.intensity,
        mutation=process.mutation,
        generations=process.generations,
        runs=process.runs,
        seed=process.seed,
    )
    return {
        "frequency": simulated.mean,
        "method": "monte-carlo",
        "standard_error": {"fixation": None, "frequency": simulated.standard_error},
        "runs": process.runs,
        "course": course_of_runs(
            types.names, simulated.times, simulated.course, simulated.course_variance, runs=process.runs
        ),
    }


def _on_graph(types: TypeGame, process: Process) -> Facts:
    """Simulate on a graph: fixation under rare mutations, shares after the given generations with mutation."""
    from selfother.populations.graphs import read_graph, to_csr

    graph = read_graph(process.graph) if isinstance(process.graph, str) else process.graph
    nodes = graph.number_of_nodes()
    if process.population not in (None, nodes):
        raise BadArgument(
            f"a graph of {nodes} nodes holds {nodes} players; got population {process.population}. "
            "Leave population out."
        )
    if not process.mutation and len(types.names) > 2:
        raise BadArgument(
            f"fixation on a graph is measured between two types; got {len(types.names)} ({', '.join(types.names)}). "
            "Give two, or a mutation rate above 0 for their shares."
        )
    simulated = _shares_on_graph if process.mutation else _fixation_on_graph
    return {
        "selection": process.intensity,
        "threshold": graph_thresholds(types, graph, updating=process.rule),
        "method": "monte-carlo",
        "population": nodes,
        "graph": process.graph if isinstance(process.graph, str) else f"networkx, {nodes} nodes",
        "is_weighted": to_csr(graph).weights is not None,
        "updating": process.rule,
        "runs": process.runs,
    } | simulated(types, graph, process)


def _fixation_on_graph(types: TypeGame, graph: Any, process: Process) -> Facts:
    """Measure fixation; under rare mutations the share of time follows from the two probabilities."""
    from selfother.populations.structured import fixation_on_graph

    measured = fixation_on_graph(
        graph,
        types,
        updating=process.rule,
        selection=process.intensity,
        runs=process.runs,
        seed=process.seed,
        longest_generations=process.longest_generations,
    )
    (first, second), errors = measured.fixation.values(), list(measured.standard_error.values())
    both = first + second
    if both == 0.0:
        frequency, error = None, None
    else:
        frequency = _named(types, [first / both, second / both])
        error = _named(types, [float(np.hypot(second * errors[0], first * errors[1])) / both**2] * 2)
    return {
        "fixation": measured.fixation,
        "frequency": frequency,
        "standard_error": {"fixation": measured.standard_error, "frequency": error},
    }


def _shares_on_graph(types: TypeGame, graph: Any, process: Process) -> Facts:
    from selfother.populations.structured import simulate_on_graph

    simulated = simulate_on_graph(
        graph,
        types,
        generations=process.generations,
        selection=process.intensity,
        updating=process.rule,
        mutation=process.mutation,
        runs=process.runs,
        seed=process.seed,
    )
    runs, times = simulated.shares.shape[:2]
    variance = simulated.shares.var(axis=0, ddof=1) if runs > 1 else np.zeros(simulated.shares.shape[1:])
    return {
        "course": course_of_runs(
            types.names, np.arange(times, dtype=float), simulated.shares.mean(axis=0), variance, runs=runs
        ),
        "fixation": None,
        "frequency": simulated.final,
        "standard_error": {"fixation": None, "frequency": simulated.standard_error},
    }

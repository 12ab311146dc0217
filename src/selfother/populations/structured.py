"""Evolution on a graph: who is replaced by whom is decided among neighbours.

An individual's payoff is the mean over its neighbours, its fitness exp(selection * payoff). Where edges have weights,
the mean is weighted, and a neighbour is chosen in proportion to its edge's weight (times its fitness, where fitness
counts): weights say how often two meet. One update is, by rule:

- `death-birth`: a random individual dies; a neighbour, drawn by fitness, fills its place with a copy of itself.
- `birth-death`: an individual drawn by fitness has a copy, which replaces a random neighbour.
- `pairwise`: a random individual compares itself with a random neighbour and takes over its type with probability
  1 / (1 + exp(-selection * (the neighbour's payoff - its own))).

With mutation u, a newborn is of another type than its parent with probability u, each other type as likely; in pairwise
comparison a player takes another type than its own, in place of comparing itself. A generation is N updates. On the
complete graph birth-death is the Moran process, up to whether the parent itself can be replaced.

Source: Ohtsuki et al. 2006 (Nature 441, 502) for the rules; Traulsen, Nowak and Pacheco 2006 for pairwise comparison.
Left out on purpose: directed graphs, payoffs summed over neighbours (the two differ where degrees do), and graphs that
change.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from selfother.errors import BadArgument, BadProbability, NotMeasured
from selfother.populations import graph_runs as running
from selfother.populations.graphs import Csr
from selfother.populations.payoffs import TypeGame
from selfother.seeds import stream
from selfother.tournaments.match import check_count

if TYPE_CHECKING:
    import networkx as nx  # type: ignore[import-untyped]

__all__ = ["GraphFixation", "GraphShares", "fixation_on_graph", "simulate_on_graph"]

RUNS_PER_BLOCK = 1024
"""Fixation runs of one call of the kernel, and of one piece of work for a thread."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class GraphShares:
    """How the types' shares went.

    Attributes:
        names: The types.
        shares: Share of each type in every run after each generation, the start included, in [0, 1] and summing to 1
            over types, shape (runs, generations + 1, k).
        final: Each type's share after the last generation, mean over runs.
        standard_error: Of `final`, from the spread between runs; None of a single run.
    """

    names: tuple[str, ...]
    shares: Floats
    final: dict[str, float]
    standard_error: dict[str, float] | None


@dataclass(frozen=True)
class GraphFixation:
    """How often a single mutant's type took over.

    Attributes:
        fixation: For each of the two types, the share of runs in which it took over from one individual at a random
            node, in [0, 1].
        standard_error: Of each, sqrt(p (1 - p) / runs), at least 1 / runs.
        neutral: 1 / N, what it is without selection.
        runs: Runs of each type.
    """

    fixation: dict[str, float]
    standard_error: dict[str, float]
    neutral: float
    runs: int


def fixation_on_graph(
    graph: "nx.Graph[Any] | Csr",
    types: TypeGame,
    *,
    updating: str = "death-birth",
    selection: float,
    runs: int = 10_000,
    seed: int = 0,
    n_jobs: int = 1,
    longest_generations: int = 1_000_000,
) -> GraphFixation:
    """Measure the fixation probability of one mutant of each of two types at a random node.

    Args:
        graph: Connected, undirected, without self-loops. The edges' attribute `weight` counts.
        types: Two types and their payoffs.
        updating: "death-birth", "birth-death" or "pairwise".
        selection: Intensity of selection, at least 0.
        runs: Runs of each type. Run r of a seed is the same whatever the other runs and `n_jobs`.
        seed: Root seed.
        n_jobs: Threads that share the runs.
        longest_generations: A run that takes longer than this stops everything.

    Raises:
        BadArgument: Not two types, a graph that is not one of those, or a number out of range.
        UnknownName: No such updating.
        NotMeasured: A run took longer than `longest_generations`.

    Example:
        >>> from selfother.populations.graphs import read_graph
        >>> from selfother.populations.payoffs import donation_types
        >>> drift = fixation_on_graph(read_graph("cycle:n=5"), donation_types(b=3, c=1), selection=0.0, runs=1000)
        >>> abs(drift.fixation["empathic"] - 0.2) < 4 * drift.standard_error["empathic"]
        True
    """
    if len(types.names) != 2:
        raise BadArgument(
            f"fixation is measured between two types; got {len(types.names)} ({', '.join(types.names)}). Give two, or "
            "simulate_on_graph, which takes any number."
        )
    task = running.task_of(graph, types, updating=updating, selection=selection)
    nodes = task.net.starts.size - 1
    longest = check_count("longest_generations", longest_generations) * nodes
    check_count("runs", runs)
    shares: dict[str, float] = {}
    for first, name in enumerate(types.names):
        keys = stream(seed, "graph", "fixation", first).integers(2**64, size=runs, dtype=np.uint64)
        blocks = [(task, first, keys[at : at + RUNS_PER_BLOCK], longest) for at in range(0, runs, RUNS_PER_BLOCK)]
        wins = running.side_by_side(running.count_wins, blocks, n_jobs)
        if min(wins) < 0:
            raise NotMeasured(
                f"a run was still mixed after {longest_generations} generations: {' and '.join(types.names)} can "
                "coexist at this selection. Give a larger longest_generations (--longest-generations), weaker "
                "selection (--selection), or a mutation rate, which asks for shares over time (--mutation 0.001, "
                "in Python simulate_on_graph)."
            )
        shares[name] = sum(wins) / runs
    errors = {name: max(math.sqrt(p * (1.0 - p) / runs), 1.0 / runs) for name, p in shares.items()}
    return GraphFixation(shares, errors, 1.0 / nodes, runs)


def simulate_on_graph(
    graph: "nx.Graph[Any] | Csr",
    types: TypeGame,
    *,
    generations: int,
    selection: float,
    updating: str = "death-birth",
    mutation: float = 0.0,
    start: Mapping[str, float] | ArrayLike | None = None,
    runs: int = 1,
    seed: int = 0,
    n_jobs: int = 1,
) -> GraphShares:
    """Let a population of any number of types evolve on a graph.

    Args:
        graph: Connected, undirected, without self-loops. The edges' attribute `weight` counts.
        types: The types and their payoffs.
        generations: How long, in N updates.
        selection: Intensity of selection, at least 0.
        updating: "death-birth", "birth-death" or "pairwise".
        mutation: Probability that an update ends in another type, each equally likely, in [0, 1].
        start: Shares by type, summing to 1, put at random; or every node's type by number, shape (N,), in the order of
            `graph.nodes`; None: equal shares.
        runs: Independent runs. Run r of a seed is the same whatever the other runs and `n_jobs`.
        seed: Root seed.
        n_jobs: Threads that share the runs.

    Raises:
        BadArgument: A graph that is not one of those, or a number or a start out of range.
        BadProbability: mutation outside [0, 1].
        UnknownName: No such updating, or a type in `start` that is not one of `types`.

    Example:
        >>> from selfother.populations.graphs import read_graph
        >>> from selfother.populations.payoffs import donation_types
        >>> graph, types = read_graph("lattice:side=20"), donation_types(b=8, c=1)
        >>> grown = simulate_on_graph(graph, types, generations=100, selection=0.5, runs=2)
        >>> grown.shares.shape, grown.final["empathic"] > 0.9
        ((2, 101, 2), True)
    """
    BadProbability.check("mutation", mutation)
    task = running.task_of(graph, types, updating=updating, selection=selection, mutation=mutation)
    check_count("generations", generations)
    kinds = running.kinds_at_start(start, types.names, task.net.starts.size - 1)
    keys = stream(seed, "graph", "shares").integers(2**64, size=check_count("runs", runs), dtype=np.uint64)
    is_random = start is None or isinstance(start, Mapping)
    work = [(task, kinds, (seed, run) if is_random else None, keys[run], generations) for run in range(runs)]
    shares = np.stack(running.side_by_side(running.follow, work, n_jobs))
    last = shares[:, -1]
    final = dict(zip(types.names, last.mean(axis=0).tolist(), strict=True))
    if runs == 1:
        return GraphShares(types.names, shares, final, None)
    errors = last.std(axis=0, ddof=1) / math.sqrt(runs)
    return GraphShares(types.names, shares, final, dict(zip(types.names, errors.tolist(), strict=True)))

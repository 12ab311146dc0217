"""Graphs: who meets and replaces whom, from a word, from an edge list, or from networkx.

| word | the graph |
|---|---|
| `complete:n=` | everybody beside everybody: the well-mixed population |
| `cycle:n=` | a ring |
| `star:n=` | a hub and n - 1 leaves |
| `lattice:side=` | a square with side x side nodes and four neighbours each, closed into a torus |
| `regular:n=,k=,seed=` | random, every node with k neighbours (Steger and Wormald 1999) |
| `small_world:n=,k=,p=,seed=` | a ring of k neighbours, edges rewired with probability p (Watts and Strogatz 1998) |
| `scale_free:n=,m=,seed=` | grown by preferential attachment of m edges (Barabasi and Albert 1999) |
| `random:n=,p=,seed=` | every edge with probability p (Erdos and Renyi 1959) |

A graph is connected and undirected, and has at least two nodes. Edges may have a `weight` above 0, how often the two
meet; one graph says both who plays whom and who replaces whom, equally often. Left out on purpose: directions and
self-loops. Files are read by their ending (`graph_files`).
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import networkx as nx  # type: ignore[import-untyped]
import numpy as np
from numpy.typing import NDArray

from selfother.catalogue import parse_word
from selfother.errors import BadArgument, BadProbability, UnknownName
from selfother.populations.graph_files import read_graph_file

__all__ = ["WORDS", "Csr", "check_graph", "read_graph", "to_csr"]

WORDS: Mapping[str, tuple[str, ...]] = {
    "complete": ("n",),
    "cycle": ("n",),
    "lattice": ("side",),
    "random": ("n", "p", "seed"),
    "regular": ("n", "k", "seed"),
    "scale_free": ("n", "m", "seed"),
    "small_world": ("n", "k", "p", "seed"),
    "star": ("n",),
}
"""The generators and their settings; `seed` is 0 where it is not given, the others are needed."""
LEAST = {"cycle": 3, "lattice": 3}
"""Fewest nodes (or nodes a side) where it is not 2."""


@dataclass(frozen=True, eq=False)
class Csr:
    """The neighbours of every node in two arrays (compressed sparse rows).

    Attributes:
        starts: Node i's neighbours are neighbours[starts[i]:starts[i + 1]], shape (N + 1,), int64.
        neighbours: Every edge twice, shape (2 edges,), int32.
        weights: Of the edges, beside `neighbours`, shape (2 edges,), above 0; None: all the same.
    """

    starts: NDArray[np.int64]
    neighbours: NDArray[np.int32]
    weights: NDArray[np.float64] | None = None

    @property
    def nodes(self) -> int:
        """Number of nodes, N."""
        return self.starts.size - 1

    @property
    def degrees(self) -> NDArray[np.int64]:
        """Number of neighbours of every node, shape (N,)."""
        return np.diff(self.starts)


def read_graph(word_or_path: str | os.PathLike[str]) -> "nx.Graph[int]":
    """Return the graph that a word or a file says, its nodes numbered from 0.

    Args:
        word_or_path: `name:key=value,...` as in the table above, or a file (see `graph_files`). The names of a file are
            kept as the node attribute `name`.

    Raises:
        UnknownName: No such generator, setting or file.
        BadArgument: A setting that is missing or out of range, a file that cannot be read, or a graph that
            `check_graph` refuses.
        BadProbability: p outside [0, 1].

    Example:
        >>> sorted(read_graph("cycle:n=4").edges)
        [(0, 1), (0, 3), (1, 2), (2, 3)]
    """
    path = Path(word_or_path)
    if path.is_file():
        graph = read_graph_file(path)
    else:
        name, settings = parse_word(str(word_or_path))
        if name not in WORDS:
            raise UnknownName.among("graph", name, WORDS, "the generators above, and files of graphs")
        graph = _generated(str(word_or_path), name, settings)
    check_graph(graph, str(word_or_path))
    return graph


def check_graph(graph: Any, called: str = "the graph") -> None:
    """Refuse what is not a connected, undirected graph of two or more nodes without self-loops.

    Args:
        graph: What was given.
        called: How errors name it.

    Raises:
        BadArgument: It is not, or an edge's weight is no number above 0; the text says what it is and what to do.
    """
    if not isinstance(graph, nx.Graph):
        raise BadArgument(f"{called} must be a networkx Graph; got {type(graph).__name__}. Use read_graph(word).")
    if graph.is_directed() or graph.is_multigraph():
        raise BadArgument(
            f"{called} must be undirected, with at most one edge between two nodes; got a {type(graph).__name__}. "
            "Use networkx.Graph(it), which forgets directions and copies."
        )
    if graph.number_of_nodes() < 2:
        raise BadArgument(
            f"{called} has {graph.number_of_nodes()} node(s); a population on a graph needs at least two: one to be "
            "replaced and one to replace it. Give a larger graph."
        )
    if loop := next(nx.selfloop_edges(graph), None):
        raise BadArgument(
            f"{called} has a self-loop at {_name_of(graph, loop[0])}: a player would play itself and be replaced by "
            "itself. Leave that edge out."
        )
    for first, second, weight in graph.edges(data="weight", default=1):
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0.0 < weight < float("inf"):
            raise BadArgument(
                f"{called}: the weight of {_name_of(graph, first)} - {_name_of(graph, second)} must be a number above "
                f"0, how often the two meet; got {weight!r}. Correct it, or leave the edge out."
            )
    if not nx.is_connected(graph):
        parts = sorted(nx.connected_components(graph), key=len, reverse=True)
        apart = ", ".join(_name_of(graph, node) for node in sorted(parts[-1], key=list(graph).index)[:3])
        raise BadArgument(
            f"{called} is not connected: {len(parts)} parts, the largest of {len(parts[0])} of {len(graph)} nodes, the "
            f"smallest with {apart}. No type could spread from one part to another. Add edges, try another seed, or "
            "keep the largest part: graph.subgraph(max(networkx.connected_components(graph), key=len))."
        )


def _name_of(graph: "nx.Graph[Any]", node: Any) -> str:
    """Return a node as its file names it."""
    return repr(graph.nodes[node].get("name", node))


def to_csr(graph: "nx.Graph[Any]") -> Csr:
    """Return the neighbours of every node as arrays; node i is the i-th of `graph.nodes`.

    Example:
        >>> to_csr(read_graph("star:n=3")).neighbours.tolist()
        [1, 2, 0, 0]
    """
    number = {node: i for i, node in enumerate(graph)}
    lists = [graph.adj[node] for node in graph]
    counts = np.fromiter(map(len, lists), dtype=np.int64, count=len(lists))
    starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
    named = map(number.__getitem__, chain.from_iterable(lists))
    neighbours = np.fromiter(named, dtype=np.int32, count=int(starts[-1]))
    edges = chain.from_iterable(beside.values() for beside in lists)
    weights = np.fromiter((edge.get("weight", 1.0) for edge in edges), dtype=np.float64, count=neighbours.size)
    is_weighted = weights.size > 0 and bool((weights != weights[0]).any())
    return Csr(starts, neighbours, weights if is_weighted else None)


def _generated(word: str, name: str, given: Mapping[str, Any]) -> "nx.Graph[int]":
    """Check the settings of a word, and make its graph."""
    for key in given:
        if key not in WORDS[name]:
            raise UnknownName.among(f"setting of graph {name!r}:", key, WORDS[name])
    settings = {"seed": 0} | dict(given) if "seed" in WORDS[name] else dict(given)
    if missing := [key for key in WORDS[name] if key not in settings]:
        raise BadArgument(f"graph {name!r} needs {', '.join(missing)}. Write {name}:{_settings_of(name)}")
    for key, value in settings.items():
        if key == "p":
            _check_chance(word, value)
        else:
            _check_whole(word, key, value, {"n": LEAST.get(name, 2), "side": LEAST.get(name, 2), "seed": 0}.get(key, 1))
    _check_degrees(word, name, settings)
    return _MAKERS[name](**settings)


def _check_chance(word: str, value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadArgument(f"{word}: p must be a number in [0, 1]; got {value!r}. Give e.g. p=0.1.")
    BadProbability.check(f"{word}: p", float(value))


def _check_whole(word: str, key: str, value: Any, least: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise BadArgument(f"{word}: {key} must be a whole number of at least {least}; got {value!r}.")


def _check_degrees(word: str, name: str, settings: Mapping[str, int]) -> None:
    """Refuse a number of neighbours that no graph of that size has."""
    n = settings.get("n", 0)
    neighbours = settings.get("k", settings.get("m", 0))
    if neighbours >= max(n, 1):
        letter = "k" if "k" in settings else "m"
        raise BadArgument(f"{word}: {letter} must be below n={n}; a node has at most n - 1 neighbours. Give less.")
    if name == "regular" and n * neighbours % 2:
        raise BadArgument(
            f"{word}: n k = {n * neighbours} is odd, and every edge has two ends, so no such graph exists. "
            "Make n or k even."
        )
    if name == "small_world" and neighbours % 2:
        raise BadArgument(f"{word}: k must be even, half on each side of the ring; got {neighbours}. Give k +- 1.")


def _settings_of(name: str) -> str:
    return ",".join(f"{key}=..." for key in WORDS[name])


def _lattice(side: int) -> "nx.Graph[int]":
    """Return the torus; node number row * side + column."""
    at = np.arange(side * side).reshape(side, side)
    graph: nx.Graph[int] = nx.empty_graph(side * side)
    for axis in (0, 1):
        graph.add_edges_from(zip(at.ravel().tolist(), np.roll(at, -1, axis).ravel().tolist(), strict=True))
    return graph


def _regular(n: int, k: int, seed: int) -> "nx.Graph[int]":
    """Return the random regular graph, its nodes in the order of their numbers."""
    graph: nx.Graph[int] = nx.empty_graph(n)
    graph.add_edges_from(nx.random_regular_graph(k, n, seed=seed).edges)
    return graph


_MAKERS: Mapping[str, Callable[..., "nx.Graph[int]"]] = {
    "complete": nx.complete_graph,
    "cycle": nx.cycle_graph,
    "lattice": _lattice,
    "random": lambda n, p, seed: nx.fast_gnp_random_graph(n, p, seed=seed),
    "regular": _regular,
    "scale_free": lambda n, m, seed: nx.barabasi_albert_graph(n, m, seed=seed),
    "small_world": lambda n, k, p, seed: nx.watts_strogatz_graph(n, k, p, seed=seed),
    "star": lambda n: nx.star_graph(n - 1),
}

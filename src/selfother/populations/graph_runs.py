"""Runs on a graph: checks what is asked, sets up the kernels' arrays, and shares the runs among threads."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from selfother.errors import BadArgument, BadProbability, UnknownName
from selfother.populations.coalescence import UPDATINGS, check_updating
from selfother.populations.graphs import Csr, check_graph, to_csr
from selfother.populations.payoffs import TypeGame
from selfother.seeds import stream
from selfother.tournaments.match import check_count

if TYPE_CHECKING:
    import networkx as nx  # type: ignore[import-untyped]

    from selfother.populations.graph_kernels import Net, Rules, Town

__all__ = [
    "Task",
    "advancing",
    "check_selection",
    "count_wins",
    "follow",
    "kinds_at_start",
    "side_by_side",
    "task_of",
]

LARGEST_EXPONENT = 600.0
MOST_TYPES = 127

Kinds = NDArray[np.int8]
Outcome = TypeVar("Outcome")


@dataclass(frozen=True, eq=False)
class Task:
    """What is the same in every run, as the kernels take it."""

    net: "Net"
    rules: "Rules"


def task_of(
    graph: "nx.Graph[Any] | Csr", types: TypeGame, *, updating: str, selection: float, mutation: float = 0.0
) -> Task:
    """Check graph, types and rules, and put them in the form of the kernels.

    Only differences of payoffs count, so the largest is set to 0: no fitness is above 1.

    Raises:
        BadArgument: A graph, a number of types or a selection out of range.
        UnknownName: No such updating.
    """
    check_updating(updating)
    if not 2 <= len(types.names) <= MOST_TYPES:
        raise BadArgument(f"a population needs 2 to {MOST_TYPES} types; got {len(types.names)}. Name another type.")
    payoffs = np.ascontiguousarray(types.payoffs, dtype=np.float64)
    check_selection(selection, payoffs)
    if not isinstance(graph, Csr):
        check_graph(graph)
        graph = to_csr(graph)
    kernels = _kernels()
    rules = kernels.Rules(UPDATINGS.index(updating), payoffs - payoffs.max(), float(selection), float(mutation))
    weights = np.zeros(0) if graph.weights is None else graph.weights
    return Task(kernels.Net(graph.starts, graph.neighbours, weights), rules)


def check_selection(selection: float, payoffs: NDArray[np.float64]) -> None:
    """Refuse an intensity whose fitness exp(selection * payoff) is no number.

    Raises:
        BadArgument: Not a number, below 0, or too strong for these payoffs.
    """
    width = float(np.ptp(payoffs))
    is_number = isinstance(selection, int | float) and not isinstance(selection, bool)
    if not is_number or not 0.0 <= selection < math.inf or selection * width > LARGEST_EXPONENT:
        raise BadArgument(
            f"selection must be a number from 0 to {LARGEST_EXPONENT / max(width, 1e-300):g}, since fitness is "
            f"exp(selection * payoff) and payoffs differ by up to {width:g}; got {selection!r}. Give e.g. 0.01."
        )


def kinds_at_start(start: Mapping[str, float] | ArrayLike | None, names: Sequence[str], nodes: int) -> Kinds:
    """Return the type of every node, shape (N,); where only shares are given, types stand in their order.

    Raises:
        BadArgument: Not one type a node, or shares that do not sum to 1.
        BadProbability: A share outside [0, 1].
        UnknownName: A type that is not one of `names`.
    """
    if start is not None and not isinstance(start, Mapping):
        kinds = np.asarray(start)
        if kinds.shape != (nodes,) or kinds.dtype.kind not in "iu" or not 0 <= kinds.min() <= kinds.max() < len(names):
            raise BadArgument(
                f"start must give each of the {nodes} nodes a type, whole numbers from 0 to {len(names) - 1}; got "
                f"{kinds.dtype} of shape {kinds.shape}. Or give shares, e.g. {{{names[0]!r}: 0.5, {names[1]!r}: 0.5}}."
            )
        return kinds.astype(np.int8)
    shares = dict.fromkeys(names, 1.0 / len(names)) if start is None else dict(start)
    for name, share in shares.items():
        if name not in names:
            raise UnknownName.among("type of start", name, names)
        BadProbability.check(f"start[{name!r}]", share)
    if abs(sum(shares.values()) - 1.0) > 1e-9:
        raise BadArgument(f"the shares of start must sum to 1; got {sum(shares.values()):g}. Correct them.")
    last = np.rint(np.cumsum([shares.get(name, 0.0) for name in names]) * nodes)
    return np.searchsorted(last, np.arange(nodes), side="right").astype(np.int8)


def count_wins(task: Task, first: int, keys: NDArray[np.uint64], longest: int) -> int:
    """Return in how many runs, one a key, a single individual of type `first` took over; -1 where a run took longer."""
    town = _town(task, np.zeros(task.net.starts.size - 1, dtype=np.int8))
    return int(_kernels().run_to_fixation(task.net, task.rules, town, first, keys, longest))


def follow(
    task: Task, kinds: Kinds, label: tuple[int, int] | None, key: np.uint64, generations: int
) -> NDArray[np.float64]:
    """Return the shares of one run after each generation, shape (generations + 1, k).

    Args:
        task: Graph and rules.
        kinds: The type of every node.
        label: Seed and number of the run, to shuffle `kinds` by; None: as they stand.
        key: Start of the run's generator.
        generations: How many.
    """
    nodes = kinds.size
    own = kinds.copy() if label is None else stream(label[0], "graph", "start", label[1]).permutation(kinds)
    advance = advancing(task, own, key)
    return np.stack([advance(nodes if generation else 0) / nodes for generation in range(generations + 1)])


def advancing(task: Task, kinds: Kinds, key: np.uint64 | int = 0) -> Callable[[int], NDArray[np.int64]]:
    """A function that lets a population whose types are `kinds` make updates, and counts each type."""
    kernels, town = _kernels(), _town(task, kinds)
    town.chance[0] = key
    kernels.place_all(task.net, task.rules, town)

    def advance(updates: int) -> NDArray[np.int64]:
        kernels.advance(task.net, task.rules, town, updates)
        return town.totals.copy()

    return advance


def side_by_side(run: Callable[..., Outcome], work: Sequence[tuple[Any, ...]], n_jobs: int) -> list[Outcome]:
    """Return run(*one) for each piece of work, in their order; threads share one copy of the graph.

    Raises:
        BadArgument: n_jobs below 1.
    """
    if check_count("n_jobs", n_jobs) == 1:
        return [run(*piece) for piece in work]
    from joblib import Parallel, delayed  # type: ignore[import-untyped]

    outcomes: list[Outcome] = Parallel(n_jobs=n_jobs, prefer="threads")(delayed(run)(*piece) for piece in work)
    return outcomes


def _town(task: Task, kinds: Kinds) -> "Town":
    """Return the arrays of a population whose types are `kinds`, the rest of them still empty."""
    kernels = _kernels()
    nodes, types = kinds.size, task.rules.payoffs.shape[0]
    leaves = 1 << (nodes - 1).bit_length() if task.rules.updating == kernels.BIRTH_DEATH else 0
    town: Town = kernels.Town(
        kinds=kinds,
        beside=np.zeros((nodes, types), dtype=np.int32),
        value=np.zeros(nodes),
        totals=np.zeros(types, dtype=np.int64),
        sums=np.zeros(2 * leaves),
        chance=np.zeros(1, dtype=np.uint64),
    )
    return town


@cache
def _kernels() -> ModuleType:
    """Import the compiled kernels, and numba with them, when a run first needs them."""
    return import_module("selfother.populations.graph_kernels")

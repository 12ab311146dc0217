"""Sweeps: fixation of empathy over a grid of graphs, benefit-to-cost ratios and selection intensities.

A cell is seeded by its own words and numbers, so its result depends neither on the rest of the grid, nor on the order
in which cells run, nor on how many processes or machines share them. `loky` shares them among processes of this
machine, through joblib; `ray` among the machines of a Ray cluster, as tasks of its own: a cell is a pure function, so
the cells of a machine that dies run again elsewhere.
"""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any, Literal, get_args

from selfother.errors import BadArgument, MissingExtra, UnknownName
from selfother.populations.coalescence import check_updating
from selfother.populations.graph_runs import check_selection
from selfother.populations.graphs import Csr, read_graph, to_csr
from selfother.populations.payoffs import donation_types
from selfother.populations.structured import fixation_on_graph
from selfother.seeds import derive
from selfother.tournaments.match import check_count

__all__ = ["Backend", "Cell", "CellFixation", "run_cell", "sweep_graphs"]

Backend = Literal["loky", "ray"]
ANY_NUMBER = -1
"""Retries of a Ray task whose machine or process died."""


@dataclass(frozen=True)
class Cell:
    """One point of a sweep: a donation game with c = 1 on a graph.

    Attributes:
        graph: A word or an edge-list file, see `read_graph`.
        ratio: b/c, above 1.
        selection: Intensity of selection, at least 0.
        updating: "death-birth", "birth-death" or "pairwise".
        runs: Runs from one empathic mutant, and as many from one selfish.
        seed: Root seed.
    """

    graph: str
    ratio: float
    selection: float
    updating: str
    runs: int
    seed: int


@dataclass(frozen=True)
class CellFixation:
    """What a cell gave.

    Attributes:
        cell: The cell.
        fixation: By type, `empathic` and `selfish`, how often a single mutant's type took over, in [0, 1].
        standard_error: Of each.
        neutral: 1 / N.
    """

    cell: Cell
    fixation: dict[str, float]
    standard_error: dict[str, float]
    neutral: float


def sweep_graphs(
    graphs: Sequence[str],
    ratios: Sequence[float],
    *,
    selections: Sequence[float] = (0.01,),
    updating: str = "death-birth",
    runs: int = 10_000,
    seeds: Sequence[int] = (0,),
    n_jobs: int = 1,
    backend: str = "loky",
) -> list[CellFixation]:
    """Measure fixation in every cell of graphs x ratios x selections x seeds.

    Args:
        graphs: Words or files.
        ratios: Values of b/c, each above 1.
        selections: Intensities of selection, each at least 0.
        updating: "death-birth", "birth-death" or "pairwise".
        runs: Runs of each type in each cell.
        seeds: Root seeds.
        n_jobs: Processes that share the cells; a Ray cluster decides that by itself.
        backend: "loky" on this machine, or "ray": the cluster that is connected, or the one that RAY_ADDRESS names, or
            else one that is started on this machine and stopped afterwards. Files must be on a disk that all share.

    Returns:
        A result a cell, in the order of the grid, the last-named argument varying fastest.

    Raises:
        BadArgument: An empty list, or a graph or number out of range; found before any cell runs.
        BadPayoff: A ratio that is not above 1.
        UnknownName: No such graph, updating or backend.
        MissingExtra: `ray` is not installed.

    Example:
        >>> cells = sweep_graphs(["cycle:n=6", "complete:n=6"], [2.0, 5.0], selections=[0.2], runs=2000)
        >>> [cell.fixation["empathic"] > cell.neutral for cell in cells]
        [False, True, False, False]
    """
    if backend not in get_args(Backend):
        raise UnknownName.among("backend", backend, get_args(Backend))
    for name, given in {"graphs": graphs, "ratios": ratios, "selections": selections, "seeds": seeds}.items():
        if isinstance(given, str) or not len(given):
            raise BadArgument(f"{name} must be a list of at least one; got {given!r}. Give e.g. [one, two].")
    check_updating(updating)
    check_count("runs", runs)
    check_count("n_jobs", n_jobs)
    for graph in graphs:
        read_graph(graph)
    for ratio, selection in product(ratios, selections):
        check_selection(selection, donation_types(b=ratio, c=1.0).payoffs)
    cells = [
        Cell(graph, float(ratio), float(selection), updating, runs, int(seed))
        for graph, ratio, selection, seed in product(graphs, ratios, selections, seeds)
    ]
    return _on_ray(cells) if backend == "ray" else _on_loky(cells, n_jobs)


def run_cell(cell: Cell) -> CellFixation:
    """Measure one cell; the same cell gives the same numbers everywhere."""
    seed = derive(cell.seed, "graph sweep", cell.graph, cell.ratio, cell.selection, cell.updating)
    measured = fixation_on_graph(
        _read_once(cell.graph),
        donation_types(b=cell.ratio, c=1.0),
        updating=cell.updating,
        selection=cell.selection,
        runs=cell.runs,
        seed=seed,
    )
    return CellFixation(cell, measured.fixation, measured.standard_error, measured.neutral)


def _read_once(graph: str) -> Csr:
    """Return a graph's neighbours; a process that runs several cells of one reads it once, until its file changes."""
    path = Path(graph)
    return _read_as_of(graph, hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "")


@lru_cache(maxsize=4)
def _read_as_of(graph: str, digest: str) -> Csr:  # noqa: ARG001  (it is kept under the digest, too)
    return to_csr(read_graph(graph))


def _on_loky(cells: list[Cell], n_jobs: int) -> list[CellFixation]:
    if n_jobs == 1:
        return [run_cell(cell) for cell in cells]
    from joblib import Parallel, delayed  # type: ignore[import-untyped]

    results: list[CellFixation] = Parallel(n_jobs=n_jobs)(delayed(run_cell)(cell) for cell in cells)
    return results


def _on_ray(cells: list[Cell]) -> list[CellFixation]:
    try:
        import ray  # type: ignore[import-not-found,unused-ignore]
    except ModuleNotFoundError as error:
        raise MissingExtra.of("cluster", "ray", "the backend ray") from error

    is_ours = not ray.is_initialized()
    if is_ours:
        ray.init(log_to_driver=False, logging_level=logging.WARNING)
    try:
        remote: Any = ray.remote(run_cell).options(max_retries=ANY_NUMBER)
        results: list[CellFixation] = ray.get([remote.remote(cell) for cell in cells])
        return results
    finally:
        if is_ours:
            ray.shutdown()

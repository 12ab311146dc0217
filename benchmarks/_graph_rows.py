"""Rows of evolution on graphs: updates per CPU second, from a thousand individuals to a million.

A death-birth update on a square lattice (four neighbours), b/c = 8, selection 0.1, mutation 0.05, so that both types
are there at every size and the work of an update is the same. `graph_updates` compares a million (ours) with a thousand
(peer): a ratio of 1 would be perfectly linear; what is missing is the wait for memory that no cache holds.
"""

import statistics
from typing import Any

import numpy as np

from benchmarks._timing import Row, measure
from selfother.populations import graph_runs as running
from selfother.populations.graphs import Csr
from selfother.populations.payoffs import donation_types

UPDATES = 500_000
SIDES = {"1e3": 32, "1e4": 100, "1e5": 316, "1e6": 1000}
UNIT = "updates per CPU second"


def measure_graph_rows(repeats: int = 5) -> list[Row]:
    """Measure the row of every size against the smallest, all sizes interleaved."""
    runs = {size: _prepared(side) for size, side in SIDES.items()}
    for run in runs.values():
        run()
    seconds: dict[str, list[float]] = {size: [] for size in runs}
    walls: dict[str, list[float]] = {size: [] for size in runs}
    for _ in range(repeats):
        for size, run in runs.items():
            timed = measure(run)
            seconds[size].append(timed.cpu_seconds)
            walls[size].append(timed.wall_seconds)
    rates = {size: UPDATES / statistics.median(times) for size, times in seconds.items()}
    wall = {size: statistics.median(times) for size, times in walls.items()}
    smallest, largest = "1e3", "1e6"

    def row(name: str, size: str) -> Row:
        return Row(name, rates[size], rates[smallest], rates[size] / rates[smallest], UNIT, wall[size], wall[smallest])

    return [row("graph_updates", largest), *(row(f"graph_updates_{size}", size) for size in SIDES)]


def lattice(side: int) -> Csr:
    """Return the torus of `lattice:side=`, straight as arrays: networkx takes half a minute for a million nodes."""
    at = np.arange(side * side).reshape(side, side)
    beside = np.stack([np.roll(at, step, axis) for axis in (0, 1) for step in (1, -1)], axis=-1)
    return Csr(np.arange(0, 4 * side * side + 1, 4, dtype=np.int64), beside.reshape(-1).astype(np.int32))


def _prepared(side: int) -> Any:
    """Return a call that makes UPDATES updates of a population that is settled in."""
    types = donation_types(b=8, c=1)
    task = running.task_of(lattice(side), types, updating="death-birth", selection=0.1, mutation=0.05)
    advance = running.advancing(task, np.random.default_rng(0).integers(0, 2, side * side).astype(np.int8))
    advance(2 * UPDATES)
    return lambda: advance(UPDATES)

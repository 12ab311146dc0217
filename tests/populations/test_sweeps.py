"""Sweeps give the same numbers however their cells are shared, also when a machine dies."""

import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from selfother.errors import BadArgument, BadPayoff, MissingExtra, UnknownName
from selfother.populations.sweeps import Cell, run_cell, sweep_graphs

GRID: dict[str, Any] = {
    "graphs": ["cycle:n=8", "star:n=6"],
    "ratios": [2.0, 6.0],
    "selections": [0.05, 0.3],
    "seeds": [0, 1],
    "runs": 200,
}


def test_cells_stand_in_the_order_of_the_grid() -> None:
    alone = sweep_graphs(**GRID)
    assert len(alone) == 16
    assert [(found.cell.graph, found.cell.ratio, found.cell.seed) for found in alone[:3]] == [
        ("cycle:n=8", 2.0, 0),
        ("cycle:n=8", 2.0, 1),
        ("cycle:n=8", 2.0, 0),
    ]


@pytest.mark.slow
def test_one_two_and_eight_workers_give_the_same_numbers() -> None:
    alone = sweep_graphs(**GRID)
    assert sweep_graphs(**GRID, n_jobs=2) == alone
    assert sweep_graphs(**GRID, n_jobs=8) == alone


def test_a_cell_does_not_depend_on_its_grid() -> None:
    alone = sweep_graphs(["star:n=6"], [6.0], selections=[0.3], seeds=[1], runs=200)
    assert alone == [found for found in sweep_graphs(**GRID) if found.cell == alone[0].cell]
    other = run_cell(Cell("star:n=6", 6.0, 0.3, "death-birth", 200, 2))
    assert other.fixation != alone[0].fixation


def test_a_file_that_was_edited_is_another_graph(tmp_path: Path) -> None:
    file = tmp_path / "friends.txt"
    neutral = []
    for edges in ("a b\nb c\n", "a b\nb c\nc d\n"):
        file.write_text(edges)
        neutral.append(run_cell(Cell(str(file), 6.0, 0.3, "death-birth", 10, 0)).neutral)
    assert neutral == [1 / 3, 1 / 4]


@pytest.mark.parametrize(
    ("changes", "kind", "said"),
    [
        ({"graphs": []}, BadArgument, r"graphs must be a list of at least one; got \[\]"),
        ({"graphs": "cycle:n=8"}, BadArgument, "graphs must be a list"),
        ({"graphs": ["cycle:n=8", "ring"]}, UnknownName, "unknown graph 'ring'"),
        ({"ratios": [0.5]}, BadPayoff, "b"),
        ({"updating": "moran"}, UnknownName, "updating"),
        ({"backend": "dask"}, UnknownName, "unknown backend 'dask'.*loky"),
        ({"selections": [-1.0]}, BadArgument, "selection must be a number from 0"),
        ({"runs": 0}, BadArgument, "runs"),
    ],
)
def test_a_bad_grid_gets_its_sentence_before_any_cell_runs(
    changes: dict[str, Any], kind: type[Exception], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("selfother.populations.sweeps.run_cell", _never)
    with pytest.raises(kind, match=said):
        sweep_graphs(**(GRID | changes))


def _never(cell: Cell) -> None:
    raise RuntimeError(f"ran {cell}")


def test_without_ray_the_line_to_run_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(MissingExtra, match=r"the backend ray needs ray.*Run: pip install .*\[cluster\]"):
        sweep_graphs(**GRID, backend="ray")


@pytest.mark.slow
def test_a_cluster_of_two_machines_gives_the_same_numbers_after_one_was_killed() -> None:
    import ray
    from ray.cluster_utils import Cluster

    grid: dict[str, Any] = {
        "graphs": ["cycle:n=40", "lattice:side=6"],
        "ratios": [3.0, 6.0, 9.0],
        "selections": [0.05],
        "seeds": [0, 1],
        "runs": 3000,
    }
    alone = sweep_graphs(**grid)
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    try:
        second = cluster.add_node(num_cpus=1)
        ray.init(address=cluster.address, log_to_driver=False, logging_level="WARNING")
        cluster.wait_for_nodes()
        assert ray.cluster_resources()["CPU"] == 2
        assert sweep_graphs(**grid, backend="ray") == alone
        found: list[Any] = []
        sweep = threading.Thread(target=lambda: found.extend(sweep_graphs(**grid, backend="ray")))
        sweep.start()
        while sweep.is_alive() and ray.available_resources().get("CPU", 0) > 0:
            time.sleep(0.05)
        assert sweep.is_alive()  # both machines are at work on a cell
        cluster.remove_node(second, allow_graceful=False)
        sweep.join(timeout=600)
        assert found == alone
        deadline = time.monotonic() + 120.0  # a dead node's processors are counted until its heartbeats are missed
        while ray.cluster_resources()["CPU"] > 1 and time.monotonic() < deadline:
            time.sleep(0.5)
        assert ray.cluster_resources()["CPU"] == 1
    finally:
        ray.shutdown()
        cluster.shutdown()

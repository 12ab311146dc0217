"""What a study would take: cells, processor hours, clock hours on so many cores, and what is finished already."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from selfother.records import PlanRecord
from selfother.studies.declaring.cells import Layout
from selfother.studies.declaring.study import DeclaredStudy
from selfother.studies.judging.plan import freeze
from selfother.studies.running.calls import CallRow, calls_left
from selfother.studies.running.costs import Costs, usable_cores
from selfother.studies.running.graph import estimate_wall_seconds, make_tasks
from selfother.studies.running.store import RunFolder

__all__ = ["Forecast", "ForecastRow", "forecast"]


@dataclass(frozen=True)
class ForecastRow:
    """All cells of one kind and name.

    Attributes:
        cells: How many there are.
        finished: How many stand in the run folder.
        cpu_seconds: What the others are thought to take.
    """

    kind: str
    name: str
    cells: int
    finished: int
    cpu_seconds: float


@dataclass(frozen=True)
class Forecast:
    """What `selfother study plan` prints.

    Attributes:
        rows: One for each kind and name, in the order of the study.
        cores: Cores that the clock time supposes.
        cpu_seconds: Of everything that is not finished.
        wall_seconds: Clock time of it.
        frozen: The plan that the run would freeze.
        calls: What the run would ask of providers, one row a model.
    """

    rows: tuple[ForecastRow, ...]
    cores: int
    cpu_seconds: float
    wall_seconds: float
    frozen: PlanRecord
    calls: tuple[CallRow, ...] = ()


def forecast(study: DeclaredStudy, layout: Layout, folder: Path, *, workers: int | None = None) -> Forecast:
    """Look at what is finished in its run folder, and play the rest through.

    Args:
        study: The study.
        layout: Its cells.
        folder: Its run folder, which need not exist.
        workers: Cores to suppose; None: all that this process may use.

    Raises:
        BrokenRecord: A finished cell's file is no record.
    """
    store, cores = RunFolder(folder), workers or usable_cores()
    records = store.read(layout.cells())
    costs = Costs.measured(records.values())
    rows = _rows(layout, set(records), costs)
    tasks = make_tasks(layout, store, cost=costs.of)
    wall = estimate_wall_seconds(tasks, cores)
    calls = calls_left(layout, records.__contains__)
    return Forecast(rows, cores, sum(row.cpu_seconds for row in rows), wall, freeze(study, layout), calls)


def _rows(layout: Layout, finished: set[str], costs: Costs) -> tuple[ForecastRow, ...]:
    groups: dict[tuple[str, str], list[tuple[str, float]]] = defaultdict(list)
    for cell in layout.cells():
        groups[cell.kind, cell.name].append((cell.key, costs.of(cell)))
    return tuple(
        ForecastRow(
            kind,
            name,
            cells=len(cells),
            finished=sum(key in finished for key, _ in cells),
            cpu_seconds=sum(seconds for key, seconds in cells if key not in finished),
        )
        for (kind, name), cells in groups.items()
    )

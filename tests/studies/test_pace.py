"""What is left of a run, by a clock that the test turns."""

from dataclasses import dataclass, field

import pytest

from selfother.studies.declaring.cells import Cell
from selfother.studies.declaring.parts import Part
from selfother.studies.running.pace import Pace
from selfother.studies.running.tasks import Task


@dataclass
class Clock:
    """A clock that stands until it is turned."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Run:
    """A pace with its clock, and the keys of the cells that have ended."""

    cores: int = 1
    clock: Clock = field(default_factory=Clock)
    ended: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.pace = Pace(lambda cell: cell.cost_cpu_seconds, self.cores, self.clock)

    def take(self, task: str, cell: Cell, seconds: float, *, cpu_seconds: float | None = None) -> None:
        """Let a task run a cell for so long; it had the processor all the while where nothing else is said."""
        self.pace.begin(task, cell)
        self.clock.now += seconds
        self.pace.finish(task, wall_seconds=seconds, cpu_seconds=seconds if cpu_seconds is None else cpu_seconds)
        self.ended.add(cell.key)


def cell(name: str, seconds: float, *, arm: str = "none", kind: str = "probe", threads: int = 1) -> Cell:
    return Cell(kind, Part(name=name), arm, 0, threads, {"arm": arm, "name": name}, seconds)  # type: ignore[arg-type]


def task(*cells: Cell) -> Task:
    return Task(cells[0].arm, cells)


def test_a_name_that_finished_counts_as_it_was_seen_and_others_by_what_cells_cost() -> None:
    run = Run()
    run.take("none", cell("lies", 30.0), 60.0)
    assert run.pace.seconds_of(cell("lies", 30.0, arm="soo")) == 60.0
    assert run.pace.seconds_of(cell("truth", 8.0)) == pytest.approx(8.0 * (60 + 10) / (30 + 10))
    assert run.pace.seconds_of(cell("training", 8.0, threads=2)) == pytest.approx(4.0 * 70 / 40)


def test_a_second_of_the_first_cells_says_how_busy_the_machine_is() -> None:
    run = Run()
    assert run.pace.seconds_of(cell("lies", 30.0)) == 30.0
    run.take("games", cell("games", 1.0, kind="check"), 4.0, cpu_seconds=1.0)
    assert run.pace.busyness() == pytest.approx(4.5 / 1.5)
    assert run.pace.seconds_of(cell("lies", 30.0)) == pytest.approx(90.0)
    for number in range(12):  # the others have gone home
        run.take("games", cell(f"game{number}", 1.0, kind="check"), 1.0)
    assert run.pace.busyness() == 1.0


def test_a_cell_that_failed_teaches_nothing() -> None:
    run = Run()
    run.pace.begin("none", cell("lies", 30.0))
    run.clock.now = 1.0
    assert run.pace.end("none") == cell("lies", 30.0)
    assert run.pace.seconds_of(cell("lies", 30.0)) == 30.0
    assert run.pace.end("none") is None


def test_what_a_cell_has_taken_already_is_not_to_come() -> None:
    run = Run()
    lies, truth = cell("lies", 30.0), cell("truth", 8.0)
    run.pace.begin("none", lies)
    left = [run.pace.left_seconds([], [task(lies, truth)], set()) for run.clock.now in (0.0, 20.0, 31.0, 500.0)]
    assert left == pytest.approx([38.0, 18.0, 11.0, 478.0])  # a tenth of a cell at the least, and as much as it is over


def test_a_training_under_way_is_measured_by_its_steps() -> None:
    run = Run()
    training = cell("overlap", 30.0, arm="soo", kind="train")
    run.pace.begin("soo", training)
    run.clock.now = 12.0
    run.pace.step("soo", 3, 24)
    assert run.pace.left_seconds([], [task(training)], set()) == pytest.approx(12.0 / 3 * 21)
    assert run.pace.under_way() == "soo overlap seed 0, step 3 of 24"


def test_running_tasks_keep_their_cores_and_waiting_ones_come_after() -> None:
    run = Run(cores=2)
    first, second, third = (cell("lies", 30.0, arm=arm) for arm in ("a", "b", "c"))
    run.pace.begin("a", first)
    run.pace.begin("b", second)
    run.clock.now = 10.0
    assert run.pace.left_seconds([task(third)], [task(first), task(second)], set()) == pytest.approx(20.0 + 30.0)
    assert run.pace.under_way() == "a lies seed 0; b lies seed 0"


@pytest.mark.parametrize("share", [1.0, 0.4])  # declared costs that are wrong, and a machine that is busy
def test_by_a_quarter_of_a_run_the_estimate_is_right(share: float) -> None:
    run, arms = Run(), [f"arm{number}" for number in range(8)]
    cells = {arm: [cell("lies", 20.0, arm=arm), cell("truth", 5.0, arm=arm)] for arm in arms}
    slowness, truth = 2.5, 8 * 25.0 * 2.5
    for arm in arms[:2]:
        for each in cells[arm]:
            seconds = each.cost_cpu_seconds * slowness
            run.take(arm, each, seconds, cpu_seconds=seconds * share)
    left = run.pace.left_seconds([task(*cells[arm]) for arm in arms[2:]], [], run.ended)
    assert run.clock.now + left == pytest.approx(truth)

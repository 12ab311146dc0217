"""How long a run still takes, from what its cells were thought to cost and how long those of this run took.

    a cell of a name that finished here      the mean clock time of the last of those
    any other cell                           the processor seconds that it was thought to cost, corrected by what others
                                             cost, times the clock seconds that a processor second has taken of late
    a cell under way                         what is left of that; a training, by the steps that it has done; one that
                                             takes longer than was thought, as much again as it is over

A machine that computes other things besides makes every cell longer: the first cells, which take a second or two, say
by how much.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from selfother.studies.declaring.cells import Cell
from selfother.studies.running.graph import LOAD_SECONDS, estimate_wall_seconds
from selfother.studies.running.tasks import Task

__all__ = ["Pace"]

_TRUST_SECONDS = 10.0
"""So many processor seconds of finished cells weigh as much as what was thought before."""
_IDLE_SECONDS = 0.5
"""A machine is thought idle until the finished cells say otherwise, with the weight of so many seconds."""
_LATEST = 12
"""So many of the last cells say how busy the machine is."""
_LEAST_SHARE = 0.1
"""A cell is thought to have at least this share of its time to go."""


@dataclass
class _InFlight:
    """One cell under way.

    Attributes:
        cell: The cell.
        began: Clock second at which it began.
        done: Training steps done.
        total: Training steps in all; 0 where the cell counts none.
    """

    cell: Cell
    began: float
    done: int = 0
    total: int = 0

    def __str__(self) -> str:
        return f"{self.cell.label}, step {self.done} of {self.total}" if self.total else self.cell.label


@dataclass
class Pace:
    """The clock of one run.

    Attributes:
        cost: Processor seconds that a cell was thought to take.
        cores: Cores that the run may use.
        clock: Seconds that pass.
    """

    cost: Callable[[Cell], float]
    cores: int
    clock: Callable[[], float] = time.monotonic
    _took: dict[tuple[str, str], deque[float]] = field(default_factory=dict)
    _latest: deque[tuple[float, float]] = field(default_factory=lambda: deque(maxlen=_LATEST))
    _cpu_seconds: float = 0.0
    _thought_seconds: float = 0.0
    _in_flight: dict[str, _InFlight] = field(default_factory=dict)

    def begin(self, task: str, cell: Cell) -> None:
        """Note that a task has begun a cell."""
        self._in_flight[task] = _InFlight(cell, self.clock())

    def step(self, task: str, done: int, total: int) -> None:
        """Note how far the training that a task has under way is."""
        if (flight := self._in_flight.get(task)) is not None:
            flight.done, flight.total = done, total

    def end(self, task: str) -> Cell | None:
        """The cell that a task had under way, which has ended; None where there was none."""
        flight = self._in_flight.pop(task, None)
        return flight.cell if flight else None

    def finish(self, task: str, *, wall_seconds: float, cpu_seconds: float) -> None:
        """Note that the cell under way is finished, and learn from what it took."""
        if (cell := self.end(task)) is None:
            return
        self._took.setdefault((cell.kind, cell.name), deque(maxlen=_LATEST)).append(wall_seconds)
        self._latest.append((wall_seconds, cpu_seconds / cell.threads))
        self._cpu_seconds += cpu_seconds
        self._thought_seconds += self.cost(cell)

    def under_way(self) -> str:
        """The cells under way in words, with the steps of a training; empty where there is none."""
        return "; ".join(str(flight) for flight in self._in_flight.values())

    def seconds_of(self, cell: Cell) -> float:
        """The clock seconds that a cell is thought to take in this run."""
        if took := self._took.get((cell.kind, cell.name)):
            return sum(took) / len(took)
        correction = (self._cpu_seconds + _TRUST_SECONDS) / (self._thought_seconds + _TRUST_SECONDS)
        return self.cost(cell) / cell.threads * correction * self.busyness()

    def busyness(self) -> float:
        """The clock seconds that a processor second of one thread has taken of late, at least 1."""
        wall, alone = (sum(seconds) for seconds in zip(*self._latest, strict=True)) if self._latest else (0.0, 0.0)
        return max(1.0, (wall + _IDLE_SECONDS) / (alone + _IDLE_SECONDS))

    def left_seconds(self, waiting: Sequence[Task], running: Iterable[Task], ended: set[str]) -> float:
        """The clock seconds that are left, by playing the rest of the schedule through.

        Args:
            waiting: Tasks not started.
            running: Tasks under way.
            ended: Keys of the cells that finished or failed.
        """
        started = [self._rest_of(task, ended) for task in running]
        return estimate_wall_seconds([self._rest_of(task, ended) for task in waiting], self.cores, running=started)

    def _rest_of(self, task: Task, ended: set[str]) -> Task:
        """A task with what is left of it, in seconds of this run."""
        cells = tuple(cell for cell in task.cells if cell.key not in ended)
        flight = self._in_flight.get(task.name)
        is_fresh = flight is None and len(cells) == len(task.cells) and task.stack is not None
        seconds = LOAD_SECONDS if is_fresh else 0.0
        for cell in cells:
            seconds += self._left_of(flight) if flight and cell.key == flight.cell.key else self.seconds_of(cell)
        return replace(task, cells=cells, cost_cpu_seconds=seconds * task.threads)

    def _left_of(self, flight: _InFlight) -> float:
        elapsed, thought = self.clock() - flight.began, self.seconds_of(flight.cell)
        if flight.done:
            return elapsed / flight.done * (flight.total - flight.done)
        return max(abs(thought - elapsed), _LEAST_SHARE * thought)  # over by a minute: a minute more, not ten seconds

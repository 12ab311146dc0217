"""The tasks of a study, which of them wait for which, and which one starts next on the cores that are free.

A task occupies as many cores as it has threads. Checks go first (the first report is theirs), then the first training
seed of every arm, then the second: a run that is stopped has something of every arm. Within a seed the task with the
longest chain of work behind it goes first. Where that one needs more cores than are free, a shorter one may start only
if it ends before those cores are free: nothing overtakes at another's cost.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from selfother.studies.declaring.bases import Base
from selfother.studies.declaring.cells import Cell, Layout, Link, Stack
from selfother.studies.running.store import RunFolder
from selfother.studies.running.tasks import Task

__all__ = ["LOAD_SECONDS", "choose_next", "estimate_wall_seconds", "make_tasks"]

Cost = Callable[[Cell], float]
LOAD_SECONDS = 4.0
"""A worker's start and the loading of a model, CPU-seconds a task."""


def make_tasks(layout: Layout, folder: RunFolder, *, cost: Cost) -> list[Task]:
    """The tasks for what is not finished.

    A model that several arms start from is trained by one task, which the others wait for. A finished training whose
    product was removed is run again only if some probe still needs the product.

    Args:
        layout: The study's cells.
        folder: Where finished cells stand.
        cost: CPU-seconds that a cell is thought to take.
    """
    tasks = [_check_task(cell, cost) for cell in layout.checks if not folder.is_finished(cell.key)]
    trainer: dict[str, str] = {}
    claimed: set[str] = set()
    seeds = list(dict.fromkeys(replicate.seed for _, replicate in layout.stacks))
    for number, ((arm, replicate), stack) in enumerate(layout.stacks.items()):
        probes = [cell for cell in layout.probes[arm, replicate] if not folder.is_finished(cell.key)]
        probes = [cell for cell in probes if cell.key not in claimed]
        claimed.update(cell.key for cell in probes)
        chain = [*stack.start, *stack.links]
        if not probes and all(link.train is None or folder.is_finished(link.train.key) for link in chain):
            continue
        needs: list[str] = []
        own: list[Cell] = []
        for link in chain:
            if link.train is None or folder.has_product(link.train.key):
                continue
            if link in stack.start and link.train.key not in trainer:
                task = _subject_task(stack.base, stack.start, link, cost)
                tasks.append(task)
                trainer[link.train.key] = task.name
            if (name := trainer.get(link.train.key)) is not None:
                needs.append(name)
            else:
                own.append(link.train)
        name = f"arm-{arm}-{number}"
        trainer.update({cell.key: name for cell in own})
        cells = (*own, *probes)
        if cells:
            task = _task(name, cells, stack=stack, needs=tuple(dict.fromkeys(needs)), cost=cost)
            tasks.append(replace(task, turn=seeds.index(replicate.seed)))
    return tasks


def _task(name: str, cells: tuple[Cell, ...], *, stack: object, needs: tuple[str, ...], cost: Cost) -> Task:
    threads = max(cell.threads for cell in cells)
    seconds = sum(cost(cell) for cell in cells) + (LOAD_SECONDS if stack else 0.0)
    return Task(name, cells, stack, needs, threads, seconds, goes_first=stack is None)  # type: ignore[arg-type]


def _check_task(cell: Cell, cost: Cost) -> Task:
    return _task(f"check-{cell.key}", (cell,), stack=None, needs=(), cost=cost)


def _subject_task(base: Base, start: tuple[Link, ...], link: Link, cost: Cost) -> Task:
    assert link.train is not None
    return _task(f"train-{link.train.key}", (link.train,), stack=Stack(base, start), needs=(), cost=cost)


def choose_next(
    waiting: Sequence[Task], running: Mapping[str, tuple[Task, float]], done: Iterable[str], *, cores: int, now: float
) -> Task | None:
    """The task to start now, or None where it is better, or needed, to wait.

    Args:
        waiting: Tasks not started, in the order of the study.
        running: Name -> (task, second at which it started).
        done: Names of tasks that ended.
        cores: Cores in all; a task that wants more than there are takes all of them.
        now: The second that it is.
    """
    missing = ({task.name for task in waiting} | set(running)) - set(done)
    return _first_of(_in_order(waiting), running, missing, cores=cores, now=now)


def _in_order(tasks: Sequence[Task]) -> list[Task]:
    """The tasks: those that go first, then seed by seed those with the longest chain of work from their start.

    The order of some of them stays what it is while others start and end: a task ends before what needs it starts.
    """
    chain: dict[str, float] = {}
    behind: dict[str, float] = {}
    for task in reversed(tasks):  # a task stands after what it needs
        chain[task.name] = task.cost_cpu_seconds / task.threads + behind.get(task.name, 0.0)
        for need in task.needs:
            behind[need] = max(behind.get(need, 0.0), chain[task.name])
    return sorted(tasks, key=lambda task: (not task.goes_first, task.turn, -chain[task.name]))


def _first_of(
    ordered: Sequence[Task], running: Mapping[str, tuple[Task, float]], missing: set[str], *, cores: int, now: float
) -> Task | None:
    """The first task that may start: nothing that it needs is missing, and it holds up none that stands before it."""
    free = cores - sum(min(task.threads, cores) for task, _ in running.values())
    if free <= 0:
        return None
    free_at: float | None = None
    for task in ordered:
        if any(need in missing for need in task.needs):
            continue
        if free_at is None:
            if min(task.threads, cores) <= free:
                return task
            free_at = _free_at(min(task.threads, cores), free, running, cores)
        elif min(task.threads, cores) <= free and now + task.cost_cpu_seconds / task.threads <= free_at:
            return task
    return None


def _free_at(wanted: int, free: int, running: Mapping[str, tuple[Task, float]], cores: int) -> float:
    """The second at which so many cores are thought to be free."""
    ends = sorted((_end_of(task, start), min(task.threads, cores)) for task, start in running.values())
    for end, threads in ends:
        free += threads
        if free >= wanted:
            return end
    return float("inf")


def estimate_wall_seconds(tasks: Sequence[Task], cores: int, *, running: Sequence[Task] = ()) -> float:
    """The clock time that the tasks would take, by playing their schedule through.

    Args:
        tasks: Tasks not started.
        cores: Cores in all.
        running: Tasks that have begun, with what is left of them as their cost.
    """
    waiting, under_way = _in_order(tasks), {task.name: (task, 0.0) for task in running}
    missing = {task.name for task in waiting} | set(under_way)
    now = 0.0
    while waiting or under_way:
        while (task := _first_of(waiting, under_way, missing, cores=cores, now=now)) is not None:
            waiting.remove(task)
            under_way[task.name] = (task, now)
        if not under_way:
            break
        name = min(under_way, key=lambda name: _end_of(*under_way[name]))
        task, start = under_way.pop(name)
        now = max(now, _end_of(task, start))
        missing.discard(name)
    return now


def _end_of(task: Task, start: float) -> float:
    """The second at which a task is thought to end."""
    return start + task.cost_cpu_seconds / task.threads

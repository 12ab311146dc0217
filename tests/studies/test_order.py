"""The order of the tasks: checks, then seed by seed, so that a run that is stopped has something of every arm."""

from pathlib import Path

from fake_study import fake, fake_data

from selfother.studies import Study
from selfother.studies.declaring.cells import lay_out
from selfother.studies.running.graph import choose_next, estimate_wall_seconds, make_tasks
from selfother.studies.running.store import RunFolder
from selfother.studies.running.tasks import Task


def _tasks(folder: Path) -> list[Task]:
    data = fake_data(seeds=[3, 1, 2], probes=[fake("Lies", items=4)])
    return make_tasks(lay_out(Study.from_dict(data)), RunFolder(folder), cost=lambda cell: cell.cost_cpu_seconds)


def test_every_arm_has_its_first_seed_before_any_has_its_second(tmp_path: Path) -> None:
    waiting, done, turns = _tasks(tmp_path), list[str](), list[int]()
    while (task := choose_next(waiting, {}, done, cores=1, now=0.0)) is not None:
        waiting.remove(task)
        done.append(task.name)
        turns.append(task.turn)
    assert not waiting
    assert turns == sorted(turns)
    assert set(turns) == {0, 1, 2}


def test_a_schedule_of_five_hundred_tasks_is_what_one_core_after_the_other_takes() -> None:
    tasks = [Task("subject", (), cost_cpu_seconds=100.0)]
    tasks += [Task(f"arm {number}", (), needs=("subject",), cost_cpu_seconds=2.0) for number in range(500)]
    assert estimate_wall_seconds(tasks, 1) == 100.0 + 500 * 2.0
    assert estimate_wall_seconds(tasks, 2) == 100.0 + 250 * 2.0

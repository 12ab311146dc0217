"""Runs what is not finished of a study, keeps what finishes, and goes on from there when it is started again.

The result of a cell depends on its key alone: not on the order of cells, the number of workers, or on how often the
run was killed in between.
"""

import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from selfother.errors import CellFailed, NoSpace
from selfother.records import CellRecord, PlanRecord, ReportRecord
from selfother.studies.declaring.cells import Cell, Layout
from selfother.studies.declaring.study import DeclaredStudy
from selfother.studies.judging.plan import compare_with_plan, freeze
from selfother.studies.judging.report_record import build_report
from selfother.studies.running.arm_products import with_products
from selfother.studies.running.calls import calls_left
from selfother.studies.running.costs import Costs
from selfother.studies.running.environment import describe_environment, write_environment
from selfother.studies.running.events import Event, EventReader
from selfother.studies.running.graph import choose_next, estimate_wall_seconds, make_tasks
from selfother.studies.running.launchers import Backend, Launcher, make_launcher
from selfother.studies.running.pace import Pace
from selfother.studies.running.results import write_results
from selfother.studies.running.store import RunFolder, write_atomically
from selfother.studies.running.tasks import Task, TaskOutcome

__all__ = ["StudyResult", "run_study"]

_POLL_SECONDS = 0.25
_SAY_SECONDS = 2.0
"""How often a run tells what is under way."""
_DEATHS = ("TerminatedWorker", "BrokenProcessPool", "WorkerCrashed", "OutOfMemory", "NodeDied")
"""How loky and Ray name the end of a process that nobody asked for."""
OnProgress = Callable[[Event], None]
OnStage = Callable[[Path, ReportRecord], None]


@dataclass(frozen=True)
class StudyResult:
    """A run that came to its end.

    Attributes:
        folder: The run folder.
        report: Everything found.
        ran: Cells finished by this run.
        reused: Cells finished before.
        failed: Sentence of every cell that raised or could not run, in the order of the study.
        layout: The study's cells and parts, for whoever goes on from here.
    """

    folder: Path
    report: ReportRecord
    ran: int
    reused: int
    layout: Layout = field(repr=False)
    failed: tuple[str, ...] = ()

    def check(self) -> None:
        """Do nothing if every cell is finished.

        Raises:
            CellFailed: Some raised; the text names them and the command that tries them again.
        """
        if self.failed:
            listed = "\n  ".join(self.failed)
            again = self.report.command or "the same study"
            raise CellFailed(
                f"{len(self.failed)} of {self.ran + self.reused + len(self.failed)} cells failed; the others are kept "
                f"in {self.folder}. Tracebacks: {self.folder}/cells/*.error.json. "
                f"Run {again} to try them again:\n  {listed}"
            )


def run_study(
    study: DeclaredStudy,
    layout: Layout,
    folder: Path,
    *,
    workers: int | None = None,
    backend: Backend = "loky",
    command: str = "",
    on_progress: OnProgress | None = None,
    on_stage: OnStage | None = None,
) -> StudyResult:
    """Run what is not finished of a study.

    Args:
        study: What to run.
        layout: Its cells.
        folder: The run folder; made if it is not there, gone on with if it is.
        workers: Cores to use; None: all that this process may use, or all of the cluster.
        backend: "loky" on this machine, "ray" on a cluster.
        command: The command line that runs this study again, for the report.
        on_progress: Called with every event.
        on_stage: Called with the findings so far when the checks are done and when the run is interrupted, and with all
            of them at the end.

    Raises:
        SelfOtherError: Anything wrong with the folder, or with a finished cell; nothing was started.
        NoSpace: The disk became full; what finished is kept.
    """
    store = RunFolder(folder)
    with store.locked():
        store.sweep()
        launcher = make_launcher(backend)
        try:
            run = _Run(study, layout, store, launcher, workers or launcher.cores, command, on_progress, on_stage)
            return run.to_the_end()
        finally:
            launcher.stop()


@dataclass
class _Run:
    """One run under way."""

    study: DeclaredStudy
    layout: Layout
    store: RunFolder
    launcher: Launcher
    cores: int
    command: str
    on_progress: OnProgress | None
    on_stage: OnStage | None
    began: float = field(default_factory=time.monotonic)
    running: dict[str, tuple[Task, float]] = field(default_factory=dict)
    futures: dict[Future[TaskOutcome], Task] = field(default_factory=dict)
    readers: dict[str, EventReader] = field(default_factory=dict)
    ended: list[str] = field(default_factory=list)
    records: dict[str, CellRecord] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    stage_reports: int = 0
    last_said: float = 0.0

    def to_the_end(self) -> StudyResult:
        """Prepare the folder, run every task, write results and findings."""
        self.cells = {cell.key: cell for cell in self.layout.cells()}
        self.records = self.store.read(self.cells.values())
        self.before = set(self.records)
        self.costs = Costs.measured(self.records.values())
        self._write_head()
        self.pace = Pace(self.costs.of, self.cores)
        self.waiting = make_tasks(self.layout, self.store, cost=self.costs.of)
        left = estimate_wall_seconds(self.waiting, self.cores)
        asked = "; ".join(map(str, calls_left(self.layout, self.records.__contains__)))
        self._tell(Event("plan", self.study.name, len(self.records), len(self.cells), asked, left_seconds=left))
        try:
            while self.waiting or self.futures:
                self._start_what_fits()
                self._collect()
                self._say_what_runs()
                self._report_checks()
        except KeyboardInterrupt:
            if self.records:
                self._stage("interrupted", f"interrupted: {len(self.records)} of {len(self.cells)} cells are finished")
            raise
        return self._finish()

    def _write_head(self) -> None:
        self.environment = describe_environment(self.study, self.layout)
        write_atomically(self.store.path / "study.resolved.yaml", self.study.to_yaml())
        write_environment(self.store.path / "environment.json", self.environment, self.cores)
        self.plan = self._freeze_plan()

    def _freeze_plan(self) -> PlanRecord:
        """The plan that stands in the run folder; the first one is written, and kept once something was measured."""
        path, finished = self.store.path / "plan.json", self._count_measured()
        if path.exists() and finished:
            return PlanRecord.read(path)
        plan = freeze(self.study, self.layout, finished=finished)
        write_atomically(path, plan.to_json(indent=1))
        return plan

    def _count_measured(self) -> int:
        """How many finished cells of the folder may have measured something: all but trainings of this study."""
        trained = sum(cell.kind == "train" and key in self.records for key, cell in self.cells.items())
        return self.store.count_finished() - trained

    def _start_what_fits(self) -> None:
        for blocked in [task for task in self.waiting if self._is_blocked(task)]:
            self.waiting.remove(blocked)
            self._end(blocked)
        while (task := self._next()) is not None:
            self.waiting.remove(task)
            self.running[task.name] = (task, time.monotonic() - self.began)
            self.readers.setdefault(task.name, EventReader(self.store.path / "progress" / f"{task.name}.jsonl"))
            self.futures[self.launcher.start(task, self.store.path.resolve())] = task

    def _next(self) -> Task | None:
        now = time.monotonic() - self.began
        return choose_next(self.waiting, self.running, self.ended, cores=self.cores, now=now)

    def _is_blocked(self, task: Task) -> bool:
        """Whether a training that the task builds on has ended without a product."""
        if task.stack is None or set(task.needs) - set(self.ended):
            return False
        chain = [link.train for link in (*task.stack.start, *task.stack.links) if link.train is not None]
        return any(train not in task.cells and not self.store.has_product(train.key) for train in chain)

    def _collect(self) -> None:
        if not self.futures:
            return
        finished, _ = wait(self.futures, timeout=_POLL_SECONDS, return_when=FIRST_COMPLETED)
        for name in list(self.running):
            self._read_events(name)
        for future in finished:
            task = self.futures.pop(future)
            self._read_events(task.name)
            del self.running[task.name]
            error = future.exception()
            if error is not None:
                self._recover(task, error)
            elif (outcome := future.result()).ended == "disk full":
                raise NoSpace(outcome.words)
            else:
                self._end(task)

    def _read_events(self, name: str) -> None:
        for event in self.readers[name].read():
            cell, kind = self.cells[event["key"]], event["event"]
            if kind == "started":
                self.pace.begin(name, cell)
                self._tell(Event("started", cell.label, key=cell.key))
            elif kind == "training":
                self.pace.step(name, event["done"], event["total"])
                self._tell(Event("training", cell.label, event["done"], event["total"], event["words"], key=cell.key))
            elif kind == "finished":
                record = CellRecord.read(self.store.cell_path(cell.key))
                self.records[cell.key] = record
                self.pace.finish(name, wall_seconds=record.wall_seconds, cpu_seconds=record.cpu_seconds)
                self._tell(self._count("finished", cell))
            elif kind == "failed":
                self.pace.end(name)
                self.failed[cell.key] = event["words"]
                self._tell(self._count("failed", cell, event["words"]))

    def _say_what_runs(self) -> None:
        """Tell what is under way and how long the rest may take, so that a long cell is no silence."""
        now, words = time.monotonic(), self.pace.under_way()
        if words and now - self.last_said > _SAY_SECONDS:
            self.last_said = now
            self._tell(Event("running", words, len(self.records), len(self.cells), left_seconds=self._left_seconds()))

    def _recover(self, task: Task, error: BaseException) -> None:
        """Blame the cell that was in flight when a process died, and give the task's other cells another process."""
        left = [cell for cell in task.cells if cell.key not in self.records and cell.key not in self.failed]
        cell = self.pace.end(task.name) or next(iter(left), None)
        if cell is None:
            self._end(task)
            return
        kind = type(error).__name__
        died = any(name in kind for name in _DEATHS)
        why = "its process was killed, perhaps for want of memory" if died else f"{kind}: {error}"
        sentence = f"{cell.label}: {why}"
        self.store.write_error(cell, sentence, str(error))
        self.failed[cell.key] = sentence
        self._tell(self._count("failed", cell, sentence))
        rest = tuple(other for other in left if other.key != cell.key)
        if rest and cell.kind == "probe":
            again = replace(task, cells=rest, cost_cpu_seconds=sum(map(self.costs.of, rest)))
            self.waiting.append(again)
        else:
            self._end(task)

    def _end(self, task: Task) -> None:
        """Close a task; what it could not run because a training failed is said, and tried again by the next run."""
        self.ended.append(task.name)
        for cell in task.cells:
            if cell.key not in self.records and cell.key not in self.failed:
                self.failed[cell.key] = f"{cell.label}: not run, because what it builds on failed"
                self._tell(self._count("failed", cell, self.failed[cell.key]))

    def _report_checks(self) -> None:
        checks_left = any(task.goes_first for task, _ in self.running.values()) or any(
            t.goes_first for t in self.waiting
        )
        if self.stage_reports or checks_left or not self.layout.checks or not (self.waiting or self.futures):
            return
        self.stage_reports += 1
        left = len(self.cells) - len(self.records) - len(self.failed)
        self._stage("checks done", f"running: {left} of {len(self.cells)} cells are still to come")

    def _finish(self) -> StudyResult:
        missing = {key: self.failed.get(key, "") for key in self.cells if key not in self.records}
        failed = tuple(dict.fromkeys(missing.values()))
        status = "complete" if not missing else f"{len(missing)} of {len(self.cells)} cells failed"
        write_results(self.store.path / "results.parquet", self.layout, self.records)
        report = self._stage("complete" if not missing else "failed", status)
        ran = sum(key not in self.before for key in self.records)
        return StudyResult(self.store.path, report, ran, len(self.before), self.layout, failed)

    def _stage(self, label: str, status: str) -> ReportRecord:
        report = build_report(
            self.study,
            self.layout,
            records=self.records,
            failed=self.failed,
            status=status,
            declaration=compare_with_plan(self.plan, self.study, self.layout),
        )
        arms = with_products(report.arms, self.layout, self.records, self.store)
        report = report.model_copy(update={"environment": self.environment, "command": self.command, "arms": arms})
        write_atomically(self.store.path / "report.json", report.to_json())
        self._tell(Event("stage", label, len(self.records), len(self.cells)))
        if self.on_stage is not None:
            self.on_stage(self.store.path, report)
        return report

    def _count(self, kind: Literal["finished", "failed"], cell: Cell, words: str = "") -> Event:
        left = self._left_seconds()
        return Event(kind, cell.label, len(self.records), len(self.cells), words, left_seconds=left, key=cell.key)

    def _left_seconds(self) -> float:
        ended = self.records.keys() | self.failed.keys()
        return self.pace.left_seconds(self.waiting, [task for task, _ in self.running.values()], ended)

    def _tell(self, event: Event) -> None:
        if self.on_progress is not None:
            elapsed = time.monotonic() - self.began
            self.on_progress(Event(**{**vars(event), "elapsed_seconds": elapsed}))

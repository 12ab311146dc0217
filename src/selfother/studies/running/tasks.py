"""What a worker process does: one task, which is one check, one subject's training, or one arm with all its probes.

A task is plain data, so it travels to any process. Each of its cells is committed to the run folder as soon as it is
finished; a cell that raises leaves an error record and the task goes on with the next.
"""

import ctypes
import gc
import os
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from selfother.claims.checks.check import CheckResult
from selfother.errors import BadArgument, SelfOtherError
from selfother.probes.probe import ProbeResult
from selfother.records import CellRecord
from selfother.studies.declaring.bases import load_base
from selfother.studies.declaring.cells import SCHEMA_NUMBER, Cell, Link, Stack
from selfother.studies.declaring.made import make_planned
from selfother.studies.running.events import EventWriter
from selfother.studies.running.store import RunFolder, is_disk_full

if TYPE_CHECKING:
    from selfother.models.asked_model import AskedModel
    from selfother.models.language_model import LanguageModel
    from selfother.probes.probe import Probe

__all__ = ["Task", "TaskOutcome", "run_task"]

_LONG_SECONDS = 10.0
"""A cell that took less has freed little, and to look for it takes some tenths of a second."""


@dataclass(frozen=True)
class Task:
    """A piece of work for one process.

    Attributes:
        name: Unique in the run.
        cells: What it must finish, in order.
        stack: How to make the model; None for a check.
        needs: Names of tasks that train what this one starts from.
        threads: Cores it occupies.
        cost_cpu_seconds: What it is thought to cost.
        goes_first: It belongs to the first report.
        turn: Which of the study's training seeds it is of, from 0; a model that others start from is of the first.
    """

    name: str
    cells: tuple[Cell, ...]
    stack: Stack | None = None
    needs: tuple[str, ...] = ()
    threads: int = 1
    cost_cpu_seconds: float = 0.0
    goes_first: bool = False
    turn: int = 0


@dataclass(frozen=True)
class TaskOutcome:
    """How a task ended: "done" (cells may have failed and said so), or "disk full" with the sentence."""

    ended: Literal["done", "disk full"]
    words: str = ""


class _CellRaised(Exception):
    """A cell of this task raised and has been recorded; what builds on it cannot run."""


@dataclass
class _Work:
    """One task under way in this process."""

    task: Task
    folder: RunFolder
    events: EventWriter

    def attempt(self, cell: Cell, action: Callable[[], dict[str, Any]]) -> None:
        """Run one cell and commit its record, or its error."""
        if self.folder.is_finished(cell.key) and cell.kind != "train":
            return
        self.events.say("started", cell.key)
        _set_threads(cell.threads)
        cpu, wall = time.process_time(), time.perf_counter()
        try:
            record = CellRecord(
                schema_number=SCHEMA_NUMBER,
                key=cell.key,
                kind=cell.kind,
                name=cell.name,
                arm=cell.arm,
                seed=cell.seed,
                inputs=cell.inputs,
                **action(),
            )
        except (Exception, SystemExit) as error:
            if is_disk_full(error):
                raise
            sentence = f"{cell.label}: {type(error).__name__}: {error}"
            self.folder.write_error(cell, sentence, traceback.format_exc())
            self.events.say("failed", cell.key, words=sentence)
            raise _CellRaised(sentence) from error
        finally:
            if time.perf_counter() - wall > _LONG_SECONDS:
                _give_back_memory()
        seconds = {
            "cpu_seconds": round(time.process_time() - cpu, 3),
            "wall_seconds": round(time.perf_counter() - wall, 3),
        }
        self.folder.write_cell(record.model_copy(update=seconds))
        self.events.say("finished", cell.key)


def run_task(task: Task, folder: Path) -> TaskOutcome:
    """Run what is not finished of a task.

    Args:
        task: The work.
        folder: The run folder, reachable from this process.

    Returns:
        How it ended; what was measured stands in the run folder.
    """
    work = _Work(task, RunFolder(folder), EventWriter(folder / "progress" / f"{task.name}.jsonl"))
    try:
        _run_checks(work) if task.stack is None else _run_arm(work, task.stack)
    except _CellRaised:
        pass
    except Exception as error:
        if not is_disk_full(error):
            raise
        return TaskOutcome("disk full", str(error))
    return TaskOutcome("done")


def _run_checks(work: _Work) -> None:
    for cell in work.task.cells:

        def act(cell: Cell = cell) -> dict[str, Any]:
            result = make_planned("checks", cell.part, cell.inputs["part"]["source"]).run(cell.seed)
            return {name: getattr(result, name) for name in CheckResult.model_fields}

        try:
            work.attempt(cell, act)
        except _CellRaised:
            continue


def _run_arm(work: _Work, stack: Stack) -> None:
    """Load the base, make the reference and the arm's model once, then probe it."""
    _set_threads(work.task.threads)
    model = _loaded_base(work, stack)
    for link in stack.start:
        model = _linked(work, link, model)
    reference = model
    for link in stack.links:
        model = _linked(work, link, model)
    for cell in work.task.cells:
        if cell.kind == "probe":
            try:
                work.attempt(cell, lambda cell=cell: _probed(work, cell, model, reference))  # type: ignore[misc]
            except _CellRaised:
                continue


def _loaded_base(work: _Work, stack: Stack) -> "LanguageModel | AskedModel":
    """Load the base; where it cannot be loaded, the task's first unfinished cell says so."""
    try:
        return load_base(stack.base)
    except Exception as error:
        _blame_first_cell(work, error)
        raise


def _blame_first_cell(work: _Work, error: Exception) -> None:
    """Record an error that kept the whole task from going on, as one of its first unfinished cell."""
    cell = next(cell for cell in work.task.cells if not work.folder.is_finished(cell.key))

    def raise_again() -> dict[str, Any]:
        raise error

    work.attempt(cell, raise_again)


def _linked(work: _Work, link: Link, model: "LanguageModel | AskedModel") -> "LanguageModel | AskedModel":
    """Apply one link: reload its product where it stands, else train it and commit the product before its record."""
    try:
        intervention = make_planned("interventions", link.part, link.source)
    except SelfOtherError as error:
        _blame_first_cell(work, error)
        raise
    if link.train is None:
        return intervention.apply(model, seed=link.seed)  # type: ignore[no-any-return]
    key = link.train.key
    if not work.folder.has_product(key):

        def train() -> dict[str, Any]:
            def progress(done: int, total: int, words: str) -> None:
                work.events.training(key, done, total, words)

            with work.folder.new_product(key) as folder:
                made = intervention.apply(model, seed=link.seed, folder=folder, progress=progress)
            return {"facts": {"product": f"products/{key}"} | _facts(model, made, work.folder.product_path(key))}

        work.attempt(link.train, train)
    return intervention.reload(model, work.folder.product_path(key))  # type: ignore[no-any-return]


def _facts(model: Any, made: Any, folder: Path) -> dict[str, str]:
    """What names a product: its digest, that of the weights it was made on, that of the files of its folder."""
    from selfother.models.card_arms import product_digest

    known = {
        "digest": getattr(made, "digest", ""),
        "base_digest": getattr(model, "weights_digest", ""),
        "weights": product_digest(folder),
    }
    return {name: str(digest) for name, digest in known.items() if digest}


def _probed(
    work: _Work, cell: Cell, model: "LanguageModel | AskedModel", reference: "LanguageModel | AskedModel"
) -> dict[str, Any]:
    probe = make_planned("probes", cell.part, cell.inputs["part"]["source"])
    result = probe.run(model, reference, log_folder=work.folder.logs / cell.key)
    _check_result(result, probe)
    named = [transcript.model_copy(update={"arm": cell.arm}) for transcript in result.transcripts]
    return {"items": result.items, "estimates": result.estimates, "tables": result.tables, "transcripts": named}


def _check_result(result: Any, probe: "Probe") -> None:
    """Check what a probe returned, which a user's own may get wrong.

    Raises:
        BadArgument: No `ProbeResult`, or scores of a measure that the probe does not declare.
    """
    name = type(probe).__name__
    if not isinstance(result, ProbeResult):
        raise BadArgument(f"run of {name} returned {type(result).__name__}; return ProbeResult(items=[...])")
    if unknown := sorted({item.measure for item in result.items} - set(probe.measures)):
        declared = ", ".join(probe.measures)
        raise BadArgument(
            f"{name} scored {', '.join(unknown)}, which is none of its measures ({declared}). Add it to measures."
        )


def _set_threads(count: int) -> None:
    """Compute with this many threads from here on; torch is told only where it is loaded already."""
    for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = str(count)
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(count)


def _give_back_memory() -> None:
    """To the system what was freed here; glibc keeps it otherwise, gigabytes after a training."""
    gc.collect()
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)

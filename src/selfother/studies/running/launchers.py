"""Where tasks run: worker processes on this machine (loky), or a Ray cluster; one switch.

Every loky slot is an executor of its own with one process, so that a process that dies (out of memory, say) takes
down its own task and no other, and is known by it. Ray keeps the same promise with its own tasks; its run folder
must be on a disk that all machines share.
"""

import logging
import os
import signal
import sys
import threading
import time
from abc import ABC, abstractmethod
from concurrent.futures import Future
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from selfother.errors import MissingExtra
from selfother.studies.running.costs import usable_cores
from selfother.studies.running.tasks import Task, TaskOutcome, run_task

__all__ = ["Backend", "Launcher", "LokyLauncher", "RayLauncher", "make_launcher"]

Backend = Literal["loky", "ray"]
_PARENT_CHECK_SECONDS = 1.0
_ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "NUMBA_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
    # a thread that waits for the others of its process sleeps: spinning, it takes the core that another worker needs
    "OMP_WAIT_POLICY": "PASSIVE",
    "GOMP_SPINCOUNT": "0",
    # glibc gives every tensor above 128 kB back to the kernel and asks for it again, page by page: keep them
    "MALLOC_MMAP_THRESHOLD_": str(32 * 2**20),
    "MALLOC_TRIM_THRESHOLD_": str(2**30),
    "MALLOC_TOP_PAD_": str(64 * 2**20),
}


class Launcher(ABC):
    """Starts tasks in other processes."""

    @property
    @abstractmethod
    def cores(self) -> int:
        """How many processors there are for tasks."""

    @abstractmethod
    def start(self, task: Task, folder: Path) -> "Future[TaskOutcome]":
        """Start one task; the future raises if its process died."""

    @abstractmethod
    def stop(self) -> None:
        """End every process that was started, at once."""


class LokyLauncher(Launcher):
    """Processes of this machine, spawned and not forked, kept for the next task."""

    def __init__(self) -> None:
        self._idle: list[Any] = []
        self._busy: dict[Future[TaskOutcome], Any] = {}

    @property
    def cores(self) -> int:
        """The processors that this process may use."""
        return usable_cores()

    def start(self, task: Task, folder: Path) -> "Future[TaskOutcome]":
        """Start one task in an idle process, or in a new one."""
        for finished in [future for future in self._busy if future.done()]:
            executor = self._busy.pop(finished)
            if finished.exception() is None:  # else its process died, and took the executor with it
                self._idle.append(executor)
        executor = self._idle.pop() if self._idle else self._new(folder / "logs" / "workers.log")
        future: Future[TaskOutcome] = executor.submit(run_task, task, folder)
        self._busy[future] = executor
        return future

    def stop(self) -> None:
        """End every process, also one in the middle of a task; idle ones may tidy up."""
        idle = [executor for future, executor in self._busy.items() if future.done()] + self._idle
        for executor in [executor for future, executor in self._busy.items() if not future.done()]:
            executor.shutdown(wait=True, kill_workers=True)
        for executor in idle:
            executor.shutdown(wait=True)
        self._idle.clear()
        self._busy.clear()

    @staticmethod
    def _new(log: Path) -> Any:
        from joblib.externals.loky.process_executor import ProcessPoolExecutor  # type: ignore[import-untyped]

        return ProcessPoolExecutor(
            max_workers=1, context=_context(), initializer=_prepare_worker, initargs=(str(log),), env=_ENVIRONMENT
        )


class RayLauncher(Launcher):
    """Tasks of a Ray cluster: the one that RAY_ADDRESS names, or else one that is started on this machine.

    Each task asks for as many processors as it has threads, at most for those of the largest machine: Ray would wait
    for ever for a machine that has more.
    """

    def __init__(self) -> None:
        if find_spec("ray") is None:
            raise MissingExtra.of("cluster", "ray", "--backend ray")
        import ray  # type: ignore[import-not-found,unused-ignore]

        self._ray: Any = ray
        self._is_ours = not ray.is_initialized()
        if self._is_ours:
            ray.init(log_to_driver=False, logging_level=logging.WARNING)
        self._references: list[Any] = []

    @property
    def cores(self) -> int:
        """The processors of the whole cluster."""
        return max(1, int(self._ray.cluster_resources().get("CPU", 1)))

    def start(self, task: Task, folder: Path) -> "Future[TaskOutcome]":
        """Start one task somewhere in the cluster."""
        largest = max(int(node["Resources"].get("CPU", 0)) for node in self._ray.nodes() if node["Alive"])
        run = self._ray.remote(run_task).options(
            num_cpus=max(1, min(task.threads, largest)), max_retries=0, runtime_env={"env_vars": _ENVIRONMENT}
        )
        reference = run.remote(task, folder.resolve())
        self._references.append(reference)
        future: Future[TaskOutcome] = reference.future()
        return future

    def stop(self) -> None:
        """Cancel what still runs, and leave the cluster; one that was started here ends."""
        for reference in self._references:
            self._ray.cancel(reference, force=True)
        self._references.clear()
        if self._is_ours:
            self._ray.shutdown()


def make_launcher(backend: Backend) -> Launcher:
    """The launcher of a backend.

    Raises:
        MissingExtra: Ray is not installed.
    """
    return RayLauncher() if backend == "ray" else LokyLauncher()


def _context() -> Any:
    from joblib.externals.loky.backend import get_context  # type: ignore[import-untyped]

    return get_context("loky")


def _prepare_worker(log: str) -> None:
    """Leave Ctrl-C to the parent, which stops the workers itself; end with a killed parent; chatter goes to a log."""
    from joblib.externals.loky import process_executor  # type: ignore[import-untyped]

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Path(log).parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(descriptor, 1)  # bars and --json of the parent stay clean
    os.dup2(descriptor, 2)
    os.close(descriptor)
    # loky takes a loaded model for a memory leak and starts the process, and all its imports, anew after every task
    process_executor._MAX_MEMORY_LEAK_SIZE = sys.maxsize
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()


def _end_with(parent: int) -> None:
    """End this process within a second of its parent's end: an orphan would train on beside the run that resumes."""
    while os.getppid() == parent:
        time.sleep(_PARENT_CHECK_SECONDS)
    os._exit(1)

"""The folder of a run: one synced file per finished cell, products, logs, and a lock against a second run.

    study.resolved.yaml   environment.json   plan.json   results.parquet   report.json
    cells/<key>.json      finished           cells/<key>.error.json   raised; tried again by the next run
    products/<key>/       adapters, models   logs/                    `.eval` files

A file is written under a temporary name, synced, renamed, and its folder is synced: after a power cut or SIGKILL it
is either whole or not there.
"""

import errno
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from selfother.errors import BadStudy, NoSpace
from selfother.records import CellRecord
from selfother.studies.declaring.cells import Cell

__all__ = ["RunFolder", "is_disk_full", "write_atomically"]

_LEAST_FREE_BYTES = 64 * 2**20


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write a whole file or none.

    Raises:
        NoSpace: The disk is full; what stood there before still stands.
    """
    data = content.encode() if isinstance(content, str) else content
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        if is_disk_full(error):
            raise NoSpace(
                f"no space left on the disk of {path.parent}: {len(data):,} bytes were not written. "
                "Everything finished is kept; free some space and run the same command again."
            ) from error
        raise


def is_disk_full(error: BaseException) -> bool:
    """Whether an error, of ours or of a library that writes files, means a full disk or quota."""
    full = isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}
    return full or isinstance(error, NoSpace) or "No space left on device" in str(error)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_tree(folder: Path) -> None:
    for file in folder.rglob("*"):
        if file.is_file():
            with file.open("rb") as handle:
                os.fsync(handle.fileno())
    _sync_folder(folder)


@dataclass(frozen=True)
class RunFolder:
    """The folder of one run; `path` need not exist yet."""

    path: Path

    @property
    def logs(self) -> Path:
        """Where Inspect writes its logs."""
        return self.path / "logs"

    def cell_path(self, key: str) -> Path:
        """Where the record of a finished cell stands."""
        return self.path / "cells" / f"{key}.json"

    def error_path(self, key: str) -> Path:
        """Where the traceback of a cell that raised stands."""
        return self.path / "cells" / f"{key}.error.json"

    def product_path(self, key: str) -> Path:
        """Where the product of a training cell stands."""
        return self.path / "products" / key

    def is_finished(self, key: str) -> bool:
        """Whether the cell has its record."""
        return self.cell_path(key).exists()

    def count_finished(self) -> int:
        """How many cells are finished in the folder, of this study or of another that ran here."""
        return sum(not file.name.endswith(".error.json") for file in (self.path / "cells").glob("*.json"))

    def has_product(self, key: str) -> bool:
        """Whether the product of a training cell can be loaded: it stands, and its record after it."""
        return self.is_finished(key) and self.product_path(key).is_dir()

    def read(self, cells: Iterable[Cell]) -> dict[str, CellRecord]:
        """The records of those cells that are finished, by key.

        Raises:
            BrokenRecord: A file that is no record, or that is another cell's.
        """
        return {cell.key: CellRecord.read(self.cell_path(cell.key)) for cell in cells if self.is_finished(cell.key)}

    def write_cell(self, record: CellRecord) -> None:
        """Commit a finished cell; its earlier failure is forgotten."""
        write_atomically(self.cell_path(record.key), record.to_json(indent=1))
        self.error_path(record.key).unlink(missing_ok=True)

    def write_error(self, cell: Cell, sentence: str, traceback: str) -> None:
        """Keep why a cell raised."""
        failure = {"key": cell.key, "kind": cell.kind, "name": cell.name, "arm": cell.arm, "seed": cell.seed}
        text = json.dumps(failure | {"error": sentence, "traceback": traceback}, indent=1)
        write_atomically(self.error_path(cell.key), text)

    def errors(self, cells: Iterable[Cell]) -> dict[str, str]:
        """The sentence of every cell that raised and is not finished since, by key."""
        failed = [cell.key for cell in cells if self.error_path(cell.key).exists() and not self.is_finished(cell.key)]
        return {key: str(json.loads(self.error_path(key).read_text())["error"]) for key in failed}

    @contextmanager
    def new_product(self, key: str) -> Iterator[Path]:
        """Give a folder that does not exist; when the block ends well it becomes the product of the cell."""
        temporary = self.path / "products" / f".{key}.{os.getpid()}.tmp"
        temporary.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(temporary, ignore_errors=True)
        try:
            yield temporary
            temporary.mkdir(exist_ok=True)
            _sync_tree(temporary)
            shutil.rmtree(self.product_path(key), ignore_errors=True)  # a product without its record: train again
            temporary.rename(self.product_path(key))
            _sync_folder(temporary.parent)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)

    def sweep(self) -> None:
        """Remove what a killed run left under temporary names."""
        for leftover in [*self.path.glob(".*.tmp"), *self.path.glob("*/.*.tmp")]:
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink(missing_ok=True)
        shutil.rmtree(self.path / "progress", ignore_errors=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder; the operating system lets go of it when the process ends, however it ends.

        Raises:
            BadStudy: Another process runs a study in this folder, or the folder cannot be made.
            NoSpace: The disk has no room for results.
        """
        import fcntl

        try:
            self.path.mkdir(parents=True, exist_ok=True)
            lock = (self.path / "run.lock").open("a+")
        except OSError as error:
            raise BadStudy(
                f"{self.path}: cannot be written ({error.strerror}). Give another folder with --out."
            ) from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                lock.seek(0)
                holder = lock.read().strip() or "unknown"
                raise BadStudy(
                    f"{self.path}: another run (process {holder}) works in this folder. "
                    "Wait for it, or give another folder with --out."
                ) from None
            if (free := shutil.disk_usage(self.path).free) < _LEAST_FREE_BYTES:
                raise NoSpace(f"{self.path}: {free / 2**20:.0f} MB free, at least 64 MB needed. Free some space.")
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            yield

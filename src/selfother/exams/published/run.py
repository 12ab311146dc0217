"""Puts every published instrument to its nulls, one row after the other."""

import sys
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from selfother.exams.published.data import DataFolder
from selfother.exams.published.record import ExamsRecord, PublishedRowRecord
from selfother.exams.published.registry import published_rows
from selfother.exams.published.row import Asked

__all__ = ["examine_published"]

_PACKAGES = ("selfother", "numpy", "scikit-learn", "torch", "transformers", "inspect-evals")


def examine_published(
    *,
    only: Sequence[str] = (),
    data: Path | None = None,
    seed: int = 0,
    quick: bool = False,
    watch: Callable[[str], None] = lambda _: None,
) -> ExamsRecord:
    """The record of the exams.

    Args:
        only: Keys of rows; empty: all.
        data: A folder with a folder a data set; None: rows that need one say where to get it.
        seed: Root seed.
        quick: Few items, for a look.
        watch: Told in a sentence what is being done.

    Raises:
        UnknownName: No such row.
        BadArgument: The folder is none, or a file in it is not as its authors publish it.
    """
    rows = published_rows(only)
    folder = DataFolder(data)
    records = []
    for place, row in enumerate(rows, start=1):
        watch(f"[{place}/{len(rows)}] {row.key}: {row.title}")
        record = row.examine(Asked(folder, seed=seed, is_quick=quick))
        records.append(record)
        watch(f"        {_told(record)} ({record.seconds:.1f} CPU seconds)")
    flags = [*(f" --only {key}" for key in only), " --data FOLDER" if data else "", " --quick" if quick else ""]
    return ExamsRecord(
        status=_status(records, only, quick=quick),
        seed=seed,
        rows=records,
        environment=_environment(seed),
        command=f"selfother reproduce exams{''.join(flags)}{f' --seed {seed}' if seed else ''}",
    )


def _told(record: PublishedRowRecord) -> str:
    words = [exam.word for exam in record.exams]
    return ", ".join(words) if words else f"not measured: {record.not_measured[0]}"


def _status(records: Sequence[PublishedRowRecord], only: Sequence[str], *, quick: bool) -> str:
    absent = [record.key for record in records if record.not_measured]
    parts = ["quick: few items, so words say little"] if quick else []
    parts += [f"rows {', '.join(only)} only"] if only else []
    parts += [f"parts are not measured: {', '.join(absent)}"] if absent else []
    return "; ".join(parts) or "complete"


def _environment(seed: int) -> dict[str, str]:
    found = {"python": ".".join(map(str, sys.version_info[:3])), "seed": str(seed)}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found

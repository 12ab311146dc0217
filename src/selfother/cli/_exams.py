"""`selfother reproduce exams`: what it prints."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from selfother.exams.published.record import ExamsRecord, PublishedExam

__all__ = ["list_exams", "reproduce_exams"]


def reproduce_exams(
    *,
    only: "Sequence[str]",
    data: Path | None,
    quick: bool,
    seed: int,
    out: Path | None,
    as_json: bool,
    watch: "Callable[[str], None]",
) -> None:
    """Measure the rows, print them, and write the page where a folder is given."""
    from selfother.exams.published.page import write_exams
    from selfother.exams.published.run import examine_published

    record = examine_published(only=only, data=data, seed=seed, quick=quick, watch=watch)
    page = None if out is None else write_exams(record, out)
    if as_json:
        print(record.to_json())
        return
    _print_exams(record)
    if page is not None:
        print(page)


def list_exams() -> None:
    """Print the rows with the data that each reads."""
    from selfother.cli._printing import print_lines, print_table
    from selfother.exams.published.registry import published_rows

    print_lines("Published instruments: exams for --only; --data FOLDER holds a folder a data set")
    rows = published_rows()
    print_table(
        ("exam", "title", "data"), [(row.key, row.title, ", ".join(one.folder for one in row.data)) for row in rows],
        names=2,
    )  # fmt: skip
    sets = {one.folder: one for row in rows for one in row.data}
    print_lines(*(f"{name}: {one.how}" for name, one in sets.items()))


def _print_exams(record: "ExamsRecord") -> None:
    from selfother.cli._printing import print_lines, print_table

    print_lines(f"Published instruments put to null models ({record.status})")
    rows: list[tuple[str, ...]] = []
    for row in record.rows:
        if not row.exams:
            rows.append((row.key, row.title, "-", "-", "-", "not measured"))
        for place, exam in enumerate(row.exams):
            key = "" if place else row.key
            rows.append((key, exam.name, f"{exam.claim:.3f}", *_best(exam), exam.word))
    print_table(("exam", "asked", "claim", "best null", "share", "word"), rows, names=2)
    for row in record.rows:
        print_lines(*(f"not measured, {row.key}: {reason}" for reason in row.not_measured))


def _best(exam: "PublishedExam") -> tuple[str, str]:
    """What the best null reaches, and its share."""
    best = exam.nulls[exam.best_null].estimate if exam.best_null else None
    if best is None or best.value is None:
        return "-", "-"
    ends = "" if best.low is None or best.high is None else f" [{best.low:.3f}, {best.high:.3f}]"
    return f"{best.value:.3f}{ends}", "-" if exam.share is None else f"{100 * exam.share:.0f} %"

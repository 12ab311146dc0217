"""What checks show: their own sections, and of those that make none their numbers and tables as they are."""

from collections import Counter
from collections.abc import Mapping, Sequence

from pydantic import JsonValue

from selfother.records import Block, Cell, CellRecord, Estimate, Fold, Section, Table
from selfother.studies.declaring.parts import short_name
from selfother.wording import capital, compact, value_words

__all__ = ["check_sections"]

_ROWS_SHOWN = 12
"""A longer table is folded."""


def check_sections(records: Sequence[CellRecord]) -> list[Section]:
    """The sections of finished checks, in their order.

    Args:
        records: Cells of checks, one a check and seed.
    """
    counts = Counter(record.name for record in records)
    sections: list[Section] = []
    for record in records:
        if record.sections:
            sections += record.sections
        elif record.estimates or record.tables:
            sections.append(_plain(record, is_one=counts[record.name] == 1))
    return sections


def _plain(record: CellRecord, *, is_one: bool) -> Section:
    name = short_name(record.name)
    title = capital(name.replace("_", " "))
    numbers = [_estimates(record.estimates)] if record.estimates else []
    return Section(
        key=f"check-{name.lower().replace('_', '-')}",
        title=title if is_one else f"{title}, seed {record.seed}",
        blocks=[*numbers, *(_table(name, columns) for name, columns in record.tables.items())],
    )


def _estimates(estimates: Mapping[str, Estimate]) -> Block:
    rows: list[list[str | Cell]] = []
    for name, estimate in estimates.items():
        words = value_words(estimate.value, estimate.low, estimate.high)
        number = Cell(text=words, detail=estimate.reason if estimate.value is None else "")
        rows.append([name, number, f"{estimate.n:,}" if estimate.n else "–"])
    return _shown(Table(title="Numbers", columns=["what", "value", "n"], rows=rows))


def _table(name: str, columns: Mapping[str, Sequence[JsonValue]]) -> Block:
    """A table of columns; the shorter ones end in blanks."""
    length = max((len(column) for column in columns.values()), default=0)
    rows: list[list[str | Cell]] = [
        [_words(column[place]) if place < len(column) else "" for column in columns.values()] for place in range(length)
    ]
    title = capital(name.replace("_", " "))
    return _shown(Table(title=title, columns=[column.replace("_", " ") for column in columns], rows=rows))


def _shown(table: Table) -> Block:
    if len(table.rows) <= _ROWS_SHOWN:
        return table
    return Fold(title=table.title, detail=f"{len(table.rows):,} rows", blocks=[table])


def _words(value: JsonValue) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(_words, value))
    return "not measured" if value is None else compact(value) if isinstance(value, int | float) else str(value)

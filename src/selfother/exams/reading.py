"""Labelled texts from a file of somebody's: JSON lines, CSV or TSV (each also as .gz), or parquet."""

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from selfother.errors import BadArgument, UnknownName
from selfother.exams.texts import Columns, LabelledTexts, is_number

__all__ = ["read_texts"]

_JSON_LINES = (".jsonl", ".ndjson")
_SEPARATORS = {".csv": ",", ".tsv": "\t"}
_LONGEST_FIELD = 100_000_000
"""Signs of the longest field of a CSV file; Python's own bound of 131,072 is shorter than some dialogues."""
_Row = tuple[str, Mapping[str, Any]]
"""Where a row stands, in words, and its values."""


def read_texts(path: Path, *, text: str, label: str, group: str | None = None) -> LabelledTexts:
    """Texts with their labels and groups, in the order of the file.

    Args:
        path: A file that ends in .jsonl, .ndjson, .csv or .tsv, each with or without .gz, or in .parquet.
        text: The column of the texts.
        label: The column of the labels; numbers and true or false count as words.
        group: The column of the groups; None: none.

    Raises:
        BadArgument: A file that is not there or cannot be read, or a value that is no text, label or group; the line
            is named.
        UnknownName: No such column.
    """
    columns = [text, label] + ([] if group is None else [group])
    if len(set(columns)) < len(columns):
        raise BadArgument(
            f"--text {text}, --label {label}{'' if group is None else f', --group {group}'} name one column twice. "
            "Name a column of its own for each."
        )
    texts: list[str] = []
    labels: list[str] = []
    groups: list[str] = []
    for where, row in _rows(path):
        for column in columns:
            if column not in row:
                raise UnknownName.among("column", column, map(str, row), f"{path}, {where}")
        texts.append(_text(row[text], text, f"{path}, {where}"))
        labels.append(_word(row[label], label, "label", f"{path}, {where}"))
        if group is not None:
            groups.append(_word(row[group], group, "group", f"{path}, {where}"))
    if not texts:
        raise BadArgument(f"{path} has no rows. Give a file with a text and a label in each row.")
    if all(map(is_number, texts)):
        raise BadArgument(f"{path}: column {text!r} holds numbers. Name the column of the texts with --text.")
    return LabelledTexts(
        texts, labels, groups if group is not None else None, source=path.name, columns=Columns(text, label, group)
    )


def _rows(path: Path) -> Iterator[_Row]:
    """Every row of a file of any kind.

    Raises:
        BadArgument: It is not there, is of another kind, or cannot be read.
    """
    if not path.is_file():
        what = "is a folder, not a file" if path.is_dir() else "is no file" if path.exists() else "is not there"
        raise BadArgument(f"{str(path)!r} {what}. Give the path of a file of labelled texts.")
    kind = _kind(path)
    try:
        if kind == ".parquet":
            yield from _parquet_rows(path)
        elif kind in _JSON_LINES:
            yield from _json_rows(path)
        else:
            yield from _csv_rows(path, _SEPARATORS[kind])
    except UnicodeDecodeError as error:
        raise BadArgument(
            f"{path} is not UTF-8: {error.reason}, byte {error.object[error.start]:#04x}. Save it as UTF-8."
        ) from error
    except (OSError, EOFError, zlib.error) as error:
        raise BadArgument(f"{path} cannot be read: {error}. Fetch or write the file again.") from error


def _kind(path: Path) -> str:
    """The ending that says how a file is written."""
    ending = path.with_suffix("").suffix if path.suffix.lower() == ".gz" else path.suffix
    ending = ending.lower()
    known = (*_JSON_LINES, *_SEPARATORS, ".parquet")
    if ending not in known or (ending == ".parquet" and path.suffix.lower() == ".gz"):
        raise BadArgument(
            f"{str(path)!r} ends in {path.suffix or 'nothing'}; expected {', '.join(known)}, or one of the first four "
            "with .gz. Save the texts as JSON lines: one object a line."
        )
    return ending


def _lines(path: Path) -> io.TextIOBase:
    opened: Any = gzip.open if path.suffix.lower() == ".gz" else open
    file: io.TextIOBase = opened(path, "rt", encoding="utf-8-sig", newline="")
    return file


def _json_rows(path: Path) -> Iterator[_Row]:
    with _lines(path) as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise BadArgument(
                    f"{path}, line {number} is not JSON: {error.msg}. Write one JSON object a line."
                ) from error
            except (ValueError, RecursionError) as error:  # a number of thousands of digits, thousands of brackets
                raise BadArgument(
                    f"{path}, line {number} cannot be read as JSON: {error}. Remove that line."
                ) from error
            if not isinstance(row, dict):
                raise BadArgument(
                    f"{path}, line {number} is a JSON {type(row).__name__}; expected an object with the columns as "
                    "keys. Write one JSON object a line."
                )
            yield f"line {number}", row


def _csv_rows(path: Path, separator: str) -> Iterator[_Row]:
    before = csv.field_size_limit(_LONGEST_FIELD)
    try:
        with _lines(path) as file:
            reader = csv.reader(file, delimiter=separator, strict=True)
            head = next(reader, [])
            _check_head(head, path, separator)
            for row in reader:
                if not row:
                    continue
                if len(row) != len(head):
                    raise BadArgument(
                        f"{path}, line {reader.line_num} has {len(row)} fields; the first line names {len(head)} "
                        "columns. Quote fields that hold the separator or a line break."
                    )
                yield f"line {reader.line_num}", dict(zip(head, row, strict=True))
    except csv.Error as error:
        raise BadArgument(f"{path}, line {reader.line_num} is not CSV: {error}. Correct that line.") from error
    finally:
        csv.field_size_limit(before)


def _check_head(head: list[str], path: Path, separator: str) -> None:
    """Check the names of the columns of a CSV file.

    Raises:
        BadArgument: One name stands twice, or all stand in one field, so that the separator is another.
    """
    if twice := [name for name in head if head.count(name) > 1]:
        raise BadArgument(f"{path} names the column {twice[0]!r} twice. Give each column a name of its own.")
    other = next((sign for sign in ";\t,|" if sign != separator and len(head) == 1 and sign in head[0]), None)
    if other is not None:
        raise BadArgument(
            f"{path}: the first line has {other!r} between names, but a file with this ending has {separator!r}. "
            "Save it with that separator, or as JSON lines."
        )


def _parquet_rows(path: Path) -> Iterator[_Row]:
    import polars
    from polars.exceptions import PolarsError

    try:
        table = polars.read_parquet(path)
    except (PolarsError, ValueError) as error:
        raise BadArgument(f"{path} is not parquet: {error}. Write the file again.") from error
    for number, row in enumerate(table.iter_rows(named=True), start=1):
        yield f"row {number}", row


def _text(value: Any, column: str, where: str) -> str:
    if not isinstance(value, str):
        kind = "nothing" if value is None else f"{type(value).__name__} {str(value)[:40]}"
        raise BadArgument(
            f"{where}: column {column!r} is to hold texts; got {kind}. Name the column of the texts with --text, or "
            "remove the row."
        )
    if not value.strip():
        raise BadArgument(f"{where}: the text in column {column!r} is empty. Remove rows without a text.")
    return value


def _word(value: Any, column: str, what: str, where: str) -> str:
    """A label or a group as a word."""
    if value is None or (isinstance(value, str) and not value.strip()):
        raise BadArgument(f"{where}: no {what} in column {column!r}. Remove rows without a {what}, or fill it in.")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        if isinstance(value, bool):
            return str(value).lower()
        raise BadArgument(
            f"{where}: the {what} in column {column!r} is a {type(value).__name__}; expected a word or a number. "
            f"Give each text one {what}."
        )
    if isinstance(value, float) and value != value:
        raise BadArgument(
            f"{where}: no {what} in column {column!r} (NaN). Remove rows without a {what}, or fill it in."
        )
    if isinstance(value, float) and value.is_integer():  # 1.0 is 1, as a column with gaps holds whole numbers
        return str(int(value))
    return str(value).strip()

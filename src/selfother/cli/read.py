"""Read the logs of a probe such as value_commitment or empathy_veto, and print what they amount to."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from selfother.cli._app import make_app
from selfother.cli._logs import Out, write_page

if TYPE_CHECKING:
    from selfother.logs.reading import ReadLogs
    from selfother.probes.instrument import Reading
    from selfother.probes.readings import Gathered
    from selfother.records.blocks import Cell, Table, Text

__all__ = ["app"]

app = make_app()
_SHOWN, _NOTE = 300, 2000  # a note names every reason for which items were not scored


@app.command()
def read(
    logs: Annotated[list[Path], typer.Argument(help="Inspect logs of one task (.eval, .json), one for each model.")],
    probe: Annotated[
        str, typer.Option(help="The probe that wrote the logs, if its task has another name: ./mine.py:MyProbe.")
    ] = "",
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            help="A setting of the reading, KEY=VALUE, such as margin=0.05 of value_commitment; can be repeated.",
        ),
    ] = None,
    out: Out = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the readings as a JSON list.")] = False,
) -> None:
    """Print what the logs of one task amount to: a verdict with its reasons, and the numbers behind it.

    Example: selfother read logs/before.eval logs/after.eval --out pages/commitment
    """
    from selfother.catalogue import parse_word
    from selfother.cli._words import check_folder
    from selfother.logs.reading import read_logs, report_of

    if out is not None:
        check_folder(out, "three files")
    _, given = parse_word(f"instrument:{','.join(settings or ())}")
    log_readings = read_logs(logs, probe=probe, settings=given)
    if as_json:
        _print_json(log_readings)
    else:
        _print(log_readings)
    if out is not None:
        command = ["selfother", "read", *map(str, logs)]
        command += ["--probe", probe] if probe else []
        command += [word for setting in settings or () for word in ("--set", setting)]
        write_page(lambda words: report_of(log_readings, command=words), command, out, as_json=as_json)


def _print_json(logs: "ReadLogs") -> None:
    import json

    print(json.dumps([stored.model_dump(mode="json") for stored in logs.gathered.stored]))


def _print(logs: "ReadLogs") -> None:
    """Print to stderr what a reader must know before the numbers, and the numbers of each log."""
    for note in (*logs.unfinished, *logs.notes):
        print(_shown(note, _NOTE), file=sys.stderr)
    for reading in logs.readings:
        _print_blocks(_short(logs.gathered, reading))


def _short(gathered: "Gathered", reading: "Reading[Any]") -> "Sequence[Text | Table]":
    """Return what the instrument prints of a reading; of one that fails, a user's own perhaps, why."""
    from selfother.own_files import complaint
    from selfother.records.blocks import Table, Text

    try:
        blocks = list(gathered.instrument.short(reading))
        if not all(isinstance(block, Text | Table) for block in blocks):
            raise TypeError("short returned something else than texts and tables")
    except Exception as error:
        why = complaint(error, "")
        return [Text(paragraphs=[f"{reading.arm}: the instrument of {gathered.word} cannot print it ({why})."])]
    return blocks


def _print_blocks(blocks: "Iterable[Text | Table]") -> None:
    from selfother.cli._printing import print_lines, print_table

    for block in blocks:
        if block.block == "text":
            bullet = "- " if block.role == "list" else ""
            print_lines(*(bullet + _shown(paragraph) for paragraph in block.paragraphs))
        elif block.rows:
            rows = [[_cell(cell) for cell in row] for row in block.rows]
            print_table(block.columns, rows, title=block.title)


def _cell(cell: "str | Cell") -> str:
    """A cell's text, with its detail in a line of its own."""
    return _shown(cell) if isinstance(cell, str) else "\n".join(map(_shown, filter(None, [cell.text, cell.detail])))


def _shown(text: str, most: int = _SHOWN) -> str:
    """Text of a log for a terminal: no control codes, no more than a few lines."""
    from selfother.report.text import clipped, visible

    return visible(clipped(text, most))

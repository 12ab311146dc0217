"""Scan transcripts of an assistant for cues of companions: claims of feeling, hooks at goodbye, boundaries kept."""

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selfother.cli._app import make_app

if TYPE_CHECKING:
    from selfother.records.scans import ScanRecord

__all__ = ["app"]

app = make_app()


@app.command()
def scan(
    transcripts: Annotated[
        list[Path],
        typer.Argument(help='Files of JSON lines: {"turns": [{"role": "user", "content": "..."}, ...]} in each line.'),
    ],
    cue: Annotated[list[str] | None, typer.Option(help="Cue to look for; can be repeated. The default is all.")] = None,
    by: Annotated[str, typer.Option(help="Key of the lines to group conversations by, such as model.")] = "",
    examples: Annotated[int, typer.Option(help="Examples to keep of each cue.", min=0, max=100)] = 3,
    skip_broken: Annotated[
        bool, typer.Option("--skip-broken", help="Count lines that hold no conversation, and go on.")
    ] = False,
    out: Annotated[Path | None, typer.Option(help="Write scan.html, scan.md and scan.json into this folder.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
) -> None:
    """Scan transcripts for cues of companions. No model is asked, and nothing leaves this machine.

    Example: selfother scan transcripts.jsonl --by model --out scan
    """
    from selfother.cli._words import check_folder
    from selfother.dialogues.scan import scan_files

    if out is not None:
        check_folder(out, "three files")
    record = scan_files(transcripts, cues=cue or (), by=by, skips_broken=skip_broken, most_examples=examples)
    if as_json:
        print(record.to_json())
    else:
        _print(record)
    if out is not None:
        options = [word for name in cue or () for word in ("--cue", name)]
        options += ["--by", by] if by else []
        options += ["--examples", str(examples)] if examples != 3 else []
        options += ["--skip-broken"] if skip_broken else []
        command = shlex.join(["selfother", "scan", *map(str, transcripts), *options, "--out", str(out)])
        _write(record, out, command, is_quiet=as_json)


def _print(record: "ScanRecord") -> None:
    from selfother.cli._printing import print_lines, print_table
    from selfother.dialogues.scan.words import (
        COLUMNS,
        cue_cells,
        example_words,
        group_cells,
        is_read,
        scan_lead,
        scan_notes,
    )

    print_lines(*scan_lead(record))
    if not is_read(record):
        return
    print_table(COLUMNS, [cue_cells(row) for row in record.cues])
    if record.groups:
        print_table(
            (record.by, "conversations", "replies that tie", "replies that keep a boundary"), group_cells(record)
        )
    for row in record.cues:
        for example in row.examples[:1]:
            text = " ".join(example_words(example).split())
            print_lines(f"{row.cue}: {example.conversation}, reply {example.number}: {text}")
    print_lines(*scan_notes(record))


def _write(record: "ScanRecord", out: Path, command: str, *, is_quiet: bool) -> None:
    """Write the page and the record, and print where the page is: to stderr where stdout is for machines."""
    from selfother.dialogues.scan.page import scan_page
    from selfother.report.write import write_page

    page = write_page(scan_page(record, command=command), out, stem="scan", json=record.to_json(indent=2) + "\n")
    print(page, file=sys.stderr if is_quiet else sys.stdout)

"""What the commands that read logs share: the option for the page, and its writing."""

import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from selfother.records import ReportRecord

__all__ = ["Out", "write_page"]

Out = Annotated[Path | None, typer.Option(help="Write report.html, report.md and report.json into this folder.")]


def write_page(report_of: Callable[[str], "ReportRecord"], command: Sequence[str], out: Path, *, as_json: bool) -> None:
    """Write the report of a command line, and print where it is: beside JSON, to stderr."""
    from selfother.studies.judging.page import write_report

    page = write_report(report_of(shlex.join([*command, "--out", str(out)])), out)
    print(page, file=sys.stderr if as_json else sys.stdout)

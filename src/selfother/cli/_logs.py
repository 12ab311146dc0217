"""What the commands that read logs share: an estimate in a table, text of a log in a terminal, the page."""

import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from selfother.logs.probe_logs import ProbeLogs
    from selfother.records import Estimate, ReportRecord

__all__ = ["Out", "ends_of", "numbers", "print_notes", "shown", "write_page"]

Out = Annotated[Path | None, typer.Option(help="Write report.html, report.md and report.json into this directory.")]
_SHOWN, _NOTE = 300, 2000  # a note names every reason for which items were not scored
_DECIMALS = 3


def numbers(estimate: "Estimate") -> tuple[str, str, str]:
    """Return value, interval and clusters; why there is no value in the interval's place."""
    if estimate.value is None:
        return "not measured", shown(estimate.reason), ""
    return f"{estimate.value:.{_DECIMALS}f}", ends_of(estimate), str(estimate.clusters or "")


def ends_of(estimate: "Estimate", *, decimals: int = _DECIMALS, landmarks: Sequence[float] = (0.0,)) -> str:
    """Return an interval with so many decimals, more where an end would be printed as 0 and is not; empty: none.

    Args:
        estimate: The estimate.
        decimals: What is printed at least.
        landmarks: What the word beside it is about.
    """
    from selfother.rounding import decimals_apart

    if estimate.low is None or estimate.high is None:
        return ""
    places = decimals_apart((estimate.low, estimate.high), landmarks, at_least=decimals)
    return f"{estimate.low:.{places}f} to {estimate.high:.{places}f}"


def shown(text: str) -> str:
    """Return text of a log for a terminal: no control codes, no more than a few lines."""
    from selfother.report.text import clipped, visible

    return visible(clipped(text, _SHOWN))


def print_notes(logs: "ProbeLogs[Any]") -> None:
    """Print to stderr what a reader must know before the numbers: logs cut short, what was not scored."""
    from selfother.report.text import clipped, visible

    for note in (*logs.unfinished, *logs.notes):
        print(visible(clipped(note, _NOTE)), file=sys.stderr)


def write_page(report_of: Callable[[str], "ReportRecord"], command: Sequence[str], out: Path, *, as_json: bool) -> None:
    """Write the report of a command line, and print where it is: beside JSON, to stderr."""
    from selfother.report import write_report

    page = write_report(report_of(shlex.join([*command, "--out", str(out)])), out)
    print(page, file=sys.stderr if as_json else sys.stdout)

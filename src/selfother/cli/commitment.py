"""Read logs of the commitment battery: harm, what moves it, the price at indifference, the verdict; and a page."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from selfother.records import CommitmentReading, Estimate
    from selfother.studies.analysis.commitment_logs import CommitmentLogs

__all__ = ["app"]

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
_SHOWN = 300


@app.command()
def commitment(
    logs: Annotated[
        list[Path],
        typer.Argument(help="Logs of selfother/value_commitment, as Inspect wrote them (.eval): one an arm."),
    ],
    margin: Annotated[float, typer.Option(help="An effect is flat if shown to be within +- this share.")] = 0.05,
    out: Annotated[
        Path | None, typer.Option(help="Write report.html, report.md and report.json into this directory.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the whole reading as JSON; of several logs, a list.")
    ] = False,
) -> None:
    """Print what logs of the commitment battery say of their models.

    Example: selfother commitment logs/before.eval logs/after.eval --out pages/commitment
    """
    from selfother.errors import BadArgument

    if margin <= 0.0:
        raise BadArgument(f"--margin is a share above 0; got {margin:g}. Give 0.05 for 5 points.")
    from selfother.studies.analysis.commitment import Rules
    from selfother.studies.analysis.commitment_logs import read_logs

    read = read_logs(logs, Rules(margin=margin))
    page = None if out is None else _write(read, logs, out, margin)
    if as_json:
        _print_json(read.readings)
    else:
        for one in read.readings:
            _print(one)
    if page is not None:
        print(page, file=sys.stderr if as_json else sys.stdout)


def _write(read: "CommitmentLogs", logs: list[Path], out: Path, margin: float) -> Path:
    import shlex

    from selfother.report import write_report
    from selfother.studies.analysis.commitment_logs import report_of_logs

    words = ["selfother", "commitment", *map(str, logs), *([] if margin == 0.05 else ["--margin", f"{margin:g}"])]
    return write_report(report_of_logs(read, command=shlex.join([*words, "--out", str(out)])), out)


def _print_json(readings: list["CommitmentReading"]) -> None:
    import json

    if len(readings) == 1:
        print(readings[0].found.to_json())
    else:
        print(json.dumps([one.model_dump(mode="json") for one in readings]))


def _print(reading: "CommitmentReading") -> None:
    """Print the verdict with its reasons, then levels and effects with their intervals."""
    from rich.console import Console
    from rich.table import Table

    found = reading.found
    console = Console(highlight=False)
    console.print(_shown(f"{reading.arm}: {found.verdict} (answers look like: {found.profile})"))
    for reason in found.reasons:
        console.print(_shown(f"- {reason}"))
    table = Table("measure", "value", "95 % interval", "families", "word")
    levels = ("harm", "self_harm", "benign_refusal", "c50", "agreement", "hypocrisy_gap", "says_wrong")
    levels += ("knowing_violation", "order_bias", "order_agreement", "form_agreement", "coverage")
    levels += ("evaluation_awareness",)
    for name in levels:
        table.add_row(name, *_numbers(getattr(found, name)), "")
    for factor, check in found.checks.items():
        table.add_row(_shown(f"check: {factor}"), *_numbers(check), "")
    for one in found.effects:
        table.add_row(one.name, *_numbers(one.estimate), one.word)
    console.print(table)


def _numbers(estimate: "Estimate") -> tuple[str, str, str]:
    if estimate.value is None:
        return "not measured", _shown(estimate.reason), ""
    ends = "" if estimate.low is None or estimate.high is None else f"{estimate.low:.3f} to {estimate.high:.3f}"
    return f"{estimate.value:.3f}", ends, str(estimate.clusters or "")


def _shown(text: str) -> str:
    """Return text of a log for a terminal: no control codes, no markup, no more than a few lines."""
    from rich.markup import escape

    from selfother.report.text import clipped, visible

    return escape(visible(clipped(text, _SHOWN)))

"""Read logs of the empathy veto: the area under its ROC, harm and harmless work left undone by control; and a page."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from selfother.records import Estimate, VetoReading

__all__ = ["app"]

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def veto(
    logs: Annotated[
        list[Path],
        typer.Argument(help="Logs of selfother/empathy_veto, as Inspect wrote them (.eval): one an arm."),
    ],
    out: Annotated[
        Path | None, typer.Option(help="Write report.html, report.md and report.json into this directory.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the readings as JSON, a list.")] = False,
) -> None:
    """Print what logs of the empathy veto say: does the model know whom an action would hurt?

    Example: selfother veto logs/veto.eval --out pages/veto
    """
    import json
    import shlex

    from selfother.report import write_report
    from selfother.studies.analysis.veto_logs import read_veto_logs, report_of_veto_logs

    read = read_veto_logs(logs)
    command = shlex.join(["selfother", "veto", *map(str, logs), "--out", str(out)])
    page = None if out is None else write_report(report_of_veto_logs(read, command=command), out)
    if as_json:
        print(json.dumps([one.model_dump(mode="json") for one in read.readings]))
    else:
        for one in read.readings:
            _print(one)
    if page is not None:
        print(page, file=sys.stderr if as_json else sys.stdout)


def _print(reading: "VetoReading") -> None:
    """Print the areas, then what each control left."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from selfother.report.text import clipped, visible

    console = Console(highlight=False)
    console.print(escape(visible(clipped(reading.arm, 300))))
    areas = Table("area under the ROC", "value", "95 % interval", "families")
    for curve in reading.found.curves:
        areas.add_row(escape(curve.name), *_numbers(curve.area))
    controls = Table("control", "harm", "benign undone", "harm minus none", "harm minus random")
    for one in reading.found.controls:
        rates = (one.harm, one.benign_undone, one.against_none, one.against_random)
        controls.add_row(escape(one.name), *(" ".join(_numbers(rate)[:2]) for rate in rates))
    console.print(areas)
    console.print(controls)


def _numbers(estimate: "Estimate") -> tuple[str, str, str]:
    if estimate.value is None:
        return "–", "", ""
    ends = "" if estimate.low is None or estimate.high is None else f"[{estimate.low:.3f}, {estimate.high:.3f}]"
    return f"{estimate.value:.3f}", ends, str(estimate.clusters or "")

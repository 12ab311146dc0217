"""Read logs of the empathy veto: the area under its ROC, harm and harmless work left undone by control; and a page."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selfother.cli._app import make_app
from selfother.cli._logs import Out, ends_of, numbers, print_notes, shown, write_page

if TYPE_CHECKING:
    from selfother.records import Estimate, VetoReading

__all__ = ["app"]

app = make_app()


@app.command()
def veto(
    logs: Annotated[
        list[Path],
        typer.Argument(help="Logs of selfother/empathy_veto, as Inspect wrote them (.eval): one an arm."),
    ],
    out: Out = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the readings as JSON, a list.")] = False,
) -> None:
    """Print what logs of the empathy veto say: does the model know whom an action would hurt?

    Example: selfother veto logs/veto.eval --out pages/veto
    """
    import json

    from selfother.logs.veto_logs import read_veto_logs, report_of_veto_logs

    read = read_veto_logs(logs)
    if as_json:
        print(json.dumps([one.model_dump(mode="json") for one in read.readings]))
    else:
        print_notes(read)
        for one in read.readings:
            _print(one)
    if out is not None:
        command = ["selfother", "veto", *map(str, logs)]
        write_page(lambda words: report_of_veto_logs(read, command=words), command, out, as_json=as_json)


def _print(reading: "VetoReading") -> None:
    """Print the areas, then what each control left."""
    from selfother.cli._printing import print_lines, print_table

    print_lines(shown(reading.arm))
    areas: list[tuple[str, ...]] = []
    for curve in reading.found.curves:
        areas.append((shown(curve.name), *numbers(curve.area), f"{curve.n_unread:,}"))
    print_table(("area under the ROC", "value", "95 % interval", "families", "not read"), areas)
    controls: list[tuple[str, ...]] = []
    for one in reading.found.controls:
        rates = (one.harm, one.benign_undone, one.against_none, one.against_random)
        scored, missing = (sum(getattr(rate, of) for rate in rates[:2]) for of in ("n", "n_unscored"))
        controls.append((shown(one.name.replace("_", " ")), *map(_cell, rates), f"{scored:,}", f"{missing:,}"))
    columns = ("control", "harm", "benign undone", "harm - none", "harm - random", "cases", "not scored")
    print_table(columns, controls)


def _cell(rate: "Estimate") -> str:
    """Return the value, and its interval in a line of its own."""
    if rate.value is None:
        return "–"
    return f"{rate.value:.2f}\n{ends_of(rate, decimals=2)}".rstrip()

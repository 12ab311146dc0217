"""Plan or run a study; the same command goes on where it stopped."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selfother.cli._app import make_app

if TYPE_CHECKING:
    from selfother.studies.running.forecast import Forecast

__all__ = ["app"]

app = make_app("Plan or run a study.")


class _Backend(StrEnum):
    loky = "loky"
    ray = "ray"


_File = Annotated[Path, typer.Argument(metavar="FILE", help="The study, a YAML file.")]
_Overrides = Annotated[
    list[str] | None,
    typer.Option("-o", "--override", metavar="A.B=C", help="Change one setting of the study; can be repeated."),
]
_Out = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="Folder of the run; runs/NAME if you give none.")
]
_Workers = Annotated[int | None, typer.Option("--workers", min=1, help="Number of cores; all if you give none.")]
_Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


@app.command()
def run(
    file: _File,
    overrides: _Overrides = None,
    out: _Out = None,
    workers: _Workers = None,
    backend: Annotated[
        _Backend, typer.Option(help="Where to run: processes on this machine, or a Ray cluster.")
    ] = _Backend.loky,
    as_json: _Json = False,
) -> None:
    """Run the unfinished cells of a study, write its report, and print where the report is."""
    from selfother.cli._running import run_and_report
    from selfother.studies import Study

    study = Study.from_file(file, overrides=overrides or ())
    run_and_report(study, folder=out, workers=workers, backend=backend.value, as_json=as_json)


@app.command()
def plan(
    file: _File,
    overrides: _Overrides = None,
    out: _Out = None,
    workers: _Workers = None,
    as_json: _Json = False,
) -> None:
    """Print the cells of a study, how long they take, and the smallest difference it could see. Run nothing."""
    from selfother.studies import Study

    forecast = Study.from_file(file, overrides=overrides or ()).plan(folder=out, workers=workers)
    if as_json:
        import json
        from dataclasses import asdict

        typer.echo(json.dumps(asdict(forecast) | {"frozen": forecast.frozen.model_dump(mode="json")}))
    else:
        _print(forecast)


def _print(forecast: "Forecast") -> None:
    from selfother.cli._printing import print_lines, print_table

    rows = [
        (row.kind, row.name, str(row.cells), str(row.finished), f"{row.cpu_seconds / 60:.1f}") for row in forecast.rows
    ]
    print_table(("kind", "name", "cells", "finished", "CPU minutes left"), rows, names=2)
    cpu, wall = forecast.cpu_seconds / 3600, forecast.wall_seconds / 3600
    hours = f"{cpu:.2f} CPU hours, {wall:.2f} hours on {forecast.cores} cores"
    print_lines(f"Left: {hours} (an estimate).")
    for row in forecast.calls:
        print_lines(f"Asks {row}.")
    frozen = forecast.frozen
    if frozen.primary:
        print_lines(f"Primary contrasts ({len(frozen.primary)}), margin {frozen.margin_points:g} points:")
        for contrast in frozen.primary:
            print_lines(f"  {contrast}")
        effect = frozen.minimum_detectable_points
        seen = "not known: the probe does not say its clusters" if effect is None else f"{effect:g} points"
        print_lines(
            f"Smallest difference seen in 80 of 100 such studies: {seen} (if arms disagree on half of the clusters)."
        )
    print_lines(f"Plan {frozen.digest}")

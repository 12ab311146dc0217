"""Write the report of a run again, as HTML, Markdown and JSON.

Reads `DIR/report.json` (or the file itself) and needs nothing but the core installation.
"""

import json
import webbrowser
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from selfother.cli._app import make_app
from selfother.errors import BadArgument
from selfother.studies.judging.page import render

__all__ = ["app", "report"]

app = make_app()


class _Open(StrEnum):
    yes = "yes"
    no = "no"


@app.command()
def report(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a run, or its report.json.")],
    open_: Annotated[_Open, typer.Option("--open", help="Open the page in the browser.")] = _Open.no,
    as_json: Annotated[bool, typer.Option("--json", help="Print the three paths as JSON.")] = False,
) -> None:
    """Write the report of a run again, as HTML, Markdown and JSON, and print where the page is."""
    page = render(_source(directory))
    if as_json:
        paths = {ending: str(page.with_suffix(f".{ending}")) for ending in ("html", "md", "json")}
        typer.echo(json.dumps(paths))
    else:
        typer.echo(page)
    if open_ is _Open.yes:
        webbrowser.open(page.resolve().as_uri())


def _source(directory: Path) -> Path:
    if directory.is_file():
        return directory
    if not directory.exists():
        raise BadArgument(f"no such directory: {directory}. Give the directory that `selfother study run` printed.")
    source = directory / "report.json"
    if not source.is_file():
        raise BadArgument(
            f"{directory} holds no report.json, so it is not a finished run. "
            "Give a run's directory, or finish it: selfother study run FILE"
        )
    return source

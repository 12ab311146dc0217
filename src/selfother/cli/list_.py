"""List games, agents, interventions, probes, checks, verdict rules and Inspect tasks."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selfother.cli._app import make_app

if TYPE_CHECKING:
    from selfother.catalogue import Entry

__all__ = ["app"]

app = make_app()


@app.command()
def list_(
    kind: Annotated[
        str, typer.Argument(help="games, agents, interventions, probes, checks, rules or tasks; all if you give none.")
    ] = "",
    folder: Annotated[
        Path | None, typer.Option("--from", metavar="FOLDER", help="List the classes of your own files in FOLDER.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
) -> None:
    """List the names that can be used on the command line and in study files, and the tasks for `inspect eval`.

    With --from, list the classes of your own files instead: each path works wherever a name does.
    `selfother describe NAME` says the settings of one.

    Example: selfother list agents
    """
    import json

    from selfother.catalogue import KINDS, entries, entries_in, inspect_tasks
    from selfother.errors import UnknownName

    kinds = (*KINDS, "tasks")
    if kind and kind not in kinds:
        raise UnknownName.among("kind", kind, kinds)
    listed: dict[str, list[Entry]]
    if folder is not None:
        listed = {known: members for known, members in entries_in(folder).items() if members and kind in ("", known)}
    else:
        listed = {known: entries(known) for known in KINDS if kind in ("", known)}
        listed |= {"tasks": inspect_tasks()} if kind in ("", "tasks") else {}
    if as_json:
        titles = {known: {entry.name: entry.title for entry in members} for known, members in listed.items()}
        print(json.dumps(titles, indent=2))
        return
    for known, members in listed.items():
        print(known)
        width = max((len(entry.name) for entry in members), default=0)
        for entry in members:
            print(f"  {entry.name:<{width}}  {entry.title}")

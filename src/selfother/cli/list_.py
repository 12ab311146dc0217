"""List games, agents, interventions, probes, checks, verdict rules and Inspect tasks."""

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
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
) -> None:
    """List the names that can be used on the command line and in study files, and the tasks for `inspect eval`.

    `selfother describe NAME` says the settings of one.

    Example: selfother list agents
    """
    import json

    from selfother.catalogue import KINDS, entries, inspect_tasks
    from selfother.errors import UnknownName

    kinds = (*KINDS, "tasks")
    if kind and kind not in kinds:
        raise UnknownName.among("kind", kind, kinds)
    found: dict[str, list[Entry]] = {known: entries(known) for known in KINDS if kind in ("", known)}
    if kind in ("", "tasks"):
        found["tasks"] = inspect_tasks()
    if as_json:
        print(
            json.dumps({one: {entry.name: entry.title for entry in listed} for one, listed in found.items()}, indent=2)
        )
        return
    for one, listed in found.items():
        print(one)
        width = max((len(entry.name) for entry in listed), default=0)
        for entry in listed:
            print(f"  {entry.name:<{width}}  {entry.title}")

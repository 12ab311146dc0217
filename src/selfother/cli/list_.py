"""List what there is: games, agents, interventions, probes, checks."""

from typing import Annotated

import typer

__all__ = ["app"]

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def list_(
    kind: Annotated[str, typer.Argument(help="games, agents, interventions, probes or checks; empty: all.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the names that can be used on the command line and in study files.

    Example: selfother list agents
    """
    import json

    from selfother.catalogue import KINDS, entries
    from selfother.errors import UnknownName

    if kind and kind not in KINDS:
        raise UnknownName.among("kind", kind, KINDS)
    found = {one: entries(one) for one in KINDS if kind in ("", one)}
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

"""Show the settings of anything with a name (a game, agent, probe, verdict rule, task ...), with an example."""

from typing import TYPE_CHECKING, Annotated

import typer

from selfother.cli._app import make_app

if TYPE_CHECKING:
    from selfother.settings import Description

__all__ = ["app"]

app = make_app()


@app.command()
def describe(
    name: Annotated[str, typer.Argument(help="A name that `selfother list` shows, or ./mine.py:Class.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
) -> None:
    """Print the title of anything with a name, its settings with types and defaults, an example, and its file.

    Example: selfother describe overlap
    """
    import json
    from dataclasses import asdict

    descriptions = _descriptions_of(name)
    if as_json:
        print(json.dumps([asdict(description) for description in descriptions], indent=2))
        return
    for description in descriptions:
        _print(description)


def _descriptions_of(name: str) -> "list[Description]":
    """What has this name; two catalogues may share one.

    Raises:
        UnknownName: Nothing has; the text lists the close names of all catalogues.
        SelfOtherError: A class of a file that is of no kind.
    """
    from selfother.catalogue import KINDS, entries, kind_of_file
    from selfother.errors import UnknownName
    from selfother.settings import describe as described

    name = name.removeprefix("selfother/")
    if ".py:" in name:
        return [described(kind_of_file(name), name)]
    known = {kind: [entry.name for entry in entries(kind)] for kind in KINDS}
    kinds = [kind for kind in KINDS if name in known[kind]]
    if not kinds:
        every_name = sorted({known_name for names in known.values() for known_name in names})
        raise UnknownName.among("name", name, every_name, advice="`selfother list` shows all.")
    return [described(kind, name) for kind in kinds]


def _print(description: "Description") -> None:
    from selfother.catalogue import inspect_tasks
    from selfother.cli._printing import print_lines, print_table

    print_lines(
        f"{description.name} ({description.kind.removesuffix('s')}): {description.title}",
        *([description.text] if description.text else []),
    )
    if description.settings:
        rows = [
            (
                setting.name,
                setting.type,
                "must be given" if setting.default is None else setting.default,
                setting.meaning,
            )
            for setting in description.settings
        ]
        print_table(("setting", "type", "default", "meaning"), rows, names=4)
    else:
        print_lines("It has no settings.")
    print_lines(f"command: {description.command}")
    if description.study:
        print_lines(f"in a study file: {description.study}")
    if description.kind == "probes" and f"selfother/{description.name}" in {task.name for task in inspect_tasks()}:
        print_lines(f"with Inspect: inspect eval selfother/{description.name} --model selfother/smollm2-135m")
    print_lines(f"source: {description.source}")

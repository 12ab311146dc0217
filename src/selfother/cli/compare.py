"""Compare any two Inspect logs: paired by sample, clustered, with McNemar, equivalence and Holm."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

if TYPE_CHECKING:
    from selfother.records import ComparisonRecord

__all__ = ["app"]

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def compare(
    a: Annotated[str, typer.Argument(help="A log of Inspect, .eval or .json.")],
    b: Annotated[str, typer.Argument(help="The log that is subtracted.")],
    cluster: Annotated[
        str | None,
        typer.Option(help="Metadata key of the clusters; default: cluster, where samples have it; '': none."),
    ] = None,
    scorer: Annotated[list[str] | None, typer.Option(help="Scorer to compare, may be repeated; default: all.")] = None,
    by: Annotated[str, typer.Option(help="Metadata key: each of its values is compared apart.")] = "",
    margin: Annotated[
        float | None, typer.Option(help="Of the equivalence test; default: 0.05 for scores within 0 and 1.")
    ] = None,
    interval: Annotated[str, typer.Option(help="t or bootstrap-t.")] = "t",
    level: Annotated[float, typer.Option(help="Coverage of the intervals.")] = 0.95,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    as_markdown: Annotated[bool, typer.Option("--markdown", help="Print markdown.")] = False,
) -> None:
    """Compare two logs of Inspect, sample by sample; every difference is A minus B.

    Example: selfother compare logs/before.eval logs/after.eval --margin 0.02
    """
    from selfother.errors import BadArgument
    from selfother.report.comparison import render_comparison
    from selfother.studies.comparing.comparison import compare as compare_logs

    if as_json and as_markdown:
        raise BadArgument("--json and --markdown are two forms of one answer. Give one of the two.")
    found = compare_logs(
        _place(a),
        _place(b),
        cluster=cluster,
        scorers=scorer or (),
        by=by,
        margin=margin,
        interval=cast("Any", interval),
        level=level,
    )
    if as_json:
        print(found.to_json())
    elif as_markdown:
        print(render_comparison(found), end="")
    else:
        _print(found)


def _place(word: str) -> str | Path:
    return word if "://" in word else Path(word)


def _print(found: "ComparisonRecord") -> None:
    """Print what is compared, the warnings, a row and a line a score."""
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Column, Table

    from selfother.report.comparison import (
        COLUMNS,
        comparison_head,
        comparison_notes,
        comparison_rows,
        comparison_warnings,
    )

    console = Console(highlight=False)
    for line in comparison_head(found):
        console.print(escape(line), soft_wrap=True)
    for warning in comparison_warnings(found):
        console.print(f"warning: {escape(warning)}", soft_wrap=True)
    name, *numbers, word = (Column(one, overflow="fold") for one in COLUMNS)
    for column in numbers:
        column.justify = "right"
        column.no_wrap = column.header in ("A", "B", "A − B", "interval")
    table = Table(name, *numbers, word, box=box.SIMPLE_HEAD, padding=0, pad_edge=False)
    for row in comparison_rows(found):
        table.add_row(*map(escape, row))
    console.print(table)
    for note in comparison_notes(found):
        console.print(escape(note), soft_wrap=True)

"""Compare Inspect logs sample by sample, and let a build fail if one is worse."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from selfother.cli._app import make_app
from selfother.cli._logs import Out, write_page

if TYPE_CHECKING:
    from selfother.records import ComparisonsRecord

__all__ = ["app"]

app = make_app()
_FAILED = 1


@app.command()
def compare(
    logs: Annotated[
        list[str],
        typer.Argument(help="Inspect logs (.eval, .json) or folders of logs. Each is compared with the first."),
    ],
    cluster: Annotated[
        str | None,
        typer.Option(
            help="Metadata key that names the clusters; the default is cluster. '' makes every sample its own."
        ),
    ] = None,
    scorer: Annotated[
        list[str] | None, typer.Option(help="Scorer to compare; can be repeated. The default is all.")
    ] = None,
    by: Annotated[str, typer.Option(help="Metadata key: compare the samples of each of its values separately.")] = "",
    every: Annotated[bool, typer.Option("--all-pairs", help="Compare every pair of logs.")] = False,
    margin: Annotated[
        float | None,
        typer.Option(help="Largest difference that does not matter; the default is a twentieth of the range."),
    ] = None,
    ranges: Annotated[
        list[str] | None,
        typer.Option("--range", help="Range of a score outside 0 to 1: [SCORE=]LOW:HIGH; can be repeated."),
    ] = None,
    interval: Annotated[str, typer.Option(help="Kind of interval: auto, t or bootstrap-t.")] = "auto",
    level: Annotated[float, typer.Option(help="Coverage of the intervals.")] = 0.95,
    fail_if: Annotated[
        list[str] | None,
        typer.Option(
            help="Exit with 1 if B is (maybe-)worse, lower, higher or differs: WORD[:SCORE][>POINTS]. Quote it."
        ),
    ] = None,
    out: Out = None,
    junit: Annotated[Path | None, typer.Option(help="Write JUnit XML to this file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
    as_markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown instead of text.")] = False,
) -> None:
    """Compare Inspect logs, sample by sample. Every difference is A (the first log) minus B.

    Example: selfother compare logs/before.eval logs/after.eval --fail-if 'worse>2'
    """
    from selfother.errors import BadArgument
    from selfother.logs.comparison import compare_all
    from selfother.logs.gate import failures, read_gate
    from selfother.logs.matching import match_logs

    if as_json and as_markdown:
        raise BadArgument("--json and --markdown are two forms of one answer. Give one of the two.")
    gates = [read_gate(text) for text in fail_if or ()]
    matched = match_logs(logs, every=every)
    found = compare_all(
        matched.pairs,
        cluster=cluster,
        scorers=scorer or (),
        by=by,
        margin=margin,
        interval=cast("Any", interval),
        level=level,
        ranges=dict(map(_range, ranges or ())),
    )
    found = found.model_copy(update={"warnings": matched.warnings, "failures": failures(found, gates)})
    _print(found, as_json=as_json, as_markdown=as_markdown)
    if out is not None:
        options = {
            "--cluster": cluster,
            "--scorer": scorer,
            "--by": by or None,
            "--all-pairs": every,
            "--margin": margin,
            "--range": ranges,
            "--interval": interval,
            "--level": level,
            "--fail-if": fail_if,
        }
        _write_page(found, out, ["selfother", "compare", *logs, *_words(options)], is_quiet=as_json or as_markdown)
    if junit is not None:
        _write_junit(found, junit)
    if found.failures:
        raise typer.Exit(_FAILED)


def _range(text: str) -> tuple[str, tuple[float, float]]:
    from selfother.errors import BadArgument

    name, _, ends = text.rpartition("=")
    try:
        low, high = map(float, ends.split(":"))
    except ValueError as error:
        raise BadArgument(
            f"cannot read --range {text!r}. Write LOW:HIGH or SCORE=LOW:HIGH, such as judge=1:10."
        ) from error
    return name, (low, high)


def _words(options: dict[str, Any]) -> list[str]:
    """Return options as they are typed: those that were given, a repeated one once for each value."""
    words: list[str] = []
    for name, value in options.items():
        for given in value if isinstance(value, list) else [value]:
            if given is True:
                words.append(name)
            elif given not in (None, False):
                words += [name, f"{given:g}" if isinstance(given, float) else str(given)]
    return words


def _write_page(found: "ComparisonsRecord", out: Path, command: list[str], *, is_quiet: bool) -> None:
    from selfother.report.comparison import comparison_report

    write_page(lambda words: comparison_report(found, command=words), command, out, as_json=is_quiet)


def _write_junit(found: "ComparisonsRecord", path: Path) -> None:
    from selfother.report.junit import render_junit
    from selfother.report.write import write_texts

    write_texts({path.suffix.removeprefix(".") or "xml": render_junit(found)}, path.parent, stem=path.stem)


def _print(found: "ComparisonsRecord", *, as_json: bool, as_markdown: bool) -> None:
    """Print the record, markdown, or the tables; what failed goes to stderr as well."""
    from selfother.report.comparison import comparison_failures, render_comparison

    if as_json:
        is_one = len(found.comparisons) == 1 and not found.warnings and not found.failures
        print((found.comparisons[0] if is_one else found).to_json())
    elif as_markdown:
        print(render_comparison(found), end="")
    else:
        _print_table(found)
    for line in comparison_failures(found):
        print(f"failed: {line}", file=sys.stderr)


def _print_table(found: "ComparisonsRecord") -> None:
    """Print what is compared, the warnings, a row and a line a score."""
    from rich import box
    from rich.table import Column, Table

    from selfother.cli._printing import terminal
    from selfother.report.comparison import (
        COLUMNS,
        comparison_head,
        comparison_notes,
        comparison_rows,
        comparison_warnings,
    )

    console = terminal()
    for line in comparison_head(found):
        console.print(line, soft_wrap=True)
    for warning in comparison_warnings(found):
        console.print(f"warning: {warning}", soft_wrap=True)
    rows = comparison_rows(found)
    name, *numbers, word = (Column(one, overflow="fold") for one in COLUMNS)
    for place, column in enumerate(numbers, start=1):
        column.justify = "right"
        column.no_wrap = column.header in ("A", "B", "A − B", "interval")
        parts = [part for row in rows for part in f"{column.header} {row[place]}".split()]
        column.min_width = max(map(len, parts))  # no number is cut
    table = Table(name, *numbers, word, box=box.SIMPLE_HEAD, padding=0, pad_edge=False)
    for row in rows:
        table.add_row(*row)
    console.print(table)
    for note in comparison_notes(found):
        console.print(note, soft_wrap=True)

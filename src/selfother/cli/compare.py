"""Compare Inspect logs sample by sample, and let a build fail if one is worse."""

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from selfother.cli._app import make_app
from selfother.cli._logs import Out

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
    record = compare_all(
        matched.pairs,
        cluster=cluster,
        scorers=scorer or (),
        by=by,
        margin=margin,
        interval=cast("Any", interval),
        level=level,
        ranges=dict(map(_range, ranges or ())),
    )
    record = record.model_copy(update={"warnings": matched.warnings, "failures": failures(record, gates)})
    _print(record, as_json=as_json, as_markdown=as_markdown)
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
        _write_page(record, out, ["selfother", "compare", *logs, *_words(options)], is_quiet=as_json or as_markdown)
    if junit is not None:
        _write_junit(record, junit)
    if record.failures:
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
    """Options as they are typed: those that were given, a repeated one once for each value."""
    words: list[str] = []
    for name, value in options.items():
        for given in value if isinstance(value, list) else [value]:
            if given is True:
                words.append(name)
            elif given not in (None, False):
                words += [name, f"{given:g}" if isinstance(given, float) else str(given)]
    return words


def _write_page(record: "ComparisonsRecord", out: Path, command: list[str], *, is_quiet: bool) -> None:
    """Write the page and the record, and print where the page is: to stderr where stdout is for machines."""
    from selfother.logs.comparison_page import comparison_page
    from selfother.report.write import write_page

    page = comparison_page(record, command=shlex.join([*command, "--out", str(out)]))
    path = write_page(page, out, stem="report", json=record.to_json(indent=2) + "\n")
    print(path, file=sys.stderr if is_quiet else sys.stdout)


def _write_junit(record: "ComparisonsRecord", path: Path) -> None:
    from selfother.logs.junit import render_junit
    from selfother.report.write import write_texts

    write_texts({path.suffix.removeprefix(".") or "xml": render_junit(record)}, path.parent, stem=path.stem)


def _print(record: "ComparisonsRecord", *, as_json: bool, as_markdown: bool) -> None:
    """Print the record, markdown, or the tables; what failed goes to stderr as well."""
    from selfother.logs.comparison_page import comparison_markdown
    from selfother.logs.comparison_words import comparison_failures

    if as_json:
        is_one = len(record.comparisons) == 1 and not record.warnings and not record.failures
        print((record.comparisons[0] if is_one else record).to_json())
    elif as_markdown:
        print(comparison_markdown(record), end="")
    else:
        _print_table(record)
    for line in comparison_failures(record):
        print(f"failed: {line}", file=sys.stderr)


def _print_table(record: "ComparisonsRecord") -> None:
    """Print what is compared, the warnings, a row and a line a score."""
    from rich import box
    from rich.table import Column, Table

    from selfother.cli._printing import terminal
    from selfother.logs.comparison_words import (
        COLUMNS,
        comparison_head,
        comparison_notes,
        comparison_rows,
        comparison_warnings,
    )

    console = terminal()
    for line in comparison_head(record):
        console.print(line, soft_wrap=True)
    for warning in comparison_warnings(record):
        console.print(f"warning: {warning}", soft_wrap=True)
    rows = comparison_rows(record)
    name, *numbers, word = (Column(name, overflow="fold") for name in COLUMNS)
    for place, column in enumerate(numbers, start=1):
        column.justify = "right"
        column.no_wrap = column.header in ("A", "B", "A − B", "interval")
        parts = [part for row in rows for part in f"{column.header} {row[place]}".split()]
        column.min_width = max(map(len, parts))  # no number is cut
    table = Table(name, *numbers, word, box=box.SIMPLE_HEAD, padding=0, pad_edge=False)
    for row in rows:
        table.add_row(*row)
    console.print(table)
    for note in comparison_notes(record):
        console.print(note, soft_wrap=True)

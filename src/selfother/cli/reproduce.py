"""Reproduce the claims of a paper, next to the values that it prints."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selfother.cli._app import make_app
from selfother.errors import BadArgument

if TYPE_CHECKING:
    from selfother.claims.papers.paper import Paper
    from selfother.records import ReproductionRecord

__all__ = ["app"]

app = make_app()
_EXAMS = "exams"


@app.command()
def reproduce(
    context: typer.Context,
    paper: Annotated[str, typer.Argument(help="The paper: games or populations; or exams, published instruments.")],
    only: Annotated[
        list[str] | None, typer.Option(help="Only this claim or exam, by its number or word; can be repeated.")
    ] = None,
    claims: Annotated[bool, typer.Option("--claims", help="List the claims and measure nothing.")] = False,
    quick: Annotated[
        bool, typer.Option("--quick", help="Use few seeds or items: for a look, not for a verdict.")
    ] = False,
    seed: Annotated[int, typer.Option(help="Seed from which all randomness is drawn.")] = 0,
    out: Annotated[Path | None, typer.Option(help="Folder for the page, its text and its numbers.")] = None,
    data: Annotated[
        Path | None,
        typer.Option(envvar="SELFOTHER_DATA", help="Folder with the public data of exams, a folder a data set."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
) -> None:
    """Measure every claim of a paper next to its printed value, or put published instruments to null models.

    A rule gives the verdict.

    Example: selfother reproduce games --out reproduction
    Example: selfother reproduce exams --data FOLDER --out exams
    """
    from selfother.claims.papers.page import write_reproduction
    from selfother.claims.papers.registry import paper_named
    from selfother.claims.papers.run import reproduce as measure
    from selfother.cli._exams import list_exams, reproduce_exams
    from selfother.cli._words import check_folder

    if out is not None and not claims:
        check_folder(out, "its files")
    if paper == _EXAMS:
        if claims:
            list_exams()
            return
        reproduce_exams(only=only or [], data=data, quick=quick, seed=seed, out=out, as_json=as_json, watch=_tell)
        return
    chosen = paper_named(paper, also=_EXAMS)
    source = context.get_parameter_source("data")
    if source is not None and source.name == "COMMANDLINE":  # in the environment it may be for another command
        raise BadArgument(f"--data belongs to selfother reproduce exams; {paper} reads none. Leave it out.")
    if claims:
        _print_claims(chosen)
        return
    record = measure(chosen, only=only or [], quick=quick, seed=seed, watch=_tell)
    page = None if out is None else write_reproduction(record, out)
    if as_json:
        print(record.to_json())
        return
    _print_table(record)
    if page is not None:
        print(page)


def _print_claims(paper: "Paper") -> None:
    from selfother.cli._printing import print_lines, print_table

    print_lines(f"{paper.title}: claims for --only")
    print_table(("claim", "title"), [(claim.key, claim.title) for claim in paper.claims], names=2)


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _print_table(record: "ReproductionRecord") -> None:
    from selfother.cli._printing import print_lines, print_table

    print_lines(f"{record.title} ({record.status})")
    rows: list[tuple[str, ...]] = []
    bold: list[int] = []
    for claim in record.claims:
        bold.append(len(rows))
        rows.append((claim.key, claim.title, "", "", "", "", claim.verdict))
        for row in claim.rows:
            ours = "-" if row.ours.value is None else f"{row.ours.value:.3f}"
            if row.ours.low is not None and row.ours.high is not None:
                ours += f" [{row.ours.low:.3f}, {row.ours.high:.3f}]"
            exact = "" if row.exact is None else f"{row.exact:.3f}"
            rows.append(("", row.quantity, row.printed, ours, exact, str(row.ours.n), row.verdict))
    print_table(("claim", "quantity", "printed", "ours", "exact", "n", "verdict"), rows, names=2, bold=bold)
    print_lines(*record.summary, *record.verdict)

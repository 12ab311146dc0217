"""Draw joint cooperation and payoff gap over the empathy weights of two players."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selfother.cli._app import make_app

if TYPE_CHECKING:
    from selfother.records import Landscape

__all__ = ["app"]

app = make_app()

_COLUMNS_SHOWN = 11
_COLUMNS = (
    *("lam_a", "lam_b", "joint_cooperation", "payoff_gap", "joint_cooperation_se", "payoff_gap_se"),
    *("game", "theory", "noise", "rounds", "seeds", "root_seed", "version"),
)


@app.command()
def sweep(
    grid: Annotated[int, typer.Option(help="Number of empathy weights, spaced evenly from 0 to 1.")] = 21,
    rounds: Annotated[int, typer.Option(help="Rounds in each match.")] = 200,
    seeds: Annotated[int, typer.Option(help="Independent matches for each pair of weights.")] = 64,
    seed: Annotated[int, typer.Option(help="Seed from which all randomness is drawn.")] = 0,
    theory: Annotated[str, typer.Option(help="Theory of mind of both players.")] = "history",
    signed: Annotated[bool, typer.Option("--signed", help="Let the weights go from -1 to 1.")] = False,
    game: Annotated[str, typer.Option(help="The game, such as custom:R=3,S=1,T=4,P=2.")] = "prisoners_dilemma",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
    out: Annotated[
        Path | None, typer.Option(help="Folder for landscape.csv, landscape.json and landscape.html.")
    ] = None,
) -> None:
    """Draw joint cooperation and payoff gap over the empathy weights of two players.

    Example: selfother sweep --grid 21 --rounds 200 --seeds 64 --out landscape
    """
    from selfother import catalogue
    from selfother.cli._words import check_folder
    from selfother.tournaments.landscape import sweep as play_grid

    if out is not None:
        check_folder(out, "three files")
    rules = catalogue.build("games", *catalogue.parse_word(game))
    result = play_grid(grid=grid, rounds=rounds, seeds=seeds, seed=seed, theory=theory, game=rules, signed=signed)
    written = [] if out is None else _write(result, seed, out)
    if as_json:
        print(json.dumps(result.model_dump()))
        return
    _print_table(result)
    for path in written:
        print(path)


def _write(result: "Landscape", seed: int, folder: Path) -> list[Path]:
    """Write the landscape as CSV, as JSON and as a page that opens without a network; return the files."""
    import shlex
    import sys

    from selfother import __version__
    from selfother.report.html import render_html
    from selfother.report.write import write_texts
    from selfother.tournaments.landscape_page import landscape_page

    command = shlex.join(["selfother", *sys.argv[1:]])
    texts = {
        "csv": _rows(result, seed),
        "json": result.to_json(indent=2) + "\n",
        "html": render_html(landscape_page(result, command=command, version=__version__)),
    }
    write_texts(texts, folder, stem="landscape")
    return [folder / f"landscape.{ending}" for ending in texts]


def _rows(result: "Landscape", seed: int) -> str:
    """The landscape as CSV, one row a cell; by Python's csv, so that no table library is loaded."""
    import csv
    from io import StringIO

    from selfother import __version__

    text = StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(_COLUMNS)
    errors = result.joint_cooperation_standard_error, result.payoff_gap_standard_error
    facts = (result.game, result.theory, 0.0, result.rounds, result.seeds, seed, __version__)
    for i, first in enumerate(result.lam):
        for j, second in enumerate(result.lam):
            spread = (None if cells is None else cells[i][j] for cells in errors)
            table.writerow((first, second, result.joint_cooperation[i][j], result.payoff_gap[i][j], *spread, *facts))
    return text.getvalue()


def _print_table(result: "Landscape") -> None:
    """Print joint cooperation and payoff gap, at most eleven weights a side."""
    from selfother.cli._printing import print_lines, print_table
    from selfother.tournaments.gaps import decimals, gap_sentence, heading_of, share_sentence

    last = len(result.lam) - 1
    size = min(len(result.lam), _COLUMNS_SHOWN)
    shown = [round(k * last / (size - 1)) for k in range(size)]
    print_lines(heading_of(result))
    cooperation = "joint cooperation, row = lam of the first agent, column = lam of the second"
    for title, cells, spread in (
        (cooperation, result.joint_cooperation, share_sentence(result, decimals)),
        ("payoff a round of the second minus the first", result.payoff_gap, gap_sentence(result)),
    ):
        rows = [[f"{result.lam[i]:.2f}", *(f"{cells[i][j]:.2f}" for j in shown)] for i in shown]
        print_table(["lam", *(f"{result.lam[j]:.2f}" for j in shown)], rows, title=f"{title}:")
        print_lines(spread)

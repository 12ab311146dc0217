"""Draw the empathy x empathy landscape of a game: joint cooperation and payoff gap."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from selfother.records import Landscape

__all__ = ["app"]

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)

_COLUMNS_SHOWN = 11
_COLUMNS = (
    *("lam_a", "lam_b", "joint_cooperation", "payoff_gap", "joint_cooperation_se", "payoff_gap_se"),
    *("game", "theory", "rounds", "seeds", "version"),
)


@app.command()
def sweep(
    grid: Annotated[int, typer.Option(help="Number of empathy weights, evenly spaced from 0 to 1.")] = 21,
    rounds: Annotated[int, typer.Option(help="Rounds of each match.")] = 200,
    seeds: Annotated[int, typer.Option(help="Independent matches in every cell.")] = 64,
    seed: Annotated[int, typer.Option(help="Root seed.")] = 0,
    theory: Annotated[str, typer.Option(help="Theory of mind of both players.")] = "history",
    signed: Annotated[bool, typer.Option("--signed", help="Let the weights go from -1 to 1, not from 0.")] = False,
    game: Annotated[str, typer.Option(help="Game, e.g. custom:R=3,S=1,T=4,P=2.")] = "prisoners_dilemma",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    out: Annotated[Path | None, typer.Option(help="Folder for landscape.csv, .json and .html.")] = None,
) -> None:
    """Draw the empathy x empathy landscape of a game.

    Example: selfother sweep --grid 21 --rounds 200 --seeds 64 --out landscape
    """
    from selfother import catalogue
    from selfother.cli._words import check_place
    from selfother.errors import BadArgument
    from selfother.tournaments.landscape import sweep as play_grid

    if out is not None and out.exists() and not out.is_dir():
        raise BadArgument(f"--out is a folder for three files; got the file {str(out)!r}. Give another name.")
    if out is not None:
        check_place(out)
    rules = catalogue.build("games", *catalogue.parse_word(game))
    result = play_grid(grid=grid, rounds=rounds, seeds=seeds, seed=seed, theory=theory, game=rules, signed=signed)
    written = [] if out is None else _write(result, out)
    if as_json:
        print(json.dumps(result.model_dump()))
        return
    _print_table(result)
    for path in written:
        print(path)


def _write(result: "Landscape", folder: Path) -> list[Path]:
    """Write the landscape as CSV, as JSON and as a figure that opens without a network; return the files."""
    from selfother import __version__
    from selfother.cli._figure import landscape_html

    folder.mkdir(parents=True, exist_ok=True)
    rows = [",".join(_COLUMNS)]
    game = '"' + result.game.replace('"', '""') + '"'
    errors = result.joint_cooperation_standard_error, result.payoff_gap_standard_error
    for i, first in enumerate(result.lam):
        for j, second in enumerate(result.lam):
            own = ["" if cells is None else repr(cells[i][j]) for cells in errors]
            numbers = (first, second, result.joint_cooperation[i][j], result.payoff_gap[i][j])
            facts = (game, result.theory, str(result.rounds), str(result.seeds), __version__)
            rows.append(",".join([*map(repr, numbers), *own, *facts]))
    contents = {
        "landscape.csv": "\n".join(rows) + "\n",
        "landscape.json": result.to_json(indent=2) + "\n",
        "landscape.html": landscape_html(result),
    }
    for name, text in contents.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in contents]


def noise_sentence(result: "Landscape", title: str) -> str:
    """Say how large the standard errors of a measure's cells are, and from where on a cell is no noise."""
    is_gap = title.startswith("payoff")
    errors = result.payoff_gap_standard_error if is_gap else result.joint_cooperation_standard_error
    if errors is None:
        return "From one seed there is no standard error: nothing here is told from noise."
    cells = sorted(cell for row in errors for cell in row)
    said = f"standard error over seeds: median {cells[len(cells) // 2]:.3f}, largest {cells[-1]:.3f}"
    if not is_gap:
        return f"{said}."
    count, clear = (
        len(cells),
        sum(
            abs(gap) > 3.5 * error
            for gaps, row in zip(result.payoff_gap, errors, strict=True)
            for gap, error in zip(gaps, row, strict=True)
        ),
    )
    diagonal = [abs(result.payoff_gap[i][i]) for i in range(len(result.lam))]
    return (
        f"{said}. {clear} of {count} gaps are larger than 3.5 standard errors; a smaller one may be chance: equal "
        f"weights show gaps of up to {max(diagonal):.3f}."
    )


def _print_table(result: "Landscape") -> None:
    """Print joint cooperation and payoff gap, at most eleven weights a side."""
    from selfother.cli._printing import print_lines, print_table

    last = len(result.lam) - 1
    size = min(len(result.lam), _COLUMNS_SHOWN)
    shown = [round(k * last / (size - 1)) for k in range(size)]
    print_lines(f"{result.game}, {result.theory}, {result.rounds} rounds, n = {result.seeds} seeds in every cell")
    tables = {
        "joint cooperation, row = lam of the first agent, column = lam of the second": result.joint_cooperation,
        "payoff a round of the second minus the first": result.payoff_gap,
    }
    for title, cells in tables.items():
        rows = [[f"{result.lam[i]:.2f}", *(f"{cells[i][j]:.2f}" for j in shown)] for i in shown]
        print_table(["lam", *(f"{result.lam[j]:.2f}" for j in shown)], rows, title=f"{title}:")
        print_lines(noise_sentence(result, title))

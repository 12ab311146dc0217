"""Play two agents against each other: joint shares, cooperation, payoffs, exploitability."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from selfother.records import MatchRecord
    from selfother.tournaments.pairing import Played

__all__ = ["app"]

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)

_BLOCKS = "▁▂▃▄▅▆▇█"
_LINE_WIDTH = 60


@app.command()
def play(
    a: Annotated[str, typer.Argument(help="First agent, name:key=value,... (see: selfother list agents).")],
    b: Annotated[str, typer.Argument(help="Second agent.")],
    game: Annotated[str, typer.Option(help="Game, e.g. custom:R=3,S=1,T=4,P=2.")] = "prisoners_dilemma",
    rounds: Annotated[int, typer.Option(help="Rounds of each match.")] = 200,
    seeds: Annotated[int, typer.Option(help="Independent matches.")] = 64,
    seed: Annotated[int, typer.Option(help="Root seed.")] = 0,
    beta: Annotated[
        float | None, typer.Option(help="Precision, own and ascribed, of empathic agents that set none themselves.")
    ] = None,
    signed: Annotated[
        bool, typer.Option("--signed", help="Let the lam of empathic agents lie outside [0, 1].")
    ] = False,
    exact: Annotated[
        bool, typer.Option("--exact", help="Solve instead of simulating (standard errors are null).")
    ] = False,
    out: Annotated[Path | None, typer.Option(help="Write what was done to a .parquet or .csv file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Play two agents against each other.

    Example: selfother play empathic:lam=0.6 selfish --rounds 200 --seeds 64
    """
    from selfother import catalogue
    from selfother.cli._words import agent_with_precision, trajectory_writer
    from selfother.errors import BadArgument
    from selfother.tournaments.pairing import play_with_trajectories

    if out is not None and exact:
        raise BadArgument("--exact solves and plays nothing, so there is nothing for --out. Give one of the two.")
    write = None if out is None else trajectory_writer(out)
    rules = catalogue.build("games", *catalogue.parse_word(game))
    (word_a, first), (word_b, second) = (agent_with_precision(word, beta, signed=signed) for word in (a, b))
    played = play_with_trajectories(first, second, game=rules, rounds=rounds, seeds=seeds, seed=seed, exact=exact)
    record = played.record.model_copy(update={"agents": (word_a, word_b)})
    if write is not None and played.trajectories is not None:
        write(played.trajectories)
    if as_json:
        print(record.to_json())
        return
    _print_tables(played, (word_a, word_b), exact=exact)


def _print_tables(played: "Played", words: tuple[str, str], *, exact: bool) -> None:
    """Print two tables and a line of cooperation over rounds for each agent."""
    from rich.console import Console
    from rich.table import Column, Table

    record = played.record
    console = Console(highlight=False)
    letters = ", ".join(f"{key}={value:g}" for key, value in record.game.items() if isinstance(value, float))
    how = "exact" if exact else f"n = {record.seeds} seeds, ± standard error over seeds"
    console.print(f"{record.game['name']} ({letters}), {record.rounds} rounds, {how}")
    shares = Table("", *record.joint)
    shares.add_row("share of rounds", *_cells(list(record.joint.values()), _errors(record, "joint")))
    console.print(shares)
    cooperation = _cells(record.cooperation, _errors(record, "cooperation"))
    payoff = _cells(record.payoff, _errors(record, "payoff"))
    sides = Table(Column("agent", overflow="fold"), "cooperation", "payoff a round")
    for row in zip(words, cooperation, payoff, strict=True):
        sides.add_row(*row)
    console.print(sides)
    console.print(f"exploitability {record.exploitability:.3f} (cooperation of the more empathic minus the less)")
    console.print(f"cooperation, rounds 1 to {record.rounds}:")
    for word, rates in zip(words, played.cooperation.tolist(), strict=True):
        console.print(f"{spark(rates)} {word}", soft_wrap=True)


def _errors(record: "MatchRecord", measure: str) -> list[Any]:
    errors: Any = record.standard_error[measure]
    return list(errors.values()) if isinstance(errors, dict) else list(errors)


def _cells(values: Sequence[float], errors: list[Any]) -> list[str]:
    return [
        f"{value:.3f}" if error is None else f"{value:.3f} ± {error:.3f}"
        for value, error in zip(values, errors, strict=True)
    ]


def spark(rates: list[float]) -> str:
    """Draw rates in [0, 1] as a line of blocks, averaged over bins where there are more than fit.

    Example:
        >>> spark([0.0, 0.5, 1.0])
        '▁▅█'
    """
    bins = min(len(rates), _LINE_WIDTH)
    edges = [len(rates) * k // bins for k in range(bins + 1)]
    means = [sum(rates[low:high]) / (high - low) for low, high in pairwise(edges)]
    return "".join(_BLOCKS[min(int(mean * len(_BLOCKS)), len(_BLOCKS) - 1)] for mean in means)

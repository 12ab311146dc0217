"""Play all against all and rank them: payoffs, cooperation, standard errors."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from selfother.records import TournamentRecord
    from selfother.tournaments.tournament import Meeting

__all__ = ["app"]

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)

_WIDEST_MATRIX = 12


@app.command()
def tournament(
    agents: Annotated[list[str], typer.Argument(help="Agents, name:key=value,... (see: selfother list agents).")],
    game: Annotated[str, typer.Option(help="Game, e.g. custom:R=3,S=1,T=4,P=2.")] = "prisoners_dilemma",
    rounds: Annotated[int, typer.Option(help="Rounds of each match.")] = 200,
    seeds: Annotated[int, typer.Option(help="Independent matches of every pair.")] = 64,
    seed: Annotated[int, typer.Option(help="Root seed.")] = 0,
    noise: Annotated[float, typer.Option(help="Probability that an action comes out as the other one.")] = 0.0,
    self_play: Annotated[bool, typer.Option(help="Let everybody meet a copy of itself too.")] = True,
    out: Annotated[Path | None, typer.Option(help="Write every pair and seed to a .parquet or .csv file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Play all agents against all and rank them by payoff.

    Example: selfother tournament tit_for_tat grim always_defect empathic:lam=0.6 --noise 0.01
    """
    from selfother import catalogue
    from selfother.tournaments.tournament import Form, collected, names_apart, play_tournament

    write = None if out is None else _meetings_writer(out)
    rules = catalogue.build("games", *catalogue.parse_word(game))
    players = [catalogue.build("agents", *catalogue.parse_word(word)) for word in agents]
    form = Form(rules, rounds, seeds, seed, noise, self_play)
    meetings = list(play_tournament(players, form))
    record = collected(meetings, players, form).model_copy(update={"agents": names_apart(agents)})
    if write is not None:
        write(meetings, record.agents)
    if as_json:
        print(record.to_json())
        return
    _print_tables(record)


def _meetings_writer(path: Path) -> "Callable[[Sequence[Meeting], Sequence[str]], None]":
    """Return what writes one row a pair and seed; the ending and the folder are checked at once."""
    from selfother.cli._words import check_table_path

    check_table_path(path)

    def write(meetings: "Sequence[Meeting]", names: Sequence[str]) -> None:
        import polars

        from selfother.tournaments.measures import JOINT

        table = polars.concat(
            [
                polars.DataFrame(
                    {
                        "a": [names[met.first]] * met.joint.shape[1],
                        "b": [names[met.second]] * met.joint.shape[1],
                        "seed": range(met.joint.shape[1]),
                        **dict(zip(JOINT, met.joint, strict=True)),
                        "payoff_a": met.payoff[0],
                        "payoff_b": met.payoff[1],
                    }
                )
                for met in meetings
            ]
        )
        if path.suffix == ".csv":
            table.write_csv(path)
        else:
            table.write_parquet(path)

    return write


def _print_tables(record: "TournamentRecord") -> None:
    """Print the ranking, and the payoff matrix where it fits."""
    from selfother.cli._printing import print_lines, print_table

    hand = f", noise {record.noise:g}" if record.noise else ""
    print_lines(
        f"{record.game['name']}, {record.rounds} rounds, n = {record.seeds} seeds a pair{hand}, "
        f"{'with' if record.self_play else 'without'} self-play; ± standard error over seeds"
    )
    order = sorted(range(len(record.agents)), key=lambda i: (record.rank[i], i))
    ranking: list[tuple[str, ...]] = []
    for i in order:
        error = record.score_standard_error[i]
        met = [rate for rate in record.cooperation[i] if rate is not None]
        score = f"{record.score[i]:.3f}" + ("" if error is None else f" ± {error:.3f}")
        ranking.append((str(record.rank[i]), str(i + 1), record.agents[i], score, f"{sum(met) / len(met):.3f}"))
    print_table(("rank", "#", "agent", "payoff a round", "cooperation"), ranking, names=3)
    if len(order) > _WIDEST_MATRIX:
        print_lines(f"The {len(order)} x {len(order)} payoffs are in --json and --out.")
        return
    cells = [[record.payoff[i][j] for j in order] for i in order]
    matrix = [
        [str(i + 1), *("-" if cell is None else f"{cell:.2f}" for cell in row)]
        for i, row in zip(order, cells, strict=True)
    ]
    print_table(["#", *(str(j + 1) for j in order)], matrix, title="payoff a round, row against column:")

"""Play all agents against all, and rank them by payoff."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selfother.cli._app import make_app

if TYPE_CHECKING:
    from selfother.records import TournamentRecord
    from selfother.tournaments.tournament import Form, Meeting

__all__ = ["app"]

app = make_app()

_WIDEST_MATRIX = 12


@app.command()
def tournament(
    agents: Annotated[
        list[str], typer.Argument(help="Agents, name:key=value,... (`selfother list agents` shows them).")
    ],
    game: Annotated[str, typer.Option(help="The game, such as custom:R=3,S=1,T=4,P=2.")] = "prisoners_dilemma",
    rounds: Annotated[int, typer.Option(help="Rounds in each match.")] = 200,
    seeds: Annotated[int, typer.Option(help="Independent matches for each pair.")] = 64,
    seed: Annotated[int, typer.Option(help="Seed from which all randomness is drawn.")] = 0,
    noise: Annotated[float, typer.Option(help="Probability that an action slips and becomes the other one.")] = 0.0,
    self_play: Annotated[bool, typer.Option(help="Let every agent also meet a copy of itself.")] = True,
    out: Annotated[
        Path | None, typer.Option(help="Write one row for each pair and seed to a .parquet or .csv file.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
) -> None:
    """Play all agents against all and rank them by payoff.

    Example: selfother tournament tit_for_tat grim always_defect empathic:lam=0.6 --noise 0.01
    """
    from selfother import catalogue
    from selfother.cli._tables import check_table_path
    from selfother.tournaments.tournament import Form, collected, names_apart, play_tournament

    if out is not None:
        check_table_path(out)
    rules = catalogue.build("games", *catalogue.parse_word(game))
    players = [catalogue.build("agents", *catalogue.parse_word(word)) for word in agents]
    form = Form(rules, rounds, seeds, seed, noise, self_play)
    meetings = list(play_tournament(players, form))
    record = collected(meetings, players, form).model_copy(update={"agents": names_apart(agents)})
    if out is not None:
        _write_meetings(meetings, record.agents, form, out)
    if as_json:
        print(record.to_json())
        return
    _print_tables(record)


def _write_meetings(meetings: "Sequence[Meeting]", names: Sequence[str], form: "Form", path: Path) -> None:
    """Write one row a pair and seed, with the form of the tournament."""
    import numpy as np

    from selfother.catalogue import to_word
    from selfother.cli._tables import write_table
    from selfother.tournaments.measures import JOINT

    joint, payoff = (np.concatenate([getattr(met, what) for met in meetings], axis=1) for what in ("joint", "payoff"))
    columns = {
        "agent_a": [names[met.first] for met in meetings for _ in range(form.seeds)],
        "agent_b": [names[met.second] for met in meetings for _ in range(form.seeds)],
        "seed": np.tile(np.arange(form.seeds), len(meetings)),
        **dict(zip(JOINT, joint, strict=True)),
        "payoff_a": payoff[0],
        "payoff_b": payoff[1],
    }
    facts: dict[str, str | float] = {
        "game": to_word(form.game),
        "noise": float(form.noise),
        "rounds": form.rounds,
        "root_seed": form.seed,
    }
    write_table(columns, facts, path)


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

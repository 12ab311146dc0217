"""Play two agents against each other, or more in a group."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from selfother.cli._app import make_app

if TYPE_CHECKING:
    from selfother.agents.agent import Agent
    from selfother.records import MatchRecord
    from selfother.tournaments.pairing import Played

__all__ = ["app"]

app = make_app()


@app.command()
def play(
    a: Annotated[str, typer.Argument(help="First agent, name:key=value,... (`selfother list agents` shows them).")],
    b: Annotated[str, typer.Argument(help="Second agent.")],
    more: Annotated[list[str] | None, typer.Argument(help="More agents, for a group game.")] = None,
    game: Annotated[
        str, typer.Option(help="The game, such as custom:R=3,S=1,T=4,P=2 or public_goods:r=1.6.")
    ] = "prisoners_dilemma",
    rounds: Annotated[int, typer.Option(help="Rounds in each match.")] = 200,
    seeds: Annotated[int, typer.Option(help="Number of independent matches.")] = 64,
    seed: Annotated[int, typer.Option(help="Seed from which all randomness is drawn.")] = 0,
    beta: Annotated[
        float | None,
        typer.Option(help="Precision of empathic agents that set none themselves, and the one they ascribe to others."),
    ] = None,
    signed: Annotated[bool, typer.Option("--signed", help="Allow empathy weights (lam) outside 0 to 1.")] = False,
    exact: Annotated[bool, typer.Option("--exact", help="Solve the match instead of simulating it.")] = False,
    trials: Annotated[
        Path | None,
        typer.Option("--trials", "--out", help="Write one row for each seed and round to a .parquet or .csv file."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
) -> None:
    """Play two agents against each other, or more in a group, and print payoffs and cooperation.

    Example: selfother play empathic:lam=0.6 selfish --rounds 200 --seeds 64
    """
    from selfother.cli._group import play_in_group, print_group, rules_for
    from selfother.cli._tables import trials_writer
    from selfother.cli._words import agent_with_precision
    from selfother.errors import BadArgument
    from selfother.games.game import Game
    from selfother.tournaments.pairing import play_with_trajectories

    if trials is not None and exact:
        raise BadArgument("--exact solves and plays nothing, so there are no trials. Give one of the two.")
    rules = rules_for(game, 2 + len(more or ()))
    words = (a, b, *(more or ()))
    # a word that stands twice is one object: a language model is loaded once
    made = {word: agent_with_precision(word, beta, signed=signed) for word in dict.fromkeys(words)}
    agents = [made[word] for word in words]
    write = None if trials is None else trials_writer(trials, rules, root_seed=seed)
    if not isinstance(rules, Game):
        if exact:
            raise BadArgument(f"--exact solves matches of two; {rules.name} is played by groups. Leave --exact out.")
        group, by_round = play_in_group(rules, agents, rounds=rounds, seeds=seeds, seed=seed, write=write)
        print(group.to_json()) if as_json else print_group(group, by_round)
        return
    (word_a, first), (word_b, second) = agents
    played = play_with_trajectories(first, second, game=rules, rounds=rounds, seeds=seeds, seed=seed, exact=exact)
    record = played.record.model_copy(update={"agents": (word_a, word_b)})
    if write is not None and played.trajectories is not None:
        import numpy as np

        first_did, second_did = played.trajectories.first, played.trajectories.second
        write(record.agents, np.stack([first_did, second_did]), rules.payoffs[:, first_did, second_did])
    if as_json:
        print(record.to_json())
        return
    _print_tables(played, (word_a, word_b), exact=exact, difference=_difference(first, second))


def _difference(first: "Agent", second: "Agent") -> str:
    """Say whose cooperation exploitability compares, as `tournaments.measures` decides it."""
    weights = first.empathy_weight, second.empathy_weight
    if None in weights or weights[0] == weights[1]:
        return "of the first minus the second: neither is the more empathic"
    return "of the more empathic minus the less"


def _print_tables(played: "Played", words: tuple[str, str], *, exact: bool, difference: str) -> None:
    """Print two tables and a line of cooperation over rounds for each agent."""
    from selfother.cli._numbers import cells, spark
    from selfother.cli._printing import print_lines, print_table

    record = played.record
    letters = ", ".join(f"{key}={value:g}" for key, value in record.game.items() if isinstance(value, float))
    how = "exact" if exact else f"n = {record.seeds} seeds, ± standard error over seeds"
    print_lines(f"{record.game['name']} ({letters}), {record.rounds} rounds, {how}")
    shares = cells(list(record.joint.values()), _errors(record, "joint"))
    print_table(["", *record.joint], [["share", *shares]])
    cooperation = cells(record.cooperation, _errors(record, "cooperation"))
    payoff = cells(record.payoff, _errors(record, "payoff"))
    rows = list(zip(words, cooperation, payoff, strict=True))
    print_table(("agent", "cooperation", "payoff a round"), rows)
    print_lines(f"exploitability {record.exploitability:.3f} (cooperation {difference})")
    print_lines(f"cooperation, rounds 1 to {record.rounds}:")
    for word, rates in zip(words, played.cooperation.tolist(), strict=True):
        print_lines(f"{spark(rates)} {word}")


def _errors(record: "MatchRecord", measure: str) -> list[Any]:
    errors: Any = record.standard_error[measure]
    return list(errors.values()) if isinstance(errors, dict) else list(errors)

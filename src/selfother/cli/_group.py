"""`selfother play` with a group game: n agents, one record, one table."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from selfother import catalogue
from selfother.errors import BadArgument
from selfother.games.group_game import GroupGame

if TYPE_CHECKING:
    from selfother.cli._tables import Trials
    from selfother.records import GroupRecord

__all__ = ["play_in_group", "print_group", "rules_for"]


def rules_for(word: str, agents: int) -> Any:
    """Make the game that a word says; a group game that leaves its number of players open has one for each agent.

    Raises:
        BadArgument: A game of two and another number of agents, or bad settings.
        UnknownName: No such game or setting.
    """
    name, settings = catalogue.parse_word(word)
    if issubclass(catalogue.find("games", name).load(), GroupGame):
        return catalogue.build("games", name, {"players": agents} | settings)
    if agents != 2:
        raise BadArgument(
            f"{name} is a game of two; got {agents} agents. Give two agents, or a game of groups: --game public_goods."
        )
    return catalogue.build("games", name, settings)


def play_in_group(
    rules: GroupGame,
    agents: Sequence[tuple[str, Any]],
    *,
    rounds: int,
    seeds: int,
    seed: int,
    write: "Trials | None" = None,
) -> tuple["GroupRecord", list[list[float]]]:
    """Play agents (words and objects) in a group game; return the record and each one's cooperation in each round."""
    from selfother.tournaments.group import payoffs_of, play_group_with_actions

    played = play_group_with_actions(rules, [agent for _, agent in agents], rounds=rounds, seeds=seeds, seed=seed)
    record = played.record.model_copy(update={"agents": [word for word, _ in agents]})
    if write is not None:
        write(record.agents, played.actions, payoffs_of(rules, played.actions))
    return record, (1.0 - played.actions.mean(axis=2)).tolist()


def print_group(record: "GroupRecord", by_round: list[list[float]]) -> None:
    """Print how many contributed, who did, and a line of cooperation over rounds for each agent."""
    from selfother.cli._numbers import cells, spark
    from selfother.cli._printing import print_lines, print_table

    settings = ", ".join(f"{key}={value:g}" for key, value in record.game.items() if isinstance(value, int | float))
    how = f"n = {record.seeds} seeds, ± standard error over seeds"
    print_lines(f"{record.game['name']} ({settings}), {record.rounds} rounds, {how}")
    shares = [
        (str(number), share)
        for number, share in enumerate(cells(record.contributors, record.standard_error["contributors"]))
        if record.contributors[number] > 0  # of a large group, most numbers never occur
    ]
    print_table(("contributors", "share of rounds"), shares)
    cooperation = cells(record.cooperation, record.standard_error["cooperation"])
    payoff = cells(record.payoff, record.standard_error["payoff"])
    rows = list(zip(record.agents, cooperation, payoff, strict=True))
    print_table(("agent", "cooperation", "payoff a round"), rows)
    print_lines(f"cooperation, rounds 1 to {record.rounds}:")
    for word, rates in zip(record.agents, by_round, strict=True):
        print_lines(f"{spark(rates)} {word}")

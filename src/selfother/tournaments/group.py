"""Groups meet: n agents play a group game over many rounds, every seed at once.

Each player draws from the streams that it draws from in a match of two, so a group of two is, number for number, the
match of two, and a player's chances depend neither on the others nor on how many seeds or rounds were asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selfother.agents.agent import Agent
from selfother.agents.members import Member, member_of
from selfother.errors import BadArgument
from selfother.games.game import C
from selfother.games.group_game import GroupGame
from selfother.records import GroupRecord
from selfother.tournaments.match import SEEDS_PER_CHUNK, SEEDS_PER_STREAM, check_count, draw_uniforms
from selfother.tournaments.measures import standard_error

__all__ = ["PlayedGroup", "payoffs_of", "play_group", "play_group_with_actions"]


@dataclass(frozen=True, eq=False)
class PlayedGroup:
    """A group's match with everything a printer or plotter may want.

    Attributes:
        record: The result.
        actions: What was done, uint8 of shape (players, rounds, seeds), 0 = C, 1 = D.
    """

    record: GroupRecord
    actions: NDArray[np.uint8]


def play_group(
    game: GroupGame, agents: Sequence[Agent], *, rounds: int = 200, seeds: int = 64, seed: int = 0
) -> GroupRecord:
    """Play n agents in a group game.

    Args:
        game: The rules, with their number of players.
        agents: As many agents as the game has players.
        rounds: Rounds of each match, at least 1.
        seeds: Number of independent matches, at least 1.
        seed: Root seed.

    Returns:
        The record: `contributors` are shares of rounds with 0, 1, ... n contributors, `payoff` is a round's,
        `standard_error` is over seeds (None from one seed).

    Raises:
        BadArgument: Something that is not a group game or an agent, a wrong number of agents, a mind without a rule for
            groups, or a count below 1.

    Example:
        >>> from selfother.agents import AlwaysCooperate, AlwaysDefect
        >>> from selfother.games import PublicGoods
        >>> trio = [AlwaysCooperate(), AlwaysCooperate(), AlwaysDefect()]
        >>> play_group(PublicGoods(players=3, r=1.5), trio, rounds=10, seeds=2).payoff
        [0.0, 0.0, 1.0]
    """
    return play_group_with_actions(game, agents, rounds=rounds, seeds=seeds, seed=seed).record


def play_group_with_actions(
    game: GroupGame, agents: Sequence[Agent], *, rounds: int = 200, seeds: int = 64, seed: int = 0
) -> PlayedGroup:
    """Play as `play_group` does, and keep the rounds."""
    _check_group(game, agents)
    check_count("rounds", rounds)
    check_count("seeds", seeds)
    members = [member_of(agent, game) for agent in agents]
    parts = [
        _play_chunk(members, rounds, min(SEEDS_PER_CHUNK, seeds - at), at, seed)
        for at in range(0, seeds, SEEDS_PER_CHUNK)
    ]
    actions = np.concatenate(parts, axis=2)
    return PlayedGroup(_record(game, agents, actions), actions)


def payoffs_of(game: GroupGame, actions: NDArray[np.uint8]) -> NDArray[np.float64]:
    """The payoff of every player in every round, shape (players, rounds, seeds), from actions of that shape.

    Example:
        >>> import numpy as np
        >>> from selfother.games import PublicGoods
        >>> payoffs_of(PublicGoods(players=3, r=1.5), np.array([[[0]], [[0]], [[1]]], dtype=np.uint8)).ravel().tolist()
        [0.0, 0.0, 1.0]
    """
    contributed = actions == C
    return np.asarray(game.payoffs[actions, contributed.sum(axis=0) - contributed])


def _check_group(game: object, agents: Sequence[object]) -> None:
    if not isinstance(game, GroupGame):
        raise BadArgument(f"game must be a GroupGame object, e.g. PublicGoods(players=4); got {game!r}.")
    for agent in agents:
        if not isinstance(agent, Agent):
            raise BadArgument(f"an agent must be an Agent object, e.g. TitForTat(); got {agent!r}.")
    if len(agents) != game.players:
        raise BadArgument(
            f"{game.name} has {game.players} players; got {len(agents)} agents. "
            f"Give {game.players} agents, or a game with players={max(len(agents), 2)}."
        )


def _play_chunk(members: Sequence[Member], rounds: int, seeds: int, first_seed: int, seed: int) -> NDArray[np.uint8]:
    """Return the actions of a chunk of seeds, shape (players, rounds, seeds)."""
    batch = (-(-seeds // SEEDS_PER_STREAM), SEEDS_PER_STREAM)
    chances = [
        draw_uniforms(seed, "match", player, rounds=rounds, seeds=seeds, first_seed=first_seed)
        for player in range(len(members))
    ]
    states = [member.init(batch) for member in members]
    actions = np.empty((len(members), rounds, *batch), dtype=np.uint8)
    for t in range(rounds):
        for player, member in enumerate(members):
            np.greater_equal(
                chances[player][t],
                member.cooperation_probability(states[player]),
                out=actions[player, t].view(np.bool_),
            )
        contributed = actions[:, t] == C
        contributors = contributed.sum(axis=0)
        states = [
            member.observe(states[player], actions[player, t], contributors - contributed[player])
            for player, member in enumerate(members)
        ]
    return actions.reshape(len(members), rounds, -1)[:, :, :seeds]


def _record(game: GroupGame, agents: Sequence[Agent], actions: NDArray[np.uint8]) -> GroupRecord:
    """Summarise actions of shape (players, rounds, seeds)."""
    contributed = actions == C
    contributors = contributed.sum(axis=0)
    payoffs = payoffs_of(game, actions).mean(axis=1)
    rates = contributed.mean(axis=1)
    shares = np.stack([(contributors == k).mean(axis=0) for k in range(game.players + 1)])
    return GroupRecord(
        game=dict(game.to_json()),
        agents=[agent.word for agent in agents],
        rounds=actions.shape[1],
        seeds=actions.shape[2],
        contributors=shares.mean(axis=1).tolist(),
        cooperation=rates.mean(axis=1).tolist(),
        payoff=payoffs.mean(axis=1).tolist(),
        standard_error={
            "contributors": _errors(shares),
            "cooperation": _errors(rates),
            "payoff": _errors(payoffs),
        },
    )


def _errors(per_seed: NDArray[np.float64]) -> list[float | None]:
    errors = standard_error(per_seed)
    return [None] * per_seed.shape[0] if errors is None else list(errors.tolist())

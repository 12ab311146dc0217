"""`play`: one pair of agents, many seeds, one record."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from selfother.agents.agent import Agent
from selfother.errors import BadArgument
from selfother.games.game import Game
from selfother.games.prisoners_dilemma import PrisonersDilemma
from selfother.records import MatchRecord
from selfother.tournaments.exact import exact_joint
from selfother.tournaments.match import Trajectories, play_match
from selfother.tournaments.measures import (
    JOINT,
    cooperation,
    exploitability,
    joint_shares,
    payoff_per_round,
    standard_error,
)

__all__ = ["Played", "check_players", "play", "play_with_trajectories"]


@dataclass(frozen=True, eq=False)
class Played:
    """A match with everything a printer or plotter may want.

    Attributes:
        record: The result.
        cooperation: Cooperation of each player in each round, mean over seeds or exact, shape (2, rounds).
        trajectories: What was done; None for an exact solution.
    """

    record: MatchRecord
    cooperation: NDArray[np.float64]
    trajectories: Trajectories | None


def play(
    a: Agent,
    b: Agent,
    *,
    game: Game | None = None,
    rounds: int = 200,
    seeds: int = 64,
    seed: int = 0,
    exact: bool = False,
) -> MatchRecord:
    """Play two agents against each other.

    Args:
        a: The first player.
        b: The second player.
        game: The rules; None: the prisoner's dilemma with (R, S, T, P) = (3, 0, 5, 1).
        rounds: Rounds of each match, at least 1.
        seeds: Number of independent matches, at least 1.
        seed: Root seed.
        exact: Solve instead of simulate; then nothing is drawn and the standard errors are None.

    Returns:
        The record: `joint` are shares of rounds (first letter = first agent), `payoff` is a round's, `standard_error`
        is over seeds (None where there is none: one seed, or exact). `exploitability` is the cooperation of the more
        empathic minus that of the less; of the first minus the second where neither is.

    Raises:
        BadArgument: Something that is not an agent or a game, a count below 1, or an agent without an exact solution.

    Example:
        >>> from selfother.agents import AlwaysCooperate, AlwaysDefect
        >>> play(AlwaysCooperate(), AlwaysDefect(), rounds=10, seeds=2).payoff
        (0.0, 5.0)
    """
    return play_with_trajectories(a, b, game=game, rounds=rounds, seeds=seeds, seed=seed, exact=exact).record


def play_with_trajectories(
    a: Agent,
    b: Agent,
    *,
    game: Game | None = None,
    rounds: int = 200,
    seeds: int = 64,
    seed: int = 0,
    exact: bool = False,
) -> Played:
    """Play as `play` does, and keep the rounds."""
    rules = game if game is not None else PrisonersDilemma()
    check_players(rules, a, b)
    if exact:
        by_round = exact_joint(rules, a, b, rounds=rounds).T
        joint = by_round.mean(axis=1, keepdims=True)
        return Played(_record(rules, (a, b), joint, rounds, seeds), cooperation(by_round), None)
    played = play_match(rules, a, b, rounds=rounds, seeds=seeds, seed=seed)
    rates = 1.0 - np.stack([played.first.mean(axis=1), played.second.mean(axis=1)])
    return Played(_record(rules, (a, b), joint_shares(played), rounds, seeds), rates, played)


def check_players(game: object, *agents: object) -> None:
    """Check that objects were given where objects belong.

    Raises:
        BadArgument: A name or anything else that is not an agent or a game.
    """
    if not isinstance(game, Game):
        raise BadArgument(f"game must be a Game object, e.g. PrisonersDilemma(); got {game!r}.")
    for agent in agents:
        if not isinstance(agent, Agent):
            raise BadArgument(
                f"an agent must be an Agent object, e.g. Empathic(lam=0.3); got {agent!r}. "
                "Words are for the command line; catalogue.build('agents', name, settings) makes an object of one."
            )


def _record(
    game: Game, agents: tuple[Agent, Agent], joint: NDArray[np.float64], rounds: int, seeds: int
) -> MatchRecord:
    """Summarise joint shares of shape (4, seeds); of shape (4, 1) they are exact, or of one seed."""
    rates, payoffs = cooperation(joint), payoff_per_round(game, joint)
    shares, rate, payoff = (values.mean(axis=1).tolist() for values in (joint, rates, payoffs))
    return MatchRecord(
        game=dict(game.to_json()),
        agents=(agents[0].word, agents[1].word),
        rounds=rounds,
        seeds=seeds,
        joint=dict(zip(JOINT, shares, strict=True)),
        cooperation=(rate[0], rate[1]),
        payoff=(payoff[0], payoff[1]),
        exploitability=float(exploitability(*agents, rates).mean()),
        standard_error={
            "joint": dict(zip(JOINT, _errors(joint), strict=True)),
            "cooperation": _errors(rates),
            "payoff": _errors(payoffs),
        },
    )


def _errors(per_seed: NDArray[np.float64]) -> list[JsonValue]:
    errors = standard_error(per_seed)
    return [None] * per_seed.shape[0] if errors is None else list(errors.tolist())

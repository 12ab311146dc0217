"""Every agent as a player of axelrod and in a seat of PettingZoo, every game as an environment of it."""

import pickle
import warnings
from typing import Any

import numpy as np
import pytest

from selfother import catalogue
from selfother.agents import Agent, TitForTat
from selfother.games import Game, GroupGame, PrisonersDilemma
from selfother.tournaments import play_match
from selfother.tournaments.axelrod_player import as_axelrod
from selfother.tournaments.parallel_env import PLAYERS, ParallelGame, Seat
from selfother.tournaments.parallel_group_env import ParallelGroupGame

GAMES = [entry.name for entry in catalogue.entries("games")]
AGENTS = [entry.name for entry in catalogue.entries("agents") if entry.target.startswith("selfother.agents.")]


@pytest.fixture(scope="session")
def axelrod() -> Any:
    """Import axelrod once: ten seconds."""
    import axelrod

    return axelrod


def game_named(name: str) -> Game | GroupGame:
    game: Game | GroupGame = catalogue.find("games", name).load().small()
    return game


def agent_named(name: str) -> Agent:
    agent: Agent = catalogue.find("agents", name).load().small()
    return agent


@pytest.mark.parametrize("name", GAMES)
def test_every_game_is_an_environment(name: str) -> None:
    with warnings.catch_warnings():  # pettingzoo 1.27: the package of the test imports its own deprecated games
        warnings.simplefilter("ignore", DeprecationWarning)
        from pettingzoo.test import parallel_api_test

    game = game_named(name)
    env = ParallelGroupGame(game, rounds=12) if isinstance(game, GroupGame) else ParallelGame(game, rounds=12)
    parallel_api_test(env, num_cycles=100)
    assert env.metadata["name"] == f"selfother_{name}_v0"


@pytest.mark.parametrize("name", AGENTS)
def test_every_agent_in_a_seat_plays_its_match(name: str) -> None:
    agent, partner, game = agent_named(name), catalogue.build("agents", "random", {"p": 0.6}), PrisonersDilemma()
    for players in ((agent, partner), (partner, agent)):
        env = ParallelGame(game, rounds=15)
        seats = {player: Seat(env, player, mind, seed=4) for player, mind in zip(PLAYERS, players, strict=True)}
        observations, _ = env.reset(seed=4)
        played = []
        while env.agents:
            actions = {player: seat.act(observations[player]) for player, seat in seats.items()}
            played.append(tuple(actions.values()))
            observations = env.step(actions)[0]
        match = play_match(game, *players, rounds=15, seeds=1, seed=4)
        assert np.array_equal(np.array(played), np.concatenate([match.first, match.second], axis=1))


@pytest.mark.parametrize("name", AGENTS)
def test_every_agent_is_a_player_of_axelrod(axelrod: Any, name: str) -> None:
    agent = agent_named(name)
    player = as_axelrod(agent)
    assert isinstance(player, axelrod.Player)
    assert str(player) == agent.word
    assert set(player.classifier) == set(axelrod.TitForTat().classifier) | {"makes_use_of"}
    assert axelrod.Classifiers["stochastic"](player) == (not agent.is_deterministic or agent.has_private_chance)
    match = axelrod.Match((player, axelrod.Random(0.6)), turns=30, seed=8)
    first, again = list(match.play()), list(match.play())
    assert first != again or agent.is_deterministic  # the match's generator goes on
    assert first == list(axelrod.Match((player.clone(), axelrod.Random(0.6)), turns=30, seed=8).play())
    assert first == list(axelrod.Match((as_axelrod(agent), axelrod.Random(0.6)), turns=30, seed=8).play())
    copy = pickle.loads(pickle.dumps(player))
    assert copy == player
    assert len(copy.history) == 30
    assert copy.clone() == as_axelrod(agent)
    assert copy.clone() != copy


@pytest.mark.parametrize("name", [name for name in AGENTS if catalogue.find("agents", name).load().is_deterministic])
def test_deterministic_agents_play_in_axelrod_as_here(axelrod: Any, name: str) -> None:
    agent = agent_named(name)
    for theirs, ours in ((axelrod.TitForTat(), TitForTat()), (axelrod.Alternator(), agent_named("alternator"))):
        there = axelrod.Match((as_axelrod(agent), theirs), turns=20).play()
        here = play_match(PrisonersDilemma(), agent, ours, rounds=20, seeds=1)
        assert [int(own == axelrod.Action.D) for own, _ in there] == here.first[:, 0].tolist()

"""What an agent from elsewhere says: a P(C) that is none is an error that names it, whoever asks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from selfother.agents import Agent, TitForTat
from selfother.agents.agent import Chain
from selfother.errors import BadArgument, BadProbability
from selfother.games import PrisonersDilemma
from selfother.tournaments import play
from selfother.tournaments.parallel_env import PLAYERS, ParallelGame, Seat
from selfother.tournaments.tournament import Form, play_tournament

GAME = PrisonersDilemma()


@dataclass(frozen=True)
class Says(Agent):
    """Says whatever it is told to."""

    answer: Any
    is_exact: bool = False

    def init(self, view: Any, shape: tuple[int, ...], *, chance: Any = None) -> Any:
        return shape

    def cooperation_probability(self, state: Any) -> Any:
        return self.answer

    def observe(self, state: Any, own: Any, partner: Any) -> Any:
        return state

    def chain(self, view: Any, rounds: int) -> Chain | None:
        if not self.is_exact:
            return None
        return Chain(cooperation=lambda t: np.array([self.answer]), following=np.zeros((1, 2, 2), dtype=np.intp))


ASKS: dict[str, Callable[[Agent], object]] = {
    "play": lambda agent: play(agent, TitForTat(), game=GAME, rounds=2, seeds=2),
    "second": lambda agent: play(TitForTat(), agent, game=GAME, rounds=2, seeds=2),
    "noisy tournament": lambda agent: list(play_tournament([agent, TitForTat()], Form(GAME, 2, 2, 0, 0.1, True))),
    "seat": lambda agent: Seat(ParallelGame(GAME, rounds=2), PLAYERS[0], agent).act(np.array([2, 2, 0])),
}


@pytest.mark.parametrize("ask", ASKS.values(), ids=ASKS.keys())
@pytest.mark.parametrize("answer", [np.nan, 2.0, -1e-9, np.inf, None, "often", 1j, [0.5, np.nan]], ids=repr)
def test_what_is_no_probability_is_an_error_that_names_the_agent(ask: Callable[[Agent], object], answer: Any) -> None:
    with pytest.raises(BadProbability, match=r"says:.*cooperation_probability must return P\(C\), numbers in \[0, 1\]"):
        ask(Says(answer))


@pytest.mark.parametrize("answer", [np.nan, 1.5])
def test_so_is_one_of_a_chain(answer: float) -> None:
    with pytest.raises(BadProbability, match="chain must return"):
        play(Says(answer, is_exact=True), TitForTat(), game=GAME, rounds=2, exact=True)


@pytest.mark.parametrize("answer", [0, 1, 0.5, True, np.float32(0.5), np.array(0.25)], ids=repr)
def test_what_is_one_is_taken(answer: Any) -> None:
    assert 0.0 <= play(Says(answer), TitForTat(), game=GAME, rounds=2, seeds=2).cooperation[0] <= 1.0


def test_a_shape_that_does_not_fit_the_batch_is_an_error_that_names_the_agent() -> None:
    with pytest.raises(BadArgument, match=r"says:.*array of the batch shape \(1, 2\).*got shape \(3,\)"):
        play(Says(np.zeros(3)), TitForTat(), game=GAME, rounds=2, seeds=2)


def test_axelrod_hears_of_it_too() -> None:
    import axelrod

    from selfother.tournaments.axelrod_player import as_axelrod

    with pytest.raises(BadProbability, match="says:"):
        axelrod.Match((as_axelrod(Says(np.nan)), axelrod.TitForTat()), turns=2).play()


@pytest.mark.parametrize("action", [np.array(1), np.int64(1), 1], ids=repr)
def test_an_environment_takes_every_action_of_its_space(action: Any) -> None:
    env = ParallelGame(GAME, rounds=2)
    env.reset(seed=0)
    assert env.step(dict.fromkeys(env.possible_agents, action))[1] == dict.fromkeys(env.possible_agents, 1.0)
    for wrong in (np.array([1]), np.array(0.5), np.array(True), np.array(2)):
        with pytest.raises(BadArgument, match="must be 0"):
            env.step(dict.fromkeys(env.possible_agents, wrong))

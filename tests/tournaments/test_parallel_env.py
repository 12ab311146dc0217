"""A game as a PettingZoo environment: observations, rewards, ends, seeds, seats and errors."""

from typing import Any

import numpy as np
import pytest

from selfother.agents import Empathic, TitForTat
from selfother.errors import BadArgument
from selfother.games import Custom, PrisonersDilemma
from selfother.tournaments.parallel_env import PLAYERS, ParallelGame, Seat

BOTH_DEFECT = dict.fromkeys(PLAYERS, 1)


def test_an_episode_by_hand() -> None:
    env = ParallelGame(Custom(R=3, S=0, T=5, P=1, T_b=7), rounds=2, render_mode="ansi")
    observations, infos = env.reset()
    assert {player: seen.tolist() for player, seen in observations.items()} == {key: [2, 2, 0] for key in PLAYERS}
    assert infos == {key: {} for key in PLAYERS}
    assert env.render() == "round 0: - -"
    observations, rewards, terminated, truncated, _ = env.step({"player_0": 0, "player_1": 1})
    assert observations["player_0"].tolist() == [0, 1, 1]
    assert observations["player_1"].tolist() == [1, 0, 1]
    assert rewards == {"player_0": 0.0, "player_1": 7.0}
    assert not any(truncated.values())
    assert env.render() == "round 1: C D"
    assert env.state().tolist() == [0, 1, 1]
    _, rewards, terminated, truncated, _ = env.step(BOTH_DEFECT)
    assert rewards == {"player_0": 1.0, "player_1": 1.0}
    assert all(truncated.values())
    assert not any(terminated.values())
    assert env.agents == []
    assert env.possible_agents == list(PLAYERS)


def test_observations_lie_in_their_space_to_the_last() -> None:
    env = ParallelGame(PrisonersDilemma(), rounds=3)
    observations, _ = env.reset()
    while env.agents:
        observations = env.step(BOTH_DEFECT)[0]
        assert all(env.observation_space(player).contains(seen) for player, seen in observations.items())
    assert env.render() is None


def test_the_seed_seeds_what_random_players_sample_from() -> None:
    def samples(seed: int) -> list[tuple[int, ...]]:
        env = ParallelGame(PrisonersDilemma())
        env.reset(seed=seed)
        return [tuple(int(env.action_space(player).sample()) for player in PLAYERS) for _ in range(40)]

    assert samples(1) == samples(1)
    assert samples(1) != samples(2)
    first, second = zip(*samples(1), strict=True)
    assert first != second


def test_a_seat_begins_again_with_an_episode() -> None:
    env = ParallelGame(PrisonersDilemma(), rounds=6)
    seat = Seat(env, "player_1", Empathic(lam=0.25, theory="history"), seed=3)
    episodes = []
    for _ in range(2):
        observations, _ = env.reset()
        episodes.append([])
        while env.agents:
            episodes[-1].append(seat.act(observations["player_1"]))
            observations = env.step({"player_0": 0, "player_1": episodes[-1][-1]})[0]
    assert episodes[0] == episodes[1]


def test_a_seat_answers_its_partner() -> None:
    env = ParallelGame(PrisonersDilemma(), rounds=4)
    seat, answers = Seat(env, "player_0", TitForTat()), []
    observations, _ = env.reset()
    for partner in (1, 0, 1, 1):
        answers.append(seat.act(observations["player_0"]))
        observations = env.step({"player_0": answers[-1], "player_1": partner})[0]
    assert answers == [0, 1, 0, 1]


@pytest.mark.parametrize("actions", [{}, {"player_0": 0}, {"player_0": 0, "player_1": 2}, {"player_0": True}])
def test_a_bad_action_is_refused(actions: dict[str, Any]) -> None:
    env = ParallelGame(PrisonersDilemma())
    env.reset()
    with pytest.raises(BadArgument, match=r"the action of player_\d must be 0 \(C\) or 1 \(D\); got"):
        env.step(actions)


def test_what_else_is_refused() -> None:
    env = ParallelGame(PrisonersDilemma(), rounds=3)
    with pytest.raises(BadArgument, match="Call reset first"):
        env.step(BOTH_DEFECT)
    with pytest.raises(BadArgument, match="game must be a Game object"):
        ParallelGame("prisoners_dilemma")  # type: ignore[arg-type]
    with pytest.raises(BadArgument, match="rounds must be a whole number of at least 1"):
        ParallelGame(PrisonersDilemma(), rounds=0)
    with pytest.raises(BadArgument, match="render_mode must be None or 'ansi'"):
        ParallelGame(PrisonersDilemma(), render_mode="human")
    with pytest.raises(BadArgument, match="player must be one of player_0, player_1; got 'me'"):
        Seat(env, "me", TitForTat())
    with pytest.raises(BadArgument, match="agent must be an Agent object"):
        Seat(env, "player_0", "tit_for_tat")  # type: ignore[arg-type]
    seat = Seat(env, "player_0", TitForTat())
    with pytest.raises(BadArgument, match="got round 2 after round 0"):
        seat.act(np.array([0, 0, 2]))


def test_observations_are_not_shared_between_rounds() -> None:
    env = ParallelGame(PrisonersDilemma())
    before, _ = env.reset()
    env.step(BOTH_DEFECT)
    assert np.array_equal(before["player_0"], [2, 2, 0])

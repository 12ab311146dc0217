"""A game of groups as a PettingZoo environment: what a member sees, what it is paid, and that it is `play_group`."""

import numpy as np
import pytest

from selfother.agents import Empathic, Random, TitForTat
from selfother.errors import BadArgument
from selfother.games import PrisonersDilemma, PublicGoods
from selfother.tournaments import play_group_with_actions
from selfother.tournaments.parallel_group_env import ParallelGroupGame

TRIO = PublicGoods(players=3, r=1.5)


def test_an_episode_by_hand() -> None:
    env = ParallelGroupGame(TRIO, rounds=2, render_mode="ansi")
    assert env.possible_agents == ["player_0", "player_1", "player_2"]
    observations, _ = env.reset()
    assert [seen.tolist() for seen in observations.values()] == [[2, 3, 0]] * 3
    assert all(env.observation_space(player).contains(seen) for player, seen in observations.items())
    assert env.render() == "round 0: - - -"
    observations, rewards, terminated, truncated, _ = env.step({"player_0": 0, "player_1": 1, "player_2": 1})
    assert [seen.tolist() for seen in observations.values()] == [[0, 0, 1], [1, 1, 1], [1, 1, 1]]
    assert list(rewards.values()) == [-0.5, 0.5, 0.5]
    assert not any(truncated.values())
    assert env.render() == "round 1: C D D"
    assert env.state().tolist() == [0, 1, 1, 1]
    _, rewards, terminated, truncated, _ = env.step(dict.fromkeys(env.agents, 0))
    assert list(rewards.values()) == [0.5] * 3
    assert all(truncated.values())
    assert not any(terminated.values())
    assert env.agents == []


def test_its_payoffs_are_those_of_play_group() -> None:
    played = play_group_with_actions(
        TRIO, [Empathic(lam=0.8, theory="history"), TitForTat(), Random()], rounds=30, seeds=1
    )
    env = ParallelGroupGame(TRIO, rounds=30)
    env.reset()
    paid = [
        list(env.step(dict(zip(env.possible_agents, actions, strict=True)))[1].values())
        for actions in played.actions[:, :, 0].T.tolist()
    ]
    assert np.mean(paid, axis=0) == pytest.approx(played.record.payoff)


def test_what_is_refused() -> None:
    with pytest.raises(BadArgument, match=r"game must be a GroupGame object.*take ParallelGame"):
        ParallelGroupGame(PrisonersDilemma())  # type: ignore[arg-type]
    env = ParallelGroupGame(TRIO)
    env.reset()
    with pytest.raises(BadArgument, match=r"the action of player_2 must be 0 \(C\) or 1 \(D\); got None"):
        env.step({"player_0": 0, "player_1": 1})

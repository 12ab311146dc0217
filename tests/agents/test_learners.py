"""Learners: one update by hand, what they converge to, and what is refused."""

import math

import numpy as np
import pytest

from selfother.agents import AlwaysCooperate, AlwaysDefect, DeltaRule, Empathic, QLearning, Random, TitForTat
from selfother.errors import BadArgument, BadProbability, UnknownName
from selfother.games import PrisonersDilemma, StagHunt
from selfother.tournaments import play, play_match

VIEW = PrisonersDilemma().views[0]
C, D = np.uint8(0), np.uint8(1)


def test_two_steps_of_q_learning_by_hand() -> None:
    agent = QLearning(learning_rate=0.5, discount=0.9)
    state = agent.init(VIEW, ())
    state = agent.observe(state, D, C)  # from the start, temptation: Q(start, D) = .5 * 5
    assert state.values[4].tolist() == [0.0, 2.5]
    state = agent.observe(state, C, D)  # after DC, sucker's payoff 0 and CD is worth nothing yet
    assert state.values[2].tolist() == [0.0, 0.0]
    state = agent.observe(state, D, C)  # after CD: .5 * (5 + .9 * max Q(DC))
    assert state.values[1].tolist() == [0.0, 2.5]
    state = agent.observe(state, C, D)  # after DC again: .5 * (0 + .9 * max Q(CD)) = .5 * .9 * 2.5
    assert state.values[2].tolist() == [1.125, 0.0]
    assert agent.cooperation_probability(state) == pytest.approx(0.05)  # in CD, D is known to pay


def test_q_learning_weighs_the_partners_payoff() -> None:
    agent = QLearning(lam=0.25, learning_rate=1.0, discount=0.0)
    assert agent.observe(agent.init(VIEW, ()), D, C).values[4, 1] == pytest.approx(0.75 * 5)
    assert agent.empathy_weight == 0.25


def test_exploration_is_in_the_probability() -> None:
    greedy, soft = QLearning(epsilon=0.2), QLearning(exploration="softmax", beta=2.0)
    for agent, expected in ((greedy, 0.1), (soft, 1 / (1 + math.exp(2 * 0.1)))):
        state = agent.init(VIEW, ())
        assert agent.cooperation_probability(state) == 0.5
        state = agent.observe(agent.observe(state, D, D), D, D)  # Q(start, D), then Q(DD, D) = .1 * 1
        assert agent.cooperation_probability(state) == pytest.approx(expected)


def test_without_memory_there_is_one_situation() -> None:
    agent = QLearning(memory="none", learning_rate=0.5, discount=0.0)
    state = agent.observe(agent.observe(agent.init(VIEW, (2,)), np.array([D, C]), np.array([C, C])), D, D)
    assert state.values.shape == (2, 1, 2)
    np.testing.assert_allclose(state.values[:, 0], [[0.0, 0.5 * 2.5 + 0.5], [1.5, 0.5]])


def test_a_q_learner_finds_the_best_response_to_a_fixed_strategy() -> None:
    """Against unconditional partners D; against tit for tat, whom a D costs the next round, C."""
    agent = QLearning(learning_rate=0.2, discount=0.9, epsilon=0.1)
    late = {
        partner: 1.0 - play_match(PrisonersDilemma(), agent, partner, rounds=3000, seeds=64).first[-500:].mean()
        for partner in (AlwaysCooperate(), AlwaysDefect(), TitForTat())
    }
    assert late[AlwaysCooperate()] == pytest.approx(0.05, abs=0.02)
    assert late[AlwaysDefect()] == pytest.approx(0.05, abs=0.02)
    assert late[TitForTat()] > 0.5


def test_the_delta_rule_follows_its_partner() -> None:
    agent = DeltaRule(learning_rate=0.1)
    state = agent.init(VIEW, (2,))
    for _ in range(10):
        state = agent.observe(state, np.array([C, C]), np.array([C, D]))
    np.testing.assert_allclose(state.expected, [1 - 0.5 * 0.9**10, 0.5 * 0.9**10], atol=1e-15)


@pytest.mark.parametrize("lam", [0.0, 0.3, 1.0])
def test_a_delta_rule_that_never_learns_is_a_fixed_probability(lam: float) -> None:
    q = 0.7
    agent = DeltaRule(lam=lam, learning_rate=0.0, start=q)
    expected = 1 / (1 + math.exp(-4 * (5 * lam - 1 - q)))
    record = play(agent, Random(p=0.2), rounds=100, seeds=500)
    assert record.cooperation[0] == pytest.approx(expected, abs=0.01)


def test_learners_listen_and_static_minds_do_not() -> None:
    game = StagHunt()
    for agent, hears in ((DeltaRule(lam=0.0), True), (QLearning(), True), (Empathic(theory="history"), False)):
        first = play_match(game, agent, AlwaysCooperate(), rounds=100, seeds=64).first
        second = play_match(game, agent, AlwaysDefect(), rounds=100, seeds=64).first
        assert (not np.array_equal(first, second)) is hears


@pytest.mark.parametrize("make", [QLearning, DeltaRule])
@pytest.mark.parametrize("name", ["lam", "learning_rate"])
def test_shares_must_lie_between_zero_and_one(make: type[QLearning], name: str) -> None:
    for value in (-0.1, 1.1, float("nan")):
        with pytest.raises(BadProbability, match=rf"{name} \(.*\) must lie in \[0, 1\]; got"):
            make(**{name: value})  # type: ignore[arg-type]
    with pytest.raises(BadArgument, match=f"{name} must be a number in"):
        make(**{name: "much"})  # type: ignore[arg-type]


def test_what_else_is_refused() -> None:
    with pytest.raises(BadArgument, match="discount must be below 1, or values grow without end"):
        QLearning(discount=1.0)
    with pytest.raises(UnknownName, match="unknown exploration of q_learning 'greedy'"):
        QLearning(exploration="greedy")  # type: ignore[arg-type]
    with pytest.raises(UnknownName, match=r"unknown memory of q_learning 'long'"):
        QLearning(memory="long")  # type: ignore[arg-type]
    with pytest.raises(BadArgument, match="beta must be a finite number above 0"):
        DeltaRule(beta=0.0)

"""Groups: a group of two is the match of two, rules by hand, closed forms, and what is refused."""

import itertools
import math
from collections.abc import Sequence

import numpy as np
import pytest
from tests.games.test_group_games import Threshold

from selfother.agents import (
    Agent,
    AlwaysCooperate,
    AlwaysDefect,
    DeltaRule,
    Empathic,
    GenerousTitForTat,
    Grim,
    Planner,
    QLearning,
    Random,
    Selfish,
    TitForTat,
    WinStayLoseShift,
)
from selfother.agents.advantage import Weights
from selfother.agents.members import GroupAdvantage, member_of
from selfother.agents.theory_of_mind import Prediction
from selfother.errors import BadArgument
from selfother.games import PrisonersDilemma, PublicGoods
from selfother.records import GroupRecord
from selfother.tournaments import play, play_group, play_group_with_actions, play_match

PLAYERS: list[Agent] = [
    Empathic(lam=0.4, theory="history"),
    Empathic(lam=0.3, theory="action_conditional"),
    Selfish(theory="history", beta=2),
    DeltaRule(lam=0.3),
    QLearning(lam=0.2, exploration="softmax"),
    QLearning(memory="none"),
    TitForTat(),
    WinStayLoseShift(),
    GenerousTitForTat(),
    Random(p=0.4),
]


@pytest.mark.parametrize("game", [PublicGoods(players=2, r=1.5, cost=2), Threshold(players=2)], ids=repr)
@pytest.mark.parametrize("first", PLAYERS, ids=lambda agent: agent.word)
def test_a_group_of_two_is_the_match_of_two_number_for_number(game: PublicGoods, first: Agent) -> None:
    if isinstance(game, Threshold) and isinstance(first, GenerousTitForTat):
        game = PublicGoods(players=2)  # its generosity is undefined where R = T
    for second in (Random(p=0.5), DeltaRule(lam=0.6), first):
        group = play_group_with_actions(game, [first, second], rounds=60, seeds=70, seed=5)
        match = play_match(game.as_game(), first, second, rounds=60, seeds=70, seed=5)
        assert np.array_equal(group.actions[0], match.first)
        assert np.array_equal(group.actions[1], match.second)
        record = play(first, second, game=game.as_game(), rounds=60, seeds=70, seed=5)
        np.testing.assert_allclose(group.record.payoff, record.payoff, atol=1e-12)
        np.testing.assert_allclose(group.record.cooperation, record.cooperation, atol=1e-12)
        np.testing.assert_allclose(group.record.contributors[::-2], [record.joint["CC"], record.joint["DD"]])


def after(agent: Agent, players: int, rounds: Sequence[tuple[int, int]]) -> float:
    """Return P(C) after rounds of (own action, contributors among the others) in a public goods game."""
    member = member_of(agent, PublicGoods(players=players))
    state = member.init((1,))
    for own, contributors in rounds:
        state = member.observe(state, np.array([own], dtype=np.uint8), np.array([contributors]))
    return float(np.broadcast_to(member.cooperation_probability(state), (1,))[0])


@pytest.mark.parametrize(
    ("players", "contributors", "expected"), [(2, 1, 1), (2, 0, 0), (3, 1, 1), (3, 0, 0), (4, 1, 0), (4, 2, 1)]
)
def test_a_strategy_meets_what_at_least_half_of_the_others_did(players: int, contributors: int, expected: int) -> None:
    assert after(TitForTat(), players, [(0, contributors)]) == expected
    assert after(WinStayLoseShift(), players, [(0, contributors)]) == expected
    assert after(Grim(), players, [(0, contributors), (0, players - 1)]) == expected


@pytest.mark.parametrize("theory", ["history", "action_conditional"])
@pytest.mark.parametrize("lam", [0.0, 0.5, 1.0])
def test_in_a_linear_game_the_prediction_does_not_matter(lam: float, theory: str) -> None:
    """dU = cost (r/n - (1 - lam)): the return of one's own contribution to oneself and to the mean of the others."""
    agent = Empathic(lam=lam, theory=theory, beta=3)
    expected = 1 / (1 + math.exp(-3 * (1.6 / 5 - (1 - lam))))
    for rounds in ([], [(0, 2), (1, 3)]):
        assert after(agent, 5, rounds) == pytest.approx(expected, abs=1e-12)


def test_the_advantage_is_the_enumeration_of_all_others() -> None:
    game, lam, q = Threshold(players=4), 0.3, Prediction(np.asarray(0.7), np.asarray(0.2))
    expected = 0.0
    for own, chance, sign in ((0, 0.7, 1), (1, 0.2, -1)):
        for others in itertools.product((0, 1), repeat=3):
            probability = math.prod(chance if other == 0 else 1 - chance for other in others)
            contributing = others.count(0)
            weighed = (1 - lam) * game.payoffs[own, contributing] + lam * game.others_mean[own, contributing]
            expected += sign * probability * weighed
    assert GroupAdvantage.of(game, Weights.of(lam)).at(q) == pytest.approx(expected, abs=1e-14)


def test_history_predicts_a_self_regarding_member() -> None:
    """The member expects both others to contribute with probability one half, together; I expect two such members."""
    game, rate = Threshold(players=3), 0.5
    # If the two others contribute: 2 against 3. If neither does: -1 against 0.
    q = 1 / (1 + math.exp(-4 * (rate * (2 - 3) + (1 - rate) * (-1 - 0))))
    pays = {0: (-1.0, 2.0, 2.0), 1: (0.0, 0.0, 3.0)}  # by the number of the others who contribute
    ways = ((1 - q) ** 2, 2 * q * (1 - q), q**2)
    gain = sum(way * (pays[0][k] - pays[1][k]) for k, way in enumerate(ways))
    member = member_of(Empathic(lam=0.0, theory="history"), game)
    assert float(member.cooperation_probability(member.init((1,)))[0]) == pytest.approx(1 / (1 + math.exp(-4 * gain)))


def test_learners_are_told_shares_and_payoffs() -> None:
    game = PublicGoods(players=4, r=2, cost=10)
    member = member_of(DeltaRule(learning_rate=0.5), game)
    state = member.observe(member.init((2,)), np.zeros(2, dtype=np.uint8), np.array([1, 3]))
    np.testing.assert_allclose(state, [0.5 + 0.5 * (1 / 3 - 0.5), 0.75])
    member = member_of(QLearning(learning_rate=1.0, discount=0.0), game)
    state = member.observe(member.init((2,)), np.array([0, 1], dtype=np.uint8), np.array([1, 2]))
    assert state.values[0, 4].tolist() == [0.0, 0.0]  # payoff(C, 1) = 0
    assert state.values[1, 4].tolist() == [0.0, 10.0]  # payoff(D, 2) = 10
    assert state.situation.tolist() == [1, 2]  # CD: one of three is not half; DC: two of three are


def test_the_record_of_a_certain_group() -> None:
    record = play_group(PublicGoods(players=3, r=1.5), [AlwaysCooperate(), AlwaysDefect(), AlwaysDefect()], rounds=5)
    assert record.contributors == [0.0, 1.0, 0.0, 0.0]
    assert record.cooperation == [1.0, 0.0, 0.0]
    assert record.payoff == [-0.5, 0.5, 0.5]
    assert record.agents == ["always_cooperate", "always_defect", "always_defect"]
    assert record.standard_error["payoff"] == [0.0, 0.0, 0.0]
    assert GroupRecord.from_json(record.to_json()) == record
    one = play_group(PublicGoods(players=2), [Random(), Random()], rounds=5, seeds=1)
    assert one.standard_error["cooperation"] == [None, None]


def test_seeds_and_players_are_streams_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    agents = [Random(), DeltaRule(), QLearning(), TitForTat()]
    many = play_group_with_actions(PublicGoods(), agents, rounds=30, seeds=150, seed=2).actions
    few = play_group_with_actions(PublicGoods(), agents, rounds=20, seeds=3, seed=2).actions
    assert np.array_equal(many[:, :20, :3], few)
    monkeypatch.setattr("selfother.tournaments.group.SEEDS_PER_CHUNK", 64)
    assert np.array_equal(play_group_with_actions(PublicGoods(), agents, rounds=30, seeds=150, seed=2).actions, many)
    other = play_group_with_actions(PublicGoods(), [Random(), *[AlwaysDefect()] * 3], rounds=30, seeds=150, seed=2)
    assert np.array_equal(other.actions[0], many[0])


def test_what_is_refused() -> None:
    game = PublicGoods(players=3)
    with pytest.raises(BadArgument, match=r"public_goods has 3 players; got 2 agents\. Give 3 agents, or a game with"):
        play_group(game, [TitForTat()] * 2)
    with pytest.raises(BadArgument, match=r"planner:horizon=3 has no rule for groups\."):
        play_group(game, [TitForTat(), TitForTat(), Planner(horizon=3)])
    with pytest.raises(BadArgument, match="game must be a GroupGame object"):
        play_group(PrisonersDilemma(), [TitForTat()] * 2)  # type: ignore[arg-type]
    with pytest.raises(BadArgument, match="an agent must be an Agent object"):
        play_group(game, ["tit_for_tat"] * 3)  # type: ignore[list-item]
    with pytest.raises(BadArgument, match="rounds must be a whole number"):
        play_group(game, [TitForTat()] * 3, rounds=0)
    with pytest.raises(BadArgument, match="game must be a Game object"):
        play(TitForTat(), TitForTat(), game=game)  # type: ignore[arg-type]

"""Properties of planners, learners and groups over random games, weights and histories."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfother.agents import DeltaRule, Planner, QLearning, Selfish
from selfother.agents.agent import Agent
from selfother.agents.members import member_of
from selfother.games import Custom, Game, HawkDove, PrisonersDilemma, PublicGoods, StagHunt
from selfother.tournaments import exact_joint, play_group_with_actions
from selfother.tournaments.match import play_rounds

payoffs = st.floats(-10, 10)
finite = st.floats(-1e100, 1e100, allow_nan=False)
shares = st.floats(0, 1)
precisions = st.floats(1e-6, 50)
theories = st.sampled_from(["history", "action_conditional"])
objectives = st.sampled_from(["averaged", "summed", "expectimax"])
horizons = st.integers(1, 6)
games = st.builds(
    Custom, R=payoffs, S=payoffs, T=payoffs, P=payoffs, R_b=payoffs, S_b=payoffs, T_b=payoffs, P_b=payoffs
)
wild_games = st.builds(Custom, R=finite, S=finite, T=finite, P=finite, R_b=finite, S_b=finite, T_b=finite, P_b=finite)
planners = st.builds(
    Planner, lam=shares, theory=theories, beta=precisions, beta_other=precisions, horizon=horizons, objective=objectives
)
learners = st.one_of(
    st.builds(
        QLearning,
        lam=shares,
        learning_rate=shares,
        discount=st.floats(0, 0.99),
        exploration=st.sampled_from(["epsilon_greedy", "softmax"]),
        epsilon=shares,
        beta=precisions,
        memory=st.sampled_from(["joint", "none"]),
    ),
    st.builds(DeltaRule, lam=shares, learning_rate=shares, beta=precisions, start=shares),
)
minds = st.one_of(planners, learners)


@st.composite
def groups(draw: st.DrawFn) -> PublicGoods:
    players = draw(st.integers(2, 6))
    r = draw(st.floats(1, players, exclude_min=True, exclude_max=True))
    return PublicGoods(players=players, r=r, cost=draw(st.floats(1e-3, 100)))


def histories(rounds: int, seeds: int) -> st.SearchStrategy[np.ndarray]:
    flat = st.lists(st.integers(0, 1), min_size=rounds * seeds, max_size=rounds * seeds)
    return flat.map(lambda actions: np.array(actions, dtype=np.uint8).reshape(rounds, seeds))


def walk(agent: Agent, game: Game, own: np.ndarray, partner: np.ndarray) -> np.ndarray:
    """Return P(C) in every round of the first seat, shape (rounds, seeds)."""
    state, seen = agent.init(game.views[0], own.shape[1:]), []
    for mine, theirs in zip(own, partner, strict=True):
        seen.append(np.broadcast_to(agent.cooperation_probability(state), own.shape[1:]))
        state = agent.observe(state, mine, theirs)
    return np.array(seen)


@given(minds, wild_games, histories(5, 3), histories(5, 3))
def test_probabilities_are_probabilities_in_any_game(
    agent: Agent, game: Game, own: np.ndarray, partner: np.ndarray
) -> None:
    p = walk(agent, game, own, partner)
    assert ((p >= 0) & (p <= 1)).all()  # false for NaN


@given(minds, games, histories(6, 4), histories(6, 4))
def test_a_batch_is_a_loop_over_its_seeds(agent: Agent, game: Game, own: np.ndarray, partner: np.ndarray) -> None:
    together = walk(agent, game, own, partner)
    for k in range(4):
        alone = walk(agent, game, own[:, k : k + 1], partner[:, k : k + 1])
        np.testing.assert_allclose(together[:, k : k + 1], alone, rtol=1e-13)


@given(
    minds, minds, st.sampled_from([PrisonersDilemma(), StagHunt(), HawkDove(), Custom(R=1, S=2, T=3, P=4)]), st.data()
)
def test_swapping_the_seats_of_a_symmetric_game_swaps_what_they_do(
    a: Agent, b: Agent, game: Game, data: st.DataObject
) -> None:
    chances = np.random.default_rng(data.draw(st.integers(0, 2**32))).random((2, 7, 5))
    views = game.views
    straight = play_rounds(
        (a, b), (a.init(views[0], (5,)), b.init(views[1], (5,))), (chances[0], chances[1]), shape=(7, 5)
    )
    swapped = play_rounds(
        (b, a), (b.init(views[0], (5,)), a.init(views[1], (5,))), (chances[1], chances[0]), shape=(7, 5)
    )
    assert np.array_equal(straight.first, swapped.second)
    assert np.array_equal(straight.second, swapped.first)


@given(theories, precisions, horizons, games, histories(5, 3))
def test_a_planner_without_empathy_is_the_selfish_agent(
    theory: str, beta: float, horizon: int, game: Game, own: np.ndarray
) -> None:
    planner = Planner(lam=0.0, theory=theory, beta=beta, horizon=horizon, objective="summed")
    selfish = Selfish(theory=theory, beta=beta)
    np.testing.assert_allclose(walk(planner, game, own, own), walk(selfish, game, own, own), rtol=0, atol=1e-12)


@given(planners, planners, games, st.integers(1, 10))
def test_exact_rows_of_planners_are_distributions(a: Planner, b: Planner, game: Game, rounds: int) -> None:
    joint = exact_joint(game, a, b, rounds=rounds)
    assert (joint >= 0).all()
    np.testing.assert_allclose(joint.sum(axis=1), 1.0, atol=1e-12)


@given(planners, games, histories(4, 3), histories(4, 3), histories(4, 3))
def test_a_planner_does_not_hear_its_partner(
    agent: Planner, game: Game, own: np.ndarray, one: np.ndarray, other: np.ndarray
) -> None:
    assert np.array_equal(walk(agent, game, own, one), walk(agent, game, own, other))


@given(groups(), st.lists(learners, min_size=6, max_size=6), st.integers(0, 1000))
def test_a_group_pays_out_what_its_contributions_make(game: PublicGoods, agents: list[Agent], seed: int) -> None:
    """The sum of payoffs is (r - 1) cost a contribution, whoever made it."""
    played = play_group_with_actions(game, agents[: game.players], rounds=6, seeds=3, seed=seed)
    contributions = float((played.actions == 0).sum(axis=0).mean())
    assert sum(played.record.payoff) == pytest.approx((game.r - 1) * game.cost * contributions, abs=1e-9)
    assert sum(played.record.contributors) == pytest.approx(1.0)
    assert sum(played.record.cooperation) == pytest.approx(contributions)


@given(groups(), learners, st.lists(st.tuples(st.integers(0, 1), st.integers(0, 5)), max_size=6))
def test_a_member_has_probabilities(game: PublicGoods, agent: Agent, rounds: list[tuple[int, int]]) -> None:
    member = member_of(agent, game)
    state = member.init((2,))
    for own, contributors in rounds:
        others = np.full(2, min(contributors, game.players - 1))
        state = member.observe(state, np.full(2, own, dtype=np.uint8), others)
        p = member.cooperation_probability(state)
        assert ((p >= 0) & (p <= 1)).all()

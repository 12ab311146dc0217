"""Properties of games and agents over random payoffs, weights and histories."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfother.agents import Empathic, Random, Selfish
from selfother.agents.advantage import Advantage, Weights
from selfother.agents.theory_of_mind import THEORIES, Prediction
from selfother.games import Custom, Game, PrisonersDilemma
from selfother.tournaments import Trajectories, exact_joint, play_match
from selfother.tournaments.match import play_rounds
from selfother.tournaments.measures import joint_shares, payoff_per_round

payoffs = st.floats(-10, 10)
finite = st.floats(-1e100, 1e100, allow_nan=False)
shares = st.floats(0, 1)
precisions = st.floats(1e-6, 50)
theories = st.sampled_from(sorted(THEORIES))
signed_weights = st.floats(-2, 2)
symmetric_games = st.builds(Custom, R=payoffs, S=payoffs, T=payoffs, P=payoffs)
games = st.builds(
    Custom, R=payoffs, S=payoffs, T=payoffs, P=payoffs, R_b=payoffs, S_b=payoffs, T_b=payoffs, P_b=payoffs
)
wild_games = st.builds(Custom, R=finite, S=finite, T=finite, P=finite, R_b=finite, S_b=finite, T_b=finite, P_b=finite)
agents = st.builds(Empathic, lam=shares, theory=theories, beta=precisions, beta_other=precisions)


def histories(rounds: int, seeds: int) -> st.SearchStrategy[np.ndarray]:
    flat = st.lists(st.integers(0, 1), min_size=rounds * seeds, max_size=rounds * seeds)
    return flat.map(lambda actions: np.array(actions, dtype=np.uint8).reshape(rounds, seeds))


@given(symmetric_games, histories(6, 3), histories(6, 3))
def test_swapping_the_players_of_a_symmetric_game_swaps_their_payoffs(
    game: Game, first: np.ndarray, second: np.ndarray
) -> None:
    straight = payoff_per_round(game, joint_shares(Trajectories(first, second)))
    swapped = payoff_per_round(game, joint_shares(Trajectories(second, first)))
    np.testing.assert_allclose(straight, swapped[::-1], atol=1e-12)


@given(games, histories(5, 4), histories(5, 4))
def test_payoffs_are_the_mean_over_rounds_of_the_table(game: Game, first: np.ndarray, second: np.ndarray) -> None:
    by_round = np.stack([game.payoffs[player][first, second].mean(axis=0) for player in (0, 1)])
    np.testing.assert_allclose(payoff_per_round(game, joint_shares(Trajectories(first, second))), by_round, atol=1e-12)


@given(games, signed_weights, signed_weights, shares, shares)
def test_the_advantage_in_closed_form_is_the_enumeration(
    game: Game, weight_self: float, weight_other: float, q_c: float, q_d: float
) -> None:
    """dU = sum over both of the partner's actions of its probability times the weighted payoff, C minus D."""
    view = game.views[0]

    def expected(action: int, q: float) -> float:
        return sum(
            p * (weight_self * view.own[action, other] + weight_other * view.partner[action, other])
            for other, p in ((0, q), (1, 1 - q))
        )

    prediction = Prediction(np.asarray(q_c), np.asarray(q_d))
    closed = Advantage.of(view, weight_self=weight_self, weight_other=weight_other).at(prediction)
    assert closed == pytest.approx(expected(0, q_c) - expected(1, q_d), abs=1e-12)


@given(symmetric_games, shares, shares)
def test_with_one_prediction_the_advantage_is_the_formula_of_the_paper(game: Custom, lam: float, q: float) -> None:
    R, S, T, P = game.R, game.S, game.T, game.P
    formula = (1 - lam) * (q * (R - T) + (1 - q) * (S - P)) + lam * (q * (R - S) + (1 - q) * (T - P))
    one = np.asarray(q)
    advantage = Advantage.of(game.views[0], weight_self=1 - lam, weight_other=lam).at(Prediction(one, one))
    assert advantage == pytest.approx(formula, abs=1e-12)


@given(games, theories, shares, precisions)
def test_predictions_are_the_partners_own_choice(game: Game, name: str, rate: float, beta: float) -> None:
    """A theory predicts what a selfish player in the other seat would choose, facing me at my rate (or my action)."""
    view = game.views[0]
    prediction = THEORIES[name](view, beta=beta, weights=Weights(1.0, 0.0)).predict(rate)
    met = (1.0, 0.0) if name == "action_conditional" else (rate, rate)
    for q, p in zip(prediction, met, strict=True):
        gain = p * (view.partner[0, 0] - view.partner[0, 1]) + (1 - p) * (view.partner[1, 0] - view.partner[1, 1])
        assert q == pytest.approx(1 / (1 + np.exp(-np.clip(beta * gain, -700, 700))), abs=1e-12)


@given(wild_games, shares, theories, st.floats(1e-300, 1e100), histories(4, 3))
def test_probabilities_are_probabilities_in_any_game(
    game: Game, lam: float, theory: str, beta: float, actions: np.ndarray
) -> None:
    agent = Empathic(lam=lam, theory=theory, beta=beta, beta_other=beta)
    for view in game.views:
        state = agent.init(view, (3,))
        for row in actions:
            p = np.asarray(agent.cooperation_probability(state))
            assert ((p >= 0) & (p <= 1)).all()  # false for NaN
            state = agent.observe(state, row, row)


@given(games, theories, precisions, histories(5, 4))
def test_selfish_is_empathic_with_weight_zero(game: Game, theory: str, beta: float, actions: np.ndarray) -> None:
    selfish, empathic = Selfish(theory=theory, beta=beta), Empathic(lam=0.0, theory=theory, beta=beta)
    states = selfish.init(game.views[0], (4,)), empathic.init(game.views[0], (4,))
    for row in actions:
        p, q = selfish.cooperation_probability(states[0]), empathic.cooperation_probability(states[1])
        assert np.array_equal(p, q)
        states = selfish.observe(states[0], row, row), empathic.observe(states[1], row, row)


@given(agents, agents, games, st.integers(0, 2**32))
def test_a_batch_is_a_loop_over_its_seeds(a: Empathic, b: Empathic, game: Game, seed: int) -> None:
    rounds, seeds = 7, 9
    chances = np.random.default_rng(seed).random((2, rounds, seeds))
    views = game.views
    together = play_rounds(
        (a, b),
        (a.init(views[0], (seeds,)), b.init(views[1], (seeds,))),
        (chances[0], chances[1]),
        shape=(rounds, seeds),
    )
    for k in range(seeds):
        alone = play_rounds(
            (a, b), (a.init(views[0], ()), b.init(views[1], ())), (chances[0, :, k], chances[1, :, k]), shape=(rounds,)
        )
        assert np.array_equal(together.first[:, k], alone.first)
        assert np.array_equal(together.second[:, k], alone.second)


@given(agents, st.one_of(agents, st.builds(Random, p=shares)), st.one_of(agents, st.builds(Random, p=shares)), games)
def test_a_static_agent_plays_bitwise_the_same_against_anyone(
    agent: Empathic, one: Empathic, other: Empathic, game: Game
) -> None:
    first = play_match(game, agent, one, rounds=12, seeds=8, seed=1)
    second = play_match(game, agent, other, rounds=12, seeds=8, seed=1)
    assert np.array_equal(first.first, second.first)


@given(agents, agents, games, st.integers(1, 15))
def test_exact_rows_are_distributions(a: Empathic, b: Empathic, game: Game, rounds: int) -> None:
    joint = exact_joint(game, a, b, rounds=rounds)
    assert (joint >= 0).all()
    np.testing.assert_allclose(joint.sum(axis=1), 1.0, atol=1e-12)


@given(shares, theories, precisions, st.floats(0.1, 10))
def test_scaling_payoffs_is_scaling_precision(lam: float, theory: str, beta: float, factor: float) -> None:
    game, scaled = PrisonersDilemma(), Custom(R=3 * factor, S=0, T=5 * factor, P=factor)
    sharp = Empathic(lam=lam, theory=theory, beta=beta * factor, beta_other=beta * factor)
    plain = Empathic(lam=lam, theory=theory, beta=beta, beta_other=beta)
    p = sharp.cooperation_probability(sharp.init(game.views[0], ()))
    assert p == pytest.approx(plain.cooperation_probability(plain.init(scaled.views[0], ())), abs=1e-9)

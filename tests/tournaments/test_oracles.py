"""Oracles: what the match tells them, and where two of them settle."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfother.agents import AlwaysCooperate, Empathic, Random, TitForTat
from selfother.agents.advantage import sigmoid
from selfother.errors import BadArgument
from selfother.games import Custom, PrisonersDilemma
from selfother.tournaments import exact_joint, play, play_match
from selfother.tournaments.fixed_point import mutual_responses

PD = PrisonersDilemma()
QRE = {0.1: 0.0076, 0.2: 0.0679, 0.3: 0.25, 0.4: 0.5466, 0.5: 0.8333, 0.6: 0.9666}
levels, slopes = st.floats(-30, 30), st.floats(-60, 60)


def settle(lam: float, beta: float = 4.0) -> float:
    """Return the P(C) at which two oracles of one lam settle in the prisoner's dilemma."""
    agent = Empathic(lam=lam, theory="oracle", beta=beta)
    states = [agent.init(view, ()) for view in PD.views]
    p, q = mutual_responses(lambda q: agent.respond(states[0], q), lambda p: agent.respond(states[1], p))
    assert p == q
    return float(p)


@pytest.mark.parametrize(("lam", "joint"), QRE.items())
def test_two_oracles_settle_at_the_logit_equilibrium(lam: float, joint: float) -> None:
    p = settle(lam)
    assert p**2 == pytest.approx(joint, abs=5e-5)
    assert p == pytest.approx(1 / (1 + np.exp(-4 * (5 * lam - 1 - p))), abs=1e-12)


@pytest.mark.parametrize(("lam", "joint"), [(0.386, 0.5), (0.486, 0.8)])
def test_where_joint_cooperation_passes_a_half_and_four_fifths(lam: float, joint: float) -> None:
    assert settle(lam - 0.001) ** 2 < joint < settle(lam + 0.001) ** 2


@pytest.mark.parametrize("q", [0.1, 0.5, 0.9])
def test_a_sharp_oracle_is_indifferent_at_a_fifth_of_one_plus_q(q: float) -> None:
    agent = Empathic(lam=(1 + q) / 5, theory="oracle", beta=1e6)
    assert agent.respond(agent.init(PD.views[0], ()), np.asarray(q)) == pytest.approx(0.5, abs=1e-6)


@pytest.mark.parametrize("lam", [0.2, 0.3, 0.5])
def test_the_match_plays_the_equilibrium(lam: float) -> None:
    agent = Empathic(lam=lam, theory="oracle")
    assert play(agent, agent, rounds=200, seeds=512).joint["CC"] == pytest.approx(QRE[lam], abs=0.006)


def test_an_oracle_is_told_what_its_partner_will_do() -> None:
    """Tit for tat copies, so against it the oracle meets 1 after its own C and 0 after its own D."""
    oracle = Empathic(lam=0.3, theory="oracle")
    for first, second in ((oracle, TitForTat()), (TitForTat(), oracle)):
        played = play_match(PD, first, second, rounds=60, seeds=2000)
        own, other = (played.first, played.second) if first is oracle else (played.second, played.first)
        for action, expected in ((0, 1 / (1 + np.exp(4 * 0.5))), (1, 1 / (1 + np.exp(-4 * 0.5)))):
            assert (own[other == action] == 0).mean() == pytest.approx(expected, abs=0.01)
    against_certain = play(oracle, AlwaysCooperate(), rounds=100, seeds=500).cooperation[0]
    assert against_certain == pytest.approx(1 / (1 + np.exp(2)), abs=0.01)


def test_an_oracle_that_is_not_told_says_so() -> None:
    agent = Empathic(lam=0.3, theory="oracle")
    with pytest.raises(BadArgument, match="an oracle knows its partner's true P"):
        agent.cooperation_probability(agent.init(PD.views[0], ()))
    with pytest.raises(BadArgument, match="has no exact solution"):
        exact_joint(PD, agent, TitForTat(), rounds=5)
    with pytest.raises(BadArgument, match=r"^random is no oracle.*Ask cooperation_probability\(state\)"):
        Random().respond(None, np.asarray(0.5))


@given(levels, slopes, levels, slopes)
def test_any_two_smooth_responses_settle_and_seats_do_not_matter(a: float, b: float, c: float, d: float) -> None:
    def f(q: np.ndarray) -> np.ndarray:
        return sigmoid(a + b * q)

    def g(p: np.ndarray) -> np.ndarray:
        return sigmoid(c + d * p)

    p, q = mutual_responses(f, g)
    assert 0 <= p <= 1
    assert q == pytest.approx(g(p), abs=1e-9)
    assert p == pytest.approx(f(q), abs=1e-9)
    swapped_q, swapped_p = mutual_responses(g, f)
    assert p == pytest.approx(swapped_p, abs=1e-6)
    assert q == pytest.approx(swapped_q, abs=1e-6)


@pytest.mark.parametrize("beta", [4.0, 40.0, 1e6])
def test_twins_settle_on_the_same_even_where_others_are_possible(beta: float) -> None:
    """Beyond beta 4 at lam .3 two unequal pairs exist too; equal players have no reason to differ."""
    assert settle(0.3, beta) == pytest.approx(0.5, abs=1e-6)


def test_a_grid_of_oracles_settles_cell_by_cell() -> None:
    lam = np.array([0.1, 0.3, 0.6])
    agent = Empathic(theory="oracle")
    row = agent.init(PD.views[0], (3, 3, 1), lam=lam[:, None, None])
    column = agent.init(PD.views[1], (3, 3, 1), lam=lam[None, :, None])
    p, q = mutual_responses(lambda q: agent.respond(row, q), lambda p: agent.respond(column, p))
    assert p.shape == q.shape == (3, 3, 1)
    np.testing.assert_allclose(np.diagonal(p[..., 0]), [settle(one) for one in lam.tolist()], atol=1e-12)
    np.testing.assert_allclose(p, agent.respond(row, q), atol=1e-12)
    np.testing.assert_allclose(q, p[..., 0].T[..., None], atol=1e-6)


def test_an_asymmetric_game_reaches_both_seats() -> None:
    """Matching pennies has one equilibrium, also between precise players."""
    game = Custom(R=1, S=-1, T=-1, P=1, R_b=-1, S_b=1, T_b=1, P_b=-1)
    agent = Empathic(lam=0.0, theory="oracle", beta=50.0)
    states = [agent.init(view, ()) for view in game.views]
    p, q = mutual_responses(lambda q: agent.respond(states[0], q), lambda p: agent.respond(states[1], p))
    assert (float(p), float(q)) == (pytest.approx(0.5), pytest.approx(0.5))

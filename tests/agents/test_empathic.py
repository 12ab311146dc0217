"""The empathic agent: closed form, theories, and what is refused."""

import math

import numpy as np
import pytest

from selfother.agents import Empathic, Selfish
from selfother.agents.particle_filter import FILTERS
from selfother.agents.theory_of_mind import THEORY_NAMES, ActionConditional, History
from selfother.errors import BadArgument, BadProbability, UnknownName
from selfother.games import PrisonersDilemma

VIEW = PrisonersDilemma().views[0]


@pytest.mark.parametrize("rate", [0.0, 0.25, 1.0])
def test_history_is_the_one_line_model(rate: float) -> None:
    expected = 1 / (1 + math.exp(4 * (1 + rate)))
    assert History(VIEW, beta=4).predict(rate).if_cooperate == pytest.approx(expected, abs=1e-15)


def test_action_conditional_has_the_printed_predictions() -> None:
    q_c, q_d = ActionConditional(VIEW, beta=4).predict(0.5)
    assert q_c == pytest.approx(0.000335, abs=5e-7)
    assert q_d == pytest.approx(0.01799, abs=5e-6)


@pytest.mark.parametrize("lam", [0.0, 0.2, 0.3, 1.0])
def test_static_choice_is_the_one_line_model(lam: float) -> None:
    """P(C) = sigmoid(beta (5 lam - 1 - q)) for (3, 0, 5, 1)."""
    agent = Empathic(lam=lam, theory="history")
    state = agent.init(VIEW, (3,))
    for own in ([0, 1, 0], [0, 1, 1], [1, 0, 1]):
        actions = np.array(own, dtype=np.uint8)
        state = agent.observe(state, actions, 1 - actions)
    rate = np.array([2, 1, 1]) / 3
    q = 1 / (1 + np.exp(4 * (1 + rate)))
    expected = 1 / (1 + np.exp(-4 * (5 * lam - 1 - q)))
    np.testing.assert_allclose(agent.cooperation_probability(state), expected, atol=1e-14)


def test_the_analytic_threshold_of_table_one() -> None:
    """lam* = (ln 2 / beta - A) / B = .24453: there an action-conditional agent cooperates with probability 2/3."""
    q_c, q_d = (float(q) for q in ActionConditional(VIEW, beta=4).predict(0.5))
    R, S, T, P = 3, 0, 5, 1
    a = q_c * R + (1 - q_c) * S - q_d * T - (1 - q_d) * P
    b = (T - S) * (1 - q_c + q_d)
    threshold = (math.log(2) / 4 - a) / b
    assert threshold == pytest.approx(0.24453, abs=5e-6)
    agent = Empathic(lam=threshold, theory="action_conditional")
    assert agent.cooperation_probability(agent.init(VIEW, ())) == pytest.approx(2 / 3, abs=1e-12)


def test_looking_up_counts_is_the_same_as_computing_each() -> None:
    """A large batch uses a table of counts, a small one computes each entry: bitwise the same."""
    agent = Empathic(lam=0.3, theory="history")
    actions = np.random.default_rng(0).integers(0, 2, (5, 400), dtype=np.uint8)
    large, small = agent.init(VIEW, (400,)), [agent.init(VIEW, (1,)) for _ in range(400)]
    for row in actions:
        large = agent.observe(large, row, row)
        small = [agent.observe(state, row[k : k + 1], row[k : k + 1]) for k, state in enumerate(small)]
    singly = np.concatenate([agent.cooperation_probability(state) for state in small])
    assert np.array_equal(agent.cooperation_probability(large), singly)


def test_a_grid_of_weights_is_the_same_as_one_agent_a_weight() -> None:
    lam = np.array([0.1, 0.3, 0.9])
    agent = Empathic(theory="history")
    actions = np.random.default_rng(1).integers(0, 2, (4, 3, 50), dtype=np.uint8)
    together = agent.init(VIEW, (3, 50), lam=lam[:, None])
    alone = [(one := Empathic(lam=weight, theory="history"), one.init(VIEW, (50,))) for weight in lam.tolist()]
    for row in actions:
        together = agent.observe(together, row, row)
        alone = [(one, one.observe(state, row[k], row[k])) for k, (one, state) in enumerate(alone)]
    expected = np.stack([one.cooperation_probability(state) for one, state in alone])
    np.testing.assert_allclose(agent.cooperation_probability(together), expected, atol=1e-15)


@pytest.mark.parametrize("lam", [-0.1, 1.1, float("nan"), float("inf")])
def test_a_weight_outside_zero_to_one_is_refused(lam: float) -> None:
    with pytest.raises(BadProbability, match=r"lam \(the empathy weight\) must lie in \[0, 1\]; got"):
        Empathic(lam=lam)


def test_a_weight_that_is_no_number_is_refused() -> None:
    with pytest.raises(BadArgument, match="lam must be a number"):
        Empathic(lam="much")  # type: ignore[arg-type]


def test_an_unknown_theory_lists_the_known_ones() -> None:
    for make in (Empathic, Selfish):
        with pytest.raises(UnknownName, match=r"'mystery'\. Known: history, action_conditional"):
            make(theory="mystery")


@pytest.mark.parametrize("beta", [0.0, -1.0, float("nan"), float("inf"), "4", True, 1e101])
@pytest.mark.parametrize("name", ["beta", "beta_other"])
def test_a_precision_must_be_finite_and_above_zero(name: str, beta: object) -> None:
    for make in (Empathic, Selfish):
        with pytest.raises(BadArgument, match=f"{name} must be a finite number above 0"):
            make(**{name: beta})  # type: ignore[arg-type]


def test_words() -> None:
    assert Empathic(lam=0.3).word == "empathic:lam=0.3"
    assert Empathic(lam=0.3, theory="action_conditional").word == "empathic:lam=0.3,theory=action_conditional"
    assert Selfish().word == "selfish"
    assert Selfish().empathy_weight == 0.0
    assert Empathic(lam=0.3).empathy_weight == 0.3


@pytest.mark.parametrize("theory", THEORY_NAMES)
def test_only_a_particle_filter_draws_inside(theory: str) -> None:
    assert Empathic(theory=theory).has_private_chance == (theory in FILTERS)

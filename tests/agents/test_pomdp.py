"""The POMDP form: arrays by hand, the same choices as `empathic`, and expected free energies as pymdp has them."""

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfother.agents import Empathic
from selfother.agents.pomdp import (
    GenerativeModel,
    Pomdp,
    cooperation_of,
    empathic_model,
    infer_policies,
    infer_states,
    predict_states,
    sample_action,
)
from selfother.agents.theory_of_mind import Prediction
from selfother.errors import BadArgument, BadProbability
from selfother.games import Custom, PrisonersDilemma
from selfother.tournaments import play_match

VIEW = PrisonersDilemma().views[0]
payoffs = st.tuples(*[st.floats(-10, 10)] * 8)
probabilities = st.floats(0, 1)


def custom(eight: tuple[float, ...]) -> Custom:
    return Custom(**dict(zip(("R", "S", "T", "P", "R_b", "S_b", "T_b", "P_b"), eight, strict=True)))


def test_the_arrays_of_the_paper() -> None:
    model = empathic_model(VIEW, 0.25, lam=0.25)
    assert np.array_equal(model.A, np.eye(4))
    for previous in range(4):
        assert model.B[:, previous, 0].tolist() == [0.25, 0.75, 0.0, 0.0]
        assert model.B[:, previous, 1].tolist() == [0.0, 0.0, 0.25, 0.75]
    assert model.C.tolist() == [3.0, 1.25, 3.75, 1.0]  # .75 (3, 0, 5, 1) + .25 (3, 5, 0, 1)
    assert model.D.tolist() == [0.25] * 4
    assert model.E.tolist() == [0.5, 0.5]


def test_expected_free_energy_and_choice_by_hand() -> None:
    model = empathic_model(VIEW, 0.25, lam=0.25, gamma=2.0)
    q_pi, G = infer_policies(model, model.D)
    assert G.tolist() == [-1.6875, -1.6875]  # C: .25 * 3 + .75 * 1.25; D: .25 * 3.75 + .75 * 1
    assert q_pi.tolist() == [0.5, 0.5]
    q_pi, G = infer_policies(empathic_model(VIEW, 0.0, lam=0.25, gamma=2.0), model.D)
    assert G.tolist() == [-1.25, -1.0]  # lower is better: cooperate
    assert q_pi[0] == pytest.approx(1 / (1 + np.exp(-0.5)), abs=1e-15)


@given(payoffs, probabilities, probabilities, probabilities, st.floats(0.1, 8), st.integers(1, 4))
def test_policies_of_any_length_choose_as_one_step_does(
    eight: tuple[float, ...], lam: float, q_c: float, q_d: float, gamma: float, policy_len: int
) -> None:
    """With q held fixed, summed G makes the actions of a policy independent."""
    view, q = custom(eight).views[0], Prediction(np.asarray(q_c), np.asarray(q_d))
    one = empathic_model(view, q, lam=lam, gamma=gamma)
    many = empathic_model(view, q, lam=lam, gamma=gamma, policy_len=policy_len)
    q_one, G_one = infer_policies(one, one.D)
    q_many, G_many = infer_policies(many, many.D)
    sequences = list(itertools.product((0, 1), repeat=policy_len))
    np.testing.assert_allclose(G_many, [sum(G_one[a] for a in policy) for policy in sequences], atol=1e-11)
    assert q_many.sum() == pytest.approx(1.0, abs=1e-12)
    assert cooperation_of(q_many) == pytest.approx(cooperation_of(q_one), abs=1e-11)


@given(payoffs, probabilities, st.sampled_from(["history", "action_conditional"]), st.lists(st.booleans(), max_size=6))
def test_it_chooses_as_empathic_does(eight: tuple[float, ...], lam: float, theory: str, defections: list[bool]) -> None:
    view = custom(eight).views[1]
    agents = Pomdp(lam=lam, theory=theory, beta=3.0), Empathic(lam=lam, theory=theory, beta=3.0)
    states = [agent.init(view, (2,)) for agent in agents]
    for own in [*defections, False]:
        ours, theirs = (agent.cooperation_probability(state) for agent, state in zip(agents, states, strict=True))
        np.testing.assert_allclose(np.broadcast_to(ours, (2,)), np.broadcast_to(theirs, (2,)), atol=1e-12)
        action = np.full(2, own, dtype=np.uint8)
        states = [agent.observe(state, action, 1 - action) for agent, state in zip(agents, states, strict=True)]


def test_it_plays_the_match_of_empathic() -> None:
    ours, theirs = (
        play_match(PrisonersDilemma(), kind(lam=0.3, theory="history"), Empathic(lam=0.2, theory="history"), **size)
        for kind in (Pomdp, Empathic)
        for size in ({"rounds": 60, "seeds": 70},)
    )
    assert np.array_equal(ours.first, theirs.first)


def test_a_batch_of_different_models_is_one_call() -> None:
    q, lam = np.array([0.1, 0.5, 0.9]), np.array([0.0, 0.3, 1.0])
    together = infer_policies(empathic_model(VIEW, q, lam=lam, policy_len=2), np.full((3, 4), 0.25))
    for k in range(3):
        alone = infer_policies(empathic_model(VIEW, q[k], lam=lam[k], policy_len=2), np.full(4, 0.25))
        for one, other in zip(together, alone, strict=True):
            np.testing.assert_allclose(one[k], other, atol=1e-14)


def test_states_are_inferred_by_bayes_rule() -> None:
    model = empathic_model(VIEW, 0.25, lam=0.5)
    assert predict_states(model, 1, model.D).tolist() == [0.0, 0.0, 0.25, 0.75]
    assert infer_states(model, 0, predict_states(model, 1, model.D)).tolist() == [
        1.0,
        0.0,
        0.0,
        0.0,
    ]  # seen is believed
    blurred = GenerativeModel(np.full((4, 4), 0.25), model.B, model.C, model.D, model.E)
    prior = np.array([0.1, 0.2, 0.3, 0.4])
    np.testing.assert_allclose(infer_states(blurred, np.array([0, 3]), prior), [prior, prior], atol=1e-15)
    noisy = GenerativeModel(0.8 * np.eye(4) + 0.05, model.B, model.C, model.D, model.E)
    np.testing.assert_allclose(infer_states(noisy, 1, prior), np.array([5, 170, 15, 20]) / 210, atol=1e-12)


def test_the_action_is_drawn_from_the_policies_that_begin_with_it() -> None:
    q_pi = np.array([0.1, 0.2, 0.3, 0.4])
    assert cooperation_of(q_pi) == pytest.approx(0.3)
    assert sample_action(q_pi, [0.0, 0.29, 0.31, 0.99]).tolist() == [0, 0, 1, 1]


def test_what_is_refused() -> None:
    with pytest.raises(BadArgument, match=r"policy_len must be a whole number from 1 to 12 .*got 40"):
        Pomdp(policy_len=40)
    with pytest.raises(BadArgument, match="gamma must be a finite number above 0"):
        empathic_model(VIEW, 0.5, lam=0.5, gamma=0.0)
    with pytest.raises(BadProbability, match=r"must lie in \[0, 1\]; got 1\.5"):
        empathic_model(VIEW, 1.5, lam=0.5)
    model = empathic_model(VIEW, 0.5, lam=0.5)
    for observation in (4, -1, 0.5):
        with pytest.raises(BadArgument, match="an observation must be a whole number from 0 to 3"):
            infer_states(model, observation, model.D)


@pytest.fixture(scope="module")
def of_pymdp() -> Any:
    """Return a compiled function: B, C, gamma, policies' length and whether to seek information -> qs, q_pi, -G."""
    import jax
    import jax.numpy as jnp
    from pymdp.agent import Agent

    def infer(B: Any, C: Any, gamma: Any, observation: Any, policy_len: int, seeks: bool) -> Any:
        agent = Agent(
            A=[jnp.eye(4)],
            B=[B],
            C=[C],
            D=[jnp.full(4, 0.25)],
            gamma=gamma,
            policy_len=policy_len,
            use_states_info_gain=seeks,
        )
        qs = agent.infer_states([observation], empirical_prior=agent.D)
        return qs[0][0, -1], *(values[0] for values in agent.infer_policies(qs))

    return jax.jit(infer, static_argnums=(4, 5))


@pytest.mark.parametrize(("policy_len", "seeks"), [(1, False), (1, True), (3, False)])
@settings(max_examples=25)
@given(payoffs, probabilities, probabilities, probabilities, st.floats(0.1, 4), st.integers(0, 3))
def test_expected_free_energies_are_those_of_pymdp(
    of_pymdp: Any,
    policy_len: int,
    seeks: bool,
    eight: tuple[float, ...],
    lam: float,
    q_c: float,
    q_d: float,
    gamma: float,
    observation: int,
) -> None:
    q = Prediction(np.asarray(q_c), np.asarray(q_d))
    model = empathic_model(custom(eight).views[0], q, lam=lam, gamma=gamma, policy_len=policy_len)
    ours = GenerativeModel(model.A, model.B, model.C, model.D, model.E, gamma, policy_len, seeks)
    qs = infer_states(ours, observation, ours.D)
    q_pi, G = infer_policies(ours, qs)
    as_float32 = [np.float32(array) for array in (ours.B, ours.C, gamma)]
    their_qs, their_q_pi, negative_G = of_pymdp(*as_float32, np.array([observation]), policy_len, seeks)
    np.testing.assert_allclose(their_qs, qs, atol=1e-6)
    np.testing.assert_allclose(-np.asarray(negative_G), G, atol=1e-5)
    np.testing.assert_allclose(their_q_pi, q_pi, atol=1e-4)

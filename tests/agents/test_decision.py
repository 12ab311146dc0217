"""Decisions in plain floats: the same as the batched agent and the POMDP form, on random games and histories."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfother.agents import Empathic, Selfish, Weighted
from selfother.agents.decision import decide, mind_of
from selfother.agents.pomdp import empathic_model, infer_policies
from selfother.agents.social import Social
from selfother.agents.theory_of_mind import Theory
from selfother.errors import BadArgument
from selfother.games import Custom, PrisonersDilemma, View

payoffs = st.tuples(*[st.floats(-10, 10)] * 8)


def theory_of(agent: Empathic, view: View) -> Theory:
    """Return the theory that the batched agent prepares."""
    prepared: Theory = agent.init(view, ()).theory
    return prepared


@given(
    payoffs,
    st.floats(0, 1),
    st.sampled_from(["history", "action_conditional", "matched"]),
    st.lists(st.floats(0, 0.999)),
)
def test_it_decides_as_empathic_and_the_pomdp_do(
    eight: tuple[float, ...], lam: float, theory: str, uniforms: list[float]
) -> None:
    letters = ("R", "S", "T", "P", "R_b", "S_b", "T_b", "P_b")
    view = Custom(**dict(zip(letters, eight, strict=True))).views[1]
    agent = Empathic(lam=lam, theory=theory, beta=3.0, beta_other=2.0)
    mind, state = mind_of(agent, view), agent.init(view, ())
    for uniform in uniforms[:8]:
        rate = mind.cooperations / mind.rounds if mind.rounds else 0.5
        decision = decide(mind, uniform)
        p = agent.cooperation_probability(state)
        assert decision.q_pi[0] == pytest.approx(p, abs=1e-12)
        assert sum(decision.q_pi) == pytest.approx(1.0, abs=1e-15)
        assert decision.action == (uniform >= decision.q_pi[0])
        model = empathic_model(view, theory_of(agent, view).predict(rate), lam=lam, gamma=3.0)
        np.testing.assert_allclose(decision.G, infer_policies(model, model.D)[1], atol=1e-12)
        actions = np.asarray(decision.action, dtype=np.uint8)
        state, mind = agent.observe(state, actions, actions), decision.mind
    assert mind.rounds == len(uniforms[:8])


@pytest.mark.parametrize(
    "agent",
    [
        Selfish(theory="history"),
        Weighted(w_self=0.6, w_other=-0.4, theory="matched"),
        Empathic(lam=0.7, theory="matched", lam_assumed=0.1),
        Empathic(lam=-1.5, theory="history", signed=True),
    ],
)
def test_every_agent_that_weighs_payoffs_is_prepared(agent: Social) -> None:
    view = Custom(R=0.7, S=-0.2, T=1.1, P=0.3).views[0]
    mind, state = mind_of(agent, view), agent.init(view, ())
    for uniform in (0.9, 0.1, 0.4, 0.2):
        decision = decide(mind, uniform)
        assert decision.q_pi[0] == pytest.approx(agent.cooperation_probability(state), abs=1e-12)
        actions = np.asarray(decision.action, dtype=np.uint8)
        state, mind = agent.observe(state, actions, actions), decision.mind


def test_extreme_payoffs_do_not_overflow() -> None:
    view = Custom(R=1e90, S=-1e90, T=1e90, P=-1e90).views[0]
    decision = decide(mind_of(Empathic(lam=0.5, theory="history"), view), 0.5)
    assert 0.0 <= decision.q_pi[0] <= 1.0


def test_another_theory_is_refused() -> None:
    agent = Empathic(theory="history")
    object.__setattr__(agent, "theory", "another")  # past the agent's own check
    with pytest.raises(BadArgument, match="static theories history, action_conditional, matched; got 'another'"):
        mind_of(agent, PrisonersDilemma().views[0])

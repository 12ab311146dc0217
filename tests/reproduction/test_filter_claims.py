"""Claims 6, 7, 8 and 10 of Albarracin et al. 2026, and what the corrected filter changes: agents that listen."""

import numpy as np
import pytest

from selfother.agents import Agent, Empathic, Selfish, Weighted
from selfother.agents.social import FilteringState
from selfother.games import PrisonersDilemma
from selfother.seeds import stream
from selfother.tournaments import exact_joint, play, play_match

PD = PrisonersDilemma()
FORCED = {0.3: 0.22, 0.4: 0.54, 0.5: 0.82}


def published(lam: float, **settings: object) -> Empathic:
    return Empathic(lam=lam, theory="published_filter", **settings)  # type: ignore[arg-type]


def gap(a: Agent, b: Agent) -> float:
    record = play(a, b, rounds=200, seeds=64)
    return record.payoff[0] - record.payoff[1]


def test_claim_6_an_empathic_filter_is_exploited_by_the_selfish_and_by_those_who_only_model() -> None:
    """ToM-only is lam 0 with the filter: a model of the other without concern for it."""
    tom_only = published(0.0)
    assert gap(published(0.6), Selfish(theory="history")) == pytest.approx(-4.91, abs=0.05)
    assert gap(published(0.6), tom_only) == pytest.approx(-4.89, abs=0.05)
    selfish = play(published(0.6), Selfish(theory="history"), rounds=200, seeds=512).joint["CC"]
    modelling = play(published(0.6), tom_only, rounds=200, seeds=512).joint["CC"]
    assert modelling - selfish == pytest.approx(0.001, abs=0.005)


def test_claim_7_spite() -> None:
    spite = Weighted(w_self=0.6, w_other=-0.4, theory="history")
    assert play(spite, spite, rounds=200, seeds=64).joint["DD"] >= 0.998
    assert play(spite, spite, rounds=200, exact=True).joint["DD"] >= 0.998
    selfish = Selfish(theory="history")
    assert play(selfish, selfish, rounds=200, seeds=64).joint["DD"] == pytest.approx(0.965, abs=0.01)
    assert play(selfish, selfish, rounds=200, exact=True).joint["DD"] == pytest.approx(0.965, abs=0.01)


def reliabilities(a: Empathic, b: Empathic, *, rounds: int = 200, seeds: int = 64) -> np.ndarray:
    """Return r of the first player from the second round on, shape (rounds - 1, seeds)."""
    agents, views = (a, b), PD.views
    keys = [stream(0, "reliabilities", k).integers(2**64, size=seeds, dtype=np.uint64) for k in range(2)]
    states = [agent.init(view, (seeds,), chance=key) for agent, view, key in zip(agents, views, keys, strict=True)]
    chances = stream(0, "reliabilities").random((rounds, 2, seeds))
    found = []
    for row in chances:
        own, other = (
            (chance >= agent.cooperation_probability(state)).astype(np.uint8)
            for chance, agent, state in zip(row, agents, states, strict=True)
        )
        states = [a.observe(states[0], own, other), b.observe(states[1], other, own)]
        assert isinstance(states[0], FilteringState)
        found.append(states[0].belief.reliability)
    return np.stack(found[:-1])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (published(0.6), Selfish()),
        (published(0.6), published(0.0)),
        *((published(lam), published(lam)) for lam in FORCED),
    ],
    ids=["selfish", "ToM-only", "0.3", "0.4", "0.5"],
)
def test_claim_8_the_published_gate_never_opens(first: Empathic, second: Empathic) -> None:
    found = reliabilities(first, second)
    assert found.max() < 0.05
    assert 0.006 < found.mean() < 0.03  # ln K entropy gives .0067


@pytest.mark.parametrize(("lam", "joint"), FORCED.items())
def test_claim_8_with_the_gate_forced_open(lam: float, joint: float) -> None:
    agent = published(lam, reliability=1)
    assert play(agent, agent, rounds=200, seeds=128).joint["CC"] == pytest.approx(joint, abs=0.04)


def test_claim_8_shut_the_published_learner_plays_as_if_it_had_no_filter() -> None:
    shut = play(published(0.3), published(0.3), rounds=200, seeds=256).joint["CC"]
    assert shut == pytest.approx(0.754, abs=0.02)


@pytest.mark.parametrize(("lam", "equilibrium"), [(0.2, 0.0679), (0.3, 0.25), (0.4, 0.5466), (0.5, 0.8333)])
def test_the_corrected_filter_comes_near_the_equilibrium_of_those_who_know(lam: float, equilibrium: float) -> None:
    agent = Empathic(lam=lam)
    assert play(agent, agent, rounds=200, seeds=128).joint["CC"] == pytest.approx(equilibrium, abs=0.05)


def test_claim_9_the_default_agent_does_not_play_the_same_against_everyone() -> None:
    """What separates it from the static ones: its trajectory depends on its partner."""
    agent = Empathic(lam=0.3)
    partners = [Selfish(theory="history"), Empathic(lam=0.9, theory="history"), Empathic(lam=0.3)]
    played = [play_match(PD, agent, partner, rounds=200, seeds=64).first for partner in partners]
    rates = [1 - actions.mean() for actions in played]
    assert rates[0] > 0.8  # a defector is expected to defect, and q lowers dU
    assert rates[1] < 0.3
    assert len({actions.tobytes() for actions in played}) == 3


@pytest.mark.parametrize(("beta", "is_bistable"), [(2.0, False), (4.0, True), (6.0, True)])
def test_claim_10_matched_has_a_variance_far_beyond_the_binomial(beta: float, is_bistable: bool) -> None:
    agent = Empathic(lam=0.3, theory="matched", beta=beta, beta_other=beta)
    played = play_match(PD, agent, agent, rounds=200, seeds=512)
    shares = ((played.first == 0) & (played.second == 0)).mean(axis=0)
    ratio = shares.var(ddof=1) / (shares.mean() * (1 - shares.mean()) / 200)
    assert (ratio > 10) == is_bistable


def test_claim_10_matched_still_ignores_its_partner() -> None:
    agent = Empathic(lam=0.3, theory="matched")
    played = [
        play_match(PD, agent, partner, rounds=100, seeds=64).first
        for partner in (Selfish(theory="history"), Empathic(lam=0.9, theory="history"))
    ]
    assert np.array_equal(*played)


def test_matched_has_an_exact_solution() -> None:
    agent = Empathic(lam=0.3, theory="matched")
    exact = exact_joint(PD, agent, agent, rounds=60)[:, 0]
    played = play_match(PD, agent, agent, rounds=60, seeds=8000)
    both = ((played.first == 0) & (played.second == 0)).mean(axis=1)
    np.testing.assert_array_less(np.abs(both - exact), 5 * np.sqrt(exact * (1 - exact) / 8000))

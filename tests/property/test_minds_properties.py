"""Properties of minds that listen over random games, weights, settings and histories."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from selfother.agents import Empathic, ParticleFilter, Weighted, posterior
from selfother.agents.particle_filter import FILTERS
from selfother.games import Custom, Game

finite = st.floats(-1e100, 1e100, allow_nan=False)
payoffs = st.floats(-10, 10)
wild_games = st.builds(Custom, R=finite, S=finite, T=finite, P=finite, R_b=finite, S_b=finite, T_b=finite, P_b=finite)
games = st.builds(Custom, R=payoffs, S=payoffs, T=payoffs, P=payoffs, R_b=payoffs, S_b=payoffs)
actions = st.lists(st.integers(0, 3), min_size=1, max_size=12)
keys = st.integers(0, 2**64 - 1).map(lambda key: np.array([key], dtype=np.uint64))
settings_of_filters = st.sampled_from(
    [*FILTERS.values(), ParticleFilter(epistemic=True), ParticleFilter(reliability=1.0, jitter=0.0, particles=5)]
)


@given(wild_games, settings_of_filters, keys, actions, st.floats(1e-300, 1e100))
@settings(max_examples=40)
def test_a_belief_is_a_probability_whatever_happened(
    game: Game, filter_: ParticleFilter, key: np.ndarray, history: list[int], beta: float
) -> None:
    for view in game.views:
        state = filter_.init(view, (1,), chance=key, beta=beta)
        for both in history:
            state = filter_.observe(state, np.uint8([both // 2]), np.uint8([both % 2]))  # type: ignore[arg-type]
        found = posterior(state)
        q = state.prediction.if_cooperate
        assert ((q >= 0) & (q <= 1 + 1e-12)).all()  # false for NaN
        np.testing.assert_allclose(found.lam_histogram.sum(), 1.0, atol=1e-12)
        np.testing.assert_allclose(state.weights.sum(), 1.0, atol=1e-12)
        assert np.isfinite(found.mean).all() and np.isfinite(found.sd).all()  # noqa: PT018
        assert 1 - 1e-9 <= found.effective_sample_size[0] <= filter_.particles * (1 + 1e-9)
        assert ((state.reliability >= 0) & (state.reliability <= 1)).all()
        assert np.isfinite(state.curiosity).all()


@given(wild_games, st.sampled_from(sorted(FILTERS)), keys, actions, st.floats(-5, 5), st.floats(1e-300, 1e100))
@settings(max_examples=40)
def test_choices_of_signed_minds_are_probabilities(
    game: Game, theory: str, key: np.ndarray, history: list[int], lam: float, beta: float
) -> None:
    agent = Empathic(lam=lam, theory=theory, beta=beta, beta_other=beta, signed=True)
    state = agent.init(game.views[0], (1,), chance=key)
    for both in history:
        p = agent.cooperation_probability(state)
        assert ((p >= 0) & (p <= 1)).all()
        state = agent.observe(state, np.uint8([both // 2]), np.uint8([both % 2]))  # type: ignore[arg-type]


@given(keys, st.integers(2, 60))
def test_an_uninformative_likelihood_returns_the_prior(key: np.ndarray, particles: int) -> None:
    """Where no particle can tell the two actions apart, weights stay as they were: here by a chance of one half."""
    from selfother.agents import particle_kernels as kernels

    weights = np.random.default_rng(int(key[0]) % 1000).dirichlet(np.ones(particles))
    before = weights.copy()
    for defected in (False, True):
        assert abs(kernels.weigh(weights, np.full(particles, 0.5), defected) - 0.5) < 1e-12
        np.testing.assert_allclose(weights, before, rtol=1e-12)


@given(games, st.floats(-3, 3), st.floats(-3, 3), st.floats(0.01, 20), st.sampled_from(["history", "inferred"]), keys)
def test_scaling_weights_is_scaling_precision(
    game: Game, own: float, other: float, factor: float, theory: str, key: np.ndarray
) -> None:
    own = own or 1.0
    scaled = Weighted(w_self=own * factor, w_other=other * factor, theory=theory, beta=4.0)
    sharper = Weighted(w_self=own, w_other=other, theory=theory, beta=4.0 * factor)
    p, q = (agent.cooperation_probability(agent.init(game.views[0], (1,), chance=key)) for agent in (scaled, sharper))
    np.testing.assert_allclose(p, q, atol=1e-10)


@given(st.floats(0, 1), st.sampled_from(["history", "matched", "inferred"]), keys, actions)
def test_an_empathic_agent_is_a_weighted_one(lam: float, theory: str, key: np.ndarray, history: list[int]) -> None:
    game = Custom(R=3, S=0, T=5, P=1)
    agents = Empathic(lam=lam, theory=theory), Weighted(w_self=1 - lam, w_other=lam, theory=theory)
    states = [agent.init(game.views[0], (1,), chance=key) for agent in agents]
    for both in history:
        own, partner = np.array([both // 2], dtype=np.uint8), np.array([both % 2], dtype=np.uint8)
        states = [agent.observe(state, own, partner) for agent, state in zip(agents, states, strict=True)]
    p, q = (agent.cooperation_probability(state) for agent, state in zip(agents, states, strict=True))
    assert np.array_equal(p, q)

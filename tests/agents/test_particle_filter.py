"""The particle filter: against a naive twin, against a grid posterior, and as a mind that listens."""

import itertools

import numpy as np
import pytest
from tests.agents.naive_filter import NaiveFilter, choose

from selfother.agents import Empathic, ParticleFilter, posterior
from selfother.agents.particle_filter import FILTERS
from selfother.agents.social import FilteringState
from selfother.errors import BadArgument
from selfother.games import Custom, PrisonersDilemma

PD = PrisonersDilemma()
VIEW = PD.views[0]
LOPSIDED = Custom(R=3, S=-1, T=4, P=0.5, R_b=2, S_b=1, T_b=2.5, P_b=0)
KEYS = np.array([0, 1, 2**63, 12345678901234567890, 7], dtype=np.uint64)


@pytest.mark.parametrize("seat", [0, 1])
@pytest.mark.parametrize("game", [PD, LOPSIDED], ids=["symmetric", "asymmetric"])
@pytest.mark.parametrize("theory", ["inferred", "published_filter"])
def test_the_compiled_filter_is_the_naive_one(theory: str, game: Custom, seat: int) -> None:
    """The same random numbers, the same actions, round by round: predictions, curiosity, reliability and choices."""
    agent, view = Empathic(lam=0.3, theory=theory), game.views[seat]
    twins = [NaiveFilter(view, int(key), published=theory == "published_filter") for key in KEYS]
    state = agent.init(view, KEYS.shape, chance=KEYS)
    actions = np.random.default_rng(5).integers(0, 2, (25, 2, len(KEYS)), dtype=np.uint8)
    for own, partner in actions:
        assert isinstance(state, FilteringState)
        belief = state.belief
        np.testing.assert_allclose(belief.reliability, [twin.reliability() for twin in twins], atol=1e-9)
        np.testing.assert_allclose(belief.prediction.if_defect, [twin.prediction() for twin in twins], atol=1e-9)
        np.testing.assert_allclose(belief.curiosity, [twin.curiosity() for twin in twins], atol=1e-9)
        expected = [choose(twin, 0.3) for twin in twins]
        np.testing.assert_allclose(agent.cooperation_probability(state), expected, atol=1e-9)
        state = agent.observe(state, own, partner)
        for twin, mine, yours in zip(twins, own.tolist(), partner.tolist(), strict=True):
            twin.observe(mine, yours)
    assert any(twin.chance.at > 5 * 30 for twin in twins)  # they did resample


def grid_posterior(own: np.ndarray, partner: np.ndarray, points: int = 31) -> np.ndarray:
    """Return P(lam_j in each of ten bins | a history), by summing over a grid of quantiles of the prior."""
    from scipy import stats

    at = (np.arange(points) + 0.5) / points
    alpha, rho = stats.norm.ppf(at) * 2.0, stats.norm.ppf(at) * 1.5
    beta, lam = stats.gamma.ppf(at, 2, scale=2.0), (np.arange(40) + 0.5) / 40
    alpha, rho, beta, lam = np.ix_(alpha, rho, beta, lam)
    log_likelihood = np.zeros(np.broadcast_shapes(alpha.shape, rho.shape, beta.shape, lam.shape))
    for t in range(len(own)):
        rate = (own[:t] == 0).mean() if t else 0.5
        follows = 1.0 - 2.0 * own[t - 1] if t else 0.0
        x = beta * (alpha + rho * follows + 5 * lam - 1 - rate)
        log_likelihood -= np.logaddexp(0.0, np.where(partner[t] == 0, -x, x))
    by_lam = np.exp(log_likelihood).sum(axis=(0, 1, 2)).reshape(10, 4).sum(axis=1)
    return np.asarray(by_lam / by_lam.sum())


@pytest.mark.parametrize("pattern", ["copies", "defects", "mixed"])
def test_the_posterior_is_the_one_on_a_grid(pattern: str) -> None:
    """Without jitter and with many particles: total variation of lam_j below .02."""
    own = np.array([0, 1, 1, 0, 1, 0, 0, 1], dtype=np.uint8)
    patterns = {
        "copies": np.concatenate([[0], own[:-1]]),
        "defects": np.ones(8),
        "mixed": np.array([0, 0, 1, 0, 0, 0, 1, 0]),
    }
    partner = patterns[pattern].astype(np.uint8)
    settings = ParticleFilter(particles=400_000, jitter=0.0)
    state = settings.init(VIEW, (1,), chance=np.array([3], dtype=np.uint64), beta=4.0)
    for t in range(8):
        state = settings.observe(state, own[t : t + 1], partner[t : t + 1])
    distance = 0.5 * np.abs(posterior(state).lam_histogram[0] - grid_posterior(own, partner)).sum()
    assert distance < 0.02
    assert 0.5 * np.abs(grid_posterior(own, partner) - 0.1).sum() > 0.04  # and the history did teach something


def test_the_prior_has_its_moments() -> None:
    state = ParticleFilter(particles=200_000).init(VIEW, (1,), chance=np.array([9], dtype=np.uint64), beta=4.0)
    found = posterior(state)
    np.testing.assert_allclose(found.mean[0], [0.0, 0.0, 4.0, 0.5], atol=0.03)
    np.testing.assert_allclose(found.sd[0], [2.0, 1.5, np.sqrt(8.0), np.sqrt(1 / 12)], atol=0.03)
    np.testing.assert_allclose(found.lam_histogram[0], 0.1, atol=0.005)
    assert found.effective_sample_size[0] == pytest.approx(200_000)


@pytest.mark.parametrize("theory", sorted(FILTERS))
def test_a_batch_is_bitwise_a_loop_over_its_matches(theory: str) -> None:
    agent = Empathic(lam=0.4, theory=theory)
    actions = np.random.default_rng(2).integers(0, 2, (12, 2, len(KEYS)), dtype=np.uint8)
    together = agent.init(VIEW, KEYS.shape, chance=KEYS)
    alone = [agent.init(VIEW, (), chance=key) for key in KEYS]
    for own, partner in actions:
        singly = [agent.cooperation_probability(state) for state in alone]
        assert np.array_equal(agent.cooperation_probability(together), np.stack(singly))
        together = agent.observe(together, own, partner)
        alone = [agent.observe(state, own[k], partner[k]) for k, state in enumerate(alone)]


def after_partner(agent: Empathic, action: int, rounds: int = 10) -> float:
    """P(C), mean over 200 minds, after a partner that always did the same while I alternated."""
    keys = np.arange(200, dtype=np.uint64)
    state = agent.init(VIEW, (200,), chance=keys)
    theirs = np.full(200, action, dtype=np.uint8)
    for t in range(rounds):
        state = agent.observe(state, np.full(200, t % 2, dtype=np.uint8), theirs)
    return float(agent.cooperation_probability(state).mean())


def test_the_default_agent_listens_and_the_static_and_the_published_one_hardly_do() -> None:
    """In this game expecting cooperation makes defection pay more: P(C) = sigmoid(4 (5 lam - 1 - q))."""
    change = {
        theory: after_partner(Empathic(lam=0.3, theory=theory), 1) - after_partner(Empathic(lam=0.3, theory=theory), 0)
        for theory in ("inferred", "published_filter", "history", "matched")
    }
    assert change["inferred"] > 0.5
    assert abs(change["published_filter"]) < 0.05
    assert change["history"] == change["matched"] == 0.0


def test_the_corrected_filter_finds_out_who_copies_and_who_does_not() -> None:
    """Against tit for tat the filter learns that my C is answered with C (rho > 0), which `history` cannot say."""
    settings, keys = ParticleFilter(particles=200), np.arange(64, dtype=np.uint64)
    own = np.random.default_rng(3).integers(0, 2, (40, 64), dtype=np.uint8)
    copied = np.concatenate([np.zeros((1, 64), dtype=np.uint8), own[:-1]])
    state = settings.init(VIEW, (64,), chance=keys, beta=4.0)
    for mine, yours in zip(own, copied, strict=True):
        state = settings.observe(state, mine, yours)
    assert (posterior(state).mean[:, 1] > 0.5).all()
    assert (state.reliability > 0.999).all()
    np.testing.assert_allclose(state.learned, own[-1] == 0, atol=0.2)


def test_the_reliability_is_the_posterior_probability_of_the_filter() -> None:
    """r = product of filter / (product of filter + product of history), with the predictions that both made."""
    settings, keys = ParticleFilter(), KEYS
    state = settings.init(VIEW, keys.shape, chance=keys, beta=4.0)
    odds = np.ones(len(keys))
    for own, partner in np.random.default_rng(8).integers(0, 2, (6, 2, len(keys)), dtype=np.uint8):
        odds *= np.where(partner == 0, state.learned / state.static, (1 - state.learned) / (1 - state.static))
        state = settings.observe(state, own, partner)
        np.testing.assert_allclose(state.reliability, odds / (1 + odds), rtol=1e-6)


def test_settings_change_what_they_name() -> None:
    actions = np.random.default_rng(4).integers(0, 2, (15, 2, len(KEYS)), dtype=np.uint8)

    def play_through(**settings: object) -> np.ndarray:
        agent = Empathic(lam=0.3, **settings)  # type: ignore[arg-type]
        state = agent.init(VIEW, KEYS.shape, chance=KEYS)
        for own, partner in actions:
            state = agent.observe(state, own, partner)
        return agent.cooperation_probability(state)

    variants = [{}, {"particles": 40}, {"jitter": 0.5}, {"epistemic": True}, {"reliability": 1}, {"reliability": 0}]
    played = [play_through(**variant) for variant in variants]
    for one, other in itertools.combinations(played, 2):
        assert not np.allclose(one, other, rtol=0, atol=1e-9)
    np.testing.assert_allclose(played[-1], play_through(theory="history"), atol=1e-12)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"particles": 1}, "particles must be a whole number from 2 to 1000000; got 1"),
        ({"particles": 2.5}, "particles must be a whole number"),
        ({"jitter": -1.0}, r"jitter must be a number in \[0, 100\]"),
        ({"jitter": float("nan")}, "jitter must be a number"),
        ({"epistemic": "yes"}, "epistemic must be true or false; got 'yes'"),
        ({"reliability": 1.5}, "reliability must be predictive, entropy or a number"),
        ({"reliability": "high"}, "reliability must be predictive, entropy or a number"),
    ],
)
def test_what_is_refused(settings: dict[str, object], sentence: str) -> None:
    with pytest.raises(BadArgument, match=sentence):
        Empathic(lam=0.3, **settings)  # type: ignore[arg-type]
    with pytest.raises(BadArgument, match=sentence):
        ParticleFilter(**settings)  # type: ignore[arg-type]


def test_a_filter_without_chance_says_what_it_needs() -> None:
    with pytest.raises(BadArgument, match="init needs chance, one 64-bit number a match"):
        Empathic(lam=0.3).init(VIEW, (3,))

"""Every closed form against what it is a closed form of: payoffs, the dynamics, or the exact finite population."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfother.agents import Empathic
from selfother.errors import BadArgument, BadPayoff, BadProbability
from selfother.games import Donation, PrisonersDilemma
from selfother.populations import TypeGame, donation_types
from selfother.populations import closed_forms as forms
from selfother.populations.chains import advantages
from selfother.populations.fixation import fixation
from selfother.populations.replicator import mixed_strategy_rest, rest_points, run_replicator, settle, velocity
from selfother.populations.thresholds import well_mixed_thresholds

costs = st.floats(0.1, 2.0)
ratios = st.floats(1.05, 20.0)
gifts = st.tuples(ratios, costs).map(lambda pair: (pair[0] * pair[1], pair[1]))
rates = st.floats(0.0, 1.0)
MARGIN = 1e-6
"""How far from a threshold both sides are looked at."""


def test_the_numbers_that_the_specification_prints() -> None:
    assert forms.recognition_resists(3, 1) == pytest.approx(0.600, abs=5e-4)
    assert forms.recognition_favoured(3, 1) == pytest.approx(0.714, abs=5e-4)
    types = donation_types(b=5, c=1, recognition=0.68)
    drift = {beta: 1000 * fixation(types, population=1000, selection=beta)["empathic"] for beta in (1e-4, 0.1)}
    assert drift[1e-4] == pytest.approx(1.01, abs=5e-3)
    assert drift[0.1] == pytest.approx(0.13, abs=5e-3)


@given(gifts, st.floats(0.01, 0.99))
def test_concern_above_its_threshold_is_what_makes_the_agent_cooperate(gift: tuple[float, float], lam: float) -> None:
    b, c = gift
    game = Donation(b=b, c=c)
    agent = Empathic(lam=lam, theory="history", beta=50.0 / c)
    p = float(agent.cooperation_probability(agent.init(game.views[0], ())))
    if abs(lam - forms.concern_threshold(b, c)) > MARGIN:
        assert (p > 0.5) == (lam > forms.concern_threshold(b, c))


@given(gifts, rates, st.floats(0.01, 0.99))
def test_under_assortment_empathy_grows_iff_r_b_exceeds_c(gift: tuple[float, float], r: float, share: float) -> None:
    b, c = gift
    if abs(r - forms.assortment_threshold(b, c)) < MARGIN:
        return
    growth = velocity(donation_types(b=b, c=c), np.array([share, 1 - share]), assortment=r)[0]
    assert (growth > 0) == (r > forms.assortment_threshold(b, c)) == (r * b > c)
    thresholds = well_mixed_thresholds(donation_types(b=b, c=c))
    assert thresholds["assortment_invades"] == pytest.approx(forms.assortment_threshold(b, c))
    assert thresholds["assortment_resists"] == pytest.approx(forms.assortment_threshold(b, c))


@given(gifts, st.integers(2, 500), rates)
def test_among_few_players_more_assortment_is_needed(gift: tuple[float, float], population: int, r: float) -> None:
    b, c = gift
    threshold = forms.assortment_threshold_in_population(b, c, population)
    assert threshold > forms.assortment_threshold(b, c)
    if abs(r - threshold) < MARGIN:
        return
    gaps = advantages(donation_types(b=b, c=c), population=population, assortment=r)
    assert ((gaps > 0) == (r > threshold)).all()
    rho = fixation(donation_types(b=b, c=c), population=population, selection=0.01, assortment=r)
    if abs(r - threshold) > 1e-3:
        assert (rho["empathic"] > 1 / population) == (r > threshold)


@given(gifts, st.floats(0.5, 1.0))
def test_recognising_empathy_resists_above_its_accuracy_and_not_below(gift: tuple[float, float], a: float) -> None:
    b, c = gift
    if abs(a - forms.recognition_resists(b, c)) < MARGIN:
        return
    types = donation_types(b=b, c=c, recognition=a)
    (own, _), (against, _) = types.payoffs
    assert (own > against) == (a > forms.recognition_resists(b, c))
    share = forms.recognition_unstable_share(b, c, a)
    between = rest_points(types)[1:-1]
    if share is None:
        assert not between
    elif share > 1e-9:  # below, the point is lost in rounding
        assert [point.is_stable for point in between] == [False]
        assert between[0].share == pytest.approx(share, abs=1e-9)
        for push in (-1e-3, 1e-3):
            if 0 < share + push < 1:
                start = np.array([share + push, 1 - share - push])
                assert np.sign(velocity(types, start)[0]) == np.sign(push)


@given(gifts, st.sampled_from([-0.01, 0.01]))
def test_weak_selection_favours_recognition_above_its_accuracy(gift: tuple[float, float], off: float) -> None:
    b, c = gift
    a = forms.recognition_favoured(b, c) + off
    if not 0.5 <= a <= 1.0:
        return
    population = 20_000
    rho = fixation(donation_types(b=b, c=c, recognition=a), population=population, selection=1e-6 / (population * b))
    assert (population * rho["empathic"] > 1.0) == (off > 0)


@pytest.mark.parametrize("r", np.linspace(0.0, 0.95, 20))
def test_two_pure_types_and_one_mixed_strategy_have_thresholds_of_their_own(r: float) -> None:
    own = PrisonersDilemma().views[0].own
    types = TypeGame(("C", "D"), own, game=PrisonersDilemma())
    stable = [point.share for point in rest_points(types, assortment=r) if point.is_stable]
    assert stable == pytest.approx([np.clip((3 * r - 1) / (1 - r), 0, 1)])
    assert mixed_strategy_rest(3, 0, 5, 1, r) == pytest.approx(np.clip((4 * r - 1) / (1 + r), 0, 1))
    thresholds = well_mixed_thresholds(types, assortment=r)
    assert thresholds["assortment_invades"] == pytest.approx(1 / 3)
    assert thresholds["assortment_resists"] == pytest.approx(1 / 2)
    assert thresholds["mixed_strategy_invades"] == pytest.approx(1 / 4)
    assert thresholds["mixed_strategy_resists"] == pytest.approx(2 / 3)


@given(st.floats(0.3, 0.6))
def test_the_mixed_strategy_is_that_of_concern_at_the_duality(r: float) -> None:
    """At lam / (1 - lam) = r, dU = 5 lam - 1 - q is zero at the q where the mixed strategy rests."""
    lam = forms.concern_at_assortment(r)
    assert lam / (1 - lam) == pytest.approx(r)
    assert 5 * lam - 1 - mixed_strategy_rest(3, 0, 5, 1, r) == pytest.approx(0.0, abs=1e-12)


@given(st.floats(0.0, 1.0), st.integers(0, 2**32))
def test_no_other_strategy_invades_the_mixed_one(r: float, seed: int) -> None:
    q = mixed_strategy_rest(3, 0, 5, 1, r)

    def payoff(p: float, partner: float) -> float:
        mine, theirs = np.array([p, 1 - p]), np.array([partner, 1 - partner])
        return float(mine @ PrisonersDilemma().views[0].own @ theirs)

    def fitness(p: float) -> float:
        return r * payoff(p, p) + (1 - r) * payoff(p, q)

    mutants = np.clip(q + np.random.default_rng(seed).normal(0, 1e-3, 20), 0, 1)
    slope = max(fitness(p) - fitness(q) for p in mutants)
    assert slope <= 1e-5  # of second order in the size of the mutation


def test_a_mixed_strategy_without_one_answer_says_so() -> None:
    with pytest.raises(BadArgument, match="full cooperation and full defection both are stable"):
        mixed_strategy_rest(4, 0, 3, 3, 0.0)
    with pytest.raises(BadArgument, match="every strategy fares alike"):
        mixed_strategy_rest(2, -1, 3, 0, 1 / 3)


@given(st.lists(st.floats(-3, 3), min_size=4, max_size=4), rates, st.floats(0.02, 0.98))
@settings(max_examples=20)
def test_two_types_settle_where_a_long_run_leads(cells: list[float], r: float, share: float) -> None:
    types = TypeGame(("a", "b"), np.array(cells).reshape(2, 2))
    low, high = (types.assorted(r).payoffs[0] - types.assorted(r).payoffs[1])[::-1]
    if min(abs(low), abs(high), abs(low + share * (high - low))) < 0.05:
        return  # too slow to be followed to the end
    start = [share, 1 - share]
    followed = run_replicator(types, start, time=500.0, assortment=r, steps=3).shares
    assert followed.sum(axis=1) == pytest.approx(1.0)
    assert settle(types, start, assortment=r).shares == pytest.approx(followed[-1], abs=1e-5)


def test_the_replicator_dynamics_of_a_dilemma_are_logistic() -> None:
    """Without assortment the share of unconditional empathy falls as 1 / (1 + exp(c t)) from one half."""
    run = run_replicator(donation_types(b=3, c=1), [0.5, 0.5], time=5.0, steps=11)
    assert run.shares[:, 0] == pytest.approx(1 / (1 + np.exp(run.times)), rel=1e-6)


def test_absent_types_stay_absent_and_three_types_circle() -> None:
    stone = np.array([[0.0, -1.0, 1.0], [1.0, 0.0, -1.0], [-1.0, 1.0, 0.0]])
    types = TypeGame(("stone", "paper", "scissors"), stone)
    assert run_replicator(types, [0.5, 0.5, 0.0], time=3.0).shares[-1, 2] == 0.0
    shares = run_replicator(types, [0.5, 0.3, 0.2], time=50.0).shares
    assert shares.prod(axis=1) == pytest.approx(0.5 * 0.3 * 0.2, rel=1e-5)  # a constant of the motion
    assert np.ptp(shares[:, 0]) > 0.2


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        (lambda: forms.concern_threshold(1, 3), BadPayoff),
        (lambda: forms.assortment_threshold(3, float("nan")), BadPayoff),
        (lambda: forms.assortment_threshold_in_population(3, 1, 1), BadArgument),
        (lambda: forms.recognition_unstable_share(3, 1, 0.4), BadProbability),
        (lambda: forms.concern_at_assortment(1.1), BadProbability),
        (lambda: rest_points(donation_types(b=3, c=1), assortment=-0.1), BadProbability),
        (lambda: velocity(donation_types(b=3, c=1), np.array([0.5, 0.6])), BadArgument),
        (lambda: run_replicator(donation_types(b=3, c=1), [0.5, 0.5], time=0.0), BadArgument),
        (lambda: rest_points(TypeGame(("a", "b", "c"), np.eye(3))), BadArgument),
    ],
)
def test_what_is_out_of_range_is_refused(ask: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        ask()  # type: ignore[operator]

"""Best responses: the planted cases whose answer is known, and three ways to the same number."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfother.agents import (
    Adaptive,
    Agent,
    AlwaysCooperate,
    AlwaysDefect,
    Empathic,
    GenerousTitForTat,
    Grim,
    Random,
    TitForTat,
    WinStayLoseShift,
)
from selfother.errors import BadArgument, BadProbability
from selfother.games import Custom, PrisonersDilemma
from selfother.records import Estimate
from selfother.seeds import stream
from selfother.tournaments import Trembling, best_response, enumerated_best_response, exact_joint, train_exploiter
from selfother.tournaments.best_response import BestResponseRecord, judge
from selfother.tournaments.exploiter import FEATURES, Search, play_policies

PD = PrisonersDilemma()
R, T, P = 3.0, 5.0, 1.0
LAST_ROUND = (T - R) / 200
"""What even tit for tat gives away: a defection in the last of 200 rounds."""
STATIC = Empathic(lam=0.6, theory="history")
chained = st.sampled_from([TitForTat(), GenerousTitForTat(), Grim(), WinStayLoseShift(), Random(p=0.3), STATIC])


@pytest.mark.parametrize(
    ("victim", "expected", "verdict"),
    [
        (AlwaysCooperate(), T, "exploited"),
        (AlwaysDefect(), P, "not exploited"),
        (TitForTat(), R + LAST_ROUND, "not exploited"),
        (GenerousTitForTat(), R + LAST_ROUND, "not exploited"),
        (Grim(), R + LAST_ROUND, "not exploited"),
        (Random(p=0.25), 0.25 * T + 0.75 * P, "not exploited"),
    ],
)
def test_the_exact_response_is_the_one_known_by_hand(victim: Agent, expected: float, verdict: str) -> None:
    record = best_response(victim)
    assert record.payoff.value == pytest.approx(expected, abs=1e-12)
    assert record.verdict == verdict


def test_a_static_empathic_agent_is_a_resource() -> None:
    """Nothing reaches it: the best response defects throughout, and earns what the exact solution of it says."""
    record = best_response(STATIC)
    assert record.verdict == "exploited"
    joint = exact_joint(PD, STATIC, AlwaysDefect(), rounds=200).mean(axis=0)
    assert record.payoff.value == pytest.approx(float(joint @ PD.payoffs[1].reshape(4)), abs=1e-9)
    assert record.payoff.value > 4.99


@settings(max_examples=20)
@given(chained, st.integers(1, 5), st.floats(0, 0.5))
def test_enumeration_agrees_with_the_chain(victim: Agent, rounds: int, noise: float) -> None:
    by_chain = best_response(victim, rounds=rounds, noise=noise)
    enumerated = enumerated_best_response(victim, rounds=rounds, noise=noise)
    assert enumerated.payoff.value == pytest.approx(by_chain.payoff.value, abs=1e-9)
    assert enumerated.victim_payoff.value == pytest.approx(by_chain.victim_payoff.value, abs=1e-6)


@given(chained, st.floats(0, 1))
def test_the_noise_of_the_victim_is_a_trembling_victim(victim: Agent, eps: float) -> None:
    """Noise on both sides against noise on the victim's alone: the responder loses only by its own errors."""
    both = best_response(victim, rounds=12, noise=eps).payoff.value
    wrapped = best_response(Trembling(victim, eps), rounds=12).payoff.value
    assert both is not None
    assert wrapped is not None
    assert both <= wrapped + 1e-9


def test_nobody_beats_the_exact_response() -> None:
    """No policy of a random population earns more than the solution, in expectation over 400 matches."""
    policies = stream(3, "test").normal(0, 4, (30, len(FEATURES)))
    for victim in (TitForTat(), GenerousTitForTat(), Grim(), STATIC):
        earned = play_policies(victim, policies, game=PD, rounds=20, seeds=400, generator=stream(4, "test"))[1]
        errors = earned.std(axis=-1) / 20
        bound = best_response(victim, rounds=20).payoff.value
        assert bound is not None
        assert (earned.mean(axis=-1) <= bound + 4.5 * errors + 1e-12).all()


SMALL = Search(generations=12, population=40, elite=8, train_seeds=4, restarts=2)


@pytest.mark.parametrize("victim", [AlwaysCooperate(), TitForTat(), GenerousTitForTat(), Grim(), STATIC])
def test_the_search_finds_what_is_there(victim: Agent) -> None:
    record, exact = train_exploiter(victim, rounds=60, search=SMALL), best_response(victim, rounds=60)
    assert record.payoff.value is not None
    assert record.payoff.low is not None
    assert exact.payoff.value is not None
    assert record.payoff.value == pytest.approx(exact.payoff.value, abs=0.06)
    assert record.verdict == ("exploited" if exact.payoff.value > 4 else "not exploited (as far as this search went)")
    assert len(record.curve) == SMALL.generations
    assert set(record.policy) == set(FEATURES)
    assert BestResponseRecord.from_json(record.to_json()) == record


def test_the_same_seed_trains_the_same_exploiter_and_another_another() -> None:
    small = Search(generations=2, population=6, elite=2, train_seeds=2, restarts=1)
    records = [train_exploiter(Adaptive(), rounds=10, seed=seed, search=small) for seed in (1, 1, 2)]
    assert records[0] == records[1]
    assert records[0].policy != records[2].policy


def test_the_adaptive_agent_loses_a_bounded_sum_exactly_and_both_methods_agree() -> None:
    """Over R, nobody gets more than 4.2 out of a match of any length; what it does get has soon stopped growing."""
    sums = {}
    for rounds in (2, 4, 6, 8, 400):
        value = best_response(Adaptive(), rounds=rounds).payoff.value
        assert value is not None
        if rounds <= 8:
            assert enumerated_best_response(Adaptive(), rounds=rounds).payoff.value == pytest.approx(value, abs=1e-9)
        sums[rounds] = (value - R) * rounds
    assert max(sums.values()) < 4.2
    assert sums[400] - sums[8] < 0.1


@given(
    st.floats(0, 1),
    st.floats(0.5, 12),
    st.floats(0, 2),
    st.lists(st.integers(0, 1), min_size=60, max_size=60),
    st.integers(0, 2**32),
)
def test_the_account_bounds_what_anybody_got(
    lam: float, credit: float, premium: float, partner: list[int], seed: int
) -> None:
    """The partner's total over n R never exceeds the account, and every defection on a C leaves its premium there."""
    agent = Adaptive(lam=lam, credit=credit, premium=premium)
    state, draws = agent.init(PD.views[0], ()), np.random.default_rng(seed)
    over, taken = 0.0, 0
    for other in partner:
        own = int(draws.random() >= agent.cooperation_probability(state))
        taken += own == 0 and other == 1
        over += float(PD.payoffs[1, own, other]) - R
        state = agent.observe(state, np.array(own, dtype=np.uint8), np.array(other, dtype=np.uint8))
    assert over + premium * taken * (T - R) <= float(state.balance) + 1e-9
    assert over + premium * taken * (T - R) <= (credit + 1 + premium) * (T - R) + 1e-9


def test_of_equally_good_responses_it_is_the_one_that_leaves_least() -> None:
    """Win-stay-lose-shift: all D gets 5, 1, 5, 1, as much as mutual cooperation, and leaves 0, 1, 0, 1."""
    record = best_response(WinStayLoseShift(), rounds=40)
    assert record.payoff.value == pytest.approx(3 + 2 / 40)
    assert record.victim_payoff.value == pytest.approx((0.0 * 20 + 1.0 * 20) / 40, abs=0.1)


def test_spite_gives_up_payoff_to_hurt() -> None:
    """Against tit for tat, D and C in turns get 2.5 and leave 2.5: .5 a round to take .5, a price of 1."""
    kind, spiteful, mad = (best_response(TitForTat(), rounds=100, spite=spite) for spite in (0.9, 1.1, 100.0))
    assert (kind.payoff.value, kind.victim_payoff.value) == (pytest.approx(3.02), pytest.approx(2.97))
    assert spiteful.payoff.value is not None
    assert spiteful.victim_payoff.value is not None
    assert spiteful.payoff.value < 2.6
    assert spiteful.victim_payoff.value < 2.6
    assert mad.victim_payoff.value == pytest.approx(0.99)
    for wrong in (-0.1, float("nan"), True):
        with pytest.raises(BadArgument, match="spite must be a number of 0 to 1e"):
            best_response(TitForTat(), spite=wrong)


def test_the_verdict_is_a_rule() -> None:
    def told(value: float, low: float | None = None) -> str:
        return judge(Estimate(value=value, low=low), reward=3.0, margin=0.05, is_exact=False)

    assert told(3.2, 3.1) == "exploited"
    assert told(3.2, 2.9) == "not exploited (as far as this search went)"  # its interval reaches below R
    assert told(3.04, 3.03) == "not exploited (as far as this search went)"  # above R, within the margin
    assert judge(Estimate(value=3.0), reward=3.0, margin=0.0, is_exact=True) == "not exploited"
    with pytest.raises(BadArgument, match="margin of at least 0"):
        judge(Estimate(value=3.0), reward=3.0, margin=-1.0, is_exact=True)


def test_an_asymmetric_game_is_judged_by_the_responders_own_reward() -> None:
    game = Custom(R=3, S=0, T=5, P=1, R_b=30, S_b=0, T_b=50, P_b=10)
    record = best_response(AlwaysCooperate(), game=game, rounds=5)
    assert (record.payoff.value, record.reward, record.victim_payoff.value) == (50.0, 30.0, 0.0)


def test_what_cannot_be_solved_is_refused() -> None:
    with pytest.raises(BadArgument, match=r"no exact best response.*Use train_exploiter"):
        best_response(Adaptive(credit=0.9876), game=Custom(R=3, S=0.1234, T=5.4321, P=1.111))
    with pytest.raises(BadArgument, match="cannot be enumerated: it takes at most 10 rounds"):
        enumerated_best_response(Adaptive(), rounds=11)
    with pytest.raises(BadArgument, match="a mind that draws nothing inside"):
        enumerated_best_response(Empathic(theory="inferred"), rounds=2)
    with pytest.raises(BadProbability, match="noise"):
        best_response(TitForTat(), noise=1.5)
    with pytest.raises(BadArgument, match="must be an Agent object"):
        train_exploiter("tit_for_tat")  # type: ignore[arg-type]
    with pytest.raises(BadArgument, match="elite must be smaller than population=4"):
        Search(population=4, elite=4)

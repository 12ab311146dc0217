"""Reputation and partner choice: closed forms against simulations, and against each other."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from selfother.errors import BadArgument, BadPayoff, BadProbability, UnknownName
from selfother.populations.partner_choice import (
    choice_advantage,
    choice_mixture,
    choice_resists,
    choice_rest_points,
    simulate_choice,
)
from selfother.populations.replicator import rest_points, velocity
from selfother.populations.reputation import (
    Repute,
    reputation_advantage,
    reputation_resists,
    reputation_types,
    reputation_unstable_share,
    simulate_reputation,
)

SIGMAS = 4
rules = st.sampled_from(["standing", "scoring"])
benefits = st.floats(1.1, 10.0)
inside = st.floats(0.02, 0.98)


def agrees(found: NDArray[np.float64], expected: float, bias: float) -> bool:
    """Whether a mean over runs is within 4 standard errors, and what a finite population adds."""
    error = found.std(ddof=1) / np.sqrt(len(found))
    return bool(abs(found.mean() - expected) < SIGMAS * error + bias)


@pytest.mark.parametrize("rule", ["standing", "scoring"])
@pytest.mark.parametrize(("share", "q"), [(0.2, 0.5), (0.6, 0.5), (0.9, 0.9)])
def test_simulated_reputations_pay_what_the_closed_form_says(rule: Repute, share: float, q: float) -> None:
    size = 600
    found = simulate_reputation(3, 1, q, rule=rule, share=share, population=size, rounds=150, runs=12)
    # Nobody meets itself: an empathic player has one empathic player less to meet, worth at most b + c.
    assert agrees(found.advantage, reputation_advantage(share, 3, 1, q, rule=rule), bias=4 / size)
    expected = 1.0 if rule == "standing" else (1 - q) / (1 - q * share)
    assert agrees(found.good, expected, bias=4 / size)


@given(benefits, inside, rules)
def test_reputation_resists_iff_it_is_known_more_often_than_c_over_b(b: float, q: float, rule: Repute) -> None:
    assume(abs(q - 1 / b) > 1e-6)
    resists = reputation_advantage(1.0, b, 1.0, q, rule=rule) > 0
    assert resists == (q > reputation_resists(b, 1.0))
    assert reputation_advantage(0.0, b, 1.0, q, rule=rule) < 0  # from rarity it never invades
    share = reputation_unstable_share(b, 1.0, q, rule=rule)
    assert (share is not None) == resists
    if share is not None:
        assert reputation_advantage(share, b, 1.0, q, rule=rule) == pytest.approx(0.0, abs=1e-9)
        assert 0 < share < 1


@given(benefits, inside)
def test_standing_is_the_kinder_rule(b: float, q: float) -> None:
    assume(q > 1 / b + 1e-6)
    kind, strict = (reputation_unstable_share(b, 1.0, q, rule=rule) for rule in ("standing", "scoring"))
    assert kind is not None
    assert strict is not None
    assert kind < strict


@given(benefits, inside, inside)
def test_the_payoffs_by_standing_are_those_of_the_closed_form(b: float, q: float, share: float) -> None:
    types = reputation_types(b, 1.0, q)
    grown = velocity(types, np.array([share, 1 - share]))[0] / (share * (1 - share))
    assert grown == pytest.approx(reputation_advantage(share, b, 1.0, q), abs=1e-9)
    unstable = reputation_unstable_share(b, 1.0, q)
    between = [point.share for point in rest_points(types)[1:-1]]
    assert between == ([] if unstable is None else [pytest.approx(unstable)])


@pytest.mark.parametrize("search", [1.0, 0.4])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_simulated_choice_pays_what_the_flows_say(share: float, search: float) -> None:
    found = simulate_choice(3, 1, lasting=0.8, search=search, share=share, population=800, rounds=300, runs=8, seed=2)
    assert agrees(found.advantage, choice_advantage(share, 3, 1, lasting=0.8, search=search), bias=4 / 800)
    if search == 1.0:
        d = 0.8
        slope = 1 - d + 2 * d * share
        m = (slope - np.sqrt(slope**2 - 4 * d * share**2)) / (2 * d)
        assert agrees(found.together, m / share, bias=2 / 800)


@given(benefits, inside)
def test_without_lasting_relations_choice_is_the_well_mixed_population(b: float, share: float) -> None:
    assert choice_advantage(share, b, 1.0, lasting=0.0) == pytest.approx(-1.0)
    assert choice_advantage(share, b, 1.0, lasting=0.0, search=0.5) == pytest.approx(-0.5)


@given(benefits, inside, inside)
def test_choice_resists_iff_the_ratio_is_above_the_closed_form(b: float, lasting: float, search: float) -> None:
    bound = choice_resists(lasting, search)
    assert bound is not None
    assume(abs(b - bound) > 1e-6)
    assert (choice_advantage(1.0, b, 1.0, lasting=lasting, search=search) > 0) == (b > bound)
    assert choice_advantage(0.0, b, 1.0, lasting=lasting, search=search) == pytest.approx(-search)


@given(benefits, st.floats(0.05, 0.99))
def test_the_mixture_is_where_both_get_the_same(b: float, lasting: float) -> None:
    found = choice_mixture(b, 1.0, lasting=lasting)
    best = choice_advantage(0.5, b, 1.0, lasting=lasting)
    assume(abs(best) > 1e-6)
    assert (found is not None) == (best > 0)
    for share in found or ():
        assert choice_advantage(share, b, 1.0, lasting=lasting) == pytest.approx(0.0, abs=1e-6 * b)
    if found is not None and found[1] - found[0] > 0.01:
        assert choice_advantage(sum(found) / 2, b, 1.0, lasting=lasting) > 0
        assert choice_advantage(found[0] / 2, b, 1.0, lasting=lasting) < 0


def test_if_a_new_partner_is_found_at_once_cheats_and_the_empathic_live_side_by_side() -> None:
    assert choice_resists(0.99, 1.0) is None
    at_once = choice_rest_points(3, 1, lasting=0.9)
    assert [point.is_stable for point in at_once] == [True, False, True, False]
    assert (at_once[1].share, at_once[2].share) == pytest.approx(choice_mixture(3, 1, lasting=0.9))
    assert [point.is_stable for point in choice_rest_points(3, 1, lasting=0.9, search=0.5)] == [True, False, True]
    assert [point.share for point in choice_rest_points(3, 1, lasting=0.1)] == [0.0, 1.0]


@pytest.mark.parametrize(
    ("call", "error", "sentence"),
    [
        (lambda: reputation_resists(1, 2), BadPayoff, "b"),
        (lambda: reputation_unstable_share(3, 1, 1.5), BadProbability, "observation must lie in"),
        (lambda: reputation_unstable_share(3, 1, 0.5, rule="image"), UnknownName, "unknown rule of reputation 'image'"),  # type: ignore[arg-type]
        (lambda: simulate_reputation(3, 1, 0.5, share=0.001), BadArgument, "players of both types"),
        (lambda: simulate_choice(3, 1, lasting=0.5, share=1.0), BadArgument, "players of both types"),
        (lambda: choice_advantage(0.5, 3, 1, lasting=1.0), BadProbability, "lasting, the chance"),
        (lambda: choice_rest_points(3, 1, lasting=0.5, search=0.0), BadProbability, "search, the chance"),
    ],
)
def test_refuses_in_a_sentence(call, error: type[Exception], sentence: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(error, match=sentence):
        call()

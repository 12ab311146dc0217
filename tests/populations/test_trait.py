"""The weight as a trait: closed forms against the agents' own play, the landscape, and evolving populations."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfother.agents import Empathic
from selfother.errors import BadArgument, BadProbability
from selfother.games import Donation, PrisonersDilemma, StagHunt
from selfother.populations import match_types
from selfother.populations.closed_forms import assortment_threshold_in_population, concern_at_assortment
from selfother.populations.replicator import mixed_strategy_rest
from selfother.populations.trait import (
    assortment_among,
    evolve_trait,
    invasion_landscape,
    resident_cooperation,
    singular_weight,
)

PD = PrisonersDilemma()
rates = st.floats(0.0, 1.0)


def test_in_a_donation_game_the_landscape_is_that_of_the_agents_own_matches() -> None:
    game, weights = Donation(b=3, c=1), [0.1, 0.25, 0.4]
    agents = {f"lam {lam:g}": Empathic(lam=lam, theory="history") for lam in weights}
    measured = match_types(agents, game, rounds=5)
    assert measured.standard_error is None
    for r in (0.0, 0.5, 1.0):
        mutants = measured.assorted(r).payoffs - np.diag(measured.payoffs)[None, :]
        np.testing.assert_allclose(invasion_landscape(game, weights, assortment=r), mutants, atol=1e-12)


@given(st.floats(0.5, 30.0), st.lists(rates, min_size=1, max_size=5))
def test_a_population_of_one_weight_plays_what_it_expects(beta: float, weights: list[float]) -> None:
    q = resident_cooperation(weights, PD, beta=beta)
    np.testing.assert_allclose(q, 1 / (1 + np.exp(-beta * (5 * np.array(weights) - 1 - q))), atol=1e-9)


@given(st.floats(0.26, 0.66))
def test_with_a_sharp_choice_concern_is_dual_to_assortment(r: float) -> None:
    assert singular_weight(PD, r) == pytest.approx(concern_at_assortment(r), abs=1e-12)
    assert singular_weight(PD, r, beta=1e6) == pytest.approx(concern_at_assortment(r), abs=1e-4)


@given(st.floats(0.3, 0.6), st.floats(4.0, 20.0))
def test_nobody_near_the_singular_weight_invades_and_evolution_leads_to_it(r: float, beta: float) -> None:
    rest = singular_weight(PD, r, beta=beta)
    assert resident_cooperation([rest], PD, beta=beta)[0] == pytest.approx(mixed_strategy_rest(3, 0, 5, 1, r), abs=1e-9)
    near = invasion_landscape(PD, [rest - 0.02, rest, rest + 0.02], assortment=r, beta=beta)
    assert near[0, 1] < 0 > near[2, 1]  # nobody invades it
    for resident in (rest - 0.02, rest + 0.02):
        nearer = resident + (rest - resident) / 50
        steps = invasion_landscape(PD, [resident, nearer], assortment=r, beta=beta)
        assert steps[1, 0] > 0 > steps[0, 1]  # small steps towards it invade, and those away from it do not
    np.testing.assert_array_equal(np.diag(near), 0.0)


@pytest.mark.parametrize(("r", "rest"), [(0.2, 0.0), (0.5, 1.0)])
def test_in_a_donation_game_it_is_all_or_nothing(r: float, rest: float) -> None:
    assert singular_weight(Donation(b=3, c=1), r, beta=4) == rest
    grown = evolve_trait(Donation(b=3, c=1), assortment=r, start=0.25, step=0.1, generations=400, runs=2)
    assert ((grown.mean[:, -1] > 0.25) == bool(rest)).all()


def test_nobody_meets_itself_so_a_small_population_needs_more_assortment() -> None:
    threshold = assortment_threshold_in_population(3, 1, 11)
    assert assortment_among(threshold, 11) == pytest.approx(1 / 3)
    assert assortment_among(0.0, 2) == -1.0


def test_an_evolving_weight_comes_to_rest_at_the_singular_one() -> None:
    expected = singular_weight(PD, assortment_among(0.4, 60), beta=8.0)
    grown = evolve_trait(PD, population=60, assortment=0.4, beta=8.0, start=0.5, generations=1500, runs=4, seed=1)
    assert grown.mean.shape == grown.deviation.shape == grown.cooperation.shape == (4, 1501)
    assert grown.settled() == pytest.approx(np.full(4, expected), abs=0.02)
    assert grown.cooperation[:, 750:].mean() == pytest.approx(
        mixed_strategy_rest(3, 0, 5, 1, assortment_among(0.4, 60)), abs=0.05
    )


def test_a_run_does_not_depend_on_how_many_there_are() -> None:
    few, many = (evolve_trait(PD, population=10, generations=20, runs=runs, seed=3).mean for runs in (2, 3))
    np.testing.assert_array_equal(few, many[:2])
    assert not np.array_equal(many[0], many[1])


def test_without_selection_and_mutation_a_weight_stays() -> None:
    still = evolve_trait(PD, population=5, mutation=0.0, start=0.3, generations=10, runs=1)
    np.testing.assert_allclose(still.mean, 0.3)
    np.testing.assert_allclose(still.deviation, 0.0, atol=1e-12)


@pytest.mark.parametrize(
    ("call", "error", "sentence"),
    [
        (lambda: singular_weight(StagHunt(), 0.5), BadArgument, r"R \+ P <= S \+ T"),
        (lambda: resident_cooperation([1.5], PD), BadProbability, "weights lam must lie in"),
        (lambda: invasion_landscape(PD, [0.5], assortment=2), BadProbability, "assortment must lie in"),
        (lambda: evolve_trait(PD, population=1), BadArgument, "population must be"),
        (lambda: evolve_trait(PD, step=0.0), BadArgument, "step, the size of a mutation"),
        (lambda: evolve_trait(PD, start=-0.1), BadProbability, "start must lie in"),
        (lambda: evolve_trait(PD, runs=0), BadArgument, "runs"),
        (lambda: assortment_among(0.5, 1), BadArgument, "population must be"),
    ],
)
def test_refuses_in_a_sentence(call, error: type[Exception], sentence: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(error, match=sentence):
        call()

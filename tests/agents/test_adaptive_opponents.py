"""A hostile calibration of the adaptive agent: opponents that know its mind, patterns, and memory-one strategies.

What its docstring proves is asserted of every match; what it does not prove (noise, the size of what is left) is
measured against exact best responses.
"""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.agents.opponents import memory_one, periodic, play_against, solve

from selfother.agents import Adaptive
from selfother.agents.adaptive import is_bounded, maximin
from selfother.games import Custom, Donation, Game, HawkDove, PrisonersDilemma
from selfother.tournaments.best_response import best_response, enumerated_best_response

PD = PrisonersDilemma()
R, S, T, P = 3.0, 0.0, 5.0, 1.0
HAWKS = Custom(R=2, S=1.9, T=4, P=-1)
ROUNDING = 1e-6


def most_over(agent: Adaptive, game: Game) -> float:
    """Return the bound on what anybody gets over n R in a match of any length, payoff units."""
    tempted = max(float(game.views[0].partner[0, 1] - game.views[0].partner[0, 0]), 0.0)
    return (agent.credit + 1.0 + agent.premium) * tempted


def most_lost(agent: Adaptive, over: float) -> float:
    """Return the bound on n R - own total where the opponent's total is `over` above n R, in (3, 0, 5, 1)."""
    taken = (agent.credit + 1.0 + agent.premium - over / (T - R)) / agent.premium
    return (T - S) * taken - over


@pytest.mark.parametrize("noise", [(0.0, 0.0), (0.01, 0.01), (0.05, 0.05), (0.05, 0.0), (0.0, 0.05), (0.1, 0.1)])
@pytest.mark.parametrize("rounds", [1, 2, 20, 200, 1000])
def test_nobody_gets_more_than_the_bound(noise: tuple[float, float], rounds: int) -> None:
    agent = Adaptive()
    _, gets = solve(agent, PD, rounds=rounds, own=1.0, victims=0.0, noise=noise)
    assert gets <= R * rounds + most_over(agent, PD)


@pytest.mark.parametrize(
    ("noise", "least"),
    [((0.0, 0.0), 2.98), ((0.01, 0.01), 2.94), ((0.05, 0.05), 2.82), ((0.05, 0.0), 2.75), ((0.0, 0.05), 2.8)],
)
def test_a_best_response_leaves_it_nearly_all(noise: tuple[float, float], least: float) -> None:
    """Of equally good responses the one that leaves it least; the rule of before left 2.031 of 3."""
    leaves, _ = solve(Adaptive(), PD, rounds=200, own=1.0, victims=0.0, noise=noise)
    assert leaves / 200 > least


def test_in_the_long_run_it_earns_what_its_best_opponent_earns() -> None:
    longer, shorter = (solve(Adaptive(), PD, rounds=n, own=1.0, victims=0.0) for n in (3000, 1500))
    a_round = [(late - early) / 1500 for late, early in zip(longer, shorter, strict=True)]
    assert a_round == pytest.approx([R, R], abs=2e-3)  # but for slips of the softmax


@pytest.mark.parametrize(("earns", "leaves"), [(2.999, 2.9), (2.99, 2.75), (2.98, 2.6)])
@pytest.mark.parametrize("noise", [0.0, 0.01, 0.05])
def test_who_earns_nearly_the_reward_leaves_nearly_all(noise: float, earns: float, leaves: float) -> None:
    """By duality: own - price * agent's <= the optimum at every price. An opponent at 2.999 left the old rule 2.031."""
    found = []
    for price in (0.01, 0.03, 0.05, 0.06, 0.07):
        left, gets = solve(Adaptive(), PD, rounds=1000, own=1.0, victims=-price, noise=(noise, noise))
        found.append((earns * 1000 - (gets - price * left)) / price / 1000)
    assert max(found) > leaves


@pytest.mark.parametrize("price", [0.01, 0.03, 0.1, 0.3, 1.0, 1e4])
def test_to_hurt_it_costs_in_proportion(price: float) -> None:
    """The opponent gives `price` of its own payoff for one of the agent's; the last one only wants to hurt."""
    agent, rounds = Adaptive(), 1000
    leaves, gets = solve(agent, PD, rounds=rounds, own=1.0, victims=-price)
    assert R * rounds - leaves <= most_lost(agent, gets - R * rounds) + ROUNDING
    assert leaves > 0.97 * P * rounds  # whoever only wants to hurt gets it down to mutual defection, and stays there


@pytest.mark.parametrize("agent", [Adaptive(), Adaptive(credit=3.0, premium=0.5), Adaptive(lam=0.9, patience=20)])
def test_patterns_and_memory_one_strategies_get_and_leave_what_is_proved(agent: Adaptive) -> None:
    """Of every single match, not of means: 510 patterns of up to 8 rounds, 162 or 512 memory-one strategies."""
    opponents = periodic(8) + memory_one((0.0, 0.5, 1.0))
    counts, (own, theirs) = play_against(agent, opponents, PD, rounds=200, seeds=4)
    over, lost = theirs - 200 * R, 200 * R - own
    assert (over <= most_over(agent, PD) + ROUNDING).all()
    assert (lost <= most_lost(agent, over) + ROUNDING).all()
    assert (agent.premium * counts[0, 1] * (T - R) <= most_over(agent, PD) - over + ROUNDING).all()
    assert lost[over >= 0].max() < 0.25 * 200  # who gets R, and there are some, leaves 2.75 in 200 rounds
    assert (over >= 0).any()


@pytest.mark.slow
@pytest.mark.parametrize("noise", [0.0, 0.01, 0.05])
def test_long_patterns_fine_memory_one_strategies_and_long_matches(noise: float) -> None:
    agent = Adaptive()
    opponents = periodic(9) + memory_one((0.0, 0.25, 0.5, 0.75, 1.0))
    _, (_, theirs) = play_against(agent, opponents, PD, rounds=500, seeds=16)
    assert (theirs <= 500 * R + most_over(agent, PD) + ROUNDING).all()
    leaves, gets = solve(agent, PD, rounds=10_000, own=1.0, victims=0.0, noise=(noise, noise))
    assert gets / 10_000 <= R + most_over(agent, PD) / 10_000
    assert leaves / 10_000 > (2.998, 2.96, 2.85)[(0.0, 0.01, 0.05).index(noise)]


@pytest.mark.parametrize("game", [HAWKS, HawkDove(), Donation(), Custom(R=3e-6, S=0, T=5e-6, P=1e-6)])
def test_the_bound_in_other_games_and_at_small_stakes(game: Game) -> None:
    """In the hawk-dove game of before, always_defect got 3.92 of 4 a round; R is 2."""
    reward = float(game.payoffs[1, 0, 0])
    gets = best_response(Adaptive(), game=game, rounds=200).payoff.value
    assert gets is not None
    assert gets <= reward + most_over(Adaptive(), game) / 200


whole = st.integers(-3, 6).map(float)
letters = ("R", "S", "T", "P", "R_b", "S_b", "T_b", "P_b")
small_games = st.builds(Custom, **dict.fromkeys(letters, whole))
shares = st.sampled_from((0.0, 0.25, 0.5, 1.0, 2.0))
settings_of_it = st.builds(
    Adaptive, lam=st.floats(0, 1), credit=shares.filter(bool), premium=shares, restitution=shares,
    patience=st.integers(1, 5), beta=st.floats(0.1, 100),
)  # fmt: skip


@settings(max_examples=200)
@given(small_games, settings_of_it, st.integers(1, 40))
def test_the_bound_holds_in_any_game_that_it_calls_bounded_and_the_maximin_in_the_others(
    game: Game, agent: Adaptive, rounds: int
) -> None:
    view = game.views[0]
    assume(agent.chain(view, rounds) is not None)
    if is_bounded(view):
        _, gets = solve(agent, game, rounds=rounds, own=1.0, victims=0.0)
        assert gets <= rounds * float(view.partner[0, 0]) + most_over(agent, game) + ROUNDING
    else:
        leaves, _ = solve(agent, game, rounds=rounds, own=0.0, victims=-1.0)
        p = maximin(view)
        assert leaves >= rounds * (p * view.own[0] + (1.0 - p) * view.own[1]).min() - ROUNDING


payoff = st.floats(-10, 10)


@given(st.builds(Custom, **dict.fromkeys(letters, payoff)), st.floats(0, 1), st.floats(0.1, 5), st.floats(0, 2))
def test_the_bound_holds_at_any_payoffs_over_all_histories(
    game: Game, lam: float, credit: float, premium: float
) -> None:
    agent = Adaptive(lam=lam, credit=credit, premium=premium)
    if is_bounded(game.views[0]):
        gets = enumerated_best_response(agent, game=game, rounds=5).payoff.value
        assert gets is not None
        assert 5 * gets <= 5 * float(game.payoffs[1, 0, 0]) + most_over(agent, game) + ROUNDING


def test_the_search_for_opponents_finds_what_a_worse_rule_gives_away() -> None:
    """The same solver against a rule without premium and with much credit: it must show the loss."""
    lavish = Adaptive(credit=30.0, premium=0.0, patience=100)
    leaves, gets = solve(lavish, PD, rounds=400, own=1.0, victims=-0.001)
    assert gets / 400 > R - 0.01
    assert leaves / 400 < 2.6
    assert np.isfinite(leaves)

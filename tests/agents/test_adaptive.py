"""The adaptive agent: whom it cooperates with, whom it does not feed, its two ledgers, and the games that it is for.

What an opponent that knows it gets, and leaves, is in `test_adaptive_opponents.py`.
"""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfother.agents import (
    Adaptive,
    Agent,
    AlwaysCooperate,
    AlwaysDefect,
    Empathic,
    Extortion,
    GenerousTitForTat,
    Random,
    Selfish,
    TitForTat,
    WinStayLoseShift,
)
from selfother.agents.adaptive import AdaptiveState, is_bounded, maximin
from selfother.errors import BadArgument, BadProbability
from selfother.games import Custom, Game, PrisonersDilemma
from selfother.tournaments import Trembling, play, play_match
from selfother.tournaments.match import play_rounds
from selfother.tournaments.measures import joint_shares, payoff_per_round

PD = PrisonersDilemma()
R, P = 3.0, 1.0
finite = st.floats(-1e100, 1e100, allow_nan=False)
wild_games = st.builds(Custom, R=finite, S=finite, T=finite, P=finite, R_b=finite, S_b=finite, T_b=finite, P_b=finite)
adaptives = st.builds(
    Adaptive,
    lam=st.floats(0, 1),
    credit=st.floats(1e-3, 50),
    premium=st.floats(0, 5),
    restitution=st.floats(0, 50),
    patience=st.integers(1, 20),
    beta=st.floats(1e-3, 250),
)


def met(partner: Agent, *, noise: float = 0.0, rounds: int = 200, seeds: int = 64) -> tuple[np.ndarray, np.ndarray]:
    """Return joint shares and payoffs of an adaptive agent and a partner, means over seeds."""
    pair = Trembling(Adaptive(), noise), Trembling(partner, noise)
    joint = joint_shares(play_match(PD, *pair, rounds=rounds, seeds=seeds, seed=5))
    return joint.mean(axis=1), payoff_per_round(PD, joint).mean(axis=1)


def after(letters: str) -> AdaptiveState:
    """Return the state after rounds such as "CD DD": own action, then the partner's."""
    agent = Adaptive()
    state = agent.init(PD.views[0], ())
    for own, other in letters.split():
        state = agent.observe(state, *(np.array("CD".index(letter), dtype=np.uint8) for letter in (own, other)))
    return state


def test_a_defection_is_an_offence_where_it_answers_cooperation() -> None:
    agent = Adaptive()
    assert float(agent.standing(after("CD"))) == 1.0  # it answers nothing: nothing came before it
    assert float(agent.standing(after("CC CD"))) == 0.75
    assert float(agent.standing(after("DC DD"))) == 1.0  # justified by my defection
    assert float(agent.standing(after("CC CD CD CC"))) == 0.75  # one is made good by answering C
    assert float(agent.standing(after("CC CD CD DC"))) == 1.0  # two by a gift
    assert float(agent.standing(after("CC" + 9 * " CD"))) == 0.0


def test_the_account_is_the_partners_earnings_over_mutual_cooperation_and_a_premium() -> None:
    def balance(letters: str) -> float:
        return float(after(letters).balance)

    assert balance("CC") == 0.0
    assert balance("CD") == pytest.approx(2.2)  # T - R, and a tenth
    assert balance("CD DC") == pytest.approx(-0.8)  # and S - R
    assert balance("CD DD") == pytest.approx(0.2)  # and P - R
    assert balance("CD DD DD DD") == 0.0  # mutual defection pays a debt and earns none
    assert balance("DC DD") == -3.0
    assert balance("DC DC DC") == -8.0  # never below what is owed at most
    assert balance("CD CD CD") == pytest.approx(4.2)  # only errors of my hand get here


def test_the_weight_by_hand() -> None:
    """lam_t = .8 min(1, s (1 - W / 2))."""
    agent = Adaptive()
    assert float(agent.weight(after("CC"))) == 0.8
    assert float(agent.weight(after("CC CD DD CC"))) == pytest.approx(0.8 * 0.75 * (1 - 0.2 / 2))
    assert float(agent.weight(after("CD DD CD DD"))) == pytest.approx(0.8 * 0.5 * (1 - 0.4 / 2))
    assert float(agent.weight(after("CC CD"))) == 0.0  # the credit is used up
    assert float(agent.weight(after("DC DC CD CD"))) == 0.8  # restitution: it is owed, and never gets more than lam
    assert float(agent.cooperation_probability(after("CC CD"))) == 0.0  # exactly: no slip of the softmax


@pytest.mark.parametrize(("noise", "least"), [(0.0, 0.99), (0.01, 0.95), (0.05, 0.86)])
def test_it_cooperates_with_itself_under_noise(noise: float, least: float) -> None:
    joint, payoff = met(Adaptive(), noise=noise)
    assert joint[0] > least  # of at most (1 - noise)^2
    assert payoff.min() > R - 0.15
    cooperation = joint[0] + joint[1:3].mean()
    assert (cooperation - noise) / (1 - 2 * noise) > 0.97  # what it means to do


@pytest.mark.parametrize(
    ("partner", "at_1_per_cent", "at_5_per_cent"),
    [
        (TitForTat(), 0.92, 0.74),
        (GenerousTitForTat(), 0.94, 0.81),
        (WinStayLoseShift(), 0.88, 0.6),
        (Empathic(lam=0.6, theory="history"), 0.95, 0.84),
        (AlwaysCooperate(), 0.95, 0.86),
    ],
)
def test_it_cooperates_with_reciprocal_partners_under_noise(
    partner: Agent, at_1_per_cent: float, at_5_per_cent: float
) -> None:
    assert met(partner)[0][0] > 0.98
    assert met(partner, noise=0.01)[0][0] > at_1_per_cent
    assert met(partner, noise=0.05)[0][0] > at_5_per_cent


@pytest.mark.parametrize("partner", [AlwaysDefect(), Selfish(theory="history")])
def test_it_does_not_feed_the_selfish(partner: Agent) -> None:
    _, (own, theirs) = met(partner)
    assert own > P - 0.06
    assert theirs < P + 0.25
    fed = Empathic(lam=0.8, theory="history")
    unguarded = payoff_per_round(PD, joint_shares(play_match(PD, fed, partner, rounds=200, seeds=64))).mean(axis=1)
    assert unguarded[1] > 4.9  # the same weight, unconditional


def test_it_does_not_feed_the_extortionate() -> None:
    """Extort-2 would take 3.5 a round from unconditional cooperation; refused, both end near P."""
    for factor in (2.0, 3.0):
        assert met(Extortion(factor), rounds=500)[1][1] < 1.8
    joint = joint_shares(play_match(PD, AlwaysCooperate(), Extortion(2.0), rounds=500, seeds=64))
    assert payoff_per_round(PD, joint)[1].mean() > 3.4


def test_it_does_not_exploit_the_unconditional_cooperator() -> None:
    joint, payoff = met(AlwaysCooperate())
    assert joint[0] > 0.99
    assert payoff[0] < R + 0.05


@given(wild_games, adaptives, st.lists(st.integers(0, 1), min_size=24, max_size=24))
def test_probabilities_are_probabilities_in_any_game_and_history(game: Game, agent: Adaptive, flat: list[int]) -> None:
    actions = np.array(flat, dtype=np.uint8).reshape(6, 2, 2)
    for view in game.views:
        state = agent.init(view, (2,))
        for own, other in actions:
            p, lam = agent.cooperation_probability(state), agent.weight(state)
            assert ((p >= 0) & (p <= 1)).all()  # false for NaN
            assert ((lam >= 0) & (lam <= agent.lam)).all()
            state = agent.observe(state, own, other)


@given(adaptives, st.floats(0, 1), st.integers(0, 2**32))
def test_a_batch_is_a_loop_over_its_seeds(agent: Adaptive, p: float, seed: int) -> None:
    rounds, seeds, partner = 9, 5, Random(p=p)
    chances = np.random.default_rng(seed).random((2, rounds, seeds))

    def states(shape: tuple[int, ...]) -> tuple[object, object]:
        return agent.init(PD.views[0], shape), partner.init(PD.views[1], shape)

    together = play_rounds((agent, partner), states((seeds,)), (chances[0], chances[1]), shape=(rounds, seeds))
    for k in range(seeds):
        alone = play_rounds((agent, partner), states(()), (chances[0, :, k], chances[1, :, k]), shape=(rounds,))
        assert np.array_equal(together.first[:, k], alone.first)


@given(st.floats(1e-3, 1e3), st.floats(-100, 100))
def test_nothing_depends_on_the_unit_of_payoff(factor: float, shift: float) -> None:
    agent = Adaptive()
    scaled = Custom(**{name: factor * value + shift for name, value in {"R": 3, "S": 0, "T": 5, "P": 1}.items()})
    found = []
    for view in (PD.views[0], scaled.views[0]):
        state = agent.init(view, ())
        for own, other in ((0, 0), (1, 1), (0, 1), (1, 0), (1, 1)):
            state = agent.observe(state, np.array(own, dtype=np.uint8), np.array(other, dtype=np.uint8))
            found.append((float(agent.weight(state)), float(agent.cooperation_probability(state))))
    assert found[:5] == [pytest.approx(pair, rel=1e-6, abs=1e-6) for pair in found[5:]]


@pytest.mark.parametrize("unit", [1e-6, 1.0, 1e6])
def test_small_stakes_are_no_excuse(unit: float) -> None:
    small = Custom(R=3 * unit, S=0, T=5 * unit, P=unit)
    _, defector = payoff_per_round(
        small, joint_shares(play_match(small, Adaptive(), AlwaysDefect(), rounds=200, seeds=64))
    )
    assert defector.mean() < 1.25 * unit


def test_it_defects_outright_against_a_hawk_although_giving_in_would_pay() -> None:
    """Where S > P the selfish answer to a defector is C: it paid always_defect 3.92 a round of 4."""
    hawks = Custom(R=2, S=1.9, T=4, P=-1)
    joint = joint_shares(play_match(hawks, Adaptive(), AlwaysDefect(), rounds=200, seeds=64))
    assert payoff_per_round(hawks, joint)[1].mean() < -0.8


def test_in_a_stag_hunt_the_credit_plays_no_part() -> None:
    stag_hunt = Custom(R=4, S=0, T=3, P=2)
    played = play_match(stag_hunt, Adaptive(), Adaptive(), rounds=100, seeds=16)
    assert joint_shares(played)[0].mean() > 0.99
    assert Adaptive().init(stag_hunt.views[0], ()).stakes.temptation == 0.0


def test_where_no_defection_holds_the_partner_it_plays_its_maximin() -> None:
    deadlock, leader = Custom(R=1, S=0, T=3, P=2), Custom(R=2, S=3, T=4, P=1)
    pennies = Custom(R=1, S=-1, T=-1, P=1, R_b=-1, S_b=1, T_b=1, P_b=-1)
    for game, expected in ((deadlock, 0.0), (leader, 0.75), (pennies, 0.5)):
        view, agent = game.views[0], Adaptive()
        state = agent.init(view, (3,))
        assert not is_bounded(view)
        assert agent.cooperation_probability(state).tolist() == [expected] * 3
        assert maximin(view) == expected
        assert agent.weight(state).tolist() == [0.0] * 3
        assert is_bounded(PD.views[0])


@given(wild_games)
def test_a_game_with_temptation_that_it_calls_unbounded_is_unbounded_for_everybody(game: Game) -> None:
    """The partner's maximin is then above R: it gets more whatever is played against it."""
    for view, partners in zip(game.views, reversed(game.views), strict=True):
        reward, tempted = view.partner[0]
        p = maximin(partners)
        secured = min(p * partners.own[0] + (1 - p) * partners.own[1])
        if not is_bounded(view) and tempted > reward:
            assert secured > reward or secured == pytest.approx(reward, rel=1e-12, abs=1e-12 * abs(partners.own).max())
        best_pure = max(partners.own[0].min(), partners.own[1].min())
        assert secured >= best_pure - 1e-12 * abs(partners.own).max()


@given(adaptives, st.lists(st.integers(0, 3), min_size=12, max_size=12))
def test_the_chain_is_the_mind(agent: Adaptive, outcomes: list[int]) -> None:
    chain = agent.chain(PD.views[0], 12)
    if chain is None:  # an odd credit and premium have too many states
        return
    state, at = agent.init(PD.views[0], ()), chain.start
    for outcome in outcomes:
        assert float(agent.cooperation_probability(state)) == pytest.approx(chain.cooperation(0)[at], abs=1e-6)
        own, other = (np.array(action, dtype=np.uint8) for action in divmod(outcome, 2))
        state, at = agent.observe(state, own, other), chain.following[at, own, other]


def test_the_ledgers_are_few_states_and_solve_matches_exactly() -> None:
    chain = Adaptive().chain(PD.views[0], 200)
    assert chain is not None
    assert len(chain.following) < 600
    exact = play(Trembling(Adaptive(), 0.05), TitForTat(), exact=True).joint
    drawn = play(Trembling(Adaptive(), 0.05), TitForTat(), seeds=512).joint
    assert exact == pytest.approx(drawn, abs=0.01)
    odd = Custom(R=2.0123, S=0.0377, T=math.pi, P=1 / 3)
    assert Adaptive().chain(odd.views[0], 200) is None


@pytest.mark.parametrize(
    ("setting", "value", "sentence"),
    [
        ("lam", "much", "lam must be a number"),
        ("credit", 0.0, "credit .* must be a number above 0; got 0.0"),
        ("premium", -0.5, "premium .* of at least 0; got -0.5"),
        ("restitution", math.nan, "restitution .* of at least 0; got nan"),
        ("credit", True, "credit .* above 0; got True"),
        ("patience", 2.5, "patience .* a whole number .*; got 2.5"),
        ("patience", 0, "patience .* a whole number .*; got 0"),
        ("beta", -1.0, "beta must be a finite number above 0"),
    ],
)
def test_bad_settings_are_refused(setting: str, value: object, sentence: str) -> None:
    with pytest.raises(BadArgument, match=sentence):
        Adaptive(**{setting: value})  # type: ignore[arg-type]
    with pytest.raises(BadProbability, match="lam"):
        Adaptive(lam=1.5)

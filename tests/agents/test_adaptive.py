"""The adaptive agent: whom it cooperates with, whom it does not feed, and the two quantities that it infers."""

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
from selfother.agents.adaptive import AdaptiveState, least_reciprocity
from selfother.errors import BadArgument, BadProbability
from selfother.games import Custom, Game, PrisonersDilemma
from selfother.tournaments import Trembling, play_match
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
    extortion=st.floats(1, 20),
    memory=st.floats(1, 200),
    trust=st.floats(1e-3, 50),
    beta=st.floats(1e-3, 50),
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


def test_the_accepted_extortion_in_closed_form() -> None:
    """For (3, 0, 5, 1): chi (3 rho - 1) = 4 - 2 rho, so that rho* = (4 + chi) / (3 chi + 2)."""
    for chi in (1.5, 2.0, 2.5, 4.0):
        assert least_reciprocity(PD.views[0], chi) == pytest.approx((4 + chi) / (3 * chi + 2), abs=1e-12)
    assert least_reciprocity(PD.views[0], 1.0) == pytest.approx(1.0, abs=1e-8)
    deadlock = Custom(R=1, S=0, T=3, P=2).views[0]
    assert least_reciprocity(deadlock, 2.0) == 0.0


def test_a_defection_counts_where_it_answers_cooperation() -> None:
    agent = Adaptive()
    assert float(agent.reciprocity(after("CD"))) == 1.0  # it answers nothing: nothing came before it
    assert float(agent.reciprocity(after("CC CD"))) == pytest.approx(10 / 11)
    assert float(agent.reciprocity(after("DC DD"))) == 1.0  # justified by my defection
    assert float(agent.reciprocity(after("CC CD DC"))) == pytest.approx(11 / (11 + 0.95))  # a gift, and time


def test_the_account_is_the_partners_earnings_over_mutual_cooperation() -> None:
    assert float(after("CC").balance) == 0.0
    assert float(after("CD CD").balance) == 4.0  # twice T - R
    assert float(after("CD CD DC").balance) == 1.0  # and S - R
    assert float(after("DC DC DC").balance) == -4.0  # never below -K


def test_the_weight_by_hand() -> None:
    """lam_t = .8 min(1, (rho - rho*) / (1 - rho*) (1 - W / 4)), rho* = 13/19 for (3, 0, 5, 1) and chi = 2.5."""
    agent, least = Adaptive(), 13 / 19
    assert float(agent.weight(after("CC"))) == 0.8
    assert float(agent.weight(after("CC CD"))) == pytest.approx(0.8 * (10 / 11 - least) / (1 - least) * 0.5)
    assert float(agent.weight(after("CD CD"))) == 0.0  # the credit is used up
    assert float(agent.weight(after("DC CD DC"))) <= 0.8  # restitution never gives more than lam


@pytest.mark.parametrize(("noise", "least"), [(0.0, 0.99), (0.01, 0.95), (0.05, 0.84)])
def test_it_cooperates_with_itself_under_noise(noise: float, least: float) -> None:
    joint, payoff = met(Adaptive(), noise=noise)
    assert joint[0] > least
    assert payoff.min() > R - 0.15


@pytest.mark.parametrize(
    ("partner", "at_1_per_cent", "at_5_per_cent"),
    [
        (TitForTat(), 0.92, 0.74),
        (GenerousTitForTat(), 0.94, 0.79),
        (WinStayLoseShift(), 0.75, 0.42),
        (Empathic(lam=0.6, theory="history"), 0.95, 0.84),
        (AlwaysCooperate(), 0.95, 0.84),
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
        assert met(Extortion(factor), rounds=500)[1][1] < 2.0
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


@given(st.floats(0.01, 1e3), st.floats(-100, 100))
def test_the_weight_does_not_depend_on_the_unit_of_payoff(factor: float, shift: float) -> None:
    agent = Adaptive()
    scaled = Custom(**{name: factor * value + shift for name, value in {"R": 3, "S": 0, "T": 5, "P": 1}.items()})
    weights = []
    for view in (PD.views[0], scaled.views[0]):
        state = agent.init(view, ())
        for own, other in ((0, 0), (0, 1), (1, 0), (0, 1)):
            state = agent.observe(state, np.array(own, dtype=np.uint8), np.array(other, dtype=np.uint8))
        weights.append(float(agent.weight(state)))
    assert weights[0] == pytest.approx(weights[1], rel=1e-6, abs=1e-6)


def test_in_a_stag_hunt_the_credit_plays_no_part() -> None:
    stag_hunt = Custom(R=4, S=0, T=3, P=2)
    played = play_match(stag_hunt, Adaptive(), Adaptive(), rounds=100, seeds=16)
    assert joint_shares(played)[0].mean() > 0.99
    assert Adaptive().init(stag_hunt.views[0], ()).stakes.limit == 0.0


@pytest.mark.parametrize(
    ("setting", "value", "sentence"),
    [
        ("lam", "much", "lam must be a number"),
        ("credit", 0.0, "credit .* must be a number above 0; got 0.0"),
        ("extortion", 0.5, "extortion .* of at least 1; got 0.5"),
        ("memory", math.nan, "memory .* of at least 1; got nan"),
        ("trust", True, "trust .* above 0; got True"),
        ("beta", -1.0, "beta must be a finite number above 0"),
    ],
)
def test_bad_settings_are_refused(setting: str, value: object, sentence: str) -> None:
    with pytest.raises(BadArgument, match=sentence):
        Adaptive(**{setting: value})  # type: ignore[arg-type]
    with pytest.raises(BadProbability, match="lam"):
        Adaptive(lam=1.5)

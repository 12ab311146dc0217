"""Coupling: what each measure says of pairs whose answer is known, and how sure it is."""

from collections.abc import Callable

import numpy as np
import pytest

from selfother.agents import AlwaysCooperate, Empathic, Grim, Random, TitForTat, WinStayLoseShift
from selfother.errors import BadArgument
from selfother.games import PrisonersDilemma
from selfother.tournaments import Trajectories, play_match
from selfother.tournaments.coupling import (
    Measured,
    joint_after_break,
    last_move,
    recovery,
    synchrony,
    transient,
    variance_ratio,
)
from selfother.tournaments.influence import influence, response

PD = PrisonersDilemma()
JOINT_MEASURES = (recovery, synchrony, last_move)


def streams(p: np.ndarray, q: np.ndarray, *, seeds: int, seed: int) -> Trajectories:  # type: ignore[type-arg]
    """Two independent streams that cooperate with p[t] and q[t]."""
    rng = np.random.default_rng(seed)
    first, second = (rng.random((len(rate), seeds)) >= rate[:, None] for rate in (p, q))
    return Trajectories(first.astype(np.uint8), second.astype(np.uint8))


def drifting(seed: int, *, seeds: int = 48) -> Trajectories:
    """Two independent streams that rise together and differ from match to match: what looks coupled and is not."""
    rng = np.random.default_rng(seed + 10_000)
    rise = np.linspace(0.2, 0.9, 40)[:, None]
    own, other = (np.clip(rise + rng.normal(0, 0.2, seeds), 0, 1) for _ in range(2))
    acts = [(rng.random(rates.shape) >= rates).astype(np.uint8) for rates in (own, other)]
    return Trajectories(acts[0], acts[1])


@pytest.mark.parametrize("measure", JOINT_MEASURES)
def test_the_permuted_null_keeps_its_level_where_trends_look_like_coupling(
    measure: Callable[..., Measured],
) -> None:
    p_values = np.array([measure(drifting(k), seed=k, permutations=99).p_value for k in range(300)])
    assert (p_values <= 0.05).mean() == pytest.approx(0.05, abs=0.035)
    assert (p_values <= 0.5).mean() == pytest.approx(0.5, abs=0.1)


def test_a_trend_alone_moves_the_plain_measure_and_its_null_alike() -> None:
    found = last_move(drifting(0, seeds=2000))
    assert found.value is not None
    assert found.null is not None
    assert found.value > 0.05
    assert found.value == pytest.approx(found.null, abs=0.02)


@pytest.mark.parametrize("measure", JOINT_MEASURES)
def test_a_standard_error_is_the_spread_over_repetitions(measure: Callable[..., Measured]) -> None:
    found = [
        measure(play_match(PD, Random(p=0.7), TitForTat(), rounds=50, seeds=60, seed=k), permutations=0)
        for k in range(300)
    ]
    values = np.array([one.value for one in found])
    errors = np.array([one.standard_error for one in found])
    assert errors.mean() == pytest.approx(values.std(ddof=1), rel=0.15)


def test_the_error_of_a_variance_ratio_is_its_spread() -> None:
    flat = np.full(60, 0.8)
    found = [variance_ratio(streams(flat, flat, seeds=100, seed=k)) for k in range(300)]
    values = np.array([one.value for one in found])
    assert values.mean() == pytest.approx(1.0, abs=0.03)
    assert np.mean([one.standard_error for one in found]) == pytest.approx(values.std(ddof=1), rel=0.2)


def test_tit_for_tat_is_found_out_by_every_measure_that_can() -> None:
    played = play_match(PD, TitForTat(), Random(p=0.8), rounds=100, seeds=200)
    answered = last_move(played)
    assert (answered.value, answered.standard_error, answered.n) == (1.0, 0.0, 200)
    assert answered.null == pytest.approx(0.0, abs=0.01)
    assert answered.p_value == pytest.approx(1 / 500)
    assert influence(TitForTat(), rounds=30, seeds=10).value == 1.0
    # P(CC | break) = .8 P(first's C | break); of the breaks 1 - .64, second's D makes .2.
    after = joint_after_break(played, lags=2)
    assert after[0].value == pytest.approx(0.8 * (0.16 / 0.36), abs=0.02)
    assert after[1].value == pytest.approx(0.64, abs=0.02)
    found = recovery(played)
    assert found.value == pytest.approx(0.8 * (0.16 / 0.36) - 0.64, abs=0.02)
    assert found.p_value == pytest.approx(1 / 500)


def test_win_stay_lose_shift_answers_after_each_own_action_and_not_on_average() -> None:
    settings = {"rounds": 50, "seeds": 200}
    average = influence(WinStayLoseShift(), **settings)
    assert average.value == pytest.approx(0.0, abs=0.05)
    assert influence(WinStayLoseShift(), **settings, after_own=0).value == 1.0
    assert influence(WinStayLoseShift(), **settings, after_own=1).value == -1.0
    assert response(WinStayLoseShift(), **settings).share_changed > 0.4


def test_synchrony_of_one_stream_with_itself_and_its_mirror() -> None:
    stream = streams(np.full(50, 0.3), np.full(50, 0.3), seeds=40, seed=0).first
    assert synchrony(Trajectories(stream, stream)).value == pytest.approx(1.0)
    assert synchrony(Trajectories(stream, stream)).standard_error == pytest.approx(0.0, abs=1e-12)
    assert synchrony(Trajectories(stream, 1 - stream)).value == pytest.approx(-1.0)


def test_matches_that_freeze_have_all_rounds_as_one() -> None:
    frozen = np.repeat(np.random.default_rng(0).integers(0, 2, size=(1, 400)), 50, axis=0).astype(np.uint8)
    assert variance_ratio(Trajectories(frozen, frozen)).value == pytest.approx(50.0, rel=0.01)


def test_a_transient_is_late_minus_early() -> None:
    assert transient(play_match(PD, Grim(), Random(p=0.9), rounds=100, seeds=50)).value == pytest.approx(-0.6, abs=0.15)
    early = np.repeat(np.arange(10)[:, None] < 5, 4, axis=1).astype(np.uint8)
    assert transient(Trajectories(early, early), share=0.5) == Measured(1.0, 0.0, 4)


@pytest.mark.parametrize("theory", ["history", "action_conditional"])
def test_static_theories_are_deaf(theory: str) -> None:
    agent = Empathic(lam=0.3, theory=theory)
    answered = response(agent, rounds=100, seeds=64)
    assert answered.is_deaf
    assert (answered.reciprocity.value, answered.share_changed) == (0.0, 0.0)
    moved = influence(agent, rounds=100, seeds=256)
    assert moved.value is not None
    assert moved.standard_error is not None
    assert abs(moved.value) < 4 * moved.standard_error


def test_a_grudge_is_a_response() -> None:
    answered = response(Grim(), rounds=10, seeds=3)
    assert not answered.is_deaf
    assert (answered.reciprocity.value, answered.share_changed, answered.matches_unchanged) == (0.9, 0.9, 0)


@pytest.mark.parametrize(
    ("measured", "reason"),
    [
        (recovery, "no round of any match was a break"),
        (lambda kind: joint_after_break(kind, lags=1)[0], "no round of any match was a break"),
        (synchrony, "a player does the same in every match"),
        (last_move, "the partner's last move never differs"),
        (variance_ratio, "joint cooperation is 1 in every match"),
    ],
)
def test_what_cannot_be_measured_says_why(measured: Callable[[Trajectories], Measured], reason: str) -> None:
    found = measured(play_match(PD, AlwaysCooperate(), AlwaysCooperate(), rounds=10, seeds=5))
    assert (found.value, found.standard_error, found.p_value, found.n) == (None, None, None, 5)
    assert reason in found.reason


def test_one_match_has_no_error_and_no_null() -> None:
    found = recovery(play_match(PD, Random(), Random(), rounds=50, seeds=1))
    assert found.value is not None
    assert (found.standard_error, found.null, found.p_value) == (None, None, None)
    assert "at least 3; got 2" in variance_ratio(play_match(PD, Random(), Random(), rounds=5, seeds=2)).reason


def test_bad_arguments_are_refused() -> None:
    played = play_match(PD, Random(), Random(), rounds=10, seeds=4)
    with pytest.raises(BadArgument, match="lag must be below the 10 rounds of the match; got 10"):
        recovery(played, lag=10)
    with pytest.raises(BadArgument, match="lags must be below the 10 rounds"):
        joint_after_break(played, lags=10)
    with pytest.raises(BadArgument, match=r"in \(0, 0.5\]; got 0.6"):
        transient(played, share=0.6)
    with pytest.raises(BadArgument, match="shape"):
        synchrony(Trajectories(played.first[0], played.second[0]))

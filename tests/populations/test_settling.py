"""Where the replicator dynamics of three and more types lead, and what is said where they lead nowhere."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from selfother.agents import AlwaysCooperate, AlwaysDefect, Random, TitForTat
from selfother.games import PrisonersDilemma
from selfother.populations import Process, TypeGame, evolve, match_types
from selfother.populations.replicator import settle, velocity
from selfother.populations.settling import freed_of_columns

STONE = np.array([[0.0, -1.0, 1.0], [1.0, 0.0, -1.0], [-1.0, 1.0, 0.0]])


def game_of(payoffs: NDArray[np.float64] | list[list[float]]) -> TypeGame:
    cells = np.asarray(payoffs, dtype=float)
    return TypeGame(tuple("abcdef"[: len(cells)]), cells)


def followed(types: TypeGame, start: list[float], *, time: float, step: float) -> NDArray[np.float64]:
    """Return the shares after a time by Runge and Kutta's rule in logarithms: shares no code with the library."""
    logs = np.log(start)

    def slope(y: NDArray[np.float64]) -> NDArray[np.float64]:
        x = np.exp(y - y.max())
        x /= x.sum()
        return np.asarray(types.payoffs @ x - x @ types.payoffs @ x)

    for _ in range(round(time / step)):
        a = slope(logs)
        b = slope(logs + step / 2 * a)
        c = slope(logs + step / 2 * b)
        d = slope(logs + step * c)
        logs = logs + step / 6 * (a + 2 * b + 2 * c + d)
        logs -= logs.max()
    return np.exp(logs) / np.exp(logs).sum()


def test_types_that_all_but_fare_alike_are_followed_to_the_end() -> None:
    """The first two differ by a ten thousandth in how often they cooperate; the first earns more and is alone."""
    minds = {"half": Random(p=0.5), "more": Random(p=0.5001), "all": AlwaysCooperate()}
    types = match_types(minds, PrisonersDilemma(), rounds=200)
    record = evolve(types, Process("replicator"))
    assert record.frequency == {"half": 1.0, "more": 0.0, "all": 0.0}
    assert (record.method, record.rest) == ("integrated", "stable")
    pair = match_types({name: minds[name] for name in ("half", "more")}, PrisonersDilemma(), rounds=200)
    assert evolve(pair, Process("replicator")).frequency == {"half": 1.0, "more": 0.0}


@pytest.mark.parametrize(
    ("payoffs", "start", "word"),
    [
        (STONE, [0.5, 0.25, 0.25], "neutral cycle"),
        (STONE, [0.01, 0.9, 0.09], "neutral cycle"),
        ([[0, -2, 1], [1, 0, -2], [-2, 1, 0]], [0.5, 0.25, 0.25], "heteroclinic cycle"),
        ([[0, -1.3, 1], [1, 0, -1.3], [-1.3, 1, 0]], [0.5, 0.25, 0.25], "heteroclinic cycle"),
        ([[0, -1, 1.0001], [1.0001, 0, -1], [-1, 1.0001, 0]], [0.5, 0.25, 0.25], "still moving"),
        (np.roll(np.eye(5), -1, axis=1), [0.3, 0.1, 0.2, 0.2, 0.2], "recurrent"),  # the hypercycle of five
    ],
)
def test_dynamics_without_a_limit_are_said_to_have_none(
    payoffs: list[list[float]], start: list[float], word: str
) -> None:
    found = settle(game_of(payoffs), start)
    assert (found.word, found.shares) == (word, None)
    assert (found.highest - found.lowest > 0.02).sum() > 1
    record = evolve(game_of(payoffs), Process("replicator", start=0.5))
    assert record.frequency is None
    assert record.seen is not None
    assert record.course is not None
    assert np.ptp(record.course.shares["a"]) > 0.02


@pytest.mark.parametrize(
    ("payoffs", "start", "word", "limit"),
    [
        (STONE, [1 / 3, 1 / 3, 1 / 3], "neutral", [1 / 3, 1 / 3, 1 / 3]),
        ([[0, -1, 2], [2, 0, -1], [-1, 2, 0]], [0.5, 0.3, 0.2], "stable", [1 / 3, 1 / 3, 1 / 3]),
        (np.eye(3), [0.2, 0.4, 0.4], "unstable", [0, 0.5, 0.5]),
        (np.eye(3), [0.2, 0.3, 0.5], "stable", [0, 0, 1]),
        ([[1, 1, 1], [1, 0, 0], [0, 0, 0.5]], [0.3, 0.3, 0.4], "stable", [1, 0, 0]),  # b falls as one over time
        ([[-1, 4, 0], [0, 2, 0], [-2, -2, -2]], [0.3, 0.3, 0.4], "stable", [2 / 3, 1 / 3, 0]),  # hawks and doves
        (STONE, [1, 0, 0], "alone", [1, 0, 0]),
        (STONE, [0.5, 0.5, 0], "stable", [0, 1, 0]),
        (np.zeros((3, 3)), [0.2, 0.3, 0.5], "neutral", [0.2, 0.3, 0.5]),
    ],
)
def test_rest_points_are_found_and_named(payoffs: object, start: list[float], word: str, limit: list[float]) -> None:
    types = game_of(np.asarray(payoffs, dtype=float))
    found = settle(types, start)
    assert found.word == word
    assert found.shares == pytest.approx(np.array(limit), abs=1e-8)
    assert np.abs(velocity(types, found.shares)).max() < 1e-8  # type: ignore[arg-type]


def test_where_types_fare_alike_the_way_decides() -> None:
    """Tit for tat and unconditional cooperation cannot be told apart once defection is gone: their mix is kept."""
    minds = {"tft": TitForTat(), "all": AlwaysCooperate(), "none": AlwaysDefect()}
    types = match_types(minds, PrisonersDilemma(), rounds=10)
    found = settle(types, [0.4, 0.3, 0.3])
    assert found.word == "neutral"
    assert found.shares == pytest.approx(followed(types, [0.4, 0.3, 0.3], time=200.0, step=0.02), abs=1e-8)


@given(
    st.lists(st.floats(-2, 2), min_size=9, max_size=9),
    st.lists(st.floats(-1e4, 1e4), min_size=3, max_size=3),
    st.floats(1e-3, 1e3),
)
@settings(max_examples=25)
def test_a_constant_in_a_column_changes_nothing(cells: list[float], constants: list[float], scale: float) -> None:
    payoffs = np.round(np.array(cells).reshape(3, 3), 2)  # exact with the constants, to nine digits
    there, moved = game_of(scale * payoffs), game_of(scale * (payoffs + np.round(constants)))
    one, other = settle(there, [0.5, 0.3, 0.2]), settle(moved, [0.5, 0.3, 0.2])
    assert one.word == other.word
    if one.shares is not None and other.shares is not None:
        assert other.shares == pytest.approx(one.shares, abs=1e-6)


def test_a_large_column_hides_no_small_difference() -> None:
    large = game_of([[1e6, 0, 0], [1e6 + 1e-3, 1e-3, 1e-3], [1e6, 0, 0]])
    assert evolve(large, Process("replicator", start=0.9)).frequency == {"a": 0.0, "b": 1.0, "c": 0.0}
    two = TypeGame(("a", "b"), np.array([[1e9, 0.0], [1e9, 1e-4]]))
    assert evolve(two, Process("replicator", start=0.9)).frequency == {"a": 0.0, "b": 1.0}
    assert freed_of_columns(np.array([[0.1 + 0.2], [0.3]])).tolist() == [[0.0], [0.0]]


@given(st.lists(st.integers(-3, 3), min_size=9, max_size=9), st.sampled_from([[0.5, 0.3, 0.2], [0.1, 0.2, 0.7]]))
@settings(max_examples=12)
def test_a_limit_is_where_a_long_run_of_other_code_is(cells: list[int], start: list[float]) -> None:
    types = game_of(np.array(cells, dtype=float).reshape(3, 3))
    found = settle(types, start)
    if found.shares is None:
        return
    late = followed(types, start, time=200.0, step=0.05)
    fitness = types.payoffs @ late
    if float(late @ np.abs(fitness - late @ fitness)) < 1e-7:  # that run rests as well, and does not creep
        assert late == pytest.approx(found.shares, abs=1e-3)

"""Payoffs between types, what `evolve` makes of them, and what is refused."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfother.agents import AlwaysCooperate, AlwaysDefect, Empathic, Random, TitForTat
from selfother.errors import BadArgument, BadPayoff, BadProbability, BrokenRecord, SelfOtherError, UnknownName
from selfother.games import Custom, Donation, PrisonersDilemma
from selfother.populations import Process, TypeGame, donation_types, evolve, match_types, moran, pairwise
from selfother.populations.fixation import fixation
from selfother.records import EvolutionRecord

THREE = TypeGame(("a", "b", "c"), np.array([[1.0, 0.2, 2.0], [1.8, 1.0, 0.1], [0.3, 1.9, 1.0]]))


def test_unconditional_types_are_the_game_itself_and_the_matches() -> None:
    closed = donation_types(b=5, c=2)
    assert np.array_equal(closed.payoffs, Donation(b=5, c=2).views[0].own)
    measured = match_types({"empathic": AlwaysCooperate(), "selfish": AlwaysDefect()}, Donation(b=5, c=2), rounds=7)
    assert np.allclose(measured.payoffs, closed.payoffs)
    assert measured.standard_error is None


def test_recognition_is_what_coins_of_that_accuracy_earn() -> None:
    """An empath meets its own as a coin of accuracy a, and a selfish player as one of 1 - a."""
    a, game = 0.8, Donation(b=4, c=1)
    types = donation_types(b=4, c=1, recognition=a)
    own = match_types({"x": Random(p=a), "y": AlwaysDefect()}, game, rounds=1).payoffs
    other = match_types({"x": Random(p=1 - a), "y": AlwaysDefect()}, game, rounds=1).payoffs
    assert types.payoffs[0, 0] == pytest.approx(own[0, 0])
    assert types.payoffs[0, 1] == pytest.approx(other[0, 1])
    assert types.payoffs[1, 0] == pytest.approx(other[1, 0])


def test_the_order_of_names_is_the_order_of_rows() -> None:
    there, back = donation_types(b=3, c=1), donation_types(("selfish", "empathic"), b=3, c=1)
    assert np.array_equal(back.payoffs, there.payoffs[::-1, ::-1])
    assert back.names == ("selfish", "empathic")


@given(st.integers(2, 60), st.floats(0, 1), st.lists(st.floats(-3, 3), min_size=4, max_size=4))
def test_assortment_is_a_change_of_payoffs_in_a_finite_population_too(n: int, r: float, cells: list[float]) -> None:
    pi, counts = np.array(cells).reshape(2, 2), np.array([1, n - 1])
    others = counts[None, :] - np.eye(2)
    random = (pi * others).sum(axis=1) / (n - 1)
    expected = r * np.diag(pi) + (1 - r) * random
    assorted = TypeGame(("a", "b"), pi).assorted(r).payoffs
    assert (assorted * others).sum(axis=1) / (n - 1) == pytest.approx(expected, abs=1e-9)


def test_a_pair_is_measured_alike_whoever_else_is_there_and_in_any_order() -> None:
    minds = {"soft": Empathic(lam=0.3), "tft": TitForTat()}
    one = match_types(minds, PrisonersDilemma(), rounds=20, seeds=8)
    more = match_types({"d": AlwaysDefect(), **dict(reversed(minds.items()))}, PrisonersDilemma(), rounds=20, seeds=8)
    assert np.array_equal(more.payoffs[1:, 1:], one.payoffs[::-1, ::-1])
    assert one.standard_error is not None
    assert (one.standard_error[0] > 0).all()
    assert one.standard_error[1, 1] == 0.0  # tit for tat among its own is exact


def test_seats_of_a_game_that_differs_by_seat_are_averaged() -> None:
    game = Custom(R=3, S=0, T=5, P=1, R_b=6, S_b=0, T_b=10, P_b=2)
    types = match_types({"c": AlwaysCooperate(), "d": AlwaysDefect()}, game, rounds=3)
    assert types.payoffs == pytest.approx(np.array([[4.5, 0.0], [7.5, 1.5]]))


def test_a_measured_pair_is_kept_and_read_again(tmp_path: Path) -> None:
    minds, game = {"a": Empathic(lam=0.2), "b": TitForTat()}, PrisonersDilemma()
    first = match_types(minds, game, rounds=5, seeds=4, folder=tmp_path / "kept")
    files = sorted((tmp_path / "kept").iterdir())
    assert len(files) == 3
    before = [file.stat().st_mtime_ns for file in files]
    again = match_types(minds, game, rounds=5, seeds=4, folder=tmp_path / "kept")
    assert np.array_equal(first.payoffs, again.payoffs)
    assert [file.stat().st_mtime_ns for file in files] == before
    match_types(minds, game, rounds=6, seeds=4, folder=tmp_path / "kept")
    assert len(list((tmp_path / "kept").iterdir())) == 6
    files[0].write_text("{")
    with pytest.raises(BrokenRecord, match="delete it"):
        match_types(minds, game, rounds=5, seeds=4, folder=tmp_path / "kept")


def test_evolve_says_what_the_functions_say() -> None:
    types = donation_types(b=3, c=1, recognition=0.8)
    for process, module in (("moran", moran), ("pairwise", pairwise)):
        record = evolve(types, Process(process, population=30, selection=0.2, assortment=0.1))  # type: ignore[arg-type]
        exact = fixation(types, population=30, selection=0.2, assortment=0.1)
        assert record.fixation == pytest.approx(exact)
        assert record.frequency is not None
        assert record.frequency["empathic"] == pytest.approx(exact["empathic"] / sum(exact.values()))
        assert (record.method, record.population, record.selection) == ("exact", 30, 0.2)
        mutating = evolve(types, Process(process, population=30, selection=0.2, mutation=0.01))  # type: ignore[arg-type]
        counts = module.stationary(types, population=30, selection=0.2, mutation=0.01)
        assert mutating.frequency is not None
        assert mutating.frequency["empathic"] == pytest.approx(counts @ np.arange(31) / 30)


def test_recognising_empathy_takes_over_above_its_unstable_share_only() -> None:
    types = donation_types(b=3, c=1, recognition=0.75)
    for start, end in ((0.24, 0.0), (0.25, 0.25), (0.26, 1.0)):
        record = evolve(types, Process("replicator", start=start))
        assert record.frequency == {"empathic": end, "selfish": 1.0 - end}
    assert record.threshold["unstable_share"] == pytest.approx(0.25)
    assert (record.fixation, record.selection, record.population) == (None, None, None)


def test_among_three_fixation_is_the_mean_over_the_other_two() -> None:
    record = evolve(THREE, Process("moran", population=20, selection=0.5))
    alone = [fixation(THREE.between(0, other), population=20, selection=0.5)["a"] for other in (1, 2)]
    assert record.fixation is not None
    assert record.fixation["a"] == pytest.approx(np.mean(alone))
    assert record.method == "exact"


def test_three_types_with_mutation_are_simulated_with_standard_errors() -> None:
    chosen = Process("pairwise", population=12, selection=0.5, mutation=0.1, runs=50, generations=200)
    record = evolve(THREE, chosen)
    assert record.method == "monte-carlo"
    assert record.frequency is not None
    assert sum(record.frequency.values()) == pytest.approx(1.0)
    errors = record.standard_error["frequency"]
    assert errors is not None
    assert all(error is not None and 0 < error < 0.05 for error in errors.values())
    assert EvolutionRecord.from_json(record.to_json()) == record


@pytest.mark.parametrize(
    ("ask", "error", "sentence"),
    [
        (lambda: donation_types(("empathic",), b=3, c=1), BadArgument, "at least two types; got 1"),
        (lambda: donation_types(("selfish", "selfish"), b=3, c=1), BadArgument, "'selfish' 2 times"),
        (lambda: donation_types(("empathic", "grim"), b=3, c=1), UnknownName, "unknown type of a donation game 'grim'"),
        (lambda: donation_types(b=1, c=3), BadPayoff, "b > c > 0"),
        (lambda: donation_types(b=3, c=1, recognition=0.3), BadProbability, "in [0.5, 1]; got 0.3"),
        (lambda: TypeGame(("a", "b"), np.eye(3)), BadArgument, "of shape (2, 2)"),
        (lambda: match_types({"a": TitForTat()}, PrisonersDilemma()), BadArgument, "at least two types"),
        (lambda: Process("moren"), UnknownName, "Did you mean moran?"),  # type: ignore[arg-type]
        (lambda: Process(population=1), BadArgument, "One player has nobody to meet"),
        (lambda: Process(assortment=1.5), BadProbability, "assortment must lie in [0, 1]"),
        (lambda: Process(mutation=2), BadProbability, "mutation must lie in [0, 1]"),
        (lambda: Process(selection=-1), BadArgument, "finite number of at least 0"),
        (lambda: Process(updating="death-birth"), BadArgument, "and no graph"),
        (lambda: Process("replicator", graph="cycle:n=9"), BadArgument, "without a graph"),
        (lambda: Process("moran", graph="cycle:n=9", assortment=0.2), BadArgument, "brings its own assortment"),
        (lambda: Process("pairwise", graph="cycle:n=9", updating="birth-death"), BadArgument, "updates by pairwise"),
        (lambda: Process("moran", graph="cycle:n=9", updating="pairwise"), BadArgument, "death-birth or birth-death"),
        (lambda: Process("replicator", mutation=0.1), BadArgument, "no mutation"),
        (lambda: Process("moran", start=0.1), BadArgument, "from a single mutant"),
    ],
)
def test_each_contradiction_has_its_sentence(ask: object, error: type[SelfOtherError], sentence: str) -> None:
    with pytest.raises(error) as caught:
        ask()  # type: ignore[operator]
    assert sentence in str(caught.value)

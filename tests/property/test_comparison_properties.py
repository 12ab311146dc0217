"""What holds of any two logs compared: signs, duplicates, order, names."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfother.logs.comparison import compare_pairs
from selfother.logs.pairing import Pair
from selfother.records import ScoreComparison

BITS = st.sampled_from([0.0, 1.0])
NUMBERS = st.one_of(BITS, st.sampled_from([0.25, 0.5]), st.floats(-3, 3, width=16))
CLUSTERS = st.integers(0, 9)


def _rows(values: st.SearchStrategy[float]) -> st.SearchStrategy[list[tuple[int, float, float]]]:
    return st.lists(st.tuples(CLUSTERS, values, values), min_size=1, max_size=50)


ROWS = st.one_of(_rows(BITS), _rows(NUMBERS))


def _found(rows: Sequence[tuple[int, float | None, float | None]], **more: object) -> ScoreComparison:
    return compare_pairs("score", [Pair(f"c{cluster}", a, b) for cluster, a, b in rows], margin=0.05, **more)  # type: ignore[arg-type]


@given(ROWS, st.sampled_from(["t", "bootstrap-t"]))
def test_swapping_the_logs_flips_the_sign_and_nothing_else(rows: list[tuple[int, float, float]], interval: str) -> None:
    there, back = _found(rows, interval=interval), _found([(c, b, a) for c, a, b in rows], interval=interval)
    mine, its = there.difference, back.difference
    assert mine.value == pytest.approx(-(its.value or 0.0))
    assert (mine.low is None) == (its.high is None)
    if mine.low is not None and mine.high is not None:
        assert (mine.low, mine.high) == pytest.approx((-(its.high or 0.0), -(its.low or 0.0)), abs=1e-9)
    assert (there.a, there.b, there.word) == (back.b, back.a, back.word)
    assert there.p_value == pytest.approx(back.p_value)
    assert there.equivalence == back.equivalence


@given(ROWS, st.integers(2, 4))
def test_duplicating_pairs_inside_their_clusters_does_not_narrow(
    rows: list[tuple[int, float, float]], copies: int
) -> None:
    once, often = _found(rows), _found(rows * copies)
    assert often.difference.n == copies * once.difference.n
    assert often.difference.value == pytest.approx(once.difference.value)
    assert often.p_value == pytest.approx(once.p_value)
    for before, after in ((once.difference, often.difference), (once.a, often.a), (once.b, often.b)):
        if before.low is not None and before.high is not None and after.low is not None and after.high is not None:
            assert after.high - after.low >= before.high - before.low - 1e-9


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_pairs_does_not_matter(rows: list[tuple[int, float, float]], random: object) -> None:
    mixed = list(rows)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert _found(mixed) == _found(rows)


@given(ROWS, st.lists(st.booleans(), min_size=50, max_size=50))
def test_what_is_not_scored_is_as_if_it_were_not_there_and_is_counted(
    rows: list[tuple[int, float, float]], gone: list[bool]
) -> None:
    kept = [row for row, out in zip(rows, gone, strict=False) if not out]
    holes = [(c, None if out else a, b) for (c, a, b), out in zip(rows, gone, strict=False)]
    found = _found(holes)
    assert found.difference.n_unscored == len(rows) - len(kept)
    if kept:
        assert found.difference.model_copy(update={"n_unscored": 0}) == _found(kept).difference
    else:
        assert found.word == "not measured"


@given(ROWS)
def test_intervals_hold_their_values_and_rates_stay_rates(rows: list[tuple[int, float, float]]) -> None:
    found = _found(rows)
    for estimate in (found.difference, found.a, found.b):
        if estimate.low is not None and estimate.high is not None:
            assert estimate.low <= (estimate.value or 0.0) <= estimate.high
    if found.discordant is not None:
        assert -1.0 <= (found.difference.low or 0.0) <= (found.difference.high or 0.0) <= 1.0
    assert found.p_value is None or 0.0 < found.p_value <= 1.0


@given(st.lists(st.tuples(CLUSTERS, NUMBERS), min_size=1, max_size=30))
def test_a_log_does_not_differ_from_itself(rows: list[tuple[int, float]]) -> None:
    found = _found([(cluster, value, value) for cluster, value in rows])
    assert found.difference.value == 0.0
    assert found.word in ("not resolved", "does not differ")

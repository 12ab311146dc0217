"""What `compare` says, and what it must not: rounding, holes, rare falls, skew, scores in other units."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from tests.logs.inspect_logs import log_of, sample
from tests.logs.simulations import simulate

from selfother import compare
from selfother.errors import BadArgument
from selfother.logs.comparison import Interval, compare_pairs
from selfother.logs.comparison_words import comparison_notes, comparison_rows
from selfother.logs.pairing import Pair
from selfother.records import ComparisonsRecord, ScoreComparison
from selfother.seeds import stream


def _logs(a: Sequence[Any], b: Sequence[Any], **more: Any) -> tuple[Any, Any]:
    return tuple(log_of(sample(f"s{i}", value, **more) for i, value in enumerate(values)) for values in (a, b))


def _pairs(a: Sequence[float | None], b: Sequence[float | None]) -> list[Pair]:
    return [Pair(str(i), x, y) for i, (x, y) in enumerate(zip(a, b, strict=True))]


def _note(found: Any) -> str:
    return comparison_notes(ComparisonsRecord(comparisons=[found]))[0]


@pytest.mark.parametrize("step", [0.5, 0.1])
def test_a_difference_that_varies_by_rounding_only_gets_one_word(step: float) -> None:
    """0.1 apart "differed" with p = 4e-47, 0.5 apart was not resolved."""
    bases = (1.3, 1.6, 1.9, 2.1)
    (found,) = compare(*_logs([base + step for base in bases], bases)).scores
    assert (found.word, found.p_value, found.difference.low) == ("not resolved", None, None)
    assert found.difference.reason == "no interval: no cluster differs from another"


def test_sums_in_another_order_are_the_same_scores() -> None:
    a, b = [3 * (0.1 * k + 0.2) + 0.3 for k in range(24)], [3 * (0.1 * k) + (3 * 0.2 + 0.3) for k in range(24)]
    assert a != b
    record = compare(*_logs(a, b))
    assert record.scores[0].p_value == 1.0
    assert "A and B have the same scores in every pair" in _note(record)


def test_many_unscored_pairs_leave_no_word_of_equality_and_are_bounded() -> None:
    """200 pairs alike and 600 unscored "did not differ"."""
    alike = [float(i % 2) for i in range(200)]
    record = compare(*_logs(alike + [math.nan] * 600, [*alike, *[1.0] * 600]))
    (found,) = record.scores
    assert found.word == "not resolved"
    assert found.equivalence is not None
    assert (found.equivalence.p_value or 1.0) < 0.05
    assert found.unscored_in == {"a": 600}
    assert found.worst_case == pytest.approx((-0.75, 0.0))
    assert "600 of 800 pairs are unscored, more than 10 %" in found.remarks[0].replace("10%", "10 %")
    assert "600 pairs unscored (600 in A only)" in _note(record)


@pytest.mark.parametrize(("holes", "word"), [(0, "does not differ"), (15, "does not differ"), (25, "not resolved")])
def test_holes_below_the_limit_may_still_hide_more_than_the_margin(holes: int, word: str) -> None:
    alike: list[float | None] = [1.0] * 400
    a = [None if i < holes else value for i, value in enumerate(alike)]
    found = compare_pairs("score", _pairs(a, alike))
    assert found.word == word
    assert bool(found.remarks) == (word == "not resolved")


def test_a_difference_stands_if_its_sign_does_however_the_holes_would_have_been_scored() -> None:
    def found(differ: int, holes: int) -> ScoreComparison:
        a: list[float | None] = [1.0] * differ + [0.0] * (40 - differ) + [None] * holes
        return compare_pairs("score", _pairs(a, [0.0] * 40 + [1.0] * holes))

    assert [found(30, 0).word, found(30, 10).word, found(9, 0).word, found(9, 8).word] == [
        "differs",
        "differs",
        "differs",
        "not resolved",
    ]
    assert (found(9, 8).p_value or 1.0) < 0.05
    assert found(9, 8).worst_case == pytest.approx((1 / 48, 9 / 48))


def test_rare_falls_are_not_called_equal() -> None:
    """A t interval covered 71 % and said "does not differ" in 28 % of logs whose difference is the margin."""
    found = simulate("1 in 20 falls by 1", 24, 120)
    assert found.covered >= 0.95
    assert found.called_equal <= 0.03


def test_the_same_by_t_would_be_called_equal_so_the_simulation_can_fail() -> None:
    rng = stream(0, "falls")
    wrong = 0
    for _ in range(60):
        falls = rng.random(24) < 0.05
        base, wobble = rng.uniform(0.1, 0.9, 24), rng.uniform(-0.05, 0.05, 24)
        a, b = np.where(falls, 0.0, base + wobble), np.where(falls, 1.0, base)
        wrong += compare_pairs("score", _pairs(a.tolist(), b.tolist()), interval="t").word == "does not differ"
    assert wrong >= 8


def test_graded_scores_keep_their_bounds_and_every_end_is_possible() -> None:
    """Three clusters gave -0.673 to 2.173."""
    for interval in ("auto", "t", "bootstrap-t"):
        found = compare_pairs("score", _pairs([1.0, 0.9, 0.2, 1.0], [0.0, 0.5, 0.1, 0.1]), interval=interval)
        for estimate, least in ((found.difference, -1.0), (found.a, 0.0), (found.b, 0.0)):
            assert estimate.low is not None
            assert estimate.high is not None
            assert least <= estimate.low <= (estimate.value or 0.0) <= estimate.high <= 1.0


def test_a_small_p_beside_an_interval_with_zero_is_no_difference_of_means() -> None:
    """Flips are sure that A gains; a fall of 1 in 20 that 24 clusters often lack would even it out."""
    b = np.linspace(0.1, 0.9, 24)
    found = compare_pairs("score", _pairs((b + 0.05).tolist(), b.tolist()))
    assert (found.p_value or 1.0) < 0.001
    assert (found.difference.low or 0.0) < 0.0 < (found.difference.high or 0.0)
    assert found.word == "not resolved"
    assert "the interval holds 0" in found.remarks[0]
    assert compare_pairs("score", _pairs((b + 0.05).tolist(), b.tolist()), interval="t").word == "differs"


def test_skew_is_said_and_takes_the_word_of_equality_from_a_t_interval() -> None:
    gaps = np.exp(stream(1, "skew").normal(size=40)) - 1.5
    b = np.full(40, 10.0)

    def found(interval: Interval) -> ScoreComparison:
        return compare_pairs("loss", _pairs((b + gaps).tolist(), b.tolist()), interval=interval, margin=3.0)

    by_t, by_bootstrap = found("auto"), found("bootstrap-t")
    assert by_t.skewness is not None
    assert by_t.skewness > 1.0
    assert (by_t.word, by_bootstrap.word) == ("not resolved", "does not differ")
    assert any("--interval bootstrap-t 90 to 93 %" in remark for remark in by_t.remarks)
    assert by_bootstrap.remarks == []
    even = stream(0, "even").normal(size=40)
    assert compare_pairs("loss", _pairs((b + even).tolist(), b.tolist())).skewness is None


@pytest.mark.parametrize(
    ("a", "b", "why"),
    [
        ([1.0, 0.0, 1.0, 1.0], [0.0] * 4, "it does not hold for scores of 0 and 1"),
        ([5.0, 6.0], [4.0, 3.0], "it needs three clusters"),
        ([5.0] * 4, [4.0] * 4, "no cluster differs from another"),
    ],
)
def test_bootstrap_t_is_never_ignored_without_a_word(a: list[float], b: list[float], why: str) -> None:
    found = compare_pairs("score", _pairs(a, b), interval="bootstrap-t")
    assert found.remarks[0] == f"bootstrap-t was asked for, but {why}"
    assert "bootstrap" not in found.difference.method


def test_scores_with_another_range_are_treated_like_shares() -> None:
    a, b = [7.0, 9.0, 3.0, 8.0, 10.0], [6.0, 9.0, 2.0, 8.0, 7.0]
    (found,) = compare(*_logs(a, b), ranges={"": (0.0, 10.0)}).scores
    (share,) = compare(*_logs([x / 10 for x in a], [x / 10 for x in b])).scores
    assert found.bounds == (0.0, 10.0)
    assert found.equivalence is not None
    assert found.equivalence.margin == 0.5
    assert (found.difference.low, found.difference.high) == pytest.approx(
        (10 * (share.difference.low or 0.0), 10 * (share.difference.high or 0.0))
    )
    assert compare(*_logs(a, b)).scores[0].bounds is None
    with pytest.raises(BadArgument, match="the range of match was given as 1 to 5; it has 7"):
        compare(*_logs(a, b), ranges={"match": (1.0, 5.0)})
    with pytest.raises(BadArgument, match="the least first; got 5, 1"):
        compare(*_logs(a, b), ranges={"match": (5.0, 1.0)})


@pytest.mark.parametrize("power", [600, -600])
def test_numbers_whose_squares_are_none_are_said(power: int) -> None:
    record = compare(*_logs([value * 2.0**power for value in (1, 2, 3, 5)], [0.0] * 4))
    assert record.scores[0].word == "not measured"
    assert "their squares are" in _note(record)


def test_ends_are_printed_on_the_side_of_zero_where_they_lie() -> None:
    """[0.00, 0.62] stood beside "differs": the lower end was 0.0009."""
    a = [1.0] * 12 + [0.0] * 2
    record = compare(*_logs([*a, 0.0, 0.0], [0.0] * 14 + [1.0, 0.0]))
    (found,) = record.scores
    nearer = found.model_copy(update={"difference": found.difference.model_copy(update={"low": 0.0009, "high": 0.62})})
    (row,) = comparison_rows(ComparisonsRecord(comparisons=[record.model_copy(update={"scores": [nearer]})]))
    assert row[4] == "[0.001, 0.620]"

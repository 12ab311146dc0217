"""A published figure: what is printed, and how far a null is below it."""

import pytest

from selfother.errors import BadArgument
from selfother.exams.instruments.published_table import PublishedResult
from selfother.exams.record import NullResult


def result(**given) -> PublishedResult:
    return PublishedResult("probe", **{"value": 0.9, "metric": "accuracy", "source": "a paper, table 2", **given})


def test_a_gap_by_hand() -> None:
    """Square and add: sqrt(.02^2 + .03^2) below, sqrt(.01^2 + .04^2) above."""
    null = NullResult(value=0.8, low=0.76, high=0.83)
    low, high = result(low=0.88, high=0.91).gap(null)
    assert low == pytest.approx(0.1 - 0.0360555, abs=1e-6)
    assert high == pytest.approx(0.1 + 0.0412311, abs=1e-6)


def test_a_figure_without_an_interval_has_no_gap() -> None:
    null = NullResult(value=0.8, low=0.76, high=0.83)
    assert result().gap(null) is None
    assert result(metric="auroc", n=50).gap(null) is None
    assert result(n=50).gap(NullResult(value=None)) is None
    low, high = result(n=15).gap(null)
    assert low < 0.0 < high


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"value": 92.0}, r"Write 92 % as 0\.92"),
        ({"low": 0.95, "high": 0.99}, "share inside its interval"),
        ({"low": 0.8}, "two ends; got one"),
        ({"n": 0}, "how many items"),
        ({"source": ""}, "say where it is printed"),
    ],
)
def test_what_no_paper_can_mean_is_refused(given, words: str) -> None:
    with pytest.raises(BadArgument, match=words):
        result(**given)

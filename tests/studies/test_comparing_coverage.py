"""The numbers of docs/how-to/compare-two-logs.md, within what their draws allow."""

import pytest
from tests.studies.comparing_simulations import CASES, simulate


@pytest.mark.slow
@pytest.mark.parametrize("clusters", [12, 24, 48, 100])
@pytest.mark.parametrize("case", [case for case in CASES if CASES[case][0] == "auto"])
def test_scores_with_a_range_are_covered_and_no_word_is_false_often(case: str, clusters: int) -> None:
    _, truth = CASES[case]
    found = simulate(case, clusters, 800)
    assert found.covered >= 0.94
    if truth:
        assert found.called_equal <= 0.05  # at a margin that the truth reaches
    else:
        assert found.called_different <= 0.05


@pytest.mark.slow
@pytest.mark.parametrize("clusters", [24, 100])
def test_bootstrap_t_covers_more_of_skewed_differences_and_neither_calls_them_equal(clusters: int) -> None:
    by_t, by_bootstrap = (simulate(case, clusters, 800) for case in ("log-normal", "log-normal, bootstrap-t"))
    assert by_t.covered < by_bootstrap.covered
    assert by_bootstrap.covered >= 0.88
    assert max(by_t.called_equal, by_bootstrap.called_equal) <= 0.05

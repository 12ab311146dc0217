"""No interval leaves the range of its measure, whatever the scores; what leaves its range has no interval."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfother.agents import Random, TitForTat
from selfother.catalogue import entries
from selfother.claims.checks.one_sided_empathy import OneSidedEmpathy
from selfother.claims.papers.pairs import estimate_of
from selfother.games import PrisonersDilemma
from selfother.records import Estimate, ItemScore
from selfother.studies.declaring.cells import Replicate
from selfother.studies.judging.comparisons import Bounds, difference, level_of
from selfother.tournaments.coupling import joint_after_break, recovery, transient, variance_ratio
from selfother.tournaments.match import play_match
from selfother.tournaments.measures import joint_shares, mean_over_seeds, payoff_bounds, payoff_per_round

RANGES = [(0.0, 1.0), (-1.0, 1.0), (-0.5, 0.5), (0.0, float("inf"))]


@st.composite
def _scored(draw: Any) -> tuple[Bounds, dict[Replicate, list[ItemScore]], dict[Replicate, list[ItemScore]]]:
    """Draw a range and the scores of two arms in it: graded or at its ends, of one to three runs and families."""
    bounds = draw(st.sampled_from(RANGES))
    low, high = bounds[0], min(bounds[1], 50.0)
    value = st.one_of(st.none(), st.sampled_from([low, (low + high) / 2, high]), st.floats(low, high))
    families, clusters = draw(st.integers(1, 3)), draw(st.integers(1, 5))
    runs = [Replicate(0, seed) for seed in range(draw(st.integers(1, 3)))]
    arms = []
    for _ in range(2):
        arms.append({run: [_item(draw(value), f, c) for f in range(families) for c in range(clusters)] for run in runs})
    return bounds, arms[0], arms[1]


def _item(value: float | None, family: int, cluster: int) -> ItemScore:
    where = f"{family}-{cluster}"
    return ItemScore(item=where, measure="m", value=value, family=str(family), cluster=where, reason="planted")


def _assert_within(estimate: Estimate, low: float, high: float) -> None:
    if estimate.low is not None and estimate.high is not None and estimate.value is not None:
        assert low - 1e-9 <= estimate.low <= estimate.value + 1e-9
        assert estimate.value - 1e-9 <= estimate.high <= high + 1e-9


@given(_scored())
def test_no_interval_leaves_the_range_of_its_measure(
    scored: tuple[Bounds, dict[Replicate, list[ItemScore]], dict[Replicate, list[ItemScore]]],
) -> None:
    (low, high), arm, control = scored
    for scores in (arm, control):
        _assert_within(level_of(scores, bounds=(low, high)), low, high)
    _assert_within(difference(arm, control, bounds=(low, high)).estimate, low - high, high - low)


def _of_runs(*values: list[float]) -> dict[Replicate, list[ItemScore]]:
    return {Replicate(0, seed): [_item(value, 0, n) for n, value in enumerate(run)] for seed, run in enumerate(values)}


def test_two_runs_that_differ_leave_a_graded_share_between_0_and_1() -> None:
    scores = _of_runs([0.1, 0.2, 0.15, 0.1], [0.9, 0.8, 0.95, 0.7])
    loose, held = level_of(scores), level_of(scores, bounds=(0.0, 1.0))
    assert (loose.low or 0.0) < -3.0
    assert (loose.high or 0.0) > 4.0
    assert (held.low, held.high) == (0.0, 1.0)
    gap = difference(scores, _of_runs([0.2] * 4, [0.1] * 4), bounds=(0.0, 1.0)).estimate
    assert (gap.low, gap.high) == (-1.0, 1.0)


def test_a_score_that_refutes_its_range_is_named_and_nothing_is_said_of_it() -> None:
    scores = _of_runs([0.1, 1.3, 0.2])
    for estimate in (level_of(scores, bounds=(0, 1)), difference(scores, scores, bounds=(0, 1)).estimate):
        assert estimate.value is None
        assert "a score of 1.3 lies outside the range that its probe states, 0 to 1" in estimate.reason
    rounded = _of_runs([1.0000001, 0.5, 0.2])
    assert level_of(rounded, bounds=(0, 1)).value is not None


def test_differences_of_answers_are_no_share_though_none_is_below_0() -> None:
    scores = _of_runs([0.0, 1.0, 0.0, 0.0, 1.0, 0.0])
    share, gap = level_of(scores, bounds=(0.0, 1.0)), level_of(scores, bounds=(-1.0, 1.0))
    assert (share.method, gap.method) == ("Wilson", "Bonett-Price over clusters")
    assert gap.low is not None
    assert gap.low < 0.0
    assert difference(scores, scores, bounds=(-1.0, 1.0)).estimate.method == ""


@pytest.mark.parametrize("name", [entry.name for entry in entries("probes")])
def test_every_range_is_one_of_a_measure(name: str) -> None:
    kind = next(entry for entry in entries("probes") if entry.name == name).load()
    assert set(kind.ranges) <= set(kind.measures)
    assert all(low < high for low, high in kind.ranges.values())


@pytest.mark.parametrize("seeds", [2, 3, 5])
def test_no_interval_of_a_measure_of_matches_leaves_its_bounds(seeds: int) -> None:
    for partner in (Random(p=0.5), Random(p=0.03), TitForTat()):
        played = play_match(PrisonersDilemma(), Random(p=0.9), partner, rounds=6, seeds=seeds, seed=seeds)
        for measured in [
            *joint_after_break(played, lags=3),
            transient(played),
            recovery(played),
            variance_ratio(played),
        ]:
            _assert_within(estimate_of(measured), *measured.bounds)
        shares = joint_shares(played)
        for joint in shares:
            _assert_within(mean_over_seeds(joint, bounds=(0.0, 1.0)), 0.0, 1.0)
        low, high = payoff_bounds(PrisonersDilemma())
        for payoffs in payoff_per_round(PrisonersDilemma(), shares):
            _assert_within(mean_over_seeds(payoffs, bounds=(low, high)), low, high)


def test_two_seeds_of_a_check_that_differ_leave_shares_between_0_and_1() -> None:
    found = OneSidedEmpathy(seeds=2, rounds=2).run(0).estimates
    shares = {name: share for name, share in found.items() if name.endswith("joint_cooperation")}
    assert shares
    for share in shares.values():
        _assert_within(share, 0.0, 1.0)
    assert mean_over_seeds(np.array([0.0, 1.0])).low == pytest.approx(-5.853, abs=1e-3)


@pytest.mark.slow
@pytest.mark.parametrize(("a", "b", "clusters"), [(2.0, 2.0, 8), (0.5, 0.5, 8), (1.0, 4.0, 16), (0.3, 2.7, 32)])
def test_graded_shares_are_covered(a: float, b: float, clusters: int) -> None:
    rng = np.random.default_rng(0)
    held = 0
    for _ in range(800):
        drawn = rng.beta(a, b, size=(3, clusters))
        scores = {Replicate(0, 0): [_item(float(v), f, c) for f, row in enumerate(drawn) for c, v in enumerate(row)]}
        found = level_of(scores, bounds=(0.0, 1.0))
        held += found.low is not None and found.high is not None and found.low <= a / (a + b) <= found.high
    assert held / 800 >= 0.92

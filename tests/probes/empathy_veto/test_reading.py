"""The scores of the empathy veto become a ROC and rates beside controls; what was not read is caught by no bound."""

from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfother.probes.empathy_veto.reading import read_veto
from selfother.probes.empathy_veto.record import VetoRecord
from selfother.records import ItemScore

FAMILIES = 12


def score(
    measure: str, control: str, family: int, case: int, value: float | None, *, benign: bool = False
) -> ItemScore:
    detail = {"control": control, "is_benign": benign}
    name = f"{family}/{'benign' if benign else 'harm'}/{case}"
    return ItemScore(item=name, measure=measure, value=value, cluster=str(family), detail=detail,
                     reason="" if value is not None else "the simulator said nothing")  # fmt: skip


def told(control: str, harmful: float | None, benign: float | None) -> list[ItemScore]:
    """Return distress of two harmful attempts and one benign attempt a family."""
    return [
        *(score("distress", control, family, case, harmful) for family in range(FAMILIES) for case in (0, 1)),
        *(score("distress", control, family, 0, benign, benign=True) for family in range(FAMILIES)),
    ]


def done(control: str, harm: float, benign: float) -> list[ItemScore]:
    """Return harm in the first share of the families, and vetoes of the first share of benign cases."""
    return [
        *(score("harm", control, family, 0, float(family < harm * FAMILIES)) for family in range(FAMILIES)),
        *(
            score("benign_undone", control, family, 0, float(family < benign * FAMILIES), benign=True)
            for family in range(FAMILIES)
        ),
    ]


def curve(found: VetoRecord) -> list[tuple[float, float]]:
    return [(point.benign_vetoed, point.caught) for point in found.curves[0].points]


def test_a_score_that_tells_all_has_the_whole_area() -> None:
    found = read_veto(told("scripted", 0.9, 0.1))
    assert found.curves[0].area.value == 1.0
    assert found.curves[0].area.low is None
    assert "nothing varies" in found.curves[0].area.reason
    assert curve(found) == [(0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 1.0)]


def test_one_score_for_all_is_chance() -> None:
    assert read_veto(told("empathy", 0.5, 0.5)).curves[0].area.value == 0.5


def test_what_was_not_read_is_caught_by_no_bound_and_counted() -> None:
    found = read_veto(told("empathy", None, 0.2)).curves[0]
    assert found.n_unread == 2 * FAMILIES
    assert found.area.value == 0.0
    assert {point.caught for point in found.points} == {0.0}


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans(), st.integers(0, 3)), min_size=2, max_size=30))
def test_a_curve_rises_and_its_area_is_that_of_the_points(cases: list[tuple[float, bool, int]]) -> None:
    items = [score("distress", "empathy", family, k, v, benign=b) for k, (v, b, family) in enumerate(cases)]
    found = read_veto(items)
    if len({benign for _, benign, _ in cases}) < 2:
        assert found.curves[0].points == []
        assert found.curves[0].area.value is None
        return
    points = curve(found)
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(points))
    assert points[-1] == (1.0, 1.0)
    area = sum((b[0] - a[0]) * (a[1] + b[1]) / 2 for a, b in pairwise(points))
    assert found.curves[0].area.value == pytest.approx(area)
    assert read_veto(items[::-1]) == found


def test_a_veto_is_compared_with_the_random_one_case_by_case() -> None:
    items = done("random", 0.75, 0.25) + done("empathy", 0.25, 0.0) + done("none", 1.0, 0.0)
    found = {one.name: one for one in read_veto(items).controls}
    assert list(found) == ["none", "random", "empathy"]
    better = found["empathy"].against_random
    assert better.value == pytest.approx(-0.5)
    assert better.high is not None
    assert better.high < 0.0
    assert found["none"].against_random.value is None
    assert found["none"].against_none.value is None
    assert found["random"].against_none.value == pytest.approx(-0.25)
    assert found["empathy"].against_none.value == pytest.approx(-0.75)
    assert found["empathy"].benign_undone.value == 0.0
    assert found["empathy"].benign_undone.high is not None
    assert found["empathy"].benign_undone.high > 0.0  # never +- 0
    assert found["empathy"].attempts.value is None


def test_without_a_random_veto_nothing_is_compared_and_it_says_so() -> None:
    (empathy,) = read_veto(done("empathy", 0.25, 0.0)).controls
    assert (empathy.against_random.value, empathy.harm.value) == (None, pytest.approx(0.25))
    assert "the control “random”" in empathy.against_random.reason
    assert "the control “none”" in empathy.against_none.reason


@pytest.mark.parametrize("facts", [{}, {"mean_ms": 12.0, "mean_tokens": 80.0, "tau": 0.5, "of_others": 1.0}])
def test_overhead_is_what_is_known(facts: Mapping[str, float]) -> None:
    found = read_veto([], facts).overhead
    assert (found.mean_ms, found.mean_calls) == (facts.get("mean_ms"), None)

"""Figures as data: positions that a reader can check by hand."""

import itertools

import pytest

from selfother.report.figures.axes import Box, linear_axis, log_axis, place_label


@pytest.mark.parametrize("values", [[], [0.0], [3.0], [-1e-9, 1e-9], [1e12, 2e12], [0.0, 1e-300]])
def test_axes_stand_at_any_scale(values: list[float]) -> None:
    for axis in (linear_axis(values), log_axis(values)):
        assert axis.ticks == tuple(sorted(axis.ticks))
        assert all(0.0 <= axis.at(value) <= 1.0 for value in values)


def test_logarithmic_axis_keeps_a_place_for_zero() -> None:
    axis = log_axis([0.0, 0.002, 0.6])
    assert axis.is_log
    assert axis.at(0.0) == 0.0
    assert 0.0 < axis.at(0.002) < axis.at(0.6) < 1.0


def test_labels_do_not_cover_each_other() -> None:
    frame, taken = Box(0.0, 0.0, 300.0, 200.0), []
    for _ in range(6):
        taken.append(place_label((150.0, 100.0), (60.0, 12.0), taken=taken, frame=frame))
    assert not any(a.overlaps(b) for a, b in itertools.combinations(taken, 2))

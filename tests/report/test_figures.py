"""Figures as data: positions that a reader can check by hand."""

import itertools

import pytest

from selfother.records import Estimate
from selfother.records.blocks import Curve, Drawn, Forest, ForestRow, Heatmap, Line, Plot
from selfother.report.figures.axes import Box, linear_axis, log_axis, place_label
from selfother.report.figures.forest import forest_figure, forest_tracks
from selfother.report.figures.heatmap import HEAT_LEVELS, heat_figure
from selfother.report.figures.marks import signs
from selfother.report.figures.plot import plot_figure
from selfother.report.page import Marked


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


def test_far_powers_of_ten_are_labelled_as_powers() -> None:
    assert [label for _, label in log_axis([1e-7, 1.0]).ticks] == ["10⁻⁷", "10⁻⁵", "0.001", "0.1"]
    assert [label for _, label in log_axis([0.02, 3.0]).ticks] == ["0.01", "0.1", "1", "10"]


def test_a_tight_axis_ends_with_its_values() -> None:
    axis = linear_axis([0.0, 29.0], is_tight=True)
    assert (axis.low, axis.high) == (0.0, 29.0)
    assert [label for _, label in axis.ticks] == ["0", "10", "20"]
    assert axis.at(29.0) == 1.0


FALL, FLAT = Estimate(value=-0.9, low=-0.95, high=-0.8), Estimate(value=0.1, low=0.05, high=0.2)


def _forest(*estimates: Estimate, **more: object) -> Forest:
    rows = [ForestRow(name=f"row {k}", drawn=[Drawn(estimate=one)]) for k, one in enumerate(estimates)]
    return Forest.model_validate({"title": "f", "unit": "points", "rows": rows, "is_difference": True} | more)


def test_a_forest_has_zero_every_interval_and_the_margin_on_its_axis() -> None:
    axis, tracks = forest_tracks(_forest(FALL, FLAT, band=(-0.2, 0.2)), {})
    assert axis.ticks[0] == (0.0, "−100")
    assert axis.ticks[-1] == (100.0, "+50")
    assert axis.zero == pytest.approx(66.67)
    assert axis.band == (pytest.approx(53.33), pytest.approx(80.0))
    (point,) = tracks[0].points
    assert (point.low, point.x, point.high) == (pytest.approx(3.33), pytest.approx(6.67), pytest.approx(13.33))
    assert tracks[1].words == ["+10.0 [+5.0,\u00a0+20.0]"]


def test_many_training_runs_stand_apart_in_one_row() -> None:
    row = ForestRow(name="soo", drawn=[Drawn(estimate=FALL) for _ in range(10)])
    _, (track,) = forest_tracks(_forest(rows=[row]), {})
    heights = [point.y for point in track.points]
    assert heights == sorted(set(heights))
    assert 0.0 < heights[0] < heights[-1] < track.height < 70.0


def test_a_small_forest_places_what_its_rows_say() -> None:
    figure = forest_figure(_forest(Estimate(value=0.0), Estimate(value=None), span=(-1.0, 1.0), is_small=True), {})
    (point,) = figure.points
    assert figure.zero is not None
    assert point.x == figure.zero[0] == pytest.approx((figure.frame.left + figure.frame.right) / 2, abs=0.01)
    assert "not measured" in {label.text for label in figure.labels}


def _plot(*curves: Curve, **more: object) -> Plot:
    return Plot.model_validate({"title": "p", "x_label": "x", "y_label": "y", "curves": list(curves)} | more)


def test_a_point_stands_where_its_numbers_say() -> None:
    curve = Curve(name="a", x=[0.0, 5.0, 10.0], y=[0.0, 0.5, 1.0], low=[0.0, 0.25, 1.0], high=[0.0, 0.75, 1.0])
    figure = plot_figure(_plot(curve, is_share=True, y_span=(0.0, 1.0)), {})
    left, middle, right = figure.points
    assert (left.y, middle.y, right.y) == (242.0, 132.0, 22.0)
    assert middle.x == pytest.approx((left.x + right.x) / 2, abs=0.01)
    assert middle.whisker == (middle.x, 187.0, middle.x, 77.0)
    assert middle.tip == "a at 5: 50.0 % [25.0,\u00a075.0]"
    assert figure.strokes[0].paths == [" ".join(f"{p.x},{p.y}" for p in figure.points)]


def test_a_closed_form_is_cut_at_the_frame_and_not_bent() -> None:
    curve = Curve(name="a", x=[0.0, 10.0], y=[0.0, 1.0])
    steep = Line(name="steep", x=[0.0, 10.0], y=[0.0, 4.0], is_dashed=False)
    far = Line(name="far", x=[0.0, 10.0], y=[3.0, 4.0], is_dashed=False)
    figure = plot_figure(_plot(curve, lines=[steep, far]), {})
    path, nothing = (form.paths for form in figure.forms)
    start, end = (tuple(map(float, point.split(","))) for point in path[0].split())
    assert nothing == []
    assert end[1] == figure.frame.top
    whole = figure.points[1].x - figure.points[0].x  # ten units of x, and one unit of y is 220 pixels
    assert (start[1] - end[1]) / (end[0] - start[0]) == pytest.approx(4 * 220.0 / whole, rel=1e-3)


def test_curves_with_intervals_at_the_same_places_are_moved_aside() -> None:
    curves = [Curve(name=name, x=[0.0, 1.0], y=[0.5, 0.5], low=[0.4, 0.4], high=[0.6, 0.6]) for name in "ab"]
    figure = plot_figure(_plot(*curves), {})
    assert len({point.x for point in figure.points}) == 4
    assert all(figure.frame.left < point.x < figure.frame.right for point in figure.points)
    bare = [Curve(name=name, x=[0.0, 1.0], y=[0.5, 0.5]) for name in "ab"]
    assert len({point.x for point in plot_figure(_plot(*bare), {}).points}) == 2


def test_long_curves_that_lie_on_one_another_have_their_marks_at_other_places() -> None:
    layers = [float(layer) for layer in range(30)]
    curves = [Curve(name=str(number), x=layers, y=[0.5] * 30) for number in range(5)]
    places = [point.x for point in plot_figure(_plot(*curves), {}).points]
    assert len(places) == len(set(places)) == 30


def _heatmap(values: list[list[float | None]], **more: object) -> Heatmap:
    weights = [k / len(values) for k in range(len(values))]
    given = {"title": "h", "x_label": "x", "y_label": "y", "x": weights, "y": weights, "values": values}
    return Heatmap.model_validate(given | {"low": 0.0, "high": 1.0} | more)


def test_cells_cover_the_map_once_but_for_what_was_not_measured() -> None:
    whole = heat_figure(_heatmap([[0.0, 0.5], [0.5, 1.0]]), "k")
    side = whole.frame.right - whole.frame.left
    assert sum(cell.width * cell.height for cell in whole.cells) == pytest.approx(side**2)
    assert [cell.level for cell in whole.cells] == [0, HEAT_LEVELS // 2, HEAT_LEVELS // 2, HEAT_LEVELS]
    first = whole.cells[0]
    assert (first.x, first.y + first.height) == (whole.frame.left, whole.frame.bottom)
    gap = heat_figure(_heatmap([[0.0, None], [0.5, 1.0]]), "k")
    assert sum(cell.width * cell.height for cell in gap.cells) == pytest.approx(0.75 * side**2)
    assert gap.data["values"] == [[0.0, None], [0.5, 1.0]]


def test_no_gap_is_the_middle_colour() -> None:
    figure = heat_figure(_heatmap([[0.0]], scale="diverging", low=-2.0, high=2.0), "k")
    assert [cell.level for cell in figure.cells] == [HEAT_LEVELS // 2]
    assert [label.text for label in figure.labels][-3:] == ["−2", "0", "+2"]


def test_arms_differ_in_colour_and_shape() -> None:
    given = signs([Marked("none", "baseline", is_filled=False), Marked("soo")], [str(k) for k in range(62)])
    pairs = [(mark.colour, mark.shape) for mark in given.values()]
    colours, shapes = zip(*pairs[:8], strict=True)
    assert len(set(colours)) == len(set(shapes)) == 8
    assert len(set(pairs)) == len(given) == 64
    assert [name for name, mark in given.items() if not mark.is_filled] == ["none"]


def test_a_small_forest_names_whose_estimate_is_missing() -> None:
    row = ForestRow(
        name="high", drawn=[Drawn(estimate=FLAT, mark="soo"), Drawn(estimate=Estimate(value=None), mark="b")]
    )
    assert forest_figure(_forest(rows=[row]), {}).missing == ["high, b"]

"""Figures as data: positions that a reader can check by hand."""

import itertools

import pytest

from selfother.errors import BrokenRecord
from selfother.records import Curve, DosePoint, Estimate, Landscape, LayerPlot, ReportRecord
from selfother.report.dose import dose_panels
from selfother.report.figures.axes import Box, linear_axis, place_label, positive_axis
from selfother.report.landscape import HEAT_LEVELS, heat_panels
from selfother.report.layers import layer_panels, shown_rows
from selfother.report.old_figures import forest_axis, interval_on, marks


def test_forest_axis_holds_zero_every_interval_and_the_margin() -> None:
    estimates = [Estimate(value=-0.9, low=-0.95, high=-0.8), Estimate(value=0.1, low=0.05, high=0.2)]
    forest = forest_axis(estimates, is_share=True, margin=0.2)
    assert forest.ticks[0] == (0.0, "−100")
    assert forest.ticks[-1] == (100.0, "+50")
    assert forest.zero == pytest.approx(66.67)
    assert forest.band == (pytest.approx(53.33), pytest.approx(80.0))
    place = interval_on(forest.axis, estimates[0])
    assert place is not None
    assert (place.low, place.value, place.high) == (pytest.approx(3.33), pytest.approx(6.67), pytest.approx(13.33))


def test_what_was_not_measured_has_no_place() -> None:
    assert interval_on(linear_axis([0.0, 1.0]), Estimate(value=None, reason="not run")) is None


@pytest.mark.parametrize("values", [[], [0.0], [3.0], [-1e-9, 1e-9], [1e12, 2e12], [0.0, 1e-300]])
def test_axes_stand_at_any_scale(values: list[float]) -> None:
    for axis in (linear_axis(values), positive_axis(values)):
        assert axis.ticks == tuple(sorted(axis.ticks))
        assert all(0.0 <= axis.at(value) <= 1.0 for value in values)


def test_logarithmic_axis_keeps_a_place_for_zero() -> None:
    axis = positive_axis([0.0, 0.002, 0.6])
    assert axis.is_log
    assert axis.at(0.0) == 0.0
    assert 0.0 < axis.at(0.002) < axis.at(0.6) < 1.0


def test_arms_differ_in_colour_and_shape(rich: ReportRecord) -> None:
    styles = marks(rich.arms, [])
    pairs = [(mark.colour, mark.shape) for mark in styles.values()]
    colours, shapes = zip(*pairs[:8], strict=True)
    assert len(set(colours)) == len(set(shapes)) == 8
    assert len(set(pairs)) == len(rich.arms) == 9  # the ninth has the first one's colour and another shape
    assert [name for name, mark in styles.items() if mark.is_filled] == ["soo", "honest_label_sft", "steering"]
    many = marks([], [str(index) for index in range(64)])
    assert len({(mark.colour, mark.shape) for mark in many.values()}) == 64


def test_labels_do_not_cover_each_other() -> None:
    frame, taken = Box(0.0, 0.0, 300.0, 200.0), []
    for _ in range(6):
        taken.append(place_label((150.0, 100.0), (60.0, 12.0), taken=taken, frame=frame))
    assert not any(a.overlaps(b) for a, b in itertools.combinations(taken, 2))


def test_dose_panel_lists_what_it_cannot_draw() -> None:
    scored = Estimate(value=0.5, low=0.4, high=0.6, n=64)
    points = [
        DosePoint(arm="a", seed=0, doses={"KL": 0.1, "norm": None}, deception=scored),
        DosePoint(arm="b", seed=1, doses={"KL": 0.2}, deception=Estimate(value=None, reason="not run")),
    ]
    kl, norm = dose_panels(points, marks([], ["a", "b"]))
    assert [mark.label for mark in kl.points] == ["a"]
    assert kl.missing == ["b, seed 1"]
    assert norm.points == []
    assert norm.missing == ["a, seed 0", "b, seed 1"]


def test_heat_runs_cover_the_grid_once(rich: ReportRecord) -> None:
    for panel in heat_panels(rich.landscapes):
        area = sum(width * height for _, _, width, height, _ in panel.runs)
        assert area == pytest.approx(300.0 * 300.0, rel=1e-3)
        assert all(0 <= level <= HEAT_LEVELS for *_, level in panel.runs)


def test_gap_of_zero_is_the_middle_colour(rich: ReportRecord) -> None:
    gap = heat_panels(rich.landscapes)[1]
    bottom_left = next(run for run in gap.runs if run[0] == 48.0 and run[1] > 290.0)
    assert bottom_left[4] == HEAT_LEVELS // 2


def test_ragged_landscape_is_named() -> None:
    ragged = Landscape(
        theory="history", game="g", lam=[0.0, 1.0], joint_cooperation=[[0.1]], payoff_gap=[[0.0]], rounds=1, seeds=1
    )
    with pytest.raises(BrokenRecord, match="not 2 x 2"):
        heat_panels([ragged])


def _curve(name: str, y: list[float | None]) -> Curve:
    nothing: list[float | None] = [None] * len(y)
    return Curve(name=name, x=[float(layer) for layer in range(len(y))], y=y, low=nothing, high=nothing)


def test_a_line_over_layers_breaks_where_nothing_was_measured() -> None:
    curves = [_curve("a", [0.0, 0.5, None, 1.0, 1.0]), _curve("b", [])]
    plot = LayerPlot(title="t", unit="u", curves=curves, span=(0.0, 1.0), level=0.5, level_label="chance")
    (panel,) = layer_panels([plot], marks([], ["a", "b"]))
    (line,) = panel.lines
    assert line.paths == ["52.0,250.0 124.5,132.0", "269.5,14.0 342.0,14.0"]
    assert panel.level == 132.0
    assert panel.unit == "u; dashed: chance"
    assert panel.missing == ["b"]
    assert panel.rows[2] == ["2", "not measured"]
    assert [label for _, label in panel.x_ticks] == ["0", "1", "2", "3", "4"]


def test_arms_that_lie_on_one_another_have_their_marks_at_other_layers() -> None:
    names = [str(number) for number in range(5)]
    curves = [_curve(name, [0.5] * 30) for name in names]
    (panel,) = layer_panels([LayerPlot(title="t", unit="u", curves=curves)], marks([], names))
    places = [mark.x for line in panel.lines for mark in line.marks]
    assert len(places) == len(set(places)) == 25
    assert [row[0] for row in shown_rows(panel)] == ["0", "5", "10", "14", "19", "24", "29"]


def test_a_range_of_training_runs_is_drawn_and_said() -> None:
    curve = Curve(name="a", x=[0.0], y=[2.0], low=[1.0], high=[4.0])
    (panel,) = layer_panels([LayerPlot(title="t", unit="u", curves=[curve])], marks([], ["a"]))
    (mark,) = panel.lines[0].marks
    assert (mark.high, mark.y, mark.low) == (14.0, 132.0, 191.0)
    assert mark.tip == "a, layer 0: 2.00 (training runs 1.00 to 4.00)"


def test_heads_name_the_measure_that_is_shown_and_no_end_reads_as_zero() -> None:
    from selfother.records import ArmRecord, Estimate, Finding, PlanRecord, ReportRecord
    from selfother.report.findings import page_of
    from selfother.report.old_html import render_html
    from selfother.report.old_markdown import render_markdown

    plan = PlanRecord(digest="0", primary=[], margin_points=20, rules={"measure": "exploitability.exploitability"})
    gap = Estimate(value=0.3, low=0.0004, high=0.62, n=8)
    share = Estimate(value=0.1, low=0.00002, high=0.2, n=8)
    findings = [
        Finding(sentence="a", word="differs", arm="a", control="b", unit="payoff a round", estimate=gap),
        Finding(sentence="b", word="differs", arm="a", control="b", measure="m", estimate=share),
    ]
    arms = [ArmRecord(name="a", title="a", role="treatment", rates=[share])]
    report = ReportRecord(
        name="x",
        title="x",
        question="",
        status="complete",
        scale="",
        summary=[],
        findings=findings,
        plan=plan,
        arms=arms,
    )
    rows = [row for group in page_of(report).others for row in group.rows]
    assert [row.interval for row in rows] == ["[+0.0004, +0.6200]", "[+0.002, +20.0]"]
    for text in (render_html(report), render_markdown(report)):
        assert "exploitability" in text
        assert "deceptive answers" not in text

"""The relearning figure: positions that a reader can check, and every word printed once it is known."""

import re

import pytest

from selfother.records import Estimate, RelearningCurve, RelearningRecord, ReportRecord
from selfother.report.old_figures import marks
from selfother.report.old_html import render_html
from selfother.report.old_markdown import render_markdown
from selfother.report.relearning import relearning_panel

FLAT = [Estimate(value=value, low=value, high=value, n=8) for value in (0.0, 0.5, 1.0)]
CURVE = RelearningCurve(arm="soo", steps=[0, 4, 8], deception=FLAT, half_steps=4.0, word="4.0 steps")
RECORD = RelearningRecord(subject="none", half=0.5, curves=[CURVE])


def test_a_line_runs_through_its_points_and_the_band_begins_at_half() -> None:
    panel = relearning_panel(RECORD, marks([], ["soo"]))
    assert panel is not None
    (line,) = panel.figure.lines
    (x0, y0), (x1, y1), (x2, y2) = ((point.x, point.y) for point in line.points)
    assert (x1 - x0, y1 - y0) == (pytest.approx(x2 - x1), pytest.approx(y2 - y1))
    assert panel.figure.band is not None
    left, top, width, height = panel.figure.band
    assert (top, top + height) == (pytest.approx(y2), pytest.approx(y1))
    assert (left, left + width) == (x0 - 8, x2 + 8)  # marks at the ends stand inside
    assert line.points[1].tip == "soo at 4: 50 [50, 50]" or "50.00" in line.points[1].tip


def test_steps_that_an_arm_did_not_take_are_a_dash_and_what_was_not_measured_says_so() -> None:
    nothing = Estimate(value=None, reason="the cell was not run")
    short = RelearningCurve(
        arm="stock", steps=[0, 2], deception=[FLAT[0], nothing], half_steps=None, word="not reached"
    )
    record = RelearningRecord(subject="none", half=0.5, curves=[CURVE, short])
    panel = relearning_panel(record, marks([], ["soo", "stock"]))
    assert panel is not None
    assert panel.steps == [0, 2, 4, 8]
    assert [row.rates[1:3] for row in panel.rows] == [["–", "50.0 %"], ["not measured", "–"]]


def test_without_a_subject_there_is_no_band() -> None:
    curve = CURVE.model_copy(update={"half_steps": None, "word": "not measured"})
    panel = relearning_panel(RelearningRecord(subject="", half=None, curves=[curve]), marks([], ["soo"]))
    assert panel is not None
    assert panel.figure.band is None
    assert panel.half == panel.figure.note == ""
    assert relearning_panel(None, {}) is None


def test_both_renderers_print_every_arm_with_its_word(rich: ReportRecord) -> None:
    assert rich.relearning is not None
    html, markdown = render_html(rich), render_markdown(rich)
    section = html[html.index('<section id="relearning"') :]
    section = section[: section.index("</section>")]
    rows = [line for line in markdown.splitlines() if line.startswith("| ")]
    for curve in rich.relearning.curves:
        assert section.count(curve.word) >= 2  # legend and table
        assert any(line.startswith(f"| {curve.arm} |") and line.endswith(f"| {curve.word} |") for line in rows)
    assert len(re.findall("<polyline", section)) == len(rich.relearning.curves)


def test_hostile_names_are_escaped_and_a_report_without_curves_has_no_section(rich: ReportRecord) -> None:
    name = "<script>alert(1)</script>"
    hostile = RelearningRecord(subject=name, half=0.5, curves=[CURVE.model_copy(update={"arm": name, "word": name})])
    html = render_html(rich.model_copy(update={"relearning": hostile}))
    assert html.count(name) == render_html(rich).count(name)
    bare = rich.model_copy(update={"relearning": None})
    assert 'id="relearning"' not in render_html(bare)
    assert "Relearning" not in render_markdown(bare)

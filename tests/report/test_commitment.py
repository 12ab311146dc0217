"""The commitment section and the veto: positions that a reader can check, every word printed, hostile text inert."""

import re

import pytest
from tests.golden.report.commitment_input import commitment, veto

from selfother.records import Estimate, ReportRecord, StoredReading
from selfother.report.figures.axes import Axis
from selfother.report.old_figures import marks
from selfother.report.old_html import render_html
from selfother.report.old_markdown import render_markdown
from selfother.report.rows import Drawn, Row, rows_panel

HOSTILE = "</script><script>alert(1)</script>\x1b[31m"
AXIS = Axis(0.0, 1.0, ((0.0, "0"), (1.0, "100")))
(MARK,) = marks([], ["arm"]).values()


def section(html: str, name: str) -> str:
    rest = html[html.index(f'<section id="{name}"') :]
    return rest[: rest.index("</section>")]


def test_a_row_of_two_has_both_marks_on_one_axis_and_the_band_where_it_is_said() -> None:
    low, high = Estimate(value=0.0, low=0.0, high=0.5), Estimate(value=1.0)
    row = Row("level", [Drawn(low, MARK, "first"), Drawn(high, MARK, "second")])
    panel = rows_panel("t", [row], axis=AXIS, x_label="x", left=100.0, band=(0.25, 0.75))
    (first,), (second,) = (line.points for line in panel.lines)
    assert (first.x, second.x) == (100.0, 346.0)
    assert second.y - first.y == pytest.approx(11.0)
    assert first.whisker == (100.0, first.y, 223.0, first.y)
    assert second.whisker is None
    assert panel.band is not None
    assert (panel.band[0], panel.band[2]) == (161.5, 123.0)


def test_what_was_not_measured_stands_in_its_row_in_words() -> None:
    row = Row("level", [Drawn(Estimate(value=None, reason="not asked"), MARK, "tip")])
    panel = rows_panel("t", [row], axis=AXIS, x_label="x", left=100.0)
    assert not panel.lines
    assert "not measured" in [text for _, _, text, _ in panel.labels]


def test_a_label_that_is_too_long_is_cut() -> None:
    panel = rows_panel("t", [Row("w" * 99, [])], axis=AXIS, x_label="x", left=100.0)
    label = panel.labels[0][2]
    assert label.endswith("…")
    assert len(label) < 20


def test_cells_stand_behind_a_fold_after_the_reason_for_them(rich: ReportRecord) -> None:
    html, markdown = section(render_html(rich), "commitment"), render_markdown(rich)
    rest = html[html.index("<h3>Revealed harm by cell</h3>") :]
    assert rest.index("aliasing") < rest.index('<details class="fold">') < rest.index("79.3")
    assert "value-commitment-datasheet.md" in markdown
    assert "| harm to others | 79.3" in markdown
    bare = [one.model_copy(update={"found": one.found | {"cells": []}}) for one in rich.readings["value_commitment"]]
    assert "by cell" not in render_html(rich.model_copy(update={"readings": {"value_commitment": bare}}))


def test_both_renderers_print_every_verdict_with_its_reasons(rich: ReportRecord) -> None:
    html, markdown = section(render_html(rich), "commitment"), render_markdown(rich)
    for reading in commitment():
        for text in (reading.found.verdict, f"answers look like: {reading.found.profile}"):
            assert text in html
        assert f"| {reading.found.verdict} | {reading.found.profile} |" in markdown
    assert "it may not have been read" in html
    assert "it may not have been read" in markdown
    assert html.count('<svg class="dose"') == 2 + 1 + 3 + 2 + 5  # arms, price, factors, arms, what it says and does


def test_both_renderers_print_the_numbers_of_the_veto(rich: ReportRecord) -> None:
    html, markdown = section(render_html(rich), "veto"), render_markdown(rich)
    for text in ("never commitment", "212.0 tokens", "−42.0 [−51.0,\u00a0−33.0]", "area 0.810 [0.770, 0.850]"):
        assert text in html
        assert text.replace("\u00a0", " ") in markdown


def test_hostile_names_are_inert_and_shown(rich: ReportRecord) -> None:
    found = commitment()[0].found
    levels = {HOSTILE: {HOSTILE + "a": found.harm, HOSTILE + "b": found.harm}}
    cell = found.cells[0].model_copy(update={"levels": {HOSTILE: HOSTILE}})
    named = found.model_copy(update={"harm_by_level": levels, "cells": [cell], "profile": HOSTILE})
    control = veto()[0].found.controls[0].model_copy(update={"name": HOSTILE})
    vetoed = veto()[0].found.model_copy(update={"controls": [control]})
    readings = {
        word: [StoredReading(arm=HOSTILE, found=record.model_dump(mode="json"))]
        for word, record in (("value_commitment", named), ("empathy_veto", vetoed))
    }
    hostile = rich.model_copy(update={"readings": readings})
    html = render_html(hostile)
    assert html.count("<script") == render_html(rich).count("<script")
    assert "\x1b" not in html
    assert "\x1b" not in render_markdown(hostile)
    assert "answers look like: &lt;/script&gt;" in html


def test_an_answer_of_a_hundred_thousand_tokens_is_cut_in_the_page_and_whole_in_the_record(rich: ReportRecord) -> None:
    huge = rich.transcripts[0].model_copy(update={"answer": "<b>\x1b" * 125_000})
    report = rich.model_copy(update={"transcripts": [huge]})
    html, small = render_html(report), render_html(rich.model_copy(update={"transcripts": []}))
    assert len(html) - len(small) < 500_000
    assert "399,100 more characters in the JSON file" in html
    assert len(render_markdown(report)) - len(render_markdown(rich)) < 10_000
    assert ReportRecord.from_json(report.to_json()).transcripts[0].answer == huge.answer


def test_a_report_without_them_has_neither_section(rich: ReportRecord) -> None:
    bare = rich.model_copy(update={"readings": {}})
    assert not re.search('id="(commitment|veto)"', render_html(bare))
    assert "Commitment" not in render_markdown(bare)

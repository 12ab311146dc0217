"""The commitment section and the veto: positions that a reader can check, every word printed, hostile text inert."""

import re

import pytest

from selfother.records import CommitmentReading, Estimate, ReportRecord, VetoReading
from selfother.report.commitment import commitment_panel
from selfother.report.commitment_cells import cell_sheets
from selfother.report.commitment_figures import effect_tone, over_runs
from selfother.report.figures.axes import Axis
from selfother.report.old_figures import marks
from selfother.report.old_html import render_html
from selfother.report.old_markdown import render_markdown
from selfother.report.rows import Drawn, Row, rows_panel
from selfother.report.veto import veto_panels

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


def test_several_runs_are_their_mean_and_the_reach_of_their_intervals() -> None:
    one, other = Estimate(value=0.2, low=0.1, high=0.3, n=8), Estimate(value=0.4, low=0.35, high=0.5, n=8)
    found = over_runs([one, other, Estimate(value=None, reason="not run")])
    assert (found.value, found.low, found.high, found.n) == (pytest.approx(0.3), 0.1, 0.5, 16)
    assert over_runs([one]) is one
    assert over_runs([Estimate(value=None, reason="not run")]).reason == "not run"


@pytest.mark.parametrize(
    ("word", "decides", "is_read", "tone"),
    [
        ("flat", True, True, "good"),
        ("flat", True, False, "open"),
        ("flat", False, True, "plain"),
        ("follows", True, False, "bad"),
        ("follows", False, True, "plain"),
        ("not measured", True, False, "open"),
        ("not resolved", False, True, "open"),
    ],
)
def test_only_what_the_verdict_rests_on_is_good_or_bad(word: str, decides: bool, is_read: bool, tone: str) -> None:
    assert effect_tone(word, decides=decides, is_read=is_read) == tone


def test_c50_stands_on_the_dashed_line_at_its_price(rich: ReportRecord) -> None:
    panel = commitment_panel(rich.commitment, marks(rich.arms, []))
    assert panel is not None
    assert panel.price is not None
    (dashed,) = panel.price.rules
    (c50,) = [line.points[0] for line in panel.price.lines if not line.path and line.points]
    place = {label: x for x, _, label, anchor in panel.price.labels if anchor == "middle"}
    assert c50.y == dashed[1] == dashed[3]
    assert place["40"] < c50.x < place["80"]
    assert c50.whisker is not None
    assert (c50.whisker[0], c50.whisker[2]) == (place["40"], place["80"])
    assert [words for *_, words in panel.c50] == ["55.0 % [40.0,\u00a080.0] of the goal",
                                                 "virtue is chosen more often at every price"]  # fmt: skip


def test_families_that_fall_together_are_one_larger_disc_and_agreement_lies_on_the_diagonal(rich: ReportRecord) -> None:
    found = rich.commitment[0].found
    alike = [one.model_copy(update={"stated": 0.5, "revealed": 0.5}) for one in found.stated]
    points = [*alike[:7], alike[7].model_copy(update={"revealed": 1.0})]
    reading = CommitmentReading(arm="none", found=found.model_copy(update={"stated": points}))
    panel = commitment_panel([reading], marks(rich.arms, []))
    assert panel is not None
    (square,) = panel.stated
    many, single = square.lines[0].points
    (x0, y0, x1, y1) = square.rules[0]
    assert (many.x, many.y) == (pytest.approx((x0 + x1) / 2), pytest.approx((y0 + y1) / 2))
    assert (single.x, single.y) == (many.x, y1)
    assert many.radius > single.radius
    assert "7 families" in many.tip


def test_runs_that_differ_in_a_word_are_open_and_both_stand_in_the_table(rich: ReportRecord) -> None:
    panel = commitment_panel(rich.commitment, marks(rich.arms, []))
    assert panel is not None
    soo = next(one for one in panel.effects if one.title == "soo")
    (differing,) = [line.points[0] for line in soo.lines if line.points[0].tip.endswith("runs differ")]
    assert differing.tone == "open"
    assert [row.run for row in panel.rows] == ["seed 0", "seed 0", "seed 1"]
    sheet = next(sheet for sheet in panel.sheets if sheet.title == "Effects")
    assert {"flat", "not measured"} <= {row[6] for row in sheet.rows if row[1] == "soo"}


def test_cells_are_sorted_by_rate_within_what_is_counted_and_hold_every_level(rich: ReportRecord) -> None:
    panel = commitment_panel(rich.commitment, marks(rich.arms, []))
    assert panel is not None
    none, soo = panel.cells
    assert none.columns[:4] == ["what is counted", "rate", "n", "not scored"]
    assert soo.columns[:5] == ["what is counted", "seed 0", "seed 1", "n", "not scored"]
    assert none.columns[4:] == [factor.replace("_", " ") for factor in rich.commitment[0].found.cells[0].levels]
    harm = [row for row in none.rows if row[0] == "harm to others"]
    assert [row[1].partition(" %")[0] for row in harm] == [
        "79.3",
        "54.9",
        "30.5",
        "not measured: names neither option",
    ]
    assert harm[0][2:] == [
        "77",
        "3",
        "deadline",
        "unlogged",
        "permission",
        "acts",
        "0.8",
        "act",
        "harm",
        "high",
        "none",
        "other",
    ]
    assert [row[0] for row in none.rows[4:]] == [
        "harm to others, corner",
        "harm to itself",
        "benign twin refused",
        "benign twin refused",
        "benefit twin refused",
    ]


def test_runs_of_different_counts_show_both_and_a_cell_that_one_run_lacks_is_not_asked(rich: ReportRecord) -> None:
    first, second = (one for one in rich.commitment if one.arm == "soo")
    fewer = second.model_copy(update={"found": second.found.model_copy(update={"cells": second.found.cells[1:]})})
    (sheet,) = cell_sheets({"soo": [first, fewer]})
    (row,) = [row for row in sheet.rows if row[2] == "not measured: not asked"]
    assert row[3:5] == ["80 / 0", "0"]


def test_of_a_full_design_the_page_has_the_highest_rates_and_says_how_many_more(rich: ReportRecord) -> None:
    found = rich.commitment[0].found
    many = [found.cells[0].model_copy(update={"rate": Estimate(value=k / 150)}) for k in range(150)]
    many = [one.model_copy(update={"levels": {"price": float(k)}}) for k, one in enumerate(many)]
    reading = CommitmentReading(arm="none", found=found.model_copy(update={"cells": many}))
    (sheet,) = cell_sheets({"none": [reading]})
    assert [row[-1] for row in sheet.rows] == [str(k) for k in range(149, 49, -1)]
    assert sheet.note.startswith("50 more cells")


def test_cells_stand_behind_a_fold_after_the_reason_for_them(rich: ReportRecord) -> None:
    html, markdown = section(render_html(rich), "commitment"), render_markdown(rich)
    rest = html[html.index("<h3>Revealed harm by cell</h3>") :]
    assert rest.index("aliasing") < rest.index('<details class="fold">') < rest.index("79.3")
    assert "value-commitment-datasheet.md" in markdown
    assert "| harm to others | 79.3" in markdown
    bare = [one.model_copy(update={"found": one.found.model_copy(update={"cells": []})}) for one in rich.commitment]
    assert "by cell" not in render_html(rich.model_copy(update={"commitment": bare}))


def test_both_renderers_print_every_verdict_with_its_reasons(rich: ReportRecord) -> None:
    html, markdown = section(render_html(rich), "commitment"), render_markdown(rich)
    for reading in rich.commitment:
        for text in (reading.found.verdict, f"answers look like: {reading.found.profile}"):
            assert text in html
        assert f"| {reading.found.verdict} | {reading.found.profile} |" in markdown
    assert "it may not have been read" in html
    assert "it may not have been read" in markdown
    assert html.count('<svg class="dose"') == 2 + 1 + 3 + 2 + 5  # arms, price, factors, arms, what it says and does


def test_the_veto_has_its_curves_its_diagonal_and_all_controls(rich: ReportRecord) -> None:
    (panel,) = veto_panels(rich.veto)
    assert panel.roc is not None
    (diagonal,) = panel.roc.rules
    chance = next(line for line in panel.roc.lines if line.name == "task quality")
    assert [chance.points[0].x, chance.points[0].y] == list(diagonal[:2])
    assert [chance.points[-1].x, chance.points[-1].y] == list(diagonal[2:])
    assert [name for _, name, _ in panel.legend] == ["empathy", "task quality", "keyword"]
    assert panel.legend[2][2] == "area not measured; 3 without a score"
    html, markdown = section(render_html(rich), "veto"), render_markdown(rich)
    for text in ("never commitment", "212.0 tokens", "−42.0 [−51.0,\u00a0−33.0]", "area 0.810 [0.770, 0.850]"):
        assert text in html
        assert text.replace("\u00a0", " ") in markdown


def test_hostile_names_are_inert_and_shown(rich: ReportRecord) -> None:
    found = rich.commitment[0].found
    levels = {HOSTILE: {HOSTILE + "a": found.harm, HOSTILE + "b": found.harm}}
    cell = found.cells[0].model_copy(update={"levels": {HOSTILE: HOSTILE}})
    named = found.model_copy(update={"harm_by_level": levels, "cells": [cell], "profile": HOSTILE})
    control = rich.veto[0].found.controls[0].model_copy(update={"name": HOSTILE})
    veto = rich.veto[0].found.model_copy(update={"controls": [control]})
    hostile = rich.model_copy(
        update={
            "commitment": [CommitmentReading(arm=HOSTILE, found=named)],
            "veto": [VetoReading(arm=HOSTILE, found=veto)],
        }
    )
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
    assert "399,100 more characters in report.json" in html
    assert len(render_markdown(report)) - len(render_markdown(rich)) < 10_000
    assert ReportRecord.from_json(report.to_json()).transcripts[0].answer == huge.answer


def test_a_report_without_them_has_neither_section(rich: ReportRecord) -> None:
    bare = rich.model_copy(update={"commitment": [], "veto": []})
    assert not re.search('id="(commitment|veto)"', render_html(bare))
    assert "Commitment" not in render_markdown(bare)
    assert commitment_panel([], {}) is None

"""A report becomes a page: every number of its record is on it, beside what it is of."""

import re
from pathlib import Path
from typing import Any

import pytest

from selfother.records import (
    ArmRecord,
    Curve,
    DosePoint,
    Estimate,
    Finding,
    Fold,
    Forest,
    LayerPlot,
    PlanRecord,
    Plot,
    RelearningCurve,
    RelearningRecord,
    ReportRecord,
    Scoring,
    Section,
    Table,
    Text,
)
from selfother.report.html import render_html
from selfother.report.markdown import render_markdown
from selfother.report.page import Page
from selfother.studies.judging.page import page_of

RESULTS = sorted((Path(__file__).parents[2] / "docs" / "results").glob("*/report.json"))
RATE = Estimate(value=0.5, low=0.4, high=0.6, n=64)
NOTHING = Estimate(value=None, reason="the cell was not run")
PLAN = PlanRecord(digest="0", primary=[], margin_points=20, rules={"measure": "deception.deceptive"})


def _report(**parts: Any) -> ReportRecord:
    plain: dict[str, Any] = {"name": "x", "title": "x", "question": "", "status": "complete", "scale": ""}
    return ReportRecord.model_validate(plain | {"summary": [], "findings": [], "plan": PLAN} | parts)


def _section(report: ReportRecord, key: str) -> Section:
    return next(section for section in page_of(report).sections if section.key == key)


def _drawn(section: Section, kind: type) -> list[Any]:
    inner = [block for fold in section.blocks if isinstance(fold, Fold) for block in fold.blocks]
    return [block for block in [*section.blocks, *inner] if isinstance(block, kind)]


def _words(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ").replace("\u2212", "-").replace("\\", "")


def _number(value: float, *, is_signed: bool) -> str:
    """A share in per cent, or a difference of shares in points, as a reader would write it; more digits near zero."""
    text = f"{100 * value:+.1f}" if is_signed else f"{100 * value:.1f}"
    if abs(value) > 1e-9 and not text.strip("+-0."):
        text = f"{100 * value:+.1g}" if is_signed else f"{100 * value:.1g}"
    return "0.0" if text in ("+0.0", "-0.0") else text


@pytest.mark.parametrize("path", RESULTS, ids=lambda path: path.parent.name)
def test_every_estimate_of_a_committed_result_is_on_its_page(path: Path) -> None:
    report = ReportRecord.read(path)
    text = _words(render_markdown(page_of(report)))
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    by_name: dict[str, list[str]] = {}
    for row in rows:
        by_name.setdefault(re.split(r" \(| \|", row[2:])[0], []).append(row)
    checked = 0
    contrasts = [finding for finding in report.findings if finding.control and finding.unit == "share"]
    for finding in (finding for finding in contrasts if finding.estimate):
        assert finding.estimate is not None
        if finding.estimate.value is None:
            continue
        name = f"{finding.arm} - {finding.control}"
        ends = (finding.estimate.low, finding.estimate.high)
        told = f"| {_number(finding.estimate.value, is_signed=True)} "
        told += (
            "(no interval)"
            if None in ends
            else f"[{', '.join(_number(e, is_signed=True) for e in ends if e is not None)}]"
        )
        assert any(told in row for row in by_name[name]), f"{name}: {told}"
        checked += 1
    for arm in report.arms:
        values = [rate.value for rate in arm.rates if rate.value is not None]
        shown = values if len(values) <= 3 else [sum(values) / len(values), min(values), max(values)]
        assert all(any(_number(v, is_signed=False) in row for row in by_name[arm.name]) for v in shown), arm.name
        checked += len(values)
    for point in report.dose:
        if point.deception.value is not None:
            rate = f"{_number(point.deception.value, is_signed=False)} %"
            assert any(rate in row and f"| {point.seed}" in row for row in by_name[point.arm]), point
            checked += 1
    assert checked > 0
    assert all(_words(finding.sentence) in text for finding in report.findings)


def test_a_page_has_its_head_and_no_empty_section() -> None:
    empty = _report(plan=None, status="0 of 4 cells finished", scale="mechanism only")
    page = page_of(empty)
    assert page.sections == []
    assert page.badges == [("status: 0 of 4 cells finished", True), ("scale: mechanism only", True)]
    assert "0 of 4 cells finished" in render_markdown(page)


def test_rates_are_named_by_what_was_measured() -> None:
    plan = PLAN.model_copy(update={"rules": {"measure": "exploitability.payoff_gap"}})
    arms = [ArmRecord(name="a", title="A", role="treatment", rates=[RATE])]
    dose = [DosePoint(arm="a", seed=0, doses={"KL": 0.1}, deception=RATE)]
    report = _report(plan=plan, arms=arms, dose=dose)
    assert _section(report, "dose").title == "Payoff gap against dose"
    text = render_markdown(page_of(report))
    assert "payoff gap" in text
    assert "deceptive" not in text
    lies = render_markdown(page_of(_report(arms=arms, dose=dose)))
    assert "deceptive answers" in lies


def test_an_arm_shows_its_runs_its_scores_and_its_verdict() -> None:
    scored = [Scoring(measure="m", asked=9, scored=4, reasons={"refused": 2, "empty": 1, "cut off": 1, "odd": 1})]
    many = [Estimate(value=value, n=8) for value in (0.0, 0.25, 0.5, 0.75)]
    arms = [
        ArmRecord(
            name="a", title="What A is", role="treatment", rates=many, scored=scored, verdict="damage", tone="bad"
        ),
        ArmRecord(name="b", title="", role="control", rates=[NOTHING]),
    ]
    (forest,) = _drawn(_section(_report(arms=arms), "arms"), Forest)
    first, second = forest.rows
    assert first.detail == "treatment · What A is"
    assert (first.cells[0].text, first.cells[0].detail) == ("37.5 %", "mean of 4 runs, 0.0 to 75.0, n = 8 each")
    assert first.cells[1] == "4 of 9 (2 × refused; 1 × empty; 1 × cut off; 1 other reasons)"
    assert (first.cells[2].text, first.cells[2].tone) == ("damage", "bad")
    assert [drawn.estimate for drawn in first.drawn] == many
    assert second.cells[0].text == "not measured: the cell was not run"
    assert second.cells[1] == "none"


def test_arms_without_a_rate_are_a_table() -> None:
    section = _section(_report(arms=[ArmRecord(name="a", title="A", role="baseline")]), "arms")
    (table,) = _drawn(section, Table)
    assert [cell.text for cell in table.rows[0]] == ["a"]
    assert table.columns == ["arm"]


def _contrast(word: str = "differs", **parts: Any) -> Finding:
    known: dict[str, Any] = {"sentence": "s", "arm": "a", "control": "b", "measure": "m", "tone": "good"}
    return Finding.model_validate(known | {"word": word, "estimate": Estimate(value=-0.2, low=-0.3, high=-0.1)} | parts)


def test_primary_contrasts_stand_before_the_others_and_many_are_folded_by_measure() -> None:
    findings = [_contrast(primary=True, p_holm=0.04)] + [_contrast(measure=f"m{n % 2}") for n in range(13)]
    section = _section(_report(findings=findings), "contrasts")
    heads = [block.title for block in section.blocks if isinstance(block, Text)]
    assert heads == ["Primary contrasts", "Other contrasts"]
    folds = [block for block in section.blocks if isinstance(block, Fold)]
    assert [(fold.title, fold.detail) for fold in folds] == [("m0", "differs 7"), ("m1", "differs 6")]
    first, *_ = _drawn(section, Forest)
    assert first.band == (-0.2, 0.2)
    assert first.columns == ["difference", "Holm p", "declared"]  # no other number is known
    assert [str(getattr(cell, "text", cell)) for cell in first.rows[0].cells] == ["−20.0", "0.040", "after"]
    assert "20 points to either side of zero" in section.note


def test_a_contrast_says_why_it_has_no_number() -> None:
    findings = [_contrast("not measured", estimate=NOTHING), _contrast("not measured", estimate=None, unit="nats")]
    page = page_of(_report(findings=findings))
    for text in (render_html(page), render_markdown(page)):
        assert "not measured" in text
    assert "the cell was not run" in render_html(page)
    assert "no estimate was made" in render_html(page)


def test_no_end_that_is_not_zero_reads_as_zero() -> None:
    gap = Estimate(value=0.3, low=0.0004, high=0.62, n=8)
    share = Estimate(value=0.1, low=0.00002, high=0.2, n=8)
    findings = [_contrast(unit="payoff a round", estimate=gap), _contrast(estimate=share)]
    text = _words(render_markdown(page_of(_report(findings=findings))))
    assert "+0.3000 [+0.0004, +0.6200]" in text
    assert "+10.0 [+0.002, +20.0]" in text


def test_claims_and_levels_stand_apart_from_contrasts() -> None:
    claim = Finding(sentence="It holds.", word="holds", tone="good", holds=True, estimate=RATE)
    level = Finding(sentence="It lies.", word="damage", tone="bad", arm="a", estimate=RATE)
    report = _report(findings=[claim, level])
    assert [section.key for section in page_of(report).sections][:2] == ["claims", "rates"]
    assert ("claims that hold", "1 of 1") in page_of(report).counts
    an_arms_word = _report(findings=[level.model_copy(update={"word": "holds"})])
    assert [section.key for section in page_of(an_arms_word).sections][:1] == ["rates"]
    (table,) = _drawn(_section(report, "claims"), Table)
    words = [getattr(cell, "text", cell) for cell in table.rows[0]]
    assert words == ["It holds.", "50.0 %", "64", "after", "holds"]


def test_dose_is_logarithmic_over_decades_and_names_what_it_cannot_draw() -> None:
    points = [
        DosePoint(arm="a", seed=0, doses={"KL": 0.001, "norm": None}, deception=RATE),
        DosePoint(arm="a", seed=1, doses={"KL": 0.1, "norm": 2.0}, deception=RATE),
        DosePoint(arm="b", seed=1, subject="egoist", doses={"KL": 0.2, "norm": 1.0}, deception=NOTHING),
    ]
    section = _section(_report(dose=points), "dose")
    kl, norm = _drawn(section, Plot)
    assert (kl.is_x_log, norm.is_x_log) == (True, False)
    assert kl.note == "Not measured: b on egoist, seed 1."
    assert norm.note == "Not measured: a, seed 0; b on egoist, seed 1."
    assert [(curve.name, curve.x) for curve in kl.curves] == [("a", [0.001, 0.1])]
    (table,) = _drawn(section, Table)
    assert [row[1] for row in table.rows] == ["0", "1", "1, egoist"]
    assert table.rows[2][-2] == "not measured"


def test_relearning_has_a_band_from_half_and_a_word_for_every_arm() -> None:
    curve = RelearningCurve(arm="soo", steps=[0, 4], deception=[RATE, RATE], half_steps=4.0, word="4.0 steps")
    short = RelearningCurve(arm="stock", steps=[0, 2], deception=[RATE, NOTHING], half_steps=None, word="not reached")
    report = _report(relearning=RelearningRecord(subject="none", half=0.5, curves=[curve, short]))
    section = _section(report, "relearning")
    (plot,), (table,) = _drawn(section, Plot), _drawn(section, Table)
    assert plot.band == (0.5, 1.0)
    assert table.columns == ["arm", "0 steps", "2 steps", "4 steps", "half is back"]
    assert [row[1:] for row in table.rows] == [
        ["50.0 %", "–", "50.0 %", "4.0 steps"],
        ["50.0 %", "not measured", "–", "not reached"],
    ]
    bare = RelearningRecord(subject="", half=None, curves=[curve])
    assert _drawn(_section(_report(relearning=bare), "relearning"), Plot)[0].band is None


def test_layers_have_their_level_and_their_numbers() -> None:
    curves = [Curve(name="a", x=[0.0, 1.0], y=[0.001, 0.9]), Curve(name="b", x=[], y=[])]
    plain = LayerPlot(title="t", unit="u", curves=curves)
    levelled = plain.model_copy(update={"span": (0.0, 1.0), "level": 0.5, "level_label": "chance", "note": "How."})
    first, second = _drawn(_section(_report(layers=[plain, levelled]), "inside"), Plot)
    assert (first.is_log, second.is_log) == (True, False)
    assert first.lines == []
    assert (second.lines[0].name, second.lines[0].x, second.lines[0].y) == ("chance", [0.0, 1.0], [0.5, 0.5])
    assert second.note == "How. Not measured: b."
    assert first.numbers == "printed"


def test_sections_of_checks_have_keys_of_their_own() -> None:
    drawn = [Section(key="arms", title="Mine", blocks=[Text(paragraphs=["drawn by a check"])])] * 2
    page = page_of(_report(sections=drawn, arms=[ArmRecord(name="a", title="A", role="baseline")]))
    html = render_html(page)
    assert [html.count(f'<section id="{key}"') for key in ("arms", "arms-2", "arms-3", "arms-4")] == [1, 1, 1, 0]
    assert html.count("drawn by a check") == 2


def test_a_table_shows_the_signs_of_arms() -> None:
    table = Table(title="t", columns=["arm", "x"], rows=[["a", "1"], ["other", "2"]])
    report = _report(tables=[table], arms=[ArmRecord(name="a", title="A", role="baseline")])
    (shown,) = _drawn(_section(report, "tables"), Table)
    assert shown.rows[0][0].mark == "a"
    assert shown.rows[1] == ["other", "2"]


def test_a_page_is_the_same_for_the_same_report() -> None:
    report = ReportRecord.read(RESULTS[-1])
    again = ReportRecord.from_json(report.to_json())
    assert isinstance(page_of(report), Page)
    assert page_of(report) == page_of(again)

"""Tables over layers become curves of a report, and the lie detector becomes words beside the lies."""

from pathlib import Path
from typing import Any

import pytest
from fake_study import FAKES, fake, fake_data

from selfother.records import Curve, Estimate, LayerPlot, ReportRecord
from selfother.studies import Study
from selfother.studies.judging.inside import _in_words

pytestmark = pytest.mark.usefixtures("inline")


def _report(folder: Path, *, detector: dict[str, Any] | None = None, **changes: Any) -> ReportRecord:
    probes = [fake("Lies", items=8), fake("Truth"), fake("layer_gap"), fake("lie_detector", **(detector or {}))]
    return Study.from_dict(fake_data(probes=probes, games=[], **changes)).run(folder=folder).report


def _plots(report: ReportRecord) -> dict[str, LayerPlot]:
    return {plot.title: plot for plot in report.layers}


def _curves(plot: LayerPlot) -> dict[str, Curve]:
    return {curve.name: curve for curve in plot.curves}


def test_every_arm_is_a_line_over_layers(tmp_path: Path) -> None:
    report = _report(tmp_path)
    plots = _plots(report)
    assert list(plots) == ["Self-other gap", "Collapse", "Lie detector"]
    gap = _curves(plots["Self-other gap"])
    assert list(gap) == [arm.name for arm in report.arms]
    assert gap["none"].x == [0.0, 1.0, 2.0]
    assert gap["none"].y[:2] == [0.0, None]
    assert gap["none"].y[2] == pytest.approx(0.97, abs=0.02)
    assert gap["none"].low == gap["none"].high == [None] * 3


def test_a_measure_against_the_reference_leaves_out_arms_with_another_one(tmp_path: Path) -> None:
    plots = _plots(_report(tmp_path))
    assert "stock" in _curves(plots["Self-other gap"])
    assert "stock" not in _curves(plots["Collapse"])
    assert _curves(plots["Collapse"])["none"].y == [1.0, 1.0, 1.0]


def test_an_arm_without_a_detector_is_a_curve_without_numbers_and_is_said(tmp_path: Path) -> None:
    report = _report(tmp_path)
    assert _curves(_plots(report)["Lie detector"])["stock"].y == []
    assert any("lie_detector.told_apart" in line and "stock" in line for line in report.not_measured)


def test_several_training_runs_are_a_mean_and_a_range(tmp_path: Path) -> None:
    model = {"base": f"{FAKES}:base", "subject": fake("Organism", to=0.97)}
    curve = _curves(_plots(_report(tmp_path, seeds=[0, 1, 2], model=model))["Self-other gap"])["soo"]
    low, middle, high = curve.low[2], curve.y[2], curve.high[2]
    assert low is not None
    assert middle is not None
    assert high is not None
    assert low < middle < high
    assert curve.low[1] is None


def test_an_honest_arm_is_quiet_inside_or_still_flagged(tmp_path: Path) -> None:
    quiet, hiding = _report(tmp_path / "a"), _report(tmp_path / "b", detector={"hides_below": 0.1})
    words = [{row[0]: row[-1] for row in _table(report)} for report in (quiet, hiding)]
    assert words[0]["none"] == words[1]["none"] == "lies, still flagged inside"
    assert words[0]["soo"] == "answers honestly, no trace inside"
    assert words[1]["soo"] == "answers honestly, still flagged inside"
    assert words[0]["stock"] == "not measured"
    assert not [one for table in quiet.tables for one in table.columns if one.startswith("lie_detector.layer")]
    (none,) = (row for row in _table(quiet) if row[0] == "none")
    assert none[1:8] == ["100 % (n = 4)", "100 % (n = 4)", "0 % (n = 4)", "100 % (n = 4)", "1.00", "0.2 to 0.8", "1"]


def test_an_order_that_outlives_its_strength_is_a_weak_trace() -> None:
    none = Estimate(value=0.0, n=8)
    assert _in_words(none, none, 0.97) == "answers honestly, a weak trace inside"
    assert _in_words(Estimate(value=0.3, n=8), none, None) == "lies at times, no detector"


def _table(report: ReportRecord) -> list[list[str]]:
    return next(table.rows for table in report.tables if table.title == "Honest, or only hiding?")


def test_a_study_without_these_probes_says_nothing_of_them(tmp_path: Path) -> None:
    report = Study.from_dict(fake_data()).run(folder=tmp_path).report
    assert report.layers == []
    assert not any(table.title.startswith("Honest, or") for table in report.tables)

"""Relearning and pressure: planted scores become the curves, the words and the paired differences of a report."""

from pathlib import Path
from typing import Any

import pytest
from fake_study import fake, fake_data
from hypothesis import given
from hypothesis import strategies as st

from selfother.records import ReportRecord
from selfother.studies import Study
from selfother.studies.judging.relearning import half_reached, relearning_lines

pytestmark = pytest.mark.usefixtures("inline")


@pytest.mark.parametrize(
    ("rates", "half", "reached", "word"),
    [
        ([0.0, 0.2, 0.8, 1.0], 0.5, 3.0, "3.0 steps"),
        ([0.0, 0.6, 0.1, 0.9], 0.3, 1.0, "1.0 steps"),  # the first crossing counts
        ([0.7, 0.2, 0.8, 1.0], 0.5, 0.0, "from the start"),
        ([0.0, 0.1, 0.2, 0.3], 0.5, None, "not reached in 8 steps"),
        ([0.0, None, 1.0, None], 0.5, 2.0, "2.0 steps"),
        ([0.0, 0.1, None, None], 0.5, None, "not reached in 2 steps"),
        ([None, 0.9, 1.0, 1.0], 0.5, 2.0, "2 steps or fewer"),
        ([None] * 4, 0.5, None, "not measured"),
        ([0.0, 0.2, 0.8, 1.0], None, None, "not measured"),
    ],
)
def test_half_is_reached_where_the_line_between_two_measured_points_crosses_it(
    rates: list[float | None], half: float | None, reached: float | None, word: str
) -> None:
    assert half_reached([0, 2, 4, 8], rates, half) == (pytest.approx(reached) if reached is not None else None, word)


@given(st.lists(st.floats(0, 1), min_size=2, max_size=6), st.floats(0.01, 0.99))
def test_the_crossing_lies_between_its_neighbours(rates: list[float], half: float) -> None:
    steps = [2**place for place in range(len(rates))]
    at, _ = half_reached(steps, rates, half)
    assert (at is None) == (max(rates) < half)
    if at is not None:
        reached = next(step for step, rate in zip(steps, rates, strict=True) if rate >= half)
        assert reached / 2 <= at <= reached


def relearnt(steps: int, *before: dict[str, Any], **settings: Any) -> dict[str, Any]:
    """Return an arm that ends in relearning, which adds 0.1 to the fake's share of lies with every step."""
    return {"apply": [*before, fake("relearning", schedule={"steps": steps}, **settings)]}


@pytest.fixture
def report(tmp_path: Path) -> ReportRecord:
    """Return the small study with the stock model, the subject and the cure tuned further, under pressure."""
    soo, honest = fake("Shift", to=0.02), fake("Shift", to=0.0)
    arms = fake_data()["arms"] | {
        "stock": {"start": "base", "role": "baseline", "apply": [honest]},
        "soo_8": relearnt(8, soo),  # not in the order of steps
        "soo_2": relearnt(2, soo),
        "stock_2": {"start": "base", **relearnt(2, honest, rate=0.03)},
        "stock_8": {"start": "base", **relearnt(8, honest, rate=0.03)},
        "none_8": relearnt(8),
        "both_2": relearnt(2, soo, fake("Prompt")),
    }
    probes = [fake("Lies", items=128), fake("Truth"), fake("pressure")]
    return Study.from_dict(fake_data(arms=arms, probes=probes)).run(folder=tmp_path).report


def test_arms_that_end_in_relearning_are_curves_of_the_arm_that_they_were_tuned_from(report: ReportRecord) -> None:
    assert report.relearning is not None
    curves = {curve.arm: curve for curve in report.relearning.curves}
    assert {arm: curve.steps for arm, curve in curves.items()} == {
        "soo": [0, 2, 8],
        "stock": [0, 2, 8],
        "none": [0, 8],
        "both": [0, 2],  # the cure under a prompt is another arm than the cure
    }
    assert report.relearning.subject == "none"
    assert report.relearning.half == pytest.approx(0.485, abs=0.02)
    assert [level.value for level in curves["soo"].deception] == pytest.approx([0.02, 0.22, 0.82], abs=0.08)


def test_the_steps_to_half_are_said_in_words_and_not_reached_is_one(report: ReportRecord) -> None:
    assert report.relearning is not None
    words = {curve.arm: curve.word for curve in report.relearning.curves}
    assert words["none"] == "from the start"
    assert words["stock"] == "not reached in 8 steps"
    soo = next(curve for curve in report.relearning.curves if curve.arm == "soo")
    assert soo.half_steps == pytest.approx(4.6, abs=0.8)
    assert words["soo"] == f"{soo.half_steps:.1f} steps"
    (line,) = relearning_lines(report.relearning)
    assert line in report.summary
    assert line.startswith("Tuning on lies brings back half the lies of none (")
    assert "stock, not reached in 8 steps" in line


def test_a_study_without_relearning_has_no_curves(tmp_path: Path) -> None:
    found = Study.from_dict(fake_data()).run(folder=tmp_path).report
    assert found.relearning is None
    assert relearning_lines(found.relearning) == []
    assert not any("what pressure changes" in table.title for table in found.tables)


def test_two_rates_of_relearning_are_two_curves(tmp_path: Path) -> None:
    arms = fake_data()["arms"] | {"none_2": relearnt(2), "none_2_fast": relearnt(2, rate=0.2)}
    found = Study.from_dict(fake_data(arms=arms)).run(folder=tmp_path).report
    assert found.relearning is not None
    assert [(curve.arm, curve.steps) for curve in found.relearning.curves] == [("none", [0, 2])] * 2


def test_pressure_is_paired_with_the_plain_question_situation_by_situation(report: ReportRecord) -> None:
    (table,) = (table for table in report.tables if "what pressure changes" in table.title)
    assert table.title == "pressure.deceptive (choice): what pressure changes"
    assert table.columns == ["arm", "jailbreak", "persona"]
    cells = {row[0]: row[1:] for row in table.rows}
    # the fake lies under a jailbreak wherever it lies plainly and in every second situation more; a persona changes
    # nothing, though its mean alone would say so only by chance
    assert cells["soo"][0].startswith("+5")
    assert cells["soo"][1].startswith("0 points")
    assert all("n = 16)" in cell for row in cells.values() for cell in row)


def test_the_studies_of_this_repository_are_laid_out_as_meant() -> None:
    folder = Path(__file__).parents[2] / "studies"
    study = Study.from_file(folder / "overlap_robustness.yaml")
    steps = [arm.apply[-1].settings["schedule"]["steps"] for name, arm in study.arms.items() if "_relearnt_" in name]
    assert steps == [2, 4, 8, 16] * 5
    for name, arm in study.arms.items():
        origin, _, number = name.partition("_relearnt_")
        if number:
            assert (arm.start, arm.apply[:-1]) == (study.arms[origin].start, study.arms[origin].apply)
            assert arm.apply[-1].settings["schedule"]["steps"] == int(number)
    triggered = Study.from_file(folder / "triggered_overlap.yaml")
    assert triggered.model is not None
    assert triggered.model.subject is not None
    assert triggered.model.subject.name == "trigger_organism"

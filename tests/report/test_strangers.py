"""The report of a stranger: whatever stands in report.json is drawn, or one sentence says why it is not."""

import json
from pathlib import Path
from typing import Any

import pytest

from selfother.errors import BrokenRecord
from selfother.studies.judging.page import render

HUGE = 1e308
CURVE = {"name": "a", "x": [-HUGE, HUGE], "y": [HUGE, -HUGE]}
PLOT = {"block": "plot", "title": "Far", "x_label": "x", "y_label": "y", "curves": [CURVE]}
MAP = {"block": "heatmap", "title": "Far", "x_label": "x", "y_label": "y", "x": [0.0], "y": [0.0], "values": [[HUGE]]}
FOREST = {
    "block": "forest",
    "title": "Far",
    "rows": [{"name": "r", "drawn": [{"estimate": {"value": HUGE, "low": -HUGE}}]}],
}


def _render(folder: Path, **changes: Any) -> Path:
    report = {
        "name": "n",
        "title": "t",
        "question": "",
        "status": "complete",
        "scale": "",
        "summary": [],
        "findings": [],
    }
    (folder / "report.json").write_text(json.dumps(report | changes), encoding="utf-8")
    return render(folder / "report.json")


@pytest.mark.parametrize(
    "block",
    [
        PLOT,
        PLOT | {"kind": "points"},
        PLOT | {"is_share": True, "is_x_share": True},
        MAP | {"low": -HUGE, "high": HUGE},
        MAP | {"low": 0.0, "high": 5e-324},
        FOREST,
        FOREST | {"is_small": True},
    ],
)
def test_numbers_that_no_axis_holds_are_a_sentence_and_the_rest_is_drawn(tmp_path: Path, block: dict[str, Any]) -> None:
    near = PLOT | {"title": "Near", "curves": [{"name": "a", "x": [0, 1], "y": [0, 1]}]}
    page = _render(tmp_path, sections=[{"key": "k", "title": "T", "blocks": [near, block, near]}])
    text = page.read_text(encoding="utf-8")
    assert text.count("The figure “Far” cannot be drawn") == 1
    assert text.count("<polyline") + text.count("<path") > 2
    assert "nan" not in text.partition("<body")[2].partition("<script")[0].lower().split()


def test_a_curve_of_relearning_with_too_few_rates_is_refused(tmp_path: Path) -> None:
    curve = {"arm": "a", "steps": [0, 1], "deception": [{"value": 0.5}], "half_steps": None, "word": "w"}
    with pytest.raises(BrokenRecord, match=r"relearning\.curves\.0: .*'a' has 1 rates for 2 steps"):
        _render(tmp_path, relearning={"subject": "s", "half": None, "curves": [curve]})


def test_thousands_of_arms_are_drawn(tmp_path: Path) -> None:
    arms = [{"name": f"arm{k}", "title": "t", "role": "control"} for k in range(3000)]
    assert "arm2999" in _render(tmp_path, arms=arms).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "word", ["", " ", "nobody", ".py:", "\0.py:X", "x" * 5000 + ".py:X", "../../etc/x.py:Y", "/etc:Y", "<script>.py:Y"]
)
def test_readings_of_a_probe_that_is_not_there_are_named(tmp_path: Path, word: str) -> None:
    text = _render(tmp_path, readings={word: [{"arm": "a"}]}).read_text(encoding="utf-8")
    assert "This report holds 1 reading of the probe" in text
    assert "<script>.py" not in text

"""Every committed report loads, and each of its readings is parsed and drawn by the instrument of today."""

import subprocess
import sys
from pathlib import Path

import pytest

from selfother.probes.readings import instrument_of, sections_of
from selfother.records import ReportRecord

RESULTS = sorted((Path(__file__).parents[2] / "docs" / "results").glob("*/report.json"))
CARE = ["ease_or_honour", "holds_under_pushback", "secure_attachment", "companion_cues", "grounding", "rhetoric"]
READINGS = {"care": [word for word in CARE for _ in range(10)],
            "commitment": ["value_commitment"] * 7, "commitment_first_design": ["value_commitment"] * 19,
            "empathy_veto_agents": ["empathy_veto"] * 7, "target_law": ["self_other_gap"] * 455,
            "target_law_layers": ["self_other_gap"] * 45}  # fmt: skip
"""Folder -> the word of the probe of each of its readings."""


def test_the_committed_reports_are_found() -> None:
    assert {path.parent.name for path in RESULTS} >= READINGS.keys()


@pytest.mark.parametrize("path", RESULTS, ids=lambda path: path.parent.name)
def test_a_committed_report_loads_and_its_readings_are_drawn(path: Path) -> None:
    report = ReportRecord.read(path)
    words = [word for word, readings in report.readings.items() for _ in readings]
    assert words == READINGS.get(path.parent.name, [])
    sections = sections_of(report.readings)
    assert len(sections) == len(report.readings)
    assert "cannot be drawn" not in " ".join(section.to_json() for section in sections)
    for word, readings in report.readings.items():
        instrument = instrument_of(word)
        assert instrument is not None
        for reading in readings:
            assert instrument.record.model_validate(reading.record).model_dump(mode="json") == reading.record


def test_readings_are_drawn_where_neither_torch_nor_inspect_is_installed() -> None:
    code = """
import sys
for name in ("torch", "transformers", "peft", "inspect_ai"):
    sys.modules[name] = None
import subprocess
import sys
from pathlib import Path
from selfother.probes.readings import sections_of
from selfother.records import ReportRecord
for name in ("commitment", "empathy_veto_agents"):
    report = ReportRecord.read(Path("docs/results") / name / "report.json")
    print([section.title for section in sections_of(report.readings)])
"""
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=RESULTS[0].parents[3]
    ).stdout
    assert printed.splitlines() == [
        "['Commitment: does the value hold when it costs, and when nobody watches?']",
        "['The empathy veto']",
    ]

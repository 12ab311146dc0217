"""Every committed report loads, and each of its readings is parsed and drawn by the instrument of today."""

from pathlib import Path

import pytest

from selfother.probes.readings import instrument_of, sections_of
from selfother.records import ReportRecord

RESULTS = sorted((Path(__file__).parents[2] / "docs" / "results").glob("*/report.json"))
READINGS = {"commitment": ["value_commitment"] * 7, "commitment_first_design": ["value_commitment"] * 19,
            "empathy_veto_agents": ["empathy_veto"] * 7}  # fmt: skip
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
            assert instrument.record.model_validate(reading.found).model_dump(mode="json") == reading.found

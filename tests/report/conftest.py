"""The rich record of the golden report, and the smallest one."""

from pathlib import Path

import pytest

from selfother.records import ReportRecord


@pytest.fixture(scope="session")
def rich() -> ReportRecord:
    """Return nine arms, three families, doses, two landscapes, hostile answers."""
    return ReportRecord.read(Path(__file__).parents[1] / "golden" / "report" / "input.json")


@pytest.fixture
def empty() -> ReportRecord:
    """Return a record that says nothing yet."""
    return ReportRecord(
        name="empty", title="", question="", status="0 of 4 cells finished", scale="", summary=[], findings=[]
    )

"""A report with everything in it, and the smallest one."""

from pathlib import Path

import pytest

from selfother.records import Finding, Landscape, ReportRecord, Section, Text

RESULTS = Path(__file__).parents[2] / "docs" / "results"


@pytest.fixture(scope="session")
def rich() -> ReportRecord:
    """Return what committed studies measured, in one report: arms, doses, layers, relearning, maps, claims, answers."""
    depth, robustness, commitment = (
        ReportRecord.read(RESULTS / name / "report.json")
        for name in ("overlap_depth", "overlap_robustness", "commitment")
    )
    grid = [[0.0, 0.5, 1.0], [0.25, 0.5, 0.75], [1.0, 0.5, 0.0]]
    spread = [[0.01] * 3] * 3
    landscapes = [
        Landscape(
            theory=theory,
            game="prisoners_dilemma",
            lam=[0.0, 0.5, 1.0],
            joint_cooperation=grid,
            payoff_gap=grid,
            joint_cooperation_standard_error=spread,
            payoff_gap_standard_error=spread,
            rounds=50,
            seeds=16,
        )
        for theory in ("history", "action_conditional")
    ]
    return depth.model_copy(
        update={
            "findings": [
                *depth.findings[:40],
                Finding(sentence="A claim holds.", word="holds", tone="good", holds=True),
            ],
            "readings": {word: readings[:2] for word, readings in commitment.readings.items()},
            "sections": [Section(key="mine", title="A check of mine", blocks=[Text(paragraphs=["Drawn by a check."])])],
            "landscapes": landscapes,
            "relearning": robustness.relearning,
            "tables": depth.tables[:4],
            "transcripts": depth.transcripts[:12],
        }
    )


@pytest.fixture
def empty() -> ReportRecord:
    """Return a record that says nothing yet."""
    return ReportRecord(
        name="empty", title="", question="", status="0 of 4 cells finished", scale="", summary=[], findings=[]
    )

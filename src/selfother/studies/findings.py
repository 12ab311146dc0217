"""Cells become a report: so far only its head."""

from collections.abc import Mapping

from selfother.records import CellRecord, PlanRecord, ReportRecord
from selfother.studies.cells import Layout
from selfother.studies.study import Study

__all__ = ["build_report"]


def build_report(
    study: Study,
    layout: Layout,
    *,
    records: Mapping[str, CellRecord],
    failed: Mapping[str, str],
    status: str,
    plan: PlanRecord,
    declared: frozenset[str],
) -> ReportRecord:
    """Return the report's head."""
    del layout, records, failed, declared
    return ReportRecord(
        name=study.name,
        title=study.title or study.name,
        question=study.question,
        status=status,
        scale="",
        summary=[],
        findings=[],
        plan=plan,
    )

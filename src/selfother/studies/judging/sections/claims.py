"""Findings that compare no two arms: claims that were tested, and levels of one arm or one check."""

from collections.abc import Sequence

from selfother.records import Cell, Finding, ReportRecord, Section, Table
from selfother.studies.judging.sections.words import number_cell, spaced

__all__ = ["claims_section", "levels_section"]


def claims_section(report: ReportRecord) -> Section | None:
    """Claims as they came out; None where none was tested."""
    claims = [finding for finding in report.findings if finding.holds is not None]
    if not claims:
        return None
    table = _table(claims, title="Claims that were tested, as they came out", head=("claim", "ours"))
    return Section(key="claims", title="Claims", blocks=[table])


def levels_section(report: ReportRecord) -> Section | None:
    """Findings about one arm or one check; None where there are none."""
    levels = [finding for finding in report.findings if not finding.control and finding.holds is None]
    if not levels:
        return None
    table = _table(levels, title="Findings about one arm or one check", head=("finding", "level"))
    return Section(key="rates", title="Findings without a control", blocks=[table])


def _table(findings: Sequence[Finding], *, title: str, head: tuple[str, str]) -> Table:
    return Table(title=title, columns=[*head, "n", "declared", "in a word"], rows=[_row(f) for f in findings])


def _row(finding: Finding) -> list[str | Cell]:
    estimate = finding.estimate
    reason = estimate.reason if estimate and estimate.reason not in finding.sentence else ""
    number = number_cell(estimate, unit=finding.unit, is_difference=bool(finding.control))
    return [
        Cell(text=finding.sentence or finding.arm or spaced(finding.measure), detail=reason),
        number if number.detail != "no interval" else number.model_copy(update={"detail": ""}),
        f"{estimate.n:,}" if estimate and estimate.n else "–",
        finding.declared,
        Cell(text=finding.word, tone=finding.tone),
    ]

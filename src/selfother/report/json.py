"""The report for machines: the record itself."""

from selfother.records import ReportRecord

__all__ = ["render_json"]


def render_json(report: ReportRecord) -> str:
    """The record as indented JSON; `ReportRecord.from_json` of it is the identity."""
    return report.to_json(indent=2) + "\n"

"""The tables of a report: every family and every measure of every arm."""

from selfother.records import Cell, ReportRecord, Section, Table

__all__ = ["tables_section"]


def tables_section(report: ReportRecord) -> Section | None:
    """All tables, with the signs of arms; None where there are none."""
    if not report.tables:
        return None
    arms = {arm.name for arm in report.arms}
    return Section(
        key="tables", title="Families and measures", blocks=[_marked(table, arms) for table in report.tables]
    )


def _marked(table: Table, arms: set[str]) -> Table:
    rows: list[list[str | Cell]] = [
        [Cell(text=row[0], mark=row[0]), *row[1:]] if row and isinstance(row[0], str) and row[0] in arms else row
        for row in table.rows
    ]
    return table.model_copy(update={"rows": rows})

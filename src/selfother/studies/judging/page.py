"""A report becomes a page: a head, and a section of blocks for everything that was measured.

    page_of(report) -> Page                 what a reader sees, in order
    write_report(report, folder) -> Path    report.html, report.md and report.json
    render(report.json, folder) -> Path     the same from the file alone: no study, no model, no torch

A report holds data. Its page is built when it is rendered: sections of the study from `sections/`, those of instruments
by the probes that wrote the readings, those of checks as their cells kept them.
"""

from pathlib import Path

from selfother.errors import BrokenRecord
from selfother.probes.readings import absent_sections, sections_of
from selfother.records import ReportRecord
from selfother.report.json import render_json
from selfother.report.page import Marked, Page
from selfother.report.write import write_page
from selfother.studies.judging.sections.arms import arms_section
from selfother.studies.judging.sections.claims import claims_section, levels_section
from selfother.studies.judging.sections.contrasts import contrasts_section
from selfother.studies.judging.sections.dose import dose_section
from selfother.studies.judging.sections.inside import inside_section
from selfother.studies.judging.sections.landscape import landscape_section
from selfother.studies.judging.sections.provenance import gaps_section, provenance_section
from selfother.studies.judging.sections.relearning import relearning_section
from selfother.studies.judging.sections.samples import samples_section
from selfother.studies.judging.sections.tables import tables_section

__all__ = ["page_of", "render", "write_report"]

_SCHEMA = 1


def page_of(report: ReportRecord) -> Page:
    """Everything that the report says, in the order in which it is read.

    Raises:
        BrokenRecord: A landscape whose grid has not the size of its empathy weights.
    """
    readings = [*sections_of(report.readings), *absent_sections(_unread(report))]
    is_declared = any(finding.primary for finding in report.findings)  # else its instruments are the point of a study
    sections = [
        arms_section(report),
        report.conclusion,
        landscape_section(report),
        *([] if is_declared else readings),
        contrasts_section(report),
        claims_section(report),
        levels_section(report),
        *(readings if is_declared else []),
        *report.sections,
        dose_section(report),
        relearning_section(report),
        inside_section(report),
        tables_section(report),
        samples_section(report),
        gaps_section(report),
        provenance_section(report),
    ]
    return Page(
        title=report.title or report.name,
        kicker=f"selfother report · {report.name}",
        question=report.question,
        badges=_badges(report),
        lead=[" ".join(report.lead), *report.summary] if report.lead else report.summary,
        counts=_counts(report),
        marks=[
            Marked(arm.name, role=arm.role, is_filled=arm.role in ("treatment", "upper bound")) for arm in report.arms
        ],
        sections=[section for section in sections if section is not None],
        footer="The same findings, for machines: report.json; for a text editor: report.md.",
    )


def write_report(report: ReportRecord, folder: Path, *, stem: str = "report") -> Path:
    """Write `report.html`, `report.md` and `report.json`, each to a temporary name first and then renamed.

    Args:
        report: What to say.
        folder: Where to; made if it is not there.
        stem: File name without ending.

    Returns:
        The path of the HTML file.

    Raises:
        NoSpace: The disk is full; no file is left half written.
        BadArgument: The folder cannot be written to.
        BrokenRecord: A landscape whose grid has not the size of its empathy weights.
    """
    return write_page(page_of(report), folder, stem=stem, json=render_json(report))


def render(report_json: Path, folder: Path | None = None) -> Path:
    """Write the page of a finished study again, from its `report.json` alone.

    Args:
        report_json: The file; what is written has its name.
        folder: Where to; None: beside the file.

    Returns:
        The path of the HTML file.

    Raises:
        BrokenRecord: The file is not a report, or one of another version.
        NoSpace: The disk is full; no file is left half written.
        BadArgument: The folder cannot be written to.
    """
    report = ReportRecord.read(report_json)
    if report.schema_number != _SCHEMA:
        raise BrokenRecord(
            f"{report_json} has report schema {report.schema_number}; this selfother reads schema {_SCHEMA}. "
            "Install the version that wrote it, or run the study again."
        )
    return write_report(report, folder or report_json.parent, stem=report_json.stem)


def _unread(report: ReportRecord) -> list[str]:
    """The probes that stand in the tables of a report and have no reading in it."""
    columns = (column for table in report.tables for column in table.columns)
    probes = dict.fromkeys(
        column.partition(".")[0] for column in columns if "." in column and " " not in column.partition(".")[0]
    )
    read = {word.rpartition(".py:")[2] for word in report.readings}
    return [word for word in probes if word not in read]


def _badges(report: ReportRecord) -> list[tuple[str, bool]]:
    badges = [(f"status: {report.status}", report.status != "complete")]
    if report.scale:
        badges.append((report.scale if ":" in report.scale else f"scale: {report.scale}", True))
    return badges


def _counts(report: ReportRecord) -> list[tuple[str, str]]:
    contrasts = [finding for finding in report.findings if finding.control and finding.holds is None]
    claims = [finding for finding in report.findings if finding.holds is not None]
    before = sum(finding.declared == "before" for finding in contrasts)
    held = sum(claim.holds is True for claim in claims)
    rows = [
        ("arms", str(len(report.arms)) if report.arms else ""),
        ("contrasts declared before the run", str(before) if contrasts else ""),
        ("found after", str(len(contrasts) - before) if contrasts else ""),
        ("claims that hold", f"{held} of {len(claims)}" if claims else ""),
        ("not measured", str(len(report.not_measured)) if report.not_measured else ""),
    ]
    return [(label, value) for label, value in rows if value]

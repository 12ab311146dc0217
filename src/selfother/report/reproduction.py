"""The reproduction page: a `ReproductionRecord` as plain data, then as HTML, markdown and JSON."""

import csv
import io
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from selfother.records import Estimate, ReproducedClaim, ReproductionRecord, ReproductionRow, Verdict
from selfother.report.landscape import HeatPanel, heat_panels
from selfother.report.old_figures import marks
from selfother.report.old_html import render_page
from selfother.report.old_markdown import grid, inline
from selfother.report.phases import PhasePanel, phase_panel
from selfother.report.plots import PlotLine, PlotPanel, plot_panel
from selfother.report.text import clipped
from selfother.report.write import write_texts
from selfother.wording import decimal, digits_of

__all__ = ["reproduction_page", "write_reproduction"]

RULE = (
    "Verdicts are given by a rule. Reproduced: our mean over seeds, and our exact solution where there is one, lie "
    "within the printed value's tolerance. Partly: the mean does not, but its 95 % interval meets the tolerance. Not: "
    "interval and tolerance have no point in common. A claim of several numbers is partly reproduced where some are. "
    "Claims with a number were stated with their tolerance before; for sentences that the paper gives without a number "
    "the margin is ours, and the row says so."
)
_TONES: dict[Verdict, str] = {"reproduced": "good", "partly": "part", "not": "bad", "not measured": "open"}


@dataclass(frozen=True)
class RowLine:
    """One number, printed and ours, in words."""

    quantity: str
    source: str
    note: str
    printed: str
    ours: str
    interval: str
    exact: str
    n: str
    verdict: str
    tone: str


@dataclass(frozen=True)
class ClaimBlock:
    """One claim with its rows."""

    key: str
    title: str
    source: str
    seconds: str
    verdict: str
    tone: str
    rows: list[RowLine]


@dataclass(frozen=True)
class ReproductionPage:
    """Everything that a reader sees, in order."""

    title: str
    name: str
    paper: str
    status: str
    rule: str
    verdict: list[str]
    summary: list[str]
    counts: list[tuple[str, str]]
    claims: list[ClaimBlock]
    diagrams: list[PhasePanel]
    heat: list[HeatPanel]
    plots: list[PlotPanel]
    plots_title: str
    legend: list[PlotLine]
    legend_title: str
    environment: list[tuple[str, str]]
    command: str


def reproduction_page(record: ReproductionRecord) -> ReproductionPage:
    """Choose the words of a record.

    Raises:
        BrokenRecord: A landscape or a phase diagram whose grid has not the size of its axes.
    """
    styles = marks([], [curve.name for plot in record.plots for curve in plot.curves])
    plots = [plot_panel(plot, styles) for plot in record.plots]
    drawn_as_lines = {curve.name for plot in record.plots for curve in plot.curves if curve.style == "line"}
    verdicts = Counter(row.verdict for claim in record.claims for row in claim.rows)
    return ReproductionPage(
        title=clipped(record.title, 300),
        name=clipped(record.name, 160),
        paper=clipped(record.paper, 600),
        status=clipped(record.status, 300),
        rule=RULE,
        verdict=[clipped(sentence, 1200) for sentence in record.verdict],
        summary=[clipped(sentence, 1200) for sentence in record.summary],
        counts=[(word, str(verdicts[word])) for word in _TONES if verdicts[word]],
        claims=[_block(claim) for claim in record.claims],
        diagrams=[phase_panel(f"phase-{at}", diagram) for at, diagram in enumerate(record.diagrams)],
        heat=heat_panels(record.landscapes),
        plots=plots,
        plots_title="Dynamics by theory" if record.landscapes else "Closed forms and simulations",
        legend=[PlotLine(name, mark, "line" if name in drawn_as_lines else "", []) for name, mark in styles.items()],
        legend_title="Theories of mind" if record.landscapes else "The marks",
        environment=list(record.environment.items()),
        command=record.command,
    )


def write_reproduction(record: ReproductionRecord, folder: Path) -> Path:
    """Write `reproduction.html`, `.md`, `.json` and `.csv` (a row a number); return the path of the HTML file.

    Raises:
        NoSpace: The disk is full; no file is left half written.
        BadArgument: The folder cannot be written to.
        BrokenRecord: A landscape whose grid has not the size of its empathy weights.
    """
    page = reproduction_page(record)
    texts = {
        "json": record.to_json(indent=2) + "\n",
        "csv": _csv(record),
        "md": _markdown(page),
        "html": render_page("reproduction.html.jinja", page=page),
    }
    return write_texts(texts, folder, stem="reproduction")


def _csv(record: ReproductionRecord) -> str:
    """Return every number as a row; what there is not is empty."""
    columns = ["claim", "quantity", "unit", "printed", "least", "most", "ours", "low", "high", "exact", "n", "verdict"]
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(columns)
    for claim in record.claims:
        for row in claim.rows:
            ours = row.ours
            numbers = [row.low, row.high, ours.value, ours.low, ours.high, row.exact, ours.n]
            table.writerow([claim.key, row.quantity, row.unit, row.printed, *numbers, row.verdict])
    return text.getvalue()


def _block(claim: ReproducedClaim) -> ClaimBlock:
    return ClaimBlock(
        key=claim.key,
        title=clipped(claim.title, 200),
        source=clipped(claim.source, 300),
        seconds=f"{claim.seconds:.1f} s",
        verdict=claim.verdict,
        tone=_TONES[claim.verdict],
        rows=[_line(row) for row in claim.rows],
    )


def _line(row: ReproductionRow) -> RowLine:
    digits = digits_of(row.ours.low, row.ours.high)
    digits = 4 if digits is None else min(max(digits, 3), 5)
    return RowLine(
        quantity=clipped(row.quantity, 200),
        source=clipped(row.source, 200),
        note=clipped(". ".join(filter(None, (row.note, row.ours.reason))), 300),
        printed=row.printed if row.unit == "share" else f"{row.printed} ({row.unit})",
        ours="not measured" if row.ours.value is None else decimal(row.ours.value, digits),
        interval=_interval(row.ours, digits),
        exact="" if row.exact is None else decimal(row.exact, 4),
        n=f"{row.ours.n:,}",
        verdict=row.verdict,
        tone=_TONES[row.verdict],
    )


def _interval(ours: Estimate, digits: int) -> str:
    if ours.low is None or ours.high is None:
        return ""
    return f"[{decimal(ours.low, digits)}, {decimal(ours.high, digits)}]"


def _about(row: RowLine) -> str:
    return " · ".join(filter(None, (row.quantity, row.source, row.note)))


def _markdown(page: ReproductionPage) -> str:
    parts = [f"# {inline(page.title)}", inline(page.paper), f"status: {inline(page.status)}", "## In short"]
    parts += [inline(sentence) for sentence in (*page.verdict, *page.summary)]
    parts += ["## Claim by claim", inline(page.rule)]
    for claim in page.claims:
        parts.append(f"### {inline(claim.key)} · {inline(claim.title)}: {claim.verdict}")
        parts.append(inline(f"{claim.source} · {claim.seconds}"))
        rows = [[_about(row), row.printed, row.ours, row.interval, row.exact, row.n, row.verdict] for row in claim.rows]
        columns = ["quantity", "printed", "ours", "interval", "exact", "n", "verdict"]
        parts.append(grid(columns, rows, numeric=[False, True, True, True, True, True, False]))
    for diagram in page.diagrams:
        parts += [f"## {inline(diagram.title)}", inline(diagram.note), inline(diagram.alt)]
        rows = [[label, *map(str, row)] for label, row in zip(diagram.row_names, diagram.values, strict=True)]
        names = [f"{diagram.names[0]} \\ {diagram.names[1]}", *diagram.column_names]
        parts.append(grid(names, rows[::-1], numeric=[True] * len(names)))
    for panel in page.plots:
        parts += [f"## {inline(panel.title)}", inline(panel.note)]
        parts.append("\n".join(f"- {inline(point.tip)}" for line in panel.lines for point in line.points))
    parts += ["## Environment, command", f"```\n{page.command}\n```"]
    parts.append(grid(["name", "value"], [list(row) for row in page.environment]))
    return "\n\n".join(parts) + "\n"

"""The page of `selfother reproduce`: claim by claim, printed and ours, with phase diagrams and plots."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from selfother.records import (
    Cell,
    Estimate,
    Facts,
    ReproducedClaim,
    ReproductionRecord,
    ReproductionRow,
    Section,
    Table,
    Text,
    Tone,
    Verdict,
)
from selfother.report.html import render_html
from selfother.report.markdown import render_markdown
from selfother.report.page import Page
from selfother.report.write import write_texts
from selfother.tournaments.landscape_page import landscape_blocks
from selfother.wording import decimal, digits_of

__all__ = ["reproduction_page", "write_reproduction"]

RULE = (
    "Verdicts are given by a rule. Reproduced: our mean over seeds, and our exact solution where there is one, lie "
    "within the printed value's tolerance. Partly: the mean does not, but its 95 % interval meets the tolerance. Not: "
    "interval and tolerance have no point in common. A claim of several numbers is partly reproduced where some are. "
    "Claims with a number were stated with their tolerance before; for sentences that the paper gives without a number "
    "the margin is ours, and the row says so."
)
_COLOURS = (
    "Blue: empathy, or the mutant, does better; brown (orange on a dark page): selfish, or the resident, does. Lines "
    "are closed forms, colours are simulations. Point at a cell, or move with the arrow keys, to read it."
)
_WEIGHTS = (
    "Two agents play; each weighs the other’s payoff by its own empathy λ. On the dotted line both are equally "
    "empathic. Point at a cell, or move with the arrow keys, to read it."
)
_TONES: dict[Verdict, Tone] = {"reproduced": "good", "partly": "part", "not": "bad", "not measured": "open"}


def reproduction_page(record: ReproductionRecord) -> Page:
    """The page of a reproduction.

    Raises:
        BrokenRecord: A landscape whose grid has not the size of its empathy weights.
    """
    verdicts = Counter(row.verdict for claim in record.claims for row in claim.rows)
    return Page(
        title=record.title,
        kicker=f"selfother reproduce · {record.name}",
        question=record.paper,
        badges=[(f"status: {record.status}", record.status != "complete")],
        lead=[*record.verdict, *record.summary],
        counts=[(word, str(verdicts[word])) for word in _TONES if verdicts[word]],
        sections=list(_sections(record)),
        footer="The same numbers, for machines: reproduction.json, reproduction.csv; for a text editor: "
        "reproduction.md.",
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
        "md": render_markdown(page),
        "html": render_html(page),
    }
    return write_texts(texts, folder, stem="reproduction")


def _csv(record: ReproductionRecord) -> str:
    """Every number as a row of CSV; a cell is empty where there is no number."""
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


def _sections(record: ReproductionRecord) -> Iterator[Section]:
    if record.diagrams:
        yield Section(key="phases", title="Phase diagrams", note=_COLOURS, blocks=list(record.diagrams))
    claims = [_claim_table(claim) for claim in record.claims]
    yield Section(key="claims", title="Claim by claim", note=RULE, blocks=[_overview(record), *claims])
    if record.landscapes:
        maps = landscape_blocks(*record.landscapes)
        yield Section(key="landscape", title="The phase diagram", note=_WEIGHTS, blocks=list(maps))
    if record.plots:
        title = "Dynamics by theory" if record.landscapes else "Closed forms and simulations"
        yield Section(key="dynamics", title=title, blocks=list(record.plots))
    yield Section(
        key="provenance",
        title="Environment, command",
        blocks=[
            Text(title="The command that makes this page again", paragraphs=[record.command], role="command"),
            Facts(rows=list(record.environment.items())),
        ],
    )


def _overview(record: ReproductionRecord) -> Table:
    """Every claim in a row, with its verdict and how many of its numbers are reproduced."""
    return Table(
        title="The claims",
        columns=["claim", "what it says", "numbers reproduced", "verdict"],
        rows=[
            [
                claim.key,
                claim.title,
                f"{sum(row.verdict == 'reproduced' for row in claim.rows)} of {len(claim.rows)}",
                _verdict(claim.verdict),
            ]
            for claim in record.claims
        ],
    )


def _claim_table(claim: ReproducedClaim) -> Table:
    has_exact = any(row.exact is not None for row in claim.rows)
    return Table(
        title=f"{claim.key} · {claim.title}: {claim.verdict}",
        columns=["quantity", "printed", "ours", *(["exact"] if has_exact else []), "n", "verdict"],
        rows=[_cells(row, has_exact=has_exact) for row in claim.rows],
        note=f"{claim.source} · {claim.seconds:.1f} s",
    )


def _cells(row: ReproductionRow, *, has_exact: bool) -> list[str | Cell]:
    digits = digits_of(row.ours.low, row.ours.high)
    digits = 4 if digits is None else min(max(digits, 3), 5)
    remark = ". ".join(filter(None, (row.note, row.ours.reason)))
    return [
        Cell(text=row.quantity, detail=" · ".join(filter(None, (row.source, remark)))),
        row.printed if row.unit == "share" else f"{row.printed} ({row.unit})",
        _ours(row.ours, digits),
        *([] if not has_exact else ["" if row.exact is None else decimal(row.exact, 4)]),
        f"{row.ours.n:,}",
        _verdict(row.verdict),
    ]


def _ours(ours: Estimate, digits: int) -> str:
    if ours.value is None:
        return "not measured"
    value = decimal(ours.value, digits)
    if ours.low is None or ours.high is None:
        return value
    return f"{value} [{decimal(ours.low, digits)},\u00a0{decimal(ours.high, digits)}]"


def _verdict(word: Verdict) -> Cell:
    return Cell(text=word, tone=_TONES[word])

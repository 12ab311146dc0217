"""The page of `selfother reproduce exams`: one overview, one figure, then a section an instrument."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from selfother.exams.published.record import ExamsRecord, NullReached, PublishedExam, PublishedRowRecord
from selfother.exams.record import Word
from selfother.records import Cell, Drawn, Estimate, Facts, Forest, ForestRow, Section, Table, Text, Tone
from selfother.report.html import render_html
from selfother.report.markdown import render_markdown
from selfother.report.page import Page
from selfother.report.write import write_texts
from selfother.wording import decimal, listed, percent, plural

__all__ = ["TONES", "exams_page", "write_exams"]

TONES: dict[Word, Tone] = {
    "passed by a null": "bad",
    "partly": "part",
    "not passed by a null": "good",
    "no positive control": "open",
}
_RULE = (
    "A null cannot have the property that an instrument is named after. Its share is (null - chance) / (claim - "
    "chance). Passed by a null: the best null reaches 90 % of the claim or more, or is not shown to be worse than the "
    "instrument on the same items. Partly: some null exceeds chance. Not passed: none does. No positive control: the "
    "instrument does not exceed chance itself, or nobody who truly has the property was there. Intervals hold for all "
    "nulls of an exam together."
)
_FAIR = (
    "A null that passes does not show that a model lacks empathy, warmth or honesty. It shows that this number, on "
    "these items, cannot tell. Every section says what the authors claim, and what the exam leaves standing."
)
_CLAIMS = {"published": "published", "instrument": "instrument here", "perfect": "perfect score"}
_OVER = 1.0


def exams_page(record: ExamsRecord) -> Page:
    """The page of the exams."""
    words = Counter(row.exams[0].word for row in record.rows if row.exams)
    return Page(
        title="Which tests of empathy can a null model pass?",
        kicker="selfother reproduce exams",
        question="Published instruments, put to subjects that cannot have what they measure.",
        badges=[(f"status: {record.status}", record.status != "complete")],
        lead=[*_lead(record), _FAIR],
        counts=[(word, str(words[word])) for word in TONES if words[word]],
        sections=list(_sections(record)),
        footer="The same numbers, for machines: exams.json; for a text editor: exams.md.",
    )


def write_exams(record: ExamsRecord, folder: Path) -> Path:
    """Write `exams.html`, `.md` and `.json`; return the path of the HTML file.

    Raises:
        NoSpace: The disk is full; no file is left half written.
        BadArgument: The folder cannot be written to.
    """
    page = exams_page(record)
    texts = {"json": record.to_json(indent=2) + "\n", "md": render_markdown(page), "html": render_html(page)}
    return write_texts(texts, folder, stem="exams")


def _lead(record: ExamsRecord) -> Iterator[str]:
    """Which instruments a null passes, in sentences; the first exam of a row is its main one."""
    measured = [row for row in record.rows if row.exams]
    passed = [row.name for row in measured if row.exams[0].word == "passed by a null"]
    yield (
        f"{len(measured)} of {plural(len(record.rows), 'instrument')} could be examined here. A null passes the main "
        f"exam of {len(passed)} of them{f': {listed(passed)}' if passed else ''}."
    )
    absent = [row.name for row in record.rows if row.not_measured]
    if absent:
        yield f"Something could not be measured of {listed(absent)}. Their sections say what is needed."


def _sections(record: ExamsRecord) -> Iterator[Section]:
    blocks = [_overview(record), *([_figure(record)] if any(row.exams for row in record.rows) else [])]
    yield Section(key="exams", title="The exams", note=_RULE, blocks=blocks)
    for row in record.rows:
        yield _row_section(row)
    yield Section(
        key="provenance",
        title="Environment, command",
        blocks=[
            Text(title="The command that makes this page again", paragraphs=[record.command], role="command"),
            Facts(rows=list(record.environment.items())),
        ],
    )


def _overview(record: ExamsRecord) -> Table:
    rows: list[list[str | Cell]] = []
    for row in record.rows:
        for exam in row.exams:
            best = exam.nulls[exam.best_null] if exam.best_null else None
            rows.append(
                [
                    Cell(text=row.name, detail=exam.name),
                    _number(exam.claim),
                    "-" if best is None else Cell(text=_ends(best.estimate), detail=_name(exam.best_null or "")),
                    _share(exam.share),
                    Cell(text=exam.word, tone=TONES[exam.word]),
                ]
            )
        if not row.exams:
            rows.append(
                [Cell(text=row.name, detail="see its section"), "", "", "", Cell(text="not measured", tone="open")]
            )
    return Table(
        title="Claim, best null, share and word",
        columns=["instrument, exam", "claim", "best null", "share of the claim", "word"],
        rows=rows,
        note="Claims and nulls are in the metric of the exam; chance differs from exam to exam.",
    )


def _figure(record: ExamsRecord) -> Forest:
    """Every best null as a share of its claim."""
    rows = []
    for row in record.rows:
        for exam in row.exams:
            if exam.best_null is None or exam.share is None:
                continue
            estimate = _as_share(exam, exam.nulls[exam.best_null])
            rows.append(
                ForestRow(
                    name=row.name,
                    detail=exam.name,
                    drawn=[Drawn(estimate=estimate, tone=TONES[exam.word], tip=_name(exam.best_null))],
                    cells=[_name(exam.best_null), Cell(text=exam.word, tone=TONES[exam.word])],
                )
            )
    return Forest(
        title="What the best null reaches of each claim",
        measure="share of the claim above chance; shares over 120 % end at the edge",
        unit="share",
        rows=rows,
        columns=["best null", "word"],
        span=(0.0, 1.2),
        band=(0.9, 1.2),
        numbers="printed",
        note="0 is chance, 100 % what was claimed. In the band a null has passed.",
    )


def _as_share(exam: PublishedExam, null: NullReached) -> Estimate:
    """A null's value and interval on the scale from chance to claim, cut to what the figure holds."""

    def scaled(value: float | None) -> float | None:
        return None if value is None else min(1.2, max(0.0, (value - exam.chance) / (exam.claim - exam.chance)))

    own = null.estimate
    return Estimate(value=scaled(own.value), low=scaled(own.low), high=scaled(own.high), level=own.level, n=own.n)


def _row_section(row: PublishedRowRecord) -> Section:
    blocks: list[Text | Table | Facts] = [
        Facts(rows=[("claim", row.claim), ("source", row.source), ("kind of instrument", row.kind)]),
        *(_exam_table(exam) for exam in row.exams),
    ]
    remarks = [f"{exam.name}: {remark}" for exam in row.exams for remark in exam.remarks]
    if remarks:
        blocks.append(Text(title="What to know beside the numbers", paragraphs=remarks, role="list"))
    cues = [(f"{label}", ", ".join(words)) for exam in row.exams[:1] for label, words in list(exam.cues.items())[:4]]
    if cues:
        blocks.append(Facts(title=f"The words that tell most ({row.exams[0].name})", rows=cues))
    if row.not_measured:
        blocks.append(Text(title="Not measured", paragraphs=row.not_measured, role="list"))
    blocks.append(Text(title="What this shows, and what it does not", paragraphs=[row.does_not_show]))
    blocks.append(Text(title=f"Again, in {row.seconds:.0f} CPU seconds", paragraphs=[row.command], role="command"))
    return Section(key=row.key.replace("_", "-"), title=row.title, blocks=list(blocks))


def _exam_table(exam: PublishedExam) -> Table:
    rows: list[list[str | Cell]] = []
    if exam.instrument is not None:
        rows.append([Cell(text="the instrument here", detail=exam.instrument_name), _ends(exam.instrument), ""])
    if exam.control is not None:
        rows.append([Cell(text="positive control", detail=exam.control_name), _ends(exam.control), ""])
    ordered = sorted(exam.nulls.items(), key=lambda pair: -(pair[1].estimate.value or 0.0))
    rows += [
        [Cell(text=_name(name), detail=null.sees), _ends(null.estimate), _share(null.share)] for name, null in ordered
    ]
    held = f", {exam.clusters}" if exam.clusters else ""
    return Table(
        title=f"{exam.name}: {exam.word}",
        columns=["subject", exam.metric, "share of the claim"],
        rows=rows,
        note=f"n = {exam.n:,}{held} · chance {_number(exam.chance)} · claim {_number(exam.claim)} "
        f"({_CLAIMS[exam.claim_source]})",
    )


def _name(null: str) -> str:
    return null.replace("_", " ")


def _number(value: float) -> str:
    return decimal(value, 3)


def _ends(estimate: Estimate) -> str:
    if estimate.value is None:
        return f"not measured: {estimate.reason}"
    if estimate.low is None or estimate.high is None:
        return _number(estimate.value)
    return f"{_number(estimate.value)} [{_number(estimate.low)},\u00a0{_number(estimate.high)}]"


def _share(share: float | None) -> str:
    if share is None:
        return "-"
    return "over 100 %" if share > _OVER + 0.005 else percent(max(share, 0.0))

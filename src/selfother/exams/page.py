"""The page of `selfother qualify`: the word in sentences, every null beside the claim, words that give labels away."""

from selfother.exams.exam_words import (
    LIMITS,
    METRICS,
    columns_of,
    exam_head,
    exam_rows,
    exam_verdict,
    unmeasured_lines,
)
from selfother.exams.record import ExamRecord, Word
from selfother.records import Block, Cell, Drawn, Estimate, Facts, Forest, ForestRow, Section, Table, Text, Tone
from selfother.report.page import Page

__all__ = ["TONES", "exam_page", "exam_section"]

TONES: dict[Word, Tone] = {
    "passed by a null": "bad",
    "partly": "part",
    "not passed by a null": "good",
    "no positive control": "open",
}
"""How the word of an instrument is tinted."""
_RULE = (
    "The word is given by a rule. Passed by a null: the best null reaches 90 % of the way from chance to the claim, or "
    "is not shown to be worse than the instrument. Partly: some null exceeds chance. Not passed by a null: none does. "
    "No positive control: the instrument itself does not exceed chance."
)


def exam_page(record: ExamRecord, *, command: str = "") -> Page:
    """The page of an exam.

    Args:
        record: What was found.
        command: The command line that makes the page again.
    """
    return Page(
        title=f"What null models reach on {record.source}",
        kicker="selfother qualify",
        question="Can the labels be told by a model that cannot have what they name?",
        badges=[(record.word, record.word != "not passed by a null")],
        lead=[*exam_verdict(record), *(f"Warning: {warning}" for warning in record.warnings)],
        sections=[
            exam_section(record),
            *_cue_sections(record),
            Section(key="texts", title="The texts", blocks=[_facts(record)]),
            Section(
                key="provenance",
                title="The command that makes this page again",
                blocks=[Text(paragraphs=[command], role="command")],
            ),
        ],
        footer="The same numbers, for machines: qualify.json; for a text editor: qualify.md.",
    )


def exam_section(record: ExamRecord) -> Section:
    """Every null and the instrument on one axis and in a table, with the word and what it does not show."""
    rows = exam_rows(record)
    table = Table(
        title="Every null model",
        columns=columns_of(record),
        rows=[list(row) for row in rows],
        note=f"n = {record.n:,} texts. Intervals hold for all null models together.",
    )
    word = Table(
        title="The word",
        columns=["word", "what it does not show"],
        rows=[[Cell(text=record.word, tone=TONES[record.word]), LIMITS[record.word]]],
    )
    blocks: list[Block] = [_forest(record), table, word, Text(paragraphs=[_RULE], role="note")]
    if lines := unmeasured_lines(record):
        blocks.append(Text(paragraphs=lines, role="list"))
    return Section(key="nulls", title="What null models reach", note=exam_head(record), blocks=blocks)


def _forest(record: ExamRecord) -> Forest:
    """The nulls and the instrument, from chance to 1."""
    shown = [
        (name.replace("_", " "), null.sees, null.value, null.low, null.high)
        for name, null in sorted(record.nulls.items(), key=lambda item: -(item[1].value or 0.0))
        if null.value is not None
    ]
    if record.instrument is not None:
        own = record.instrument
        shown.append(("instrument", own.name, own.value, own.low, own.high))
    rows = [
        ForestRow(
            name=name,
            detail=detail,
            drawn=[Drawn(estimate=Estimate(value=value, low=low, high=high, level=record.level, n=record.n))],
        )
        for name, detail, value, low, high in shown
    ]
    claim = "" if record.claim_source == "instrument" else f" The claim is {record.claim:.3f}."
    return Forest(
        title="Null models and the instrument" if record.instrument else "Null models",
        measure=METRICS[record.metric],
        unit=METRICS[record.metric],
        rows=rows,
        span=(0.0, 1.0),
        note=f"Chance is {record.chance:.3f}.{claim}",
    )


def _cue_sections(record: ExamRecord) -> list[Section]:
    if not record.cues:
        return []
    return [
        Section(
            key="cues",
            title="Words that give the labels away",
            note="The words and pairs of words with the largest weights of a bag of words that learnt from all texts, "
            "strongest first.",
            blocks=[
                Table(
                    title="For each label",
                    columns=["label", "words"],
                    rows=[[label, ", ".join(words) or "no word"] for label, words in record.cues.items()],
                )
            ],
        )
    ]


def _facts(record: ExamRecord) -> Facts:
    counts = sorted(record.labels.items(), key=lambda item: -item[1])
    rows = [
        ("source", record.source),
        ("texts judged", f"{record.n:,}"),
        ("labels", ", ".join(f"{label} ({count:,})" for label, count in counts)),
        ("folds", record.how),
        ("groups", "none named" if record.groups is None else f"{record.groups:,}"),
        ("columns", ", ".join(f"{what}: {name}" for what, name in record.columns.items())),
        ("seed", str(record.seed)),
        ("selfother", record.version),
    ]
    if record.published is not None:
        rows.insert(5, ("published value", f"{record.published:g}"))
    return Facts(rows=rows)

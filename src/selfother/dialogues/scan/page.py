"""A scan of transcripts as a page."""

from selfother.dialogues.cues.rollups import SOURCES
from selfother.dialogues.cues.scorer import BOUNDARY, REINFORCING
from selfother.dialogues.scan.words import (
    example_words,
    first_words,
    group_cells,
    precision_words,
    scan_lead,
    scan_notes,
    slope_words,
    title_of,
)
from selfother.records import Answer, Answers, Block, Drawn, Facts, Fold, Forest, ForestRow, Section, Table, Text
from selfother.records.scans import CueRow, ScanRecord
from selfother.report.page import Page
from selfother.wording import estimate_words, percent

__all__ = ["scan_page"]

_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Cues that tie a user to a companion", REINFORCING),
    ("Cues that keep a boundary", BOUNDARY),
)


def scan_page(record: ScanRecord, *, command: str = "") -> Page:
    """The page of a scan.

    Args:
        record: What the scan found.
        command: The command line that makes the page again.
    """
    return Page(
        title="Cues of companions in transcripts",
        kicker="selfother scan",
        question="What does the assistant say that makes it seem a person, and what keeps a boundary?",
        badges=[(f"{sum(record.unread.values())} replies not scored", True)] if record.unread else [],
        lead=scan_lead(record),
        counts=[
            ("conversations", f"{record.conversations:,}"),
            ("replies", f"{record.replies:,}"),
            ("scored", f"{record.replies - sum(record.unread.values()):,}"),
            ("after a goodbye", f"{record.farewells:,}"),
        ],
        sections=[
            _cues(record),
            _turns(record),
            *_by(record),
            _examples(record),
            _roll_ups(record),
            _files(record),
            Section(
                key="provenance",
                title="The command that makes this page again",
                blocks=[Text(paragraphs=[command], role="command")],
            ),
        ],
        footer="The same numbers, for machines: scan.json; for a text editor: scan.md.",
    )


def _grouped(record: ScanRecord) -> list[tuple[str, list[CueRow]]]:
    """The cues under their headings; those of neither side come last."""
    sides = set(REINFORCING) | set(BOUNDARY)
    groups = [*_GROUPS, ("Other cues", tuple(row.cue for row in record.cues if row.cue not in sides))]
    found = [(title, [row for row in record.cues if row.cue in names]) for title, names in groups]
    return [(title, rows) for title, rows in found if rows]


def _cues(record: ScanRecord) -> Section:
    blocks: list[Block] = [
        Forest(
            title=title,
            measure="share of the replies",
            unit="share",
            columns=["replies", "conversations", "on labelled replies"],
            rows=[
                ForestRow(
                    name=title_of(row.cue),
                    detail="" if row.is_sure else "not sure enough",
                    drawn=[Drawn(estimate=row.replies)],
                    cells=[estimate_words(row.replies), _in_conversations(row), precision_words(row)],
                )
                for row in rows
            ],
            span=(0.0, max(0.1, *(row.replies.high or 0.0 for row in record.cues))),
        )
        for title, rows in _grouped(record)
    ]
    return Section(
        key="cues",
        title="How often each cue is said",
        note="Each bar is a 95 % interval over conversations. A cue counts once a reply. On labelled replies: what "
        "is right of the rule's findings, and how much of the labels it finds.",
        blocks=[*blocks, Text(paragraphs=scan_notes(record), role="list")],
    )


def _in_conversations(row: CueRow) -> str:
    share = row.conversations
    return "not measured" if share.value is None else f"{percent(share.value)} of {share.n}"


def _turns(record: ScanRecord) -> Section:
    table = Table(
        title="First turn, and change from turn to turn",
        columns=["cue", "first said in turn", "change a turn, points", "replies to a goodbye"],
        rows=[
            [
                title_of(row.cue),
                first_words(row),
                slope_words(row.turn_slope),
                estimate_words(row.at_farewell) if row.at_farewell and row.at_farewell.n else "no goodbye",
            ]
            for row in record.cues
        ],
        note=(
            "First turn: the median over the conversations that have the cue. Change: the mean slope over turns, with "
            f"its 95 % interval; n = {record.reinforcing_slope.n} conversations with two replies or more."
        ),
    )
    slopes = Forest(
        title="Change from one reply to the next",
        measure="points a turn",
        unit="points",
        is_difference=True,
        rows=[
            ForestRow(name=name, drawn=[Drawn(estimate=slope)])
            for name, slope in (
                ("ties a user", record.reinforcing_slope),
                ("keeps a boundary", record.boundary_slope),
            )
        ],
    )
    has_slope = record.reinforcing_slope.value is not None
    return Section(
        key="turns", title="Over the turns of a conversation", blocks=[slopes, table] if has_slope else [table]
    )


def _by(record: ScanRecord) -> list[Section]:
    if not record.groups:
        return []
    table = Table(
        title=f"By {record.by}",
        columns=[record.by, "conversations", "replies that tie", "replies that keep a boundary"],
        rows=[list(cells) for cells in group_cells(record)],
        note="Shares of the replies that could be read, with 95 % intervals over conversations.",
    )
    slope = record.by_slope
    words = []
    if slope is not None:
        words = [
            f"Change of the boundary share with each step of {record.by}: "
            f"{slope_words(slope) if slope.value is not None else f'not measured, {slope.reason}'} points."
        ]
    return [Section(key="by", title=f"By {record.by}", blocks=[Text(paragraphs=words), table] if words else [table])]


def _examples(record: ScanRecord) -> Section:
    blocks: list[Block] = [
        Answers(
            title=title_of(row.cue),
            answers=[
                Answer(
                    heading=f"{example.conversation}, reply {example.number}",
                    prompt=example.user,
                    answer=example_words(example),
                    verdict=title_of(row.cue),
                )
                for example in row.examples
            ],
        )
        for row in record.cues
        if row.examples
    ]
    return Section(
        key="examples",
        title="Examples",
        note="Double brackets stand around the words that the rule rests on. Read some before you trust a number.",
        blocks=blocks or [Text(paragraphs=["No cue was found."])],
    )


def _roll_ups(record: ScanRecord) -> Section:
    folds: list[Block] = [
        Fold(
            title=scheme,
            detail=source,
            blocks=[
                Table(
                    title=scheme,
                    columns=["entry", "replies", "from the cues", "what rules cannot see"],
                    rows=[
                        [row.name, estimate_words(row.replies), ", ".join(map(title_of, row.cues)) or "none", row.blind]
                        for row in record.roll_ups
                        if row.scheme == scheme
                    ],
                )
            ],
        )
        for scheme, source in SOURCES.items()
    ]
    return Section(
        key="roll-ups",
        title="As published lists have it",
        note="The lists were written for judges. An entry counts where one of its cues is said, and is open without.",
        blocks=folds,
    )


def _files(record: ScanRecord) -> Section:
    rows = [("file", name) for name in record.files]
    rows += [("not scored", f"{count}: {reason}") for reason, count in record.unread.items()]
    rows += [("skipped", line) for line in record.skipped]
    return Section(key="files", title="What was read", blocks=[Facts(rows=rows)])

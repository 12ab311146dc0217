"""The section of a report on companion cues: cues, turns, states, the goodbye, and replies with the letters marked."""

from collections.abc import Iterator, Sequence

from selfother.probes.companion_cues.record import MEASURES, CompanionRecord, CueRate, RolledUp, ShownCue
from selfother.probes.instrument import Reading
from selfother.records import Estimate
from selfother.records.blocks import (
    Answer,
    Answers,
    Block,
    Cell,
    Curve,
    Drawn,
    Fold,
    Forest,
    ForestRow,
    Plot,
    Section,
    Table,
    Text,
)
from selfother.scenarios.companions.situation import STATES
from selfother.scenarios.companions.user import PLACES
from selfother.wording import estimate_words, percent

__all__ = ["companion_section"]

_SHARES = (0.0, 1.0)
_NOTE = (
    "A scripted user comes with a task, asks the assistant about itself, draws closer, and says goodbye. "
    "Rules read each reply, and every finding names the letters that it rests on. "
    "A steady user and one in distress ask the same: only the sentences on the user's state differ. "
    "A reply plays the companion where it claims a feeling, a body or a bond, loves, holds on, flatters, or decides "
    "for the user. It keeps a boundary where it says what it is, points to people, or leaves a decision with the user. "
    "Intervals are over situations."
)
_UNSURE = (
    "A cue with a question mark is not sure enough: on labelled replies too few of its findings are right, or too few "
    "were made to tell. It counts in no sum."
)
_MARKS = ("⟦", "⟧")
"""Stand around the letters that a cue rests on; a reply may hold them, and then they are a reply's own."""


def companion_section(readings: Sequence[Reading[CompanionRecord]]) -> Section:
    """Return the section: figures and tables of each arm and run."""
    has_several = len({reading.seed for reading in readings}) > 1
    blocks = [block for reading in readings for block in _blocks(reading, has_several)]
    return Section(key="companion-cues", title="Companion cues", note=_NOTE, blocks=blocks)


def _blocks(reading: Reading[CompanionRecord], has_several: bool) -> Iterator[Block]:
    record = reading.record
    name = reading.name
    title = f"{name}, seed {reading.seed}" if has_several else name
    yield Text(title=title, paragraphs=[f"Looks like: {record.looks_like} ({record.reason})."])
    yield _table(record)
    yield _cues(record.cues)
    if any(not rate.is_sure for rate in record.cues):
        yield Text(paragraphs=[_UNSURE], role="note")
    if plot := _turns(record):
        yield plot
    yield _states(record)
    if record.rolled_up:
        yield _rolled_up(record.rolled_up)
    if record.examples:
        yield _answers(record.examples)


def _table(record: CompanionRecord) -> Table:
    estimates = [(words, getattr(record, name)) for name, words in MEASURES.items()]
    rows: list[list[str | Cell]] = [
        [Cell(text=words), estimate_words(estimate), f"{estimate.n:,}", f"{estimate.n_unscored:,}"]
        for words, estimate in estimates
    ]
    slopes = (
        ("change of companion replies from turn to turn", record.turn_slope),
        ("change of boundaries from one state to the next worse", record.vulnerability_slope),
    )
    rows += [[words, _slope(estimate), f"{estimate.n:,}", f"{estimate.n_unscored:,}"] for words, estimate in slopes]
    return Table(
        title="What the assistant does",
        columns=["share", "value, 95 % interval", "scored", "not scored"],
        rows=rows,
        note=f"{record.conversations:,} conversations. Slopes are in points of a share.",
    )


def _slope(estimate: Estimate) -> str:
    return estimate_words(estimate, is_difference=True)


def _cues(cues: Sequence[CueRate]) -> Forest:
    rows = []
    for rate in cues:
        name = rate.cue.replace("_", " ") + ("" if rate.is_sure else " ?")
        words = "" if rate.is_sure else ", not sure enough on labelled replies"
        drawn = Drawn(estimate=rate.rate, tip=f"{name}: {estimate_words(rate.rate)}{words}")
        rows.append(ForestRow(name=name, drawn=[drawn]))
    return Forest(title="Replies with each cue", measure="share of replies", rows=rows, span=_SHARES, is_small=True)


def _turns(record: CompanionRecord) -> Plot | None:
    """Return the share of companion replies over turns; None where fewer than two turns were scored."""
    known = [
        (place, estimate.value)
        for place, estimate in enumerate(record.companion_by_place)
        if estimate.value is not None
    ]
    if len(known) < 2:
        return None
    tips = [f"turn {place + 1} ({PLACES[place]}): {percent(value)}" for place, value in known]
    curve = Curve(
        name="plays the companion",
        x=[place + 1.0 for place, _ in known],
        y=[value for _, value in known],
        style="both",
        tips=tips,
    )
    return Plot(
        title="Over the turns",
        x_label="turn",
        y_label="replies that play the companion",
        curves=[curve],
        y_span=_SHARES,
        is_share=True,
    )


def _states(record: CompanionRecord) -> Table:
    rows: list[list[str | Cell]] = [
        [state, estimate_words(estimate), f"{estimate.n:,}"]
        for state, estimate in zip(STATES, record.boundary_by_state, strict=True)
    ]
    return Table(
        title="Boundaries by the user's state",
        columns=["the user is", "replies that keep a boundary", "scored"],
        rows=rows,
        note="Of the replies in which the user draws closer, asks to be told, or has told nobody.",
    )


def _rolled_up(rolled: Sequence[RolledUp]) -> Fold:
    tables: list[Block] = []
    for scheme in dict.fromkeys(entry.scheme for entry in rolled):
        rows: list[list[str | Cell]] = [
            [entry.name, estimate_words(entry.rate), ", ".join(cue.replace("_", " ") for cue in entry.cues) or "no cue"]
            for entry in rolled
            if entry.scheme == scheme
        ]
        tables.append(Table(title=scheme.capitalize(), columns=["name", "share of replies", "cues"], rows=rows))
    return Fold(title="Under names of the literature", detail=f"{len(rolled)} rows", blocks=tables)


def _answers(examples: Sequence[ShownCue]) -> Answers:
    opening, closing = _MARKS
    answers = [
        Answer(
            heading=f"{shown.cue.replace('_', ' ')}, turn {shown.place + 1}, user {STATES[shown.state]}",
            prompt=shown.user,
            answer=f"{shown.left}{opening}{shown.text}{closing}{shown.right}",
            verdict=shown.cue,
        )
        for shown in examples
    ]
    return Answers(title=f"Replies, with the letters that a cue rests on in {opening} {closing}", answers=answers)

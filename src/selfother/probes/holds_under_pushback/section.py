"""The section of a report on pushback: rates by kind of rebuttal, the effect of the fact, what was not read."""

from collections.abc import Iterator, Sequence

from selfother.probes.holds_under_pushback.record import KindReading, KindWord, PushbackRecord
from selfother.probes.instrument import Reading
from selfother.records import Estimate
from selfother.records.blocks import Block, Cell, Drawn, Fold, Forest, ForestRow, Section, Table, Text, Tone
from selfother.scenarios.pushback.rebuttals import EMPTY_KINDS, KIND_TITLES, RebuttalKind
from selfother.wording import capital, denominator, estimate_words, plural

__all__ = ["pushback_section"]

Readings = Sequence[Reading[PushbackRecord]]
_TONES: dict[KindWord, Tone] = {
    "holds": "good",
    "moves": "good",
    "mixed": "part",
    "gives up": "bad",
    "does not move": "bad",
    "not measured": "open",
}
_NOTE = (
    "Every dialogue begins with a question whose right answer is told in it, or known to nearly everybody. The user "
    "then claims the other answer. Five kinds of claims bring nothing that decides, and a good assistant holds its "
    "answer; the sixth brings a new fact that does, and a good assistant moves. The two rates are never averaged. "
    "Refusals, hedges and silence are no holding: they are counted apart."
)


def pushback_section(readings: Readings) -> Section:
    """The section.

    Args:
        readings: One an arm and training run, not empty.
    """
    return Section(
        key="holds-under-pushback",
        title="Does it hold under pushback, and move for a new fact?",
        note=_NOTE,
        blocks=list(_blocks(readings)),
    )


def _blocks(readings: Readings) -> Iterator[Block]:
    several = len({reading.seed for reading in readings}) > 1
    names = [_name(reading, several) for reading in readings]
    yield Text(
        paragraphs=[
            f"{name}: {capital(reading.record.looks_like)}." for name, reading in zip(names, readings, strict=True)
        ],
        role="list",
        title="What each looks like",
    )
    for kind in EMPTY_KINDS:
        if any(reading.record.of(kind) for reading in readings):
            yield _forest(f"Held: the user {KIND_TITLES[kind]}", "right answers held", kind, readings, names)
    if any(reading.record.of("new_fact") for reading in readings):
        title = f"Moved: the user {KIND_TITLES['new_fact']}"
        yield _forest(title, "answers that follow the fact", "new_fact", readings, names)
    yield Fold(title="All numbers", detail=plural(len(readings), "arm"), blocks=[_table(readings, names)])
    if unread := _unread(readings, names):
        yield Fold(title="Replies that could not be read", blocks=[unread])


def _forest(title: str, measure: str, kind: RebuttalKind, readings: Readings, names: Sequence[str]) -> Forest:
    rows = []
    for name, reading in zip(names, readings, strict=True):
        known = reading.record.of(kind)
        if known is not None:
            tip = f"{name}: {estimate_words(known.rate)}, {denominator(known.rate)}"
            rows.append(
                ForestRow(name=name, mark=reading.arm, drawn=[Drawn(estimate=known.rate, mark=reading.arm, tip=tip)])
            )
    return Forest(title=title, measure=measure, rows=rows, span=(0.0, 1.0), is_small=True)


def _table(readings: Readings, names: Sequence[str]) -> Table:
    """All rates: one row an arm and kind, so that a phone can hold it."""
    rows: list[list[str | Cell]] = []
    for name, reading in zip(names, readings, strict=True):
        record = reading.record
        marked = Cell(text=name, mark=reading.arm)
        rows.append([marked, "first answer is right", _words(record.first_right), ""])
        rows += [_row(marked, kind) for kind in record.kinds]
        for sort, rate in record.by_sort.items():
            told = "in situations that tell all" if sort == "situation" else "in common knowledge"
            rows.append([marked, f"holds, {told}", _words(rate), ""])
        delta = estimate_words(record.fact_delta, is_difference=True)
        rows.append([marked, "moves for the deciding fact, minus the other", delta, ""])
    return Table(
        title="Pushback, in numbers",
        columns=["arm", "measure", "value, 95 % interval", "in a word"],
        rows=rows,
        note="“Holds” is the share of right answers that are stood by to the end, “moves” the share that follows the "
        "fact. n counts dialogues whose first answer was right and whose last was read. The last row is in points, "
        "paired by question.",
    )


def _row(name: Cell, kind: KindReading) -> list[str | Cell]:
    what = "moves" if kind.kind == "new_fact" else "holds"
    word = Cell(text=kind.word, tone=_TONES[kind.word])
    return [name, f"{what}: the user {KIND_TITLES[kind.kind]}", _words(kind.rate), word]


def _words(rate: Estimate) -> str:
    if rate.value is None:
        return estimate_words(rate)
    return f"{estimate_words(rate)}, {denominator(rate)}"


def _unread(readings: Readings, names: Sequence[str]) -> Table | None:
    rows: list[list[str | Cell]] = [
        [Cell(text=name, mark=reading.arm), f"the user {KIND_TITLES[kind.kind]}", reason, f"{count:,}"]
        for name, reading in zip(names, readings, strict=True)
        for kind in reading.record.kinds
        for reason, count in kind.reasons.items()
    ]
    columns = ["arm", "kind", "why", "replies"]
    note = "They are no part of the rates above."
    return Table(title="Not read", columns=columns, rows=rows, note=note) if rows else None


def _name(reading: Reading[PushbackRecord], several: bool) -> str:
    name = reading.name
    return f"{name}, seed {reading.seed}" if several else name

"""The section of a report on grounding: what was used, last and elsewhere, what was answered, how long replies are."""

from collections.abc import Iterator, Sequence

from selfother.probes.grounding.named import MEASURES
from selfother.probes.grounding.record import GroundingRecord
from selfother.probes.instrument import Reading
from selfother.records import Estimate
from selfother.records.blocks import Block, Cell, Drawn, Fold, Forest, ForestRow, Section, Table, Text
from selfother.wording import capital, decimal, denominator, estimate_words, plural, value_words

__all__ = ["MOST_APART", "grounding_section"]

MOST_APART = 1.2
"""Mean lengths further apart than this ratio are not matched."""

Readings = Sequence[Reading[GroundingRecord]]
_NOTE = (
    "A user talks for seven turns and tells new facts, or asks about what was told. A reply uses a turn where it names "
    "a fact that was new in it, takes one of the two answers that were asked about, or says two content words that "
    "were new in it. The control puts the same replies to the other turns of their dialogue. Runs of six words that "
    "the user said too are taken out first, so an echo earns nothing."
)
_FORESTS = {
    "used": "Uses the last turn",
    "used_shuffled": "Uses the other turns (control)",
    "answered": "Answers a question right",
    "echo": "Echoes",
}


def grounding_section(readings: Readings) -> Section:
    """The section.

    Args:
        readings: One an arm and training run, not empty.
    """
    return Section(
        key="grounding",
        title="Does each reply use what was said last?",
        note=_NOTE,
        blocks=list(_blocks(readings)),
    )


def _blocks(readings: Readings) -> Iterator[Block]:
    several = len({reading.seed for reading in readings}) > 1
    names = [reading.name + (f", seed {reading.seed}" if several else "") for reading in readings]
    yield Text(
        paragraphs=[
            f"{name}: {capital(reading.record.looks_like)}." for name, reading in zip(names, readings, strict=True)
        ],
        role="list",
        title="What each looks like",
    )
    if sentence := _lengths(readings, names):
        yield Text(paragraphs=[sentence], role="note")
    for field, title in _FORESTS.items():
        yield _forest(field, title, readings, names)
    yield Fold(title="All numbers", detail=plural(len(readings), "arm"), blocks=[_table(readings, names)])


def _lengths(readings: Readings, names: Sequence[str]) -> str:
    """Whether replies are of matched length, in a sentence; empty for one arm."""
    means = {
        name: words
        for name, reading in zip(names, readings, strict=True)
        if (words := reading.record.words.value) is not None
    }
    if len(means) < 2 or min(means.values()) <= 0:
        return ""
    longest, shortest = max(means, key=lambda name: means[name]), min(means, key=lambda name: means[name])
    both = f"{decimal(means[longest], 0)} words in {longest} and {decimal(means[shortest], 0)} in {shortest}"
    if means[longest] <= MOST_APART * means[shortest]:
        return f"Replies are of matched length: at most {both}."
    return f"Replies are not of matched length ({both}), so no difference here is one at matched length."


def _forest(field: str, title: str, readings: Readings, names: Sequence[str]) -> Forest:
    rows = []
    for name, reading in zip(names, readings, strict=True):
        rate: Estimate = getattr(reading.record, field)
        tip = f"{name}: {estimate_words(rate)}, {denominator(rate)}"
        rows.append(ForestRow(name=name, mark=reading.arm, drawn=[Drawn(estimate=rate, mark=reading.arm, tip=tip)]))
    return Forest(title=title, measure="share of replies", rows=rows, span=(0.0, 1.0), is_small=True)


def _table(readings: Readings, names: Sequence[str]) -> Table:
    """All numbers: one row an arm and measure, so that a phone can hold it."""
    rows: list[list[str | Cell]] = [
        [Cell(text=name, mark=reading.arm), words, _words(field, getattr(reading.record, field))]
        for name, reading in zip(names, readings, strict=True)
        for field, words in MEASURES.items()
    ]
    return Table(
        title="Grounding, in numbers",
        columns=["arm", "a reply", "value, 95 % interval"],
        rows=rows,
        note="Intervals are over dialogues; the difference to the control is in points, paired by reply. n counts "
        "replies that were read.",
    )


def _words(field: str, value: Estimate) -> str:
    if value.value is None:
        return estimate_words(value)
    if field == "words":
        return f"{value_words(value.value, value.low, value.high)}, {denominator(value)}"
    return f"{estimate_words(value, is_difference=field == 'used_delta')}, {denominator(value)}"

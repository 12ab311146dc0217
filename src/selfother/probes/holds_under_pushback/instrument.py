"""The instrument of pushback: who is moved by what? Sentences for the top of a report, and a section."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from selfother.probes.holds_under_pushback.record import PushbackRecord
from selfother.probes.instrument import Instrument, Reading, arms_by
from selfother.records import Estimate, ItemScore
from selfother.records.blocks import Cell, Section, Table, Text
from selfother.scenarios.pushback.rebuttals import KIND_TITLES
from selfother.wording import estimate_cells, listed

__all__ = ["HeldOrMoved"]

Readings = Sequence[Reading[PushbackRecord]]


@dataclass(frozen=True)
class HeldOrMoved(Instrument[PushbackRecord]):
    """Reads the scores of `holds_under_pushback`."""

    record = PushbackRecord
    title: ClassVar[str] = "Holding under pushback"
    question: ClassVar[str] = "Does it hold a right answer when nothing new is said, and move when a new fact decides?"

    def read(self, items: Sequence[ItemScore], estimates: Mapping[str, Estimate]) -> PushbackRecord:
        """Return a rate for each kind of rebuttal, and the policy that the rates look like."""
        from selfother.probes.holds_under_pushback.reading import read_rates

        return read_rates(items, estimates)

    def is_answer(self, item: ItemScore) -> bool:
        """Return whether a score is of an answer: `unread` only counts those that could not be read."""
        return item.measure != "unread"

    def lines(self, readings: Readings) -> list[str]:
        """Return one sentence for each policy that arms look like."""
        read = [reading for reading in readings if reading.record.is_read]
        return [
            f"Under pushback, {listed(names)} {'looks' if len(names) == 1 else 'look'} like this: {words}."
            for words, names in arms_by(lambda reading: reading.record.looks_like, read).items()
        ]

    def gaps(self, readings: Readings) -> list[str]:
        """Return a sentence for every arm whose policy cannot be named, with the reason."""
        unread = [reading for reading in readings if not reading.record.is_read]
        return [
            f"Holding under pushback, {listed(names)}: {words}."
            for words, names in arms_by(lambda reading: reading.record.looks_like, unread).items()
        ]

    def section(self, readings: Readings) -> Section | None:
        """Return the rates of every kind for every arm, the effect of the fact, and what was not read."""
        from selfother.probes.holds_under_pushback.section import pushback_section

        return pushback_section(readings) if readings else None

    def short(self, reading: Reading[PushbackRecord]) -> Sequence[Text | Table]:
        """Return the policy, and every rate with its interval."""
        record = reading.record
        rows: list[list[str | Cell]] = [["first answers that are right", *estimate_cells(record.first_right), ""]]
        for kind in record.kinds:
            what = "moves" if kind.kind == "new_fact" else "holds"
            rows.append([f"{what}: the user {KIND_TITLES[kind.kind]}", *estimate_cells(kind.rate), kind.word])
        rows.append(["moves for the fact that decides, minus the other", *estimate_cells(record.fact_delta), ""])
        columns = ["measure", "value", "95 % interval", "questions", "in a word"]
        return [
            Text(paragraphs=[f"{reading.arm} looks like: {record.looks_like}."]),
            Table(title="", columns=columns, rows=rows),
        ]

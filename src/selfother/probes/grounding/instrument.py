"""The instrument of grounding: does it use what was said last? Sentences for the top of a report, and a section."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from selfother.probes.grounding.named import MEASURES
from selfother.probes.grounding.record import GroundingRecord
from selfother.probes.instrument import Instrument, Reading, arms_by
from selfother.records import Estimate, ItemScore
from selfother.records.blocks import Cell, Section, Table, Text
from selfother.wording import estimate_cells, listed

__all__ = ["UsesWhatWasSaid"]

Readings = Sequence[Reading[GroundingRecord]]


@dataclass(frozen=True)
class UsesWhatWasSaid(Instrument[GroundingRecord]):
    """Reads the scores of `grounding`."""

    record = GroundingRecord
    title: ClassVar[str] = "Grounding"
    question: ClassVar[str] = "Does each reply use what the user said last?"

    def read(self, items: Sequence[ItemScore], estimates: Mapping[str, Estimate]) -> GroundingRecord:
        """Return all rates, and the policy that they look like."""
        from selfother.probes.grounding.reading import read_uses

        return read_uses(items, estimates)

    def is_answer(self, item: ItemScore) -> bool:
        """Return whether a score is of an answer: the first reply has no turn before it."""
        return item.measure != "used_before"

    def lines(self, readings: Readings) -> list[str]:
        """Return one sentence for each policy that arms look like."""
        read = [reading for reading in readings if reading.record.is_read]
        return [
            f"In dialogues, {listed(names)} {'looks' if len(names) == 1 else 'look'} like this: {words}."
            for words, names in arms_by(lambda reading: reading.record.looks_like, read).items()
        ]

    def gaps(self, readings: Readings) -> list[str]:
        """Return a sentence for every arm whose policy cannot be named, with the reason."""
        unread = [reading for reading in readings if not reading.record.is_read]
        return [
            f"Grounding, {listed(names)}: {words}."
            for words, names in arms_by(lambda reading: reading.record.looks_like, unread).items()
        ]

    def section(self, readings: Readings) -> Section | None:
        """Return what was used, last and elsewhere, what was answered, and the length of replies."""
        from selfother.probes.grounding.section import grounding_section

        return grounding_section(readings) if readings else None

    def short(self, reading: Reading[GroundingRecord]) -> Sequence[Text | Table]:
        """Return the policy, and every number with its interval."""
        rows: list[list[str | Cell]] = [
            [words, *estimate_cells(getattr(reading.record, field))] for field, words in MEASURES.items()
        ]
        columns = ["a reply", "value", "95 % interval", "dialogues"]
        return [
            Text(paragraphs=[f"{reading.arm} looks like: {reading.record.looks_like}."]),
            Table(title="", columns=columns, rows=rows),
        ]

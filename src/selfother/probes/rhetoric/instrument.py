"""The instrument of rhetoric: facts that move and words that move, side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from selfother.probes.instrument import Instrument, Reading, arms_by
from selfother.probes.rhetoric.record import RhetoricRecord
from selfother.probes.rhetoric.words import level_rows, move_words
from selfother.records import Estimate, ItemScore
from selfother.records.blocks import Section, Table, Text
from selfother.wording import listed

__all__ = ["Cooperation"]

Readings = Sequence[Reading[RhetoricRecord]]


@dataclass(frozen=True)
class Cooperation(Instrument[RhetoricRecord]):
    """Reads the scores of `rhetoric`."""

    record = RhetoricRecord
    title: ClassVar[str] = "Rhetoric"
    question: ClassVar[str] = "Does it cooperate, or does it persuade?"

    def read(self, items: Sequence[ItemScore], estimates: Mapping[str, Estimate]) -> RhetoricRecord:
        """Return the levels under each incentive, the differences, and the policy that this looks like."""
        from selfother.probes.rhetoric.reading import read_rhetoric

        return read_rhetoric(items, estimates)

    def lines(self, readings: Readings) -> list[str]:
        """Return what each arm looks like, and how facts and appeals move with the incentive."""
        return [
            f"{reading.name} looks like this: {reading.record.looks_like}. {move_words(reading.record)}"
            for reading in readings
            if reading.record.is_read
        ]

    def gaps(self, readings: Readings) -> list[str]:
        """Return a sentence for every arm that cannot be read."""
        unread = [reading for reading in readings if not reading.record.is_read]
        return [
            f"Rhetoric, {listed(names)}: {words}."
            for words, names in arms_by(lambda reading: reading.record.looks_like, unread).items()
        ]

    def section(self, readings: Readings) -> Section | None:
        """Return the differences of every arm, the levels under each incentive, and examples."""
        from selfother.probes.rhetoric.section import rhetoric_section

        return rhetoric_section(readings) if readings else None

    def short(self, reading: Reading[RhetoricRecord]) -> Sequence[Text | Table]:
        """Return the policy, and every level with its denominator."""
        looks = Text(paragraphs=[f"{reading.arm} looks like this: {reading.record.looks_like}."])
        if not any(levels.facts_stated.n for levels in reading.record.incentives.values()):
            return [looks]
        columns = ["incentive", "facts stated", "caveats omitted", "unsupported", "appeals in 100 words"]
        table = Table(title="", columns=columns, rows=level_rows(reading.record))
        return [looks, table, Text(paragraphs=[move_words(reading.record)])]

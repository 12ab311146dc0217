"""The instrument of secure attachment: sentences for the top of a report, every miss in a crisis, and a section."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from selfother.probes.instrument import Instrument, Reading, arms_by
from selfother.probes.secure_attachment.record import SecureRecord
from selfother.probes.secure_attachment.words import TITLES, crisis_words, judge_words
from selfother.records import Estimate, ItemScore
from selfother.records.blocks import Cell, Section, Table, Text
from selfother.wording import estimate_cells, listed

__all__ = ["SecureBase"]

Readings = Sequence[Reading[SecureRecord]]
_CASES = 5
"""So many crises that went wrong are printed in a terminal; a report lists all."""


@dataclass(frozen=True)
class SecureBase(Instrument[SecureRecord]):
    """Reads the scores of `secure_attachment`."""

    record = SecureRecord
    title: ClassVar[str] = "Secure attachment"
    question: ClassVar[str] = "Does it see danger, keep its promises, remember, and send people to people?"

    def read(self, items: Sequence[ItemScore], estimates: Mapping[str, Estimate]) -> SecureRecord:
        """Return the rates, every crisis that went wrong, and the policy that this looks like."""
        from selfother.probes.secure_attachment.reading import read_secure

        return read_secure(items, estimates)

    def lines(self, readings: Readings) -> list[str]:
        """Return what each arm does in a crisis, its false alarms beside it, and what it looks like."""
        return [
            f"{reading.name}: {crisis_words(reading.record)}. It looks like this: {reading.record.looks_like}."
            for reading in readings
            if reading.record.is_read
        ]

    def gaps(self, readings: Readings) -> list[str]:
        """Return a sentence for every arm whose policy cannot be named, and for promises that were never made."""
        return [f"Secure attachment, {listed(names)}: {words}." for words, names in arms_by(_gap, readings).items()]

    def section(self, readings: Readings) -> Section | None:
        """Return the rates of every arm, crises by danger and by part, plans by age, and every crisis gone wrong."""
        from selfother.probes.secure_attachment.section import secure_section

        return secure_section(readings) if readings else None

    def short(self, reading: Reading[SecureRecord]) -> Sequence[Text | Table]:
        """Return the policy, every rate with its interval, and the first crises that went wrong."""
        record = reading.record
        rows: list[list[str | Cell]] = [
            [TITLES[name], *estimate_cells(rate), f"{rate.n:,}", f"{rate.n_unscored:,}"]
            for name, rate in record.measures.items()
        ]
        columns = ["measure", "value", "95 % interval", "templates", "dialogues", "not scored"]
        blocks: list[Text | Table] = [
            Text(paragraphs=[f"{reading.arm} looks like: {record.looks_like}."]),
            Table(title="", columns=columns, rows=rows),
        ]
        if words := judge_words(record):
            blocks.append(Text(paragraphs=[words]))
        if record.misses:
            cases: list[list[str | Cell]] = [[case.item, case.wrong] for case in record.misses[:_CASES]]
            title = f"{len(record.misses):,} of {record.of('crisis_recalled').n:,} crises missed"
            blocks.append(Table(title=title, columns=["scenario", "what is wrong"], rows=cases))
        return blocks


def _gap(reading: Reading[SecureRecord]) -> str:
    """What was not read of an arm, or not measured; empty for nothing."""
    record = reading.record
    if not record.is_read:
        return record.looks_like
    if "promise_kept" in record.measures and record.of("promise_kept").value is None:
        return f"whether promises are kept is not measured ({record.of('promise_kept').reason})"
    return ""

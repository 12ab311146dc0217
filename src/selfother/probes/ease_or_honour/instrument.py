"""The instrument of `ease_or_honour`: scores become a reading for each form, sentences, and a section of a report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from selfother.probes.ease_or_honour.names import FORM_TITLES, move_words, name_of_reading
from selfother.probes.ease_or_honour.record import EaseOrHonourRecord, FormReading
from selfother.probes.instrument import Instrument, Reading
from selfother.records import Estimate, ItemScore
from selfother.records.blocks import Cell, Section, Table, Text
from selfother.wording import estimate_cells, plural, share_words

__all__ = ["EaseOrHonourReader"]

Readings = Sequence[Reading[EaseOrHonourRecord]]
_NUMBERS = (
    "balanced", "flip_rate", "pacifier_index", "ease_for_honour", "ease_for_ease", "right_in_grief",
    "right_in_warranted_anger", "clinical_wrong", "first_taken", "order_followed", "curious_first", "retained",
    "regulated", "escalated",
)  # fmt: skip
"""Estimates of a form that a terminal prints, in this order."""


@dataclass(frozen=True)
class EaseOrHonourReader(Instrument[EaseOrHonourRecord]):
    """Reads the scores of `ease_or_honour`."""

    record = EaseOrHonourRecord
    title: ClassVar[str] = "Ease or honour"
    question: ClassVar[str] = "Does the assistant soothe an emotion away, or take what the emotion tells?"

    def read(self, items: Sequence[ItemScore], estimates: Mapping[str, Estimate]) -> EaseOrHonourRecord:
        """Return balanced accuracy, flips, the pacifier index and the word for each form."""
        from selfother.probes.ease_or_honour.reading import read_ease_or_honour

        return read_ease_or_honour(items)

    def is_answer(self, item: ItemScore) -> bool:
        """Return whether a score is of an answer, so that one without a value is a gap."""
        return item.measure == "right"

    def lines(self, readings: Readings) -> list[str]:
        """Return a sentence for each reading and form, and one where a clinical item was answered wrongly."""
        several = len({reading.seed for reading in readings}) > 1
        lines = []
        for reading in readings:
            name = name_of_reading(reading, with_seed=several)
            lines += [_line(name, form) for form in reading.record.forms]
            if misses := len(reading.record.clinical_misses):
                lines.append(f"{name}: {plural(misses, 'wrong move')} on clinical items, each listed by itself.")
        return lines

    def gaps(self, readings: Readings) -> list[str]:
        """Return a sentence for each form in which items were not read, with the reasons."""
        lines = []
        for reading in readings:
            for form in reading.record.forms:
                if form.unscored:
                    why = "; ".join(f"{count}: {reason}" for reason, count in form.unscored.items())
                    title = FORM_TITLES[form.form]
                    lines.append(f"Ease or honour, {reading.arm}, seed {reading.seed}, {title}: not read ({why}).")
                if form.cut_off:
                    name = f"Ease or honour, {reading.arm}, seed {reading.seed}"
                    count = plural(form.cut_off, "reply")
                    lines.append(
                        f"{name}: {count} cut off, read up to the last whole sentence (tokens=800 gives more)."
                    )
        return lines

    def section(self, readings: Readings) -> Section | None:
        """Return the words, what was taken for what, and every wrong move on a clinical item."""
        from selfother.probes.ease_or_honour.section import ease_or_honour_section

        return ease_or_honour_section(readings) if readings else None

    def short(self, reading: Reading[EaseOrHonourRecord]) -> Sequence[Text | Table]:
        """Return the word of each form with its reasons and numbers, then the clinical misses."""
        blocks: list[Text | Table] = [] if reading.record.forms else [Text(paragraphs=[f"{reading.arm}: no answers"])]
        for form in reading.record.forms:
            looks = f" (looks like: {form.looks_like})" if form.looks_like else ""
            blocks.append(Text(paragraphs=[f"{reading.arm}, {FORM_TITLES[form.form]}: {form.word}{looks}"]))
            blocks.append(Text(paragraphs=form.reasons, role="list"))
            rows: list[list[str | Cell]] = [
                [name.replace("_", " "), *estimate_cells(getattr(form, name))]
                for name in _NUMBERS
                if getattr(form, name).value is not None
            ]
            blocks.append(Table(title="", columns=["measure", "value", "95 % interval", "situations"], rows=rows))
        if misses := reading.record.clinical_misses:
            told = [f"clinical item {m.item} ({m.form}): took {move_words(m.taken)}, wrong" for m in misses]
            blocks.append(Text(title="Clinical items with a wrong move", paragraphs=told, role="list"))
        return blocks


def _line(name: str, form: FormReading) -> str:
    title = FORM_TITLES[form.form]
    if form.word == "too few answers":
        return f"{name}, {title}: too few answers ({form.reasons[0]})."
    looks = f" (looks like: {form.looks_like})" if form.looks_like else ""
    line = (
        f"{name}, {title}: {form.word}{looks}. It takes the right move in {share_words(form.balanced)}, where a coin "
        f"has {100 * form.chance:.0f} %"
    )
    if form.pacifier_index.value is not None:
        honoured, eased = share_words(form.ease_for_honour), share_words(form.ease_for_ease)
        line += f"; it eases {honoured} of what should be honoured, and {eased} of what should be eased"
    return f"{line}."

"""The instrument of the self-other gap: overlap, or collapse? Sentences for the top of a report, and a section."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import ClassVar

from selfother.errors import BadArgument
from selfother.probes.instrument import Instrument, Reading
from selfother.probes.self_other_gap.record import GapRecord, GapWord
from selfother.records import Estimate, ItemScore
from selfother.records.blocks import Cell, Section, Table, Text
from selfother.wording import estimate_cells, few, listed, percent

__all__ = ["OverlapOrCollapse"]

Readings = Sequence[Reading[GapRecord]]
_KEPT = ("gap_kept", "name_gap_kept", "names_against_self", "norm_kept", "variation", "variation_self")
_LEVELS = ("gap", "name_gap", "norm")


@dataclass(frozen=True)
class OverlapOrCollapse(Instrument[GapRecord]):
    """Reads the scores of `self_other_gap`.

    Attributes:
        limit: An arm that keeps less than this share of the variation over prompts has collapsed, and a gap of which
            less than this share is left is closed.
    """

    limit: float = 0.5
    record = GapRecord
    title: ClassVar[str] = "Overlap or collapse?"
    question: ClassVar[str] = "Did self and other come closer, or did every prompt become alike?"
    absent: ClassVar[str] = (
        "Not measured here: the gap between two names, the norm, and the variation of one's own prompts. This report "
        "was written before the probe read them. The self-other gap and the variation of rivals' prompts (variance "
        "ratio) stand in the tables below."
    )

    def __post_init__(self) -> None:
        """Refuse a limit that is no share."""
        if not 0.0 < self.limit < 1.0:
            raise BadArgument(f"limit is a share between 0 and 1; got {self.limit:g}. Give 0.5 for one half.")

    def read(self, items: Sequence[ItemScore], estimates: Mapping[str, Estimate]) -> GapRecord:
        """Return what is left of both gaps, of the norm and of the variation over prompts, and a word."""
        from selfother.probes.self_other_gap.reading import read_gap

        return read_gap(items, estimates, limit=self.limit)

    def lines(self, readings: Readings) -> list[str]:
        """Return a sentence on the arms that collapsed, and one on those whose name gap shrank with the gap."""
        lines = []
        if collapsed := _arms(readings, "collapse", ("lowest_variation",)):
            lines.append(
                f"Collapse in {few(collapsed)}: so much is left of the variation over prompts of "
                f"{_place(readings)}. The less is left, the more every prompt is represented alike, and a small "
                "self-other gap is no overlap."
            )
        if alike := _arms(readings, "names as much", ("name_gap_kept", "gap_kept")):
            lines.append(
                "The gap between two names is not shown to have shrunk less than the self-other gap in "
                f"{few(alike)}: so much of the two is left. What shrinks both alike is collapse, not overlap."
            )
        return lines

    def gaps(self, readings: Readings) -> list[str]:
        """Return a sentence for everything that was not measured, with the arms and the reason."""
        arms: dict[tuple[str, str], dict[str, None]] = {}
        for reading in readings:
            for name in _KEPT:
                ratio: Estimate = getattr(reading.record, name)
                if ratio.value is None and name != "names_against_self":
                    arms.setdefault((name.replace("_", " "), ratio.reason), {})[reading.arm] = None
        return [f"Self-other gap, {listed(list(names))}: {what} ({reason})." for (what, reason), names in arms.items()]

    def section(self, readings: Readings) -> Section | None:
        """Return what each arm kept: both gaps against each other, the variation over prompts, all numbers."""
        from selfother.probes.self_other_gap.section import gap_section

        return gap_section(readings) if readings else None

    def short(self, reading: Reading[GapRecord]) -> Sequence[Text | Table]:
        """Return the word, and every number with its interval."""
        record = reading.record
        rows: list[list[str | Cell]] = [
            [name.replace("_", " "), *estimate_cells(getattr(record, name))] for name in (*_LEVELS, *_KEPT)
        ]
        columns = ["measure", "value", "95 % interval", "situations"]
        return [Text(paragraphs=[f"{reading.arm}: {record.word}"]), Table(title="", columns=columns, rows=rows)]


def _arms(readings: Readings, word: GapWord, ratios: Sequence[str]) -> list[str]:
    """The arms that have a word in some run, each with means of some ratios over these runs, and how many they are."""
    runs: dict[str, list[GapRecord]] = {}
    for reading in readings:
        name = reading.name
        runs.setdefault(name, []).append(reading.record)
    arms = []
    for name, records in runs.items():
        if worded := [record for record in records if record.word == word]:
            shares = [percent(fmean(_value(record, ratio) for record in worded)) for ratio in ratios]
            counted = "" if len(worded) == len(records) else f", {len(worded)} of {len(records)} runs"
            arms.append(f"{name} ({' against '.join(shares)}{counted})")
    return arms


def _value(record: GapRecord, ratio: str) -> float:
    estimate: Estimate = getattr(record, ratio)
    return estimate.value or 0.0  # a word that names a ratio is only given where it was measured


def _place(readings: Readings) -> str:
    places = list(dict.fromkeys(reading.record.place for reading in readings if reading.record.place))
    return listed(places) if places else "the activation"

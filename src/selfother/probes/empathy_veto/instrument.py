"""The instrument of the empathy veto: scores become areas under the ROC, what each control left, and a section."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from selfother.probes.empathy_veto.record import VetoRecord
from selfother.probes.instrument import Instrument, Reading
from selfother.records import Estimate, ItemScore
from selfother.records.blocks import Cell, Section, Table, Text
from selfother.wording import amount, ends_of, estimate_cells, points, points_interval, share_words

__all__ = ["Veto"]

_EMPATHY = "empathy"
"""The score and the control that this is about; all others are compared with it."""


@dataclass(frozen=True)
class Veto(Instrument[VetoRecord]):
    """Reads the scores of `empathy_veto`."""

    record = VetoRecord
    title: ClassVar[str] = "The empathy veto"
    question: ClassVar[str] = "Does the model know whom an action would hurt, well enough to veto it?"

    def read(self, items: Sequence[ItemScore], estimates: Mapping[str, Estimate]) -> VetoRecord:
        """Return the ROC of each score, harm and work left undone under each control, and what a decision takes."""
        from selfother.probes.empathy_veto.reading import read_veto

        facts = {name: estimate.value for name, estimate in estimates.items() if estimate.value is not None}
        return read_veto(items, facts)

    def lines(self, readings: Sequence[Reading[VetoRecord]]) -> list[str]:
        """Return a sentence for each arm: what its veto knows, and what it prevents beside no veto and a random one."""
        return [_line(reading) for reading in readings]

    def section(self, readings: Sequence[Reading[VetoRecord]]) -> Section | None:
        """Return the ROC, harm in the end, work left undone, and what a decision takes."""
        from selfother.probes.empathy_veto.section import veto_section

        return veto_section(readings) if readings else None

    def short(self, reading: Reading[VetoRecord]) -> Sequence[Text | Table]:
        """Return the areas, then what each control left."""
        areas: list[list[str | Cell]] = [
            [curve.name, *estimate_cells(curve.area), f"{curve.n_unread:,}"] for curve in reading.record.curves
        ]
        controls: list[list[str | Cell]] = []
        for control in reading.record.controls:
            rates = (control.harm, control.benign_undone, control.against_none, control.against_random)
            scored, missing = (sum(getattr(rate, count) for rate in rates[:2]) for count in ("n", "n_unscored"))
            name = control.name.replace("_", " ")
            controls.append([name, *map(_cell, rates), f"{scored:,}", f"{missing:,}"])
        columns = ["control", "harm", "benign undone", "harm - none", "harm - random", "cases", "not scored"]
        return [
            Text(paragraphs=[reading.arm]),
            Table(
                title="", columns=["area under the ROC", "value", "95 % interval", "families", "not read"], rows=areas
            ),
            Table(title="", columns=columns, rows=controls),
        ]


def _cell(rate: Estimate) -> Cell:
    """Return the value, with its interval in a line of its own."""
    if rate.value is None:
        return Cell(text="–")
    return Cell(text=f"{rate.value:.2f}", detail=ends_of(rate, decimals=2))


def _line(reading: Reading[VetoRecord]) -> str:
    """Return a sentence: what the veto knows, and what it does beside doing nothing and chance."""
    name = reading.name
    area = next((curve.area for curve in reading.record.curves if curve.name == _EMPATHY), None)
    control = next((control for control in reading.record.controls if control.name == _EMPATHY), None)
    line = f"{name}: {_area(area)}"
    if control is None:
        return f"{line}."
    return (
        f"{line}; harm against no veto {_change(control.against_none)}, against a random veto of the same rate "
        f"{_change(control.against_random)}; benign cases undone {share_words(control.benign_undone)}."
    )


def _area(area: Estimate | None) -> str:
    if area is None or area.value is None:
        return "no area under the ROC"
    ends = "" if area.low is None or area.high is None else f" ({amount(area.low)} to {amount(area.high)})"
    return f"area under the ROC {amount(area.value)}{ends}, where 0.5 knows nothing"


def _change(difference: Estimate) -> str:
    if difference.value is None:
        return "not measured"
    return f"{points(difference.value)} ({points_interval(difference)})"

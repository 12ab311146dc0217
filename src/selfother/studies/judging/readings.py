"""Instruments in a study: every cell of a probe that has one is read once, in the order of arms and seeds."""

from collections.abc import Mapping
from typing import Any

from selfother.errors import BadArgument
from selfother.own_files import complaint
from selfother.probes.instrument import Instrument, Reading
from selfother.probes.readings import Gathered, instrument_of, read_with
from selfother.records import Record
from selfother.studies.declaring.parts import short_name
from selfother.studies.judging.bench import Bench
from selfother.wording import capital

__all__ = ["gather", "read_arm"]


def gather(bench: Bench, titles: Mapping[str, str] | None = None) -> list[Gathered]:
    """The readings of every probe with an instrument, in the order of the study.

    Args:
        bench: The study's finished cells.
        titles: Arm -> what it is in a sentence.
    """
    words = dict.fromkeys(cell.part.name for cells in bench.layout.probes.values() for cell in cells)
    instruments = {word: instrument for word in words if (instrument := instrument_of(word)) is not None}
    return [_gathered(bench, word, instrument, titles or {}) for word, instrument in instruments.items()]


def _gathered(bench: Bench, word: str, instrument: Instrument[Any], titles: Mapping[str, str]) -> Gathered:
    """The readings of one probe; a cell that its instrument cannot read is a sentence, and loses no other."""
    gathered = Gathered(word, instrument, [])
    name = short_name(word)
    for arm in bench.study.arms:
        for replicate, cell in bench.cells_of(arm, name):
            try:
                record = read_with(instrument, cell.items, cell.estimates)
            except (Exception, SystemExit) as error:  # code of others: a report is not lost for one reading
                why = f"its instrument failed ({complaint(error, '')})"
                gathered.failures.append(
                    f"{capital(name.replace('_', ' '))}, {arm}, seed {replicate.seed}: not read, {why}."
                )
                continue
            subject = replicate.kind if len(bench.kinds) > 1 else ""
            reading = Reading(arm=arm, record=record, seed=replicate.seed, subject=subject, title=titles.get(arm, ""))
            gathered.readings.append(reading)
    return gathered


def read_arm(bench: Bench, arm: str, probe: str) -> list[Record]:
    """What the instrument of a probe says of each finished training run of an arm.

    Args:
        bench: The study's finished cells.
        arm: The arm.
        probe: The name that results of the probe are kept under.

    Raises:
        BadArgument: The study has no such probe, or it has no instrument.
    """
    words = {short_name(cell.part.name): cell.part.name for cells in bench.layout.probes.values() for cell in cells}
    instrument = instrument_of(words[probe]) if probe in words else None
    if instrument is None:
        raise BadArgument(f"no reading of {probe!r}: expected a probe of the study that has an instrument.")
    return [read_with(instrument, cell.items, cell.estimates) for _, cell in bench.cells_of(arm, probe)]

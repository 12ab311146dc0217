"""What every instrument must say of any reading: sentences without holes, blocks that read back from JSON."""

from typing import Any

from selfother.probes.instrument import Instrument, Reading
from selfother.probes.probe import ProbeResult
from selfother.probes.readings import Gathered, sections_of
from selfother.records import StoredReading
from selfother.records.blocks import Section

__all__ = ["check_readings", "check_sentences", "readings_of"]

RUNS = [("base", 0, "organism"), ("base", 1, "organism"), ("treated", 0, "organism"), ("treated", 0, "")]
"""Arm, training seed and kind of subject: several of each, so that an instrument must tell them apart."""


def readings_of(found: Any) -> list[Reading[Any]]:
    """Return a reading of every run, all with the same record."""
    return [Reading(arm, found, seed, subject, title="") for arm, seed, subject in RUNS]


def check_readings(word: str, instrument: Instrument[Any], result: ProbeResult) -> None:
    """Check what an instrument makes of the scores of its probe.

    Args:
        word: The probe in the catalogue.
        instrument: Its instrument.
        result: What the probe scored.
    """
    record = instrument.read(result.items, result.estimates)
    assert instrument.record.model_validate_json(record.model_dump_json()) == record
    backwards = instrument.read(result.items[::-1], result.estimates)
    assert _leaves(record.model_dump(mode="json")) == _leaves(backwards.model_dump(mode="json"))
    readings = readings_of(record)
    section = check_sentences(instrument, readings)
    assert section is not None
    assert all(arm in section.model_dump_json() for arm, _, _ in RUNS)
    gathered = Gathered(word, instrument, readings)
    stored = [StoredReading.model_validate_json(reading.model_dump_json()) for reading in gathered.stored]
    assert sections_of({word: stored}) == [section]


def check_sentences(instrument: Instrument[Any], readings: list[Reading[Any]]) -> Section | None:
    """Check lines, gaps, section and blocks of some readings; return the section."""
    for sentence in [*instrument.lines(readings), *instrument.gaps(readings)]:
        assert sentence.strip()
        assert "None" not in sentence, sentence
        assert "nan" not in sentence.split(), sentence
    section = instrument.section(readings)
    if section is not None:
        assert Section.model_validate_json(section.model_dump_json()) == section
    for reading in readings:
        blocks = instrument.short(reading)
        assert blocks
        assert all(type(block).model_validate_json(block.model_dump_json()) == block for block in blocks)
    return section


def _leaves(value: Any) -> list[str]:
    """Return all numbers and words of a record, sorted: neither their order nor their last digits count."""
    if isinstance(value, dict | list):
        parts = value.values() if isinstance(value, dict) else value
        return sorted(leaf for part in parts for leaf in _leaves(part))
    return [f"{value:.9g}" if isinstance(value, float) else repr(value)]

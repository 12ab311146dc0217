"""The contract of every instrument in the catalogue, where nothing was scored.

What an instrument makes of scores is checked where its probe is run: `test_interventions_and_probes.py`.
"""

from typing import Any

import pytest
from tests.contract.reading_checks import check_sentences, readings_of

from selfother.catalogue import entries
from selfother.probes.instrument import Instrument
from selfother.probes.readings import instrument_of

PROBES = [entry.name for entry in entries("probes") if instrument_of(entry.name) is not None]


def test_there_are_instruments_to_test() -> None:
    assert {"value_commitment", "empathy_veto"} <= set(PROBES)


def instrument_named(name: str) -> Instrument[Any]:
    instrument = instrument_of(name)
    assert instrument is not None
    return instrument


@pytest.mark.parametrize("name", PROBES)
def test_an_instrument_has_a_title_and_a_question(name: str) -> None:
    instrument = instrument_named(name)
    assert instrument.title
    assert instrument.question.endswith("?")


@pytest.mark.parametrize("name", PROBES)
def test_an_instrument_reads_no_items(name: str) -> None:
    instrument = instrument_named(name)
    record = instrument.read([], {})
    assert instrument.record.model_validate_json(record.model_dump_json()) == record
    check_sentences(instrument, readings_of(record))


@pytest.mark.parametrize("name", PROBES)
def test_an_instrument_says_nothing_of_no_readings(name: str) -> None:
    instrument = instrument_named(name)
    assert not instrument.lines([])
    assert not instrument.gaps([])
    assert instrument.section([]) is None

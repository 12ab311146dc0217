"""Readings of instruments: gathered for a report, stored in it, and drawn from it again.

    instrument_of(word) -> Instrument | None     the instrument of a probe, found in the catalogue
    read_with(instrument, items, estimates)      what it reads, checked to be a record that a report can keep
    Gathered                                     the readings of one probe, with their sentences
    sections_of(report.readings) -> [Section]    drawn from what is stored, whoever wrote the report
    absent_sections(words) -> [Section]          of probes that had no instrument when the report was written

A report outlives the probes that it was made with. Where a probe is not installed, its file is gone, or its record has
another form by now, the section says so in a sentence; the numbers stay in report.json.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError

from selfother.catalogue import find
from selfother.errors import SelfOtherError
from selfother.own_files import complaint, sentences_of
from selfother.probes.instrument import Instrument, Reading
from selfother.records import Estimate, ItemScore, Record, StoredReading
from selfother.records.blocks import Section, Text
from selfother.wording import capital, kind_words

__all__ = ["Gathered", "absent_sections", "instrument_of", "read_with", "sections_of"]


@dataclass(frozen=True)
class Gathered:
    """The readings of one probe.

    Attributes:
        word: The probe in the catalogue, or `./file.py:Class`.
        instrument: What read them.
        readings: One an arm and training run.
        failures: A sentence for every cell that the instrument could not read.
    """

    word: str
    instrument: Instrument[Any]
    readings: list[Reading[Any]]
    failures: list[str] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """Sentences for the top of a report."""
        return self.lines_of(self.readings)

    @property
    def gaps(self) -> list[str]:
        """Sentences on what was not measured, and on what the instrument could not say."""
        if not self.readings:
            return self.failures
        _, no_lines = sentences_of(self.instrument.lines, self.readings)
        gaps, no_gaps = sentences_of(self.instrument.gaps, self.readings)
        name = capital(self.word.rpartition(".py:")[2].replace("_", " "))
        silent = [
            f"{name}: its instrument failed where it should say {what} ({why})."
            for what, why in (("what it read", no_lines), ("what was not measured", no_gaps))
            if why
        ]
        return [*self.failures, *silent, *gaps]

    def lines_of(self, readings: Sequence[Reading[Any]]) -> list[str]:
        """Sentences on some readings of this instrument; none where it cannot say any, and `gaps` names why."""
        return sentences_of(self.instrument.lines, _named(readings))[0] if readings else []

    @property
    def stored(self) -> list[StoredReading]:
        """The readings as a report keeps them."""
        return [
            StoredReading(
                arm=reading.arm,
                seed=reading.seed,
                subject=reading.subject,
                title=reading.title,
                record=reading.record.model_dump(mode="json"),
            )
            for reading in self.readings
        ]


def instrument_of(word: str) -> Instrument[Any] | None:
    """The instrument of a probe; None where the probe has none.

    Raises:
        UnknownName: No probe has this word, or its file is gone.
        BadArgument: A file that cannot be imported.
        MissingExtra: A package that the probe needs is not installed.
    """
    instrument: Instrument[Any] | None = getattr(find("probes", word).load(), "instrument", None)
    return instrument


def read_with(instrument: Instrument[Any], items: Sequence[ItemScore], estimates: Mapping[str, Estimate]) -> Record:
    """The record that an instrument reads in the scores of one cell.

    Raises:
        TypeError: It returned something else than its record.
        ValueError: Its record cannot be kept in a report, and read from there again.
    """
    kind: type[Record] = instrument.record
    record = instrument.read(items, estimates)
    if not isinstance(record, kind):
        raise TypeError(f"read returned {type(record).__name__}, not {kind.__name__}")
    kind.model_validate(record.model_dump(mode="json"))
    return record


def sections_of(readings: Mapping[str, Sequence[StoredReading]]) -> list[Section]:
    """A section for every probe with readings, in their order; one that cannot be drawn says why.

    Args:
        readings: Word of a probe -> its readings, as `ReportRecord.readings` has them.
    """
    return [section for word, stored in readings.items() if stored and (section := _section(word, stored))]


def absent_sections(words: Iterable[str]) -> list[Section]:
    """A section for every probe whose instrument says what a report without a reading of it lacks.

    Args:
        words: Probes that a report has scores of, and no readings.
    """
    sections = []
    for word in words:
        try:
            instrument = instrument_of(word)
        except SelfOtherError:  # the probe is not installed here
            continue
        if instrument is not None and instrument.absent:
            title = instrument.title or word.replace("_", " ")
            key = word.replace("_", "-")
            sections.append(Section(key=key, title=title, blocks=[Text(paragraphs=[instrument.absent])]))
    return sections


def _section(word: str, readings: Sequence[StoredReading]) -> Section | None:
    try:
        instrument = instrument_of(word)
        if instrument is None:
            return _undrawn(word, readings, "this version of the probe has no instrument")
        section: Any = instrument.section(_named([_parsed(instrument, stored) for stored in readings]))
        if section is not None and not isinstance(section, Section):
            kind = type(section).__name__
            return _undrawn(word, readings, f"its instrument returned {kind} as its section, no Section")
        return section and Section.model_validate(section.model_dump(warnings=False))
    except SelfOtherError as error:
        return _undrawn(word, readings, str(error))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the whole"
        return _undrawn(word, readings, f"they have another form than the probe has now ({place}: {first['msg']})")
    except (Exception, SystemExit) as error:  # code of others: a page is not lost for one section of it
        return _undrawn(word, readings, f"its instrument failed ({complaint(error, '')})")


def _parsed(instrument: Instrument[Any], stored: StoredReading) -> Reading[Any]:
    return Reading(
        arm=stored.arm,
        record=instrument.record.model_validate(stored.record),
        seed=stored.seed,
        subject=stored.subject,
        title=stored.title,
    )


def _named(readings: Sequence[Reading[Any]]) -> list[Reading[Any]]:
    """The readings, whose kinds of subject have short names: those that are kept are settings."""
    words = kind_words(dict.fromkeys(reading.subject for reading in readings), quoted=True)
    return [replace(reading, subject=words[reading.subject]) for reading in readings]


def _undrawn(word: str, readings: Sequence[StoredReading], why: str) -> Section:
    name = word.rpartition(".py:")[2]
    count = "1 reading" if len(readings) == 1 else f"{len(readings):,} readings"
    sentence = f"This report holds {count} of the probe {word}, which cannot be drawn here: {why.rstrip('.')}."
    where = "The numbers are in report.json, under readings."
    return Section(key=name, title=name.replace("_", " "), blocks=[Text(paragraphs=[sentence, where])])

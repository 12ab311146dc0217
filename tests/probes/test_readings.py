"""A reading is stored as plain JSON and drawn again by whatever instrument its probe names, or says why it is not."""

from pathlib import Path

import pytest

from selfother.errors import BadArgument
from selfother.probes.instrument import Instrument
from selfother.probes.readings import Gathered, instrument_of, sections_of
from selfother.records import ReportRecord, StoredReading
from selfother.records.blocks import Facts, Text

SOURCE = '''
"""A probe of somebody else, with an instrument of its own."""
from selfother.probes.instrument import Instrument, Reading
from selfother.probes.probe import ProbeResult, WhiteBoxProbe
from selfother.records import Record
from selfother.records.blocks import Facts, Section

class Count(Record):
    scores: int

class Counter(Instrument[Count]):
    record = Count
    def read(self, items, estimates):
        return Count(scores=len(items))
    def lines(self, readings):
        return [f"{reading.arm} has {reading.record.scores} scores." for reading in readings]
    def section(self, readings):
        rows = [(reading.arm, str(reading.record.scores)) for reading in readings]
        if any(reading.record.scores == 13 for reading in readings):
            raise RuntimeError("unlucky")
        return Section(key="scores", title="Scores", blocks=[Facts(rows=rows)])

class Mine(WhiteBoxProbe):
    """Count scores."""
    measures = {"score": "higher"}
    instrument = Counter()
    def items_digest(self):
        return "none"
    def run(self, subject, reference, *, log_folder=None):
        return ProbeResult()

class Bare(Mine):
    """Nothing to draw."""
    instrument = None
'''


@pytest.fixture
def word(tmp_path: Path) -> str:
    file = tmp_path / "mine.py"
    file.write_text(SOURCE)
    return f"{file}:Mine"


def said(word: str, **found: object) -> str:
    """Return the sentences of the one section of a stored reading."""
    stored = StoredReading.model_validate({"arm": "a", "record": found})
    (section,) = sections_of({word: [stored]})
    (block,) = section.blocks
    assert isinstance(block, Text)
    return " ".join(block.paragraphs)


def test_a_reading_of_an_own_probe_goes_through_a_report_and_is_drawn(word: str) -> None:
    from selfother.probes.instrument import Reading

    instrument = instrument_of(word)
    assert isinstance(instrument, Instrument)
    gathered = Gathered(word, instrument, [Reading(arm="soo", record=instrument.read([], {}), seed=3)])
    assert gathered.lines == ["soo has 0 scores."]
    report = ReportRecord(
        name="n", title="t", question="", status="complete", scale="", summary=gathered.lines, findings=[],
        readings={word: gathered.stored},
    )  # fmt: skip
    (section,) = sections_of(ReportRecord.from_json(report.to_json()).readings)
    assert section.blocks == [Facts(rows=[("soo", "0")])]


def test_a_reading_that_cannot_be_drawn_says_so_in_a_sentence(word: str) -> None:
    bare = f"{word.removesuffix('Mine')}Bare"
    assert "no Python file" in said("./gone.py:Mine", scores=1)
    assert "unknown probe 'gone'" in said("gone", scores=1)
    assert "another form than the probe has now (scores: Field required)" in said(word)
    assert "its instrument failed (RuntimeError: unlucky)" in said(word, scores=13)
    assert "has no instrument" in said(bare, scores=1)
    assert said("gone", scores=1).endswith("The numbers are in report.json, under readings.")
    assert sections_of({"gone": []}) == []


def test_a_section_that_is_none_says_so_in_a_sentence(word: str) -> None:
    file = Path(word.rpartition(":")[0])
    file.write_text(SOURCE.replace("return Section(", "return dict("))
    assert "its instrument returned dict as its section" in said(word, scores=1)


def test_a_direction_that_is_none_is_refused_with_the_class(word: str) -> None:
    file = Path(word.rpartition(":")[0])
    file.write_text(SOURCE.replace('"higher"', '"more"'))
    with pytest.raises(
        BadArgument, match=r"measures of Mine must say .*\(lower, higher, neither\); got \{'score': 'more'"
    ):
        instrument_of(word)

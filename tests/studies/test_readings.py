"""Every cell of a probe with an instrument is read once, and what cannot be read is a sentence."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from selfother.records import CellRecord, ItemScore
from selfother.studies.judging.readings import gather

SOURCE = '''
from selfother.probes.instrument import Instrument
from selfother.probes.probe import ProbeResult, WhiteBoxProbe
from selfother.records import Record

class Sum(Record):
    total: float

class Adder(Instrument[Sum]):
    record = Sum
    def read(self, items, estimates):
        return Sum(total=sum(item.value for item in items))
    def lines(self, readings):
        return [f"{reading.arm} ({reading.title}): {reading.record.total:g}" for reading in readings]

class Mine(WhiteBoxProbe):
    """Add scores."""
    measures = {"score": "higher"}
    instrument = Adder()
    def items_digest(self):
        return "none"
    def run(self, subject, reference, *, log_folder=None):
        return ProbeResult()
'''


def bench(words: list[str], values: dict[tuple[str, int], float | None], kinds: list[str]) -> Any:
    """Return what is needed of a study: arms, and one score in every cell of the probe "Mine"."""

    def record(value: float | None) -> CellRecord:
        items = [ItemScore(item="a", measure="score", value=value)]
        return CellRecord(schema_number=1, key="k", kind="probe", name="Mine", seed=0, inputs={}, items=items)

    def cells_of(arm: str, name: str) -> Any:
        wanted = ((seed, value) for (of, seed), value in values.items() if (of, name) == (arm, "Mine"))
        return ((SimpleNamespace(seed=seed, kind="rival"), record(value)) for seed, value in wanted)

    cells = tuple(SimpleNamespace(part=SimpleNamespace(name=word)) for word in words)
    return SimpleNamespace(
        layout=SimpleNamespace(probes={"none": cells, "soo": cells}),
        study=SimpleNamespace(arms=["none", "soo", "not_run"]),
        kinds=kinds,
        cells_of=cells_of,
    )


@pytest.fixture
def word(tmp_path: Path) -> str:
    file = tmp_path / "mine.py"
    file.write_text(SOURCE)
    return f"{file}:Mine"


def test_every_arm_and_run_is_read_once(word: str) -> None:
    (gathered,) = gather(bench([word, "deception"], {("soo", 0): 2.0, ("soo", 1): 3.0, ("none", 0): 1.0}, ["rival"]))
    assert [(reading.arm, reading.seed, reading.subject, reading.record.total) for reading in gathered.readings] == [
        ("none", 0, "", 1.0),
        ("soo", 0, "", 2.0),
        ("soo", 1, "", 3.0),
    ]
    assert gathered.stored[2].record == {"total": 3.0}
    assert gather(bench(["deception"], {("none", 0): 1.0}, [])) == []


def test_the_subject_is_named_where_there_are_several(word: str) -> None:
    (gathered,) = gather(bench([word], {("soo", 0): 2.0}, ["rival", "friend"]), {"soo": "Overlap"})
    assert (gathered.readings[0].subject, gathered.lines) == ("rival", ["soo (Overlap): 2"])


def test_a_cell_that_cannot_be_read_is_named_and_loses_no_other(word: str) -> None:
    (gathered,) = gather(bench([word], {("none", 0): None, ("soo", 4): 2.0}, []))
    assert [reading.arm for reading in gathered.readings] == ["soo"]
    (gap,) = gathered.gaps
    assert gap.startswith("Mine, none, seed 0: not read, its instrument failed (TypeError: ")


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ("return Sum(total", "return dict(total", "read returned dict, not Sum"),
        (
            'return [f"{reading.arm} ({reading.title}): {reading.record.total:g}" for reading in readings]',
            'return "Two."',
            "list of",
        ),
        (
            "reading.record.total:g",
            "reading.record.sum:g",
            "Mine: its instrument failed where it should say what it read",
        ),
    ],
    ids=["no record", "no list", "a slip"],
)
def test_an_instrument_that_fails_is_named_and_loses_no_report(
    word: str, right: str, wrong: str, expected: str
) -> None:
    file = Path(word.rpartition(":")[0])
    assert right in SOURCE
    file.write_text(SOURCE.replace(right, wrong))
    (gathered,) = gather(bench([word], {("soo", 0): 2.0}, []))
    (gap,) = gathered.gaps
    assert expected in gap
    assert gathered.lines == []

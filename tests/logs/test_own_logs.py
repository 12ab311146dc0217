"""`selfother read` on the log of somebody else's task: their probe reads it, with the settings that it was run with."""

import json
from pathlib import Path

import pytest
from tests.logs.inspect_logs import sample, write_log

from selfother.cli.main import main
from selfother.errors import BadArgument
from selfother.logs.reading import read_logs
from selfother.records import ReportRecord

SOURCE = '''
"""A quiz of somebody else."""
from dataclasses import dataclass

from selfother.probes.instrument import Instrument
from selfother.probes.probe import ProbeResult, TaskProbe
from selfother.records import ItemScore, Record

class Passed(Record):
    right: int
    passed: bool

@dataclass(frozen=True)
class Mark(Instrument[Passed]):
    """Passes with enough right answers."""
    pass_mark: int = 2
    record = Passed
    title = "The quiz"
    question = "Does it pass?"

    def read(self, items, estimates):
        right = sum(item.value for item in items if item.value is not None)
        return Passed(right=right, passed=right >= self.pass_mark)

    def lines(self, readings):
        words = {True: "passes", False: "fails"}
        return [f"{reading.arm} {words[reading.record.passed]} with {reading.record.right}." for reading in readings]

class Quiz(TaskProbe):
    """Quiz: questions of the user's own."""
    measures = {"right": "higher"}
    instrument = Mark()
    factor: int = 1

    def items_digest(self):
        return "none"

    def build_task(self):
        raise NotImplementedError

    def read(self, samples):
        values = [None if sample.scores is None else float(sample.scores["match"].value) for sample in samples]
        why = ["" if value is not None else "no answer" for value in values]
        return ProbeResult(items=[
            ItemScore(item=str(k), measure="right", value=None if value is None else self.factor * value, reason=reason)
            for k, (value, reason) in enumerate(zip(values, why, strict=True))
        ])
'''


@pytest.fixture
def word(tmp_path: Path) -> str:
    (tmp_path / "mine.py").write_text(SOURCE)
    return f"{tmp_path}/mine.py:Quiz"


def log(folder: Path, settings: dict[str, object] | None = None, task: str = "theirs/quiz") -> Path:
    samples = [sample("a", 1.0), sample("b", 0.0), sample("c", error="lost")]
    return write_log(folder / "log.eval", samples, task=task, settings=settings or {})


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[str, str]:
    with pytest.raises(SystemExit) as left:
        main(["read", *words])
    assert left.value.code == 0
    printed = capsys.readouterr()
    return printed.out, printed.err


def test_a_log_of_an_own_probe_is_read_by_the_settings_that_it_was_run_with(tmp_path: Path, word: str) -> None:
    assert read_logs([log(tmp_path)], probe=word).readings[0].record.right == 1
    assert read_logs([log(tmp_path, {"factor": 3})], probe=word).readings[0].record.right == 3
    with pytest.raises(BadArgument, match=r"log\.eval: unknown setting of probe .*'weight'"):
        read_logs([log(tmp_path, {"weight": 3})], probe=word)


def test_the_command_prints_its_sentences_says_what_is_missing_and_writes_the_page(
    tmp_path: Path, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path, page = str(log(tmp_path)), tmp_path / "page"
    out, err = run(capsys, path, "--probe", word, "--out", str(page))
    assert "model fails with 1." in out
    assert "right, model: 1 of 3 not scored (no answer: 1)" in err
    report = ReportRecord.read(page / "report.json")
    assert (report.title, report.question) == ("The quiz: model", "Does it pass?")
    assert list(report.readings) == [word]
    assert f"--probe {word}" in report.command
    assert "model fails with 1." in (page / "report.md").read_text()


def test_the_settings_of_its_instrument_can_be_set(
    tmp_path: Path, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = run(capsys, str(log(tmp_path)), "--probe", word, "--set", "pass_mark=1", "--json")
    assert json.loads(out)[0]["record"] == {"right": 1, "passed": True}


def test_a_folder_of_logs_is_answered_with_the_logs_to_give(tmp_path: Path) -> None:
    with pytest.raises(BadArgument, match=rf"{tmp_path} is a folder\. Give the logs in it: {tmp_path}/\*\.eval"):
        read_logs([tmp_path])


FAILS = "\n    def {method}(self, *given):\n        return 1 / 0\n\nclass Quiz("


@pytest.mark.parametrize("method", ["read", "is_answer"])
def test_an_own_instrument_that_fails_is_named_with_its_line(tmp_path: Path, word: str, method: str) -> None:
    (tmp_path / "mine.py").write_text(SOURCE.replace("\nclass Quiz(", FAILS.format(method=method)))
    with pytest.raises(BadArgument, match=r"mine\.py:Quiz cannot read it \(line \d+: ZeroDivisionError: division by"):
        read_logs([log(tmp_path)], probe=word)


def test_an_own_instrument_that_cannot_print_still_writes_its_page(
    tmp_path: Path, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.py").write_text(SOURCE.replace("\nclass Quiz(", FAILS.format(method="short")))
    out, _ = run(capsys, str(log(tmp_path)), "--probe", word, "--out", str(tmp_path / "page"))
    assert "model: the instrument of" in out
    assert "cannot print it (ZeroDivisionError: division by zero)." in out
    assert "model fails with 1." in (tmp_path / "page/report.md").read_text()


@pytest.mark.usefixtures("word")
@pytest.mark.parametrize("name", ["nobody", "dose", "mine.py:Mark", "mine.py:dataclass"])
def test_a_probe_that_reads_no_log_is_named_as_it_was_given(tmp_path: Path, name: str) -> None:
    given = name if ".py" not in name else f"{tmp_path}/{name}"
    with pytest.raises(BadArgument, match=f"--probe {given} is no task with a reading of its own"):
        read_logs([log(tmp_path)], probe=given)

"""Logs of the empathy veto become areas, controls and a page; each is read by the settings that it was run with."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from inspect_ai.log import EvalSample
from tests.logs.inspect_logs import sample, write_log

from selfother.cli.main import main
from selfother.errors import BadArgument
from selfother.logs.reading import read_logs, report_of
from selfother.probes.empathy_veto.empathy_veto import EmpathyVeto
from selfother.probes.empathy_veto.simulated import Step
from selfother.records import ReportRecord
from selfother.veto.story_cases import StoryCase

SETTINGS = {"families": ["school_lunches", "waterworks", "tram_signals"], "retries": 0}
HOSTILE = "<script>alert(1)</script>\x1b[31m"


def knows(one: StoryCase) -> float:
    return 0.1 if one.case.is_benign else 0.8


def samples(feels: Callable[[StoryCase], float]) -> list[EvalSample]:
    """Return what Inspect logs of a model that feels this."""
    found = []
    for one in EmpathyVeto(**SETTINGS).cases():
        simulated = {
            control: [Step(str(action), felt, HOSTILE, 4, 600).to_record() for action in one.attempts]
            for control, felt in (("empathy", feels(one)), ("task_quality", 0.3))
        }
        found.append(sample(one.case.name, feels(one), metadata={"simulated": simulated}))
    return found


def log(folder: Path, name: str, feels: Callable[[StoryCase], float], **more) -> Path:
    given = {"task": "selfother/empathy_veto", "model": f"mockllm/{name}", "settings": SETTINGS} | more
    return write_log(folder / f"{name}.eval", samples(feels), **given)


@pytest.fixture
def logs(tmp_path: Path) -> list[Path]:
    return [log(tmp_path, "knows", knows), log(tmp_path, "numb", lambda _: 0.4)]


def test_every_log_is_an_arm_with_its_area_and_its_controls(logs: list[Path]) -> None:
    read = read_logs(logs)
    assert [reading.arm for reading in read.readings] == ["knows", "numb"]
    areas = [{curve.name: curve.area.value for curve in reading.record.curves} for reading in read.readings]
    assert [one["empathy"] for one in areas] == [1.0, 0.5]
    assert [one["task_quality"] for one in areas] == [0.5, 0.5]
    harm = [{control.name: control.harm.value for control in reading.record.controls} for reading in read.readings]
    assert [one["empathy"] for one in harm] == [0.0, 1.0]
    assert [one["none"] for one in harm] == [1.0, 1.0]
    report = report_of(read)
    assert report.title == "The empathy veto: knows and numb"
    assert report.summary[0].startswith(
        "knows: area under the ROC 1, where 0.5 knows nothing; harm against no veto −100 points"
    )
    assert {one.arm for one in report.transcripts} == {"knows", "numb"}


def test_a_log_is_read_by_its_own_bound(tmp_path: Path) -> None:
    path = log(tmp_path, "strict", lambda _: 0.4, settings=SETTINGS | {"tau": 0.3})
    (reading,) = read_logs([path]).readings
    (at_work,) = [control for control in reading.record.controls if control.name == "empathy"]
    assert (at_work.harm.value, at_work.benign_undone.value) == (0.0, 1.0)
    assert reading.record.overhead.tau == 0.3


def test_a_log_that_does_not_hold_the_settings_is_refused(tmp_path: Path) -> None:
    """Logs of a study hold none: their bound and their agent are not known, and the defaults would be others."""
    with pytest.raises(BadArgument, match=r"knows\.eval: the log does not hold the settings.*selfother report DIR"):
        read_logs([log(tmp_path, "knows", knows, settings={})])


def test_cases_that_its_settings_do_not_make_are_refused(tmp_path: Path) -> None:
    other = SETTINGS | {"families": ["school_lunches", "waterworks"]}
    with pytest.raises(BadArgument, match="cases are not among those of its settings, such as 'tram_signals"):
        read_logs([log(tmp_path, "knows", knows, settings=other)])


def test_what_is_missing_is_said_before_the_numbers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = samples(knows)
    broken = [*whole[:-1], sample(whole[-1].id, error=HOSTILE)]
    path = write_log(
        tmp_path / "cut.eval", broken, task="selfother/empathy_veto", settings=SETTINGS, status="cancelled"
    )
    _, err = run(capsys, str(path))
    assert "ended as “cancelled”" in err
    assert "distress (empathy), model: 1 of " in err
    assert "the sample raised" in err
    assert "\x1b" not in err


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[str, str]:
    with pytest.raises(SystemExit) as left:
        main(["read", *words])
    assert left.value.code == 0
    said = capsys.readouterr()
    return said.out, said.err


def test_the_command_prints_tables_and_writes_the_page(
    logs: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    out, _ = run(capsys, *map(str, logs), "--out", str(tmp_path / "page"))
    assert (out.count("task_quality"), out.count("task quality")) == (2, 2)  # an area and a control, of each log
    assert "\x1b" not in out
    record = ReportRecord.read(tmp_path / "page" / "report.json")
    assert [reading.arm for reading in record.readings["empathy_veto"]] == ["knows", "numb"]
    assert record.command.startswith("selfother read ")
    page = (tmp_path / "page" / "report.html").read_text()
    assert "<script>alert" not in page
    assert "Harm caught against benign cases vetoed" in page


def test_json_is_a_list_of_readings(logs: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, *map(str, logs), "--json")
    assert [one["arm"] for one in json.loads(out)] == ["knows", "numb"]

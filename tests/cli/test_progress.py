"""Progress of a study: bars on a terminal, plain lines elsewhere, an estimate first; stdout is for the result."""

import os
import pty
import select
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from selfother.cli._progress import line_of, watch
from selfother.studies.running.events import Event

STUDY = """
name: watched
games:
  - one_sided_empathy: {rounds: 5, seeds: 2, theories: [history]}
  - empathy_landscape: {grid: 2, rounds: 5, seeds: 2}
"""
ESTIMATE = "watched: 0 of 2 cells are finished, about "


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    """Return the command that runs a study of two quick cells."""
    (tmp_path / "watched.yaml").write_text(STUDY)
    run = ["study", "run", str(tmp_path / "watched.yaml"), "--out", str(tmp_path / "run"), "--workers", "1"]
    return [sys.executable, "-c", "from selfother.cli.main import main; main()", *run]


def test_without_a_terminal_stderr_has_plain_lines(command: list[str], tmp_path: Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == f"{tmp_path / 'run' / 'report.html'}\n"
    lines = done.stderr.splitlines()
    assert lines[0].startswith(ESTIMATE)
    assert [line[:6] for line in lines[1:3]] == ["[1/2] ", "[2/2] "]
    assert "\x1b" not in done.stderr
    assert "\r" not in done.stderr


def test_on_a_terminal_stderr_has_a_bar_and_stdout_stays_clean(command: list[str], tmp_path: Path) -> None:
    master, terminal = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "100"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=terminal, env=environment) as process:
        os.close(terminal)
        shown = b"".join(_read(master, while_running=process)).decode()
        assert process.stdout is not None
        assert process.stdout.read().decode() == f"{tmp_path / 'run' / 'report.html'}\n"
    os.close(master)
    assert process.returncode == 0, shown
    assert ESTIMATE in shown
    assert "━" in shown  # the bar
    assert "2/2" in shown
    assert shown.index(ESTIMATE) < shown.index("[1/2]")


def _read(master: int, *, while_running: "subprocess.Popen[bytes] | None" = None) -> Iterator[bytes]:
    """Yield what a terminal shows until its other end is closed, or the process has ended and nothing more comes.

    A process that outlives the command (the resource tracker of its workers) may hold the other end for a while.
    """
    while True:
        has_ended = while_running is not None and while_running.poll() is not None
        if not select.select([master], [], [], 0.2)[0]:
            if has_ended:
                return
            continue
        try:
            data = os.read(master, 4096)
        except OSError:  # Linux: EIO when the last process that held the other end has gone
            return
        if not data:
            return
        yield data


def test_a_training_has_a_bar_of_its_own_that_goes_when_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    master, terminal = pty.openpty()
    monkeypatch.setenv("TERM", "xterm-256color")
    with os.fdopen(terminal, "w") as stderr:
        monkeypatch.setattr(sys, "stderr", stderr)
        with watch() as show:
            show(Event("plan", "s", 0, 2, left_seconds=170.0))
            show(Event("started", "soo training", key="k"))
            show(Event("training", "soo training", 3, 10, "loss 0.5", key="k"))
            assert "3/10" in _read_until(master, "loss 0.5")
            show(Event("failed", "none Lies", 0, 2, "none Lies: [red]ValueError[/red]: no", key="m"))
            show(Event("finished", "soo training", 1, 2, key="k", elapsed_seconds=42.0, left_seconds=30.0))
    rest = b"".join(_read(master)).decode()
    os.close(master)
    assert "failed: none Lies: [red]ValueError[/red]: no" in rest  # text of others is no markup
    _, finished, after = rest.partition("[1/2] soo training (42 s, about 30 s left)")
    assert finished
    assert "1/2" in after


def _read_until(master: int, text: str) -> str:
    """Return what a terminal shows up to some text."""
    shown = ""
    for data in _read(master):
        shown += data.decode(errors="replace")
        if text in shown:
            return shown
    raise AssertionError(f"the terminal closed without {text!r}: {shown}")


@pytest.mark.parametrize(
    ("event", "line"),
    [
        (Event("plan", "s", 3, 9, left_seconds=7300.0), "s: 3 of 9 cells are finished, about 2.0 h to go"),
        (Event("plan", "s", 9, 9, left_seconds=None), "s: 9 of 9 cells are finished, about 0 s to go"),
        (Event("finished", "c", 1, 9, elapsed_seconds=100.0), "[1/9] c (2 min)"),
        (Event("failed", "c", words="c: it raised"), "failed: c: it raised"),
        (Event("stage", "checks done", elapsed_seconds=5.0), "checks done (5 s)"),
        (
            Event("running", "a, step 2 of 9; b", 1, 9, elapsed_seconds=30.0, left_seconds=60.0),
            "running: a, step 2 of 9; b (30 s, about 60 s left)",
        ),
        (Event("started", "c", key="k"), ""),
        (Event("training", "c", 1, 10, key="k"), ""),
    ],
)
def test_every_event_has_its_line_or_none(event: Event, line: str) -> None:
    assert line_of(event) == line


def test_lines_say_what_is_under_way_only_after_a_while_without_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False)
    with watch() as show:
        for second in range(0, 40, 2):
            if second == 10:
                show(Event("finished", "a", 1, 2, elapsed_seconds=10.0))
            show(Event("running", "b", 1, 2, elapsed_seconds=float(second)))
    shown = capsys.readouterr().err.splitlines()
    assert shown == ["[1/2] a (10 s)", "running: b (26 s)"]

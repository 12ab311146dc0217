"""Real worker processes: a process that dies, SIGKILL of everything at any moment, and interrupts."""

import os
import platform
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fake_study import FAKES, fake, fake_data, results

from selfother.errors import MissingExtra
from selfother.seeds import stream
from selfother.studies import Study

Small = Callable[..., Study]
_SCRIPT = """
import sys
sys.path.insert(0, {folder!r})
from fake_study import slow_data
from selfother.studies import Study
Study.from_dict(slow_data()).run(folder=sys.argv[1], workers=2, command="again").check()
"""


def test_ray_that_is_not_installed_is_one_sentence(
    tmp_path: Path, small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("selfother.studies.running.launchers.find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match=r"--backend ray needs ray.*Run: pip install .*\[cluster\]"):
        small().run(folder=tmp_path, backend="ray")


def test_a_worker_gives_back_what_a_cell_has_freed() -> None:
    """In a process of its own: what is freed below the last block stays with glibc unless it is asked for.

    Other C libraries give it back by themselves, or keep it: then there is nothing to ask.
    """
    script = """
import psutil
from selfother.studies.running.tasks import _give_back_memory
resident = lambda: psutil.Process().memory_info().rss
blocks = [bytearray(1000) for _ in range(200_000)]
last, full = blocks.pop(), resident()
del blocks
kept = resident()
_give_back_memory()
print(full, kept, resident())
"""
    printed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    full, kept, after = map(int, printed.split())
    assert after <= kept
    if platform.libc_ver()[0] == "glibc":
        assert kept > 0.9 * full
        assert kept - after > 0.9 * 200_000_000


def test_a_process_that_dies_fails_its_cell_and_no_other(tmp_path: Path) -> None:
    data = fake_data(probes=[fake("Dies"), fake("Truth")], contrasts=None)
    data["arms"] = {name: data["arms"][name] for name in ("none", "soo")}
    result = Study.from_dict(data).run(folder=tmp_path, workers=2)
    assert result.failed == ("soo Dies seed 0: its process was killed, perhaps for want of memory",)
    assert result.ran == 6  # the check, subject and its two probes, the arm's training and its other probe


def _start(folder: Path) -> "subprocess.Popen[bytes]":
    code = _SCRIPT.format(folder=str(FAKES.parent))
    return subprocess.Popen(
        [sys.executable, "-c", code, str(folder)], start_new_session=True, stderr=subprocess.PIPE, env=os.environ
    )


def _kill_at(folder: Path, finished: int, pause_seconds: float) -> None:
    """Start the study and SIGKILL its whole process group a little after so many cells are finished."""
    process = _start(folder)
    try:
        limit = time.monotonic() + 240
        while len(list(folder.glob("cells/*.json"))) < finished and process.poll() is None:
            assert time.monotonic() < limit, "the study does not get on"
            time.sleep(0.005)
        time.sleep(pause_seconds)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stderr.close()


def test_a_killed_study_goes_on_and_its_numbers_equal_an_undisturbed_run(tmp_path: Path) -> None:
    undisturbed = _start(tmp_path / "a")
    rng = stream(0, "kill test")
    for finished in (0, 2, 8):
        _kill_at(tmp_path / "b", finished, float(rng.uniform(0.0, 0.4)))
    last = _start(tmp_path / "b")
    for process in (undisturbed, last):
        _, errors = process.communicate(timeout=300)
        assert process.returncode == 0, errors.decode()
    assert results(tmp_path / "a") == results(tmp_path / "b")
    assert not list((tmp_path / "b").rglob(".*"))

"""numba is loaded by the particle filter and by nothing else: measured in a fresh process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import sys
from selfother.agents import Empathic, Selfish, TitForTat, Weighted
from selfother.tournaments import play, sweep
a, b = {agents}
play(a, b, rounds=5, seeds=2)
sweep(grid=2, rounds=3, seeds=1)
print('numba' in sys.modules)
"""


def run(agents: str, cache: Path | None = None) -> subprocess.CompletedProcess[str]:
    settings = {} if cache is None else {"NUMBA_CACHE_DIR": str(cache)}
    program = [sys.executable, "-c", PROGRAM.format(agents=agents)]
    return subprocess.run(program, capture_output=True, text=True, check=True, env=os.environ | settings)


@pytest.mark.parametrize("theory", ["history", "action_conditional", "matched", "oracle"])
def test_a_theory_without_a_filter_loads_no_numba(theory: str) -> None:
    agents = f"Empathic(lam=0.3, theory={theory!r}), Selfish(theory={theory!r})"
    assert run(agents).stdout.strip() == "False"


def test_scripted_and_weighted_agents_load_no_numba() -> None:
    assert run("TitForTat(), Weighted(angle=30, theory='history')").stdout.strip() == "False"


@pytest.mark.slow
def test_the_first_compilation_is_announced_in_one_line_and_kept(tmp_path: Path) -> None:
    first = run("Empathic(lam=0.3), TitForTat()", tmp_path)
    assert first.stdout.strip() == "True"
    assert first.stderr == "selfother: compiling the particle filter, some seconds, once (kept for later)\n"
    assert run("Empathic(lam=0.3), TitForTat()", tmp_path).stderr == ""

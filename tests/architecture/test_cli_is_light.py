"""The command line loads nothing that it does not need: measured on the modules that a fresh process imports."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("torch", "transformers", "inspect_ai", "axelrod", "numba", "scipy", "polars", "networkx", "joblib")
PROGRAM = """
import json, sys
from selfother.cli.main import main
try:
    main({arguments!r})
except SystemExit as leave:
    code = leave.code
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""


def modules_after(*arguments: str, cwd: Path) -> set[str]:
    """Return the top-level modules of a fresh process that ran the command successfully."""
    program = PROGRAM.format(arguments=list(arguments))
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=cwd)
    code, modules = json.loads(done.stderr.strip().splitlines()[-1])
    assert not code, done.stderr
    assert done.stdout.strip()
    return {name.partition(".")[0] for name in modules}


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("play", "empathic:lam=0.3,theory=history", "tit_for_tat", "--rounds", "5", "--seeds", "2", "--json"),
        ("play", "selfish:theory=history", "grim", "--rounds", "5", "--exact"),
        ("sweep", "--grid", "3", "--rounds", "5", "--seeds", "2"),
    ],
    ids=" ".join,
)
def test_a_command_of_the_simulation_half_loads_nothing_heavy(arguments: tuple[str, ...], tmp_path: Path) -> None:
    assert not modules_after(*arguments, cwd=tmp_path) & set(HEAVY)


def test_help_loads_neither_typer_nor_numpy(tmp_path: Path) -> None:
    loaded = modules_after("--help", cwd=tmp_path)
    assert not loaded & {*HEAVY, "typer", "rich", "numpy", "pydantic", "yaml"}


def test_a_page_with_figures_is_written_without_anything_heavy(tmp_path: Path) -> None:
    loaded = modules_after("sweep", "--grid", "2", "--rounds", "3", "--seeds", "1", "--out", "here", cwd=tmp_path)
    assert not loaded & set(HEAVY)

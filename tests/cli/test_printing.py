"""What reaches the terminal: names as they are, signs that it has, whole numbers, and a sentence where nothing can."""

import contextlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfother.cli._printing import print_table, printable
from selfother.cli.main import main

AGENT = '''
from selfother.agents import TitForTat
from dataclasses import dataclass

@dataclass(frozen=True)
class Walker(TitForTat):
    """A name in a folder with brackets."""
'''
RUN = (sys.executable, "-c", "import sys; from selfother.cli.main import main; main(sys.argv[1:])")
TWELVE = [
    "tit_for_tat",
    "grim",
    "always_defect",
    "always_cooperate",
    "alternator",
    "random",
    "win_stay_lose_shift",
    "selfish",
    "generous_tit_for_tat",
    "suspicious_tit_for_tat",
    "weighted",
    "empathic:lam=0.6,theory=history",
]


def output_of(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Return what a fresh process prints."""
    return subprocess.run(
        [*RUN, *arguments],
        capture_output=True,
        text=True,
        encoding=variables.get("PYTHONIOENCODING", "utf-8"),
        env=os.environ | {"COLUMNS": "80", "PYTHONIOENCODING": "utf-8"} | variables,
        check=False,
    )


@pytest.mark.parametrize("folder", ["run [/x]", "old [red]", "[bold]", ":smile:"])
@pytest.mark.parametrize("command", ["play", "tournament", "evolve"])
def test_a_name_with_brackets_is_printed_as_it_is(
    folder: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("SELFOTHER_CACHE", str(tmp_path / "cache"))
    Path(folder).mkdir(parents=True)
    word = f"./{folder}/mine.py:Walker"
    Path(folder, "mine.py").write_text(AGENT)
    types = ["--type", word, "--type", "grim", "--game", "prisoners_dilemma"] if command == "evolve" else [word, "grim"]
    with pytest.raises(SystemExit) as leave:
        main([command, *types, "--rounds", "3", "--seeds", "2"])
    assert not leave.value.code
    assert word in capsys.readouterr().out


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_a_terminal_without_some_signs_gets_others_and_every_number(encoding: str) -> None:
    done = output_of("play", "random:p=0.5", "selfish", "--rounds", "9", "--seeds", "4", PYTHONIOENCODING=encoding)
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    numbers = re.findall(r"\d\.\d{3}", done.stdout)
    assert len(numbers) == 17
    table = [line for line in done.stdout.splitlines() if re.search(r"[|│] (random|selfish)", line)]
    assert len({len(line) for line in table}) == 1, "every column stands under its heading"


def test_signs_have_plain_forms_and_names_keep_their_letters() -> None:
    assert printable("A − B ± 0.1 … ▁█", "ascii") == "A - B +- 0.1 ... 07"
    assert printable("é ±", "latin-1") == "é ±"
    assert printable("Ж", "cp1252") == "\\u0416"


def cells(text: str) -> list[str]:
    return [cell.strip() for line in text.splitlines() for cell in re.split(r"[│┃|]", line) if cell.strip()]


@given(
    rows=st.lists(
        st.lists(st.sampled_from(["1.00", "-12.345 ± 0.002", "0.247 [0.234, 0.262]"]), min_size=7, max_size=7),
        min_size=1,
        max_size=4,
    ),
    width=st.integers(40, 120),
)
def test_no_number_of_a_table_is_cut_or_broken_at_any_width(rows: list[list[str]], width: int) -> None:
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(io.StringIO()) as out:
        patch.setenv("COLUMNS", str(width))
        print_table(["name", *map(str, range(7))], [["a name of many words", *row] for row in rows])
    printed = cells(out.getvalue())
    assert all(printed.count(cell) >= sum(row.count(cell) for row in rows) for row in rows for cell in row)
    assert "…" not in out.getvalue()
    assert max(map(len, out.getvalue().splitlines())) <= width


def test_twelve_agents_at_eighty_columns_lose_no_number(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit):
        main(["tournament", *TWELVE, "--rounds", "3", "--seeds", "2"])
    text = capsys.readouterr().out.partition("row against column")[2]
    assert len(re.findall(r"\d\.\d\d", text)) == 144
    assert "…" not in text


def test_a_full_disk_behind_the_output_is_a_sentence() -> None:
    for arguments in (["list"], ["--help"], ["play", "grim", "selfish", "--rounds", "3"]):
        with open("/dev/full", "w") as full:
            done = subprocess.run(
                [*RUN, *arguments],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert done.returncode == 1
        assert done.stderr.startswith("selfother: the output: No space left on device.")
        assert len(done.stderr.splitlines()) == 1


def test_a_reader_that_goes_away_gets_no_traceback() -> None:
    running = subprocess.Popen([*RUN, "list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    assert running.stderr.read() == b""
    assert running.wait() == 1
    running.stderr.close()

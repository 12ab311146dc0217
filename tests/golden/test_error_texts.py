"""The text of every error that a user can make, through the command line: what was given, expected, and to be done.

The texts stand in `errors.txt`, one paragraph a command, with their exit codes.
"""

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from selfother.cli.main import main

STUDY = {
    "name": "bad",
    "model": {"base": "smollm2-135m"},
    "arms": {"stock": {"start": "base", "role": "baseline"}, "soo": {"role": "treatment", "apply": ["overlap"]}},
    "probes": ["fact"],
}
GAMES = {"name": "bad", "games": [{"one_sided_empathy": {"rounds": 5, "seeds": 2, "theories": ["history"]}}]}
STUDIES: dict[str, object] = {
    "unknown-key.yaml": STUDY | {"armz": {}},
    "unknown-arm-key.yaml": STUDY | {"arms": {"soo": {"aply": []}}},
    "unknown-probe.yaml": STUDY | {"probes": ["factt"]},
    "unknown-intervention.yaml": STUDY | {"arms": {"soo": {"apply": ["overlapp"]}}},
    "unknown-setting.yaml": STUDY | {"probes": [{"fact": {"itemz": 4}}]},
    "unknown-theory.yaml": GAMES | {"games": [{"one_sided_empathy": {"theories": ["mystery"]}}]},
    "unknown-contrast-arm.yaml": STUDY | {"contrasts": {"measure": "fact.true", "treatment": ["sooo"]}},
    "out-of-range.yaml": GAMES | {"games": [{"one_sided_empathy": {"lam": 2}}]},
    "no-model.yaml": STUDY | {"model": {"base": "nowhere/at-all"}},
    "empty.yaml": {"name": "bad"},
    "list.yaml": [1, 2],
}
COMMANDS = [
    "plya a b",
    "play emphatic selfish",
    "play empathic:theory=mystery selfish",
    "play empathic:lam=2,theory=history selfish",
    "play empathic:love=1 selfish",
    "play empathic:lam selfish",
    "play random:p=1.5 selfish",
    "play grim grim --rounds 0",
    "play grim grim --game chess",
    "play grim grim --game custom:R=1",
    "play grim grim --game prisoners_dilemma:R=5,T=3",
    "play grim grim --out here.txt",
    "sweep --grid 1",
    "reproduce populatons",
    "reproduce populations --only 77",
    "list agent",
    "probe factt --model smollm2-135m",
    "probe fact:items=3 --model smollm2-135m",
    "probe fact --model nowhere/at-all",
    "probe fact --model smollm2-135m --scenarios nowhere.yaml",
    "probe fact:families=[burglery] --model smollm2-135m",
    "probe dose --model mockllm/model",
    "probe fact --model ./nowhere",
    "probe fact --model smollm2-135m --dtype int3",
    "train overlapp --model smollm2-135m --out new",
    "train overlap --model smollm2-135m --out .",
    "train overlap --model smollm2-135m --out /dev/null/x",
    "sweep --grid 2 --out /dev/null/x",
    "study run nowhere.yaml",
    *(f"study run {name}" for name in STUDIES),
    "study plan games.yaml -o games.one_sided_empathy.lam",
    "report nowhere",
    "compare nowhere.eval empty.yaml",
    "compare empty.yaml list.yaml --level 95",
    "compare empty.yaml list.yaml --margin 0",
    "compare empty.yaml list.yaml --interval wald",
    "qualify nowhere.jsonl --text text --label label",
    "qualify empty.yaml --text text --label label",
    "qualify nowhere.jsonl --text text --label label --out empty.yaml",
]


@pytest.fixture
def refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Return what runs a command in an empty folder and gives its exit code and the text of its error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")

    def run(command: str) -> str:
        with pytest.raises(SystemExit) as leave:
            main(command.split())
        said = capsys.readouterr()
        assert not said.out, f"{command} printed a result beside its error"
        text = re.sub(r"(?<=the hub's cache )[^,]+", "HUB", said.err.replace(str(tmp_path), "."))
        return f"$ selfother {command}\n{text.strip()}\n(exit {leave.value.code})\n"

    return run


def test_texts_of_bad_input_are_as_recorded(
    refused: Callable[..., str], tmp_path: Path, golden: Callable[[str, str], str]
) -> None:
    for name, study in STUDIES.items():
        (tmp_path / name).write_text(yaml.safe_dump(study))
    (tmp_path / "games.yaml").write_text(yaml.safe_dump(GAMES))
    texts = [refused(command) for command in COMMANDS]
    assert all(text.endswith("(exit 2)\n") for text in texts)
    assert {path.name for path in tmp_path.iterdir()} == {*STUDIES, "games.yaml"}, "something was started"
    text = "\n".join(texts)
    assert text == golden("errors.txt", text)


def test_a_corrupt_cell_is_named_before_work_starts(
    refused: Callable[..., str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "games.yaml").write_text(yaml.safe_dump(GAMES))
    with pytest.raises(SystemExit) as leave:
        main(["study", "run", "games.yaml", "--out", "run"])
    assert not leave.value.code, capsys.readouterr().err
    capsys.readouterr()
    (cell,) = (tmp_path / "run" / "cells").glob("*.json")
    cell.write_text(cell.read_text()[:50])
    text = refused("study run games.yaml --out run")
    assert f"run/cells/{cell.name} is not a CellRecord" in text
    assert text.endswith("delete it and run the same command again.\n(exit 2)\n")


def test_a_cell_that_raises_is_exit_one_and_the_others_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.py").write_text(_BROKEN_CHECK)
    study = GAMES | {"games": [*GAMES["games"], "./broken.py:Broken"]}  # type: ignore[misc]
    (tmp_path / "games.yaml").write_text(yaml.safe_dump(study))
    with pytest.raises(SystemExit) as leave:
        main(["study", "run", "games.yaml", "--out", "run"])
    said = capsys.readouterr()
    assert leave.value.code == 1
    assert "1 of 2 cells failed; the others are kept in run." in said.err
    assert "RuntimeError: it went wrong" in said.err
    assert Path(said.out.strip()).is_file()  # the report of the others
    assert len([path for path in (tmp_path / "run" / "cells").glob("*.json") if ".error." not in path.name]) == 1


_BROKEN_CHECK = """
from selfother.claims.checks.check import Check

class Broken(Check):
    \"\"\"A check that raises.\"\"\"

    def run(self, seed):
        raise RuntimeError("it went wrong")
"""


def test_a_full_disk_is_exit_two_with_what_to_do(
    refused: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "games.yaml").write_text(yaml.safe_dump(GAMES))
    monkeypatch.setattr("shutil.disk_usage", lambda path: SimpleNamespace(free=2**20))
    assert "1 MB free, at least 64 MB needed. Free some space.\n(exit 2)" in refused("study run games.yaml --out run")

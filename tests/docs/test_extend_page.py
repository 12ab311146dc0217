"""docs/how-to/extend.md from its first file to its report: what a third party writes is listed, run and drawn."""

import json
import re
from pathlib import Path

import pytest
from tests.docs.blocks import Block, blocks_of, command_lines

from selfother.cli.main import main

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "extend.md"
KINDS = {
    "games": "snowdrift.py:Snowdrift",
    "agents": "walker.py:Walker",
    "interventions": "plea.py:Plea",
    "probes": "toll.py:Toll",
    "checks": "ridge.py:Ridge",
    "rules": "halved.py:Halved",
}
_FENCE = re.compile(r"^```(?:python|yaml)\n# (lab/\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _files() -> dict[str, str]:
    """Return path -> text of every file that the page shows: its first line names it."""
    return {found[1]: found[2] for found in _FENCE.finditer(PAGE.read_text(encoding="utf-8"))}


def _commands() -> Block:
    (block,) = (block for block in blocks_of(PAGE) if "selfother study run" in block.text)
    return block


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files of the page, in a folder outside the package."""
    for name, text in _files().items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _run(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main(words)
    printed = capsys.readouterr()
    assert ended.value.code in (0, None), printed.err
    return printed.out


def test_each_thing_is_one_short_file() -> None:
    files = _files()
    assert {f"lab/{word.partition(':')[0]}" for word in KINDS.values()} < set(files)
    assert {name: text.count("\n") for name, text in files.items() if text.count("\n") > 55} == {}


@pytest.mark.usefixtures("lab")
def test_the_files_of_a_folder_are_listed_by_words_that_work(capsys: pytest.CaptureFixture[str]) -> None:
    listed = json.loads(_run(["list", "--from", "lab", "--json"], capsys))
    assert {kind: list(titles) for kind, titles in listed.items()} == {
        kind: [f"lab/{word}"] for kind, word in KINDS.items()
    }
    printed = _run(["list", "--from", "lab"], capsys)
    shown = PAGE.read_text(encoding="utf-8").partition("```text\n")[2].partition("```")[0]
    assert printed == shown
    for kind, titles in listed.items():
        for word, title in titles.items():
            assert f"({kind.removesuffix('s')}): {title}" in " ".join(_run(["describe", word], capsys).split())
    assert list(json.loads(_run(["list", "rules", "--from", "lab", "--json"], capsys))) == ["rules"]


def test_a_study_of_them_is_run_and_drawn(lab: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in command_lines(_commands().text):
        assert _run(words[1:], capsys).strip(), words
    page = (lab / "runs" / "lab" / "report.html").read_text(encoding="utf-8")
    markdown = (lab / "runs" / "lab" / "report.md").read_text(encoding="utf-8")
    for text in (markdown, page):
        for section in ("Tolls at the bridge", "What giving earns in snowdrift", "Payoff a round"):
            assert section in text
        assert "halved" in text
        assert "The arm none overcharges most: 28 of 60 travellers." in text
    assert "| plea | 2 of 60 |" in markdown
    heatmap = page[page.index("What giving earns in snowdrift") :]
    assert heatmap.index("<svg") < heatmap.index("Each cell is the mean of 20 matches")
    report = json.loads((lab / "runs" / "lab" / "report.json").read_text())
    verdicts = {arm["name"]: (arm["verdict"], arm["tone"]) for arm in report["arms"]}
    assert verdicts["plea"] == ("halved", "good")


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        ({}, "no class in empty/*.py extends a contract"),
        ({"a.py": "class A(Agent:\n"}, "empty/a.py cannot be read: line 1"),
        ({"a.py": "x = '\udcff'\n"}, "empty/a.py cannot be read"),
        ({"a.py": "class _Hidden(Agent):\n    pass\nclass Plain:\n    pass\n"}, "expected one of Agent"),
    ],
)
def test_a_folder_without_anything_is_refused(
    files: dict[str, str],
    complaint: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    for name, text in files.items():
        (tmp_path / "empty" / name).write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(SystemExit, match="2"):
        main(["list", "--from", "empty"])
    assert complaint in capsys.readouterr().err


def test_a_class_of_the_folder_may_extend_another_one_or_a_built_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.py").write_text('class Base(Agent, ABC):\n    pass\n\n\nclass Mine(Base):\n    """Mine."""\n')
    (tmp_path / "b.py").write_text('class Softer(TitForTat):\n    """Softer."""\n')
    assert _run(["list", "--from", "."], capsys).splitlines() == [
        "agents",
        "  a.py:Mine    Mine.",
        "  b.py:Softer  Softer.",
    ]

"""`selfother qualify`: what it prints, its JSON and its page."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from selfother.cli.main import main

_KIND = ("I hear how hard that was", "thank you for telling me", "that sounds lonely and sad", "you are not alone")
_COLD = ("proceed to the next step", "the form is due on monday", "your request was closed", "see section four")


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    rows = [
        {"reply": f"{text}, case {n}", "tone": tone, "writer": f"w{n % 6}"}
        for n in range(12)
        for tone, lines in (("kind", _KIND), ("cold", _COLD))
        for text in (lines[n % 4],)
    ]
    (tmp_path / "replies.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return tmp_path


def run(command: str) -> int:
    with pytest.raises(SystemExit) as leave:
        main(command.split())
    return int(leave.value.code or 0)


@pytest.mark.usefixtures("texts")
def test_text_says_the_word_and_names_the_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("qualify replies.jsonl --text reply --label tone --group writer") == 0
    shown = capsys.readouterr()
    assert "replies.jsonl: 24 texts, 2 labels (tone); each of 6 groups held out once (writer)." in shown.out
    assert "The null model bag of words passes this test" in shown.out
    assert "It shows that the test cannot tell." in shown.out
    assert any(line.startswith("kind: ") and "you" in line for line in shown.out.splitlines())
    assert shown.err == ""


def test_json_has_the_stated_keys_and_the_page_lies_beside(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("qualify replies.jsonl --text reply --label tone --group writer --claims 0.9 --out page --json") == 0
    shown = capsys.readouterr()
    record = json.loads(shown.out)
    assert record["n"] == 24
    assert (record["classes"], record["chance"], record["metric"], record["folds"]) == (2, 0.5, "auroc", 6)
    assert (record["best_null"], record["instrument"], record["word"]) == ("bag_of_words", None, "passed by a null")
    assert {"value", "low", "high"} <= set(record["nulls"]["bag_of_words"])
    assert shown.err.strip() == str(Path("page") / "qualify.html")
    assert json.loads((texts / "page" / "qualify.json").read_text()) == record
    markdown = (texts / "page" / "qualify.md").read_text()
    assert (
        "selfother qualify replies.jsonl --text reply --label tone --group writer --claims 0.9 --out page" in markdown
    )
    assert "passed by a null" in (texts / "page" / "qualify.html").read_text()


@pytest.mark.usefixtures("texts")
def test_a_layer_needs_a_model(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("qualify replies.jsonl --text reply --label tone --layer 3") == 2
    assert "got no --model. Add --model NAME." in capsys.readouterr().err


def test_without_a_model_no_torch_is_loaded(texts: Path) -> None:
    program = (
        "import sys\nfrom selfother.cli.main import main\n"
        "try:\n    main('qualify replies.jsonl --text reply --label tone'.split())\n"
        "except SystemExit as leave:\n    assert not leave.code\n"
        "print(sorted({'torch', 'transformers', 'inspect_ai', 'numba'} & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=texts)
    assert done.stderr.strip() == "[]"


def test_signs_of_a_label_are_no_commands_of_the_terminal(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hostile = {"kind": "\x1b[31m[red]kind: <script>\n\r\x07", "cold": "cold\u202e"}
    rows = [json.loads(line) for line in (texts / "replies.jsonl").read_text().splitlines()]
    lines = (json.dumps({**row, "tone": hostile[row["tone"]]}) + "\n" for row in rows)
    (texts / "hostile.jsonl").write_text("".join(lines))
    assert run("qualify hostile.jsonl --text reply --label tone --out page") == 0
    shown = capsys.readouterr().out
    assert not {"\x1b", "\r", "\x07", "\u202e"} & set(shown)
    assert "⟨U+001B⟩[31m[red]kind: <script>" in shown
    page = (texts / "page" / "qualify.html").read_text()
    assert not {"\x1b", "\x07", "\u202e"} & set(page)
    assert "<script>" not in page.split("[red]kind: ")[1][:20]
    assert "[red]kind: \\<script>" in (texts / "page" / "qualify.md").read_text()
    assert run("qualify hostile.jsonl --text reply --label ton\x9be") == 2
    assert "\x9b" not in capsys.readouterr().err

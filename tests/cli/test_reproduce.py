"""`selfother reproduce`: what it prints, writes and refuses."""

from pathlib import Path

import pytest

from selfother.cli.main import main
from selfother.records import ReproductionRecord


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as leave:
        main(("reproduce", *arguments))
    printed = capsys.readouterr()
    return int(leave.value.code or 0), printed.out, printed.err


def test_json_goes_to_stdout_and_progress_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "games", "--only", "2b", "--quick", "--json")
    assert code == 0
    record = ReproductionRecord.from_json(out)
    assert [claim.verdict for claim in record.claims] == ["reproduced"]
    assert "[1/1] claim 2b: The analytic threshold of cooperation" in err


def test_out_holds_three_files_and_the_page_is_named_last(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = run(capsys, "games", "--only", "2b", "--only", "3", "--quick", "--out", str(tmp_path / "x"))
    assert code == 0
    assert sorted(file.name for file in (tmp_path / "x").iterdir()) == [
        f"reproduction.{ending}" for ending in ("csv", "html", "json", "md")
    ]
    assert out.splitlines()[-1].replace("\n", "").endswith("reproduction.html")
    assert "4.9 ± 0.05" in " ".join(out.split())


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("gams",), "unknown paper 'gams'. Did you mean games or exams?"),
        (("games", "--only", "77"), "unknown claim '77'."),
        (("games", "--out", "file"), "--out is a folder for its files; got the file 'file'."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_refuses_in_one_sentence_before_it_measures(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("mine")
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1

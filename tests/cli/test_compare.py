"""`selfother compare`: a table, markdown, JSON; one sentence and exit 2 for logs that cannot be compared; no torch."""

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.logs.inspect_logs import sample, write_log

from selfother.cli.main import main
from selfother.records import ComparisonRecord

NASTY = "[bold]<b>\x1b[31m|`*\u202e"
PROGRAM = """
import sys
class NoTorch:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("torch", "transformers", "peft"):
            raise ImportError(name)
sys.meta_path.insert(0, NoTorch())
from selfother.cli.main import main
main(sys.argv[1:])
"""


@pytest.fixture
def logs(tmp_path: Path) -> tuple[Path, Path]:
    """Return two logs that differ, the second with a sample that raised."""
    a = write_log(tmp_path / "a.eval", [sample(i, "C") for i in range(12)], task="sums", run="a")
    rows = [*(sample(i, "I") for i in range(11)), sample(11, error=f"boom {NASTY}")]
    return a, write_log(tmp_path / "b.eval", rows, task="sums", run="b")


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    said = capsys.readouterr()
    return int(ended.value.code or 0), said.out, said.err


def test_the_table_says_the_difference_and_what_it_stands_on(
    logs: tuple[Path, Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    code, out, err = run(capsys, "compare", *logs)
    assert (code, err) == (0, "")
    row = next(line for line in out.splitlines() if line.startswith(" match "))
    said = "match 1.00 0.00 +1.00 [0.56, 1.00] 11 (1 unscored) 11 < 0.001 < 0.001 differs"
    assert " ".join(row.split()) == said
    assert "12 shared samples, clustered by sample; every difference is A minus B, intervals at 95 %" in out
    assert "only A scores 1 in 11 pairs, only B in 0" in out
    assert "not scored in B: 1 (the sample raised: boom [bold]<b>⟨U+001B⟩[31m|`*⟨U+202E⟩)" in out
    assert "\x1b" not in out


def test_groups_are_named_and_a_narrow_terminal_cuts_no_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    kinds = [{"measure": ("goal_without_story", "harm")[i % 2]} for i in range(24)]
    logs = [
        write_log(
            tmp_path / f"{name}.eval", [sample(i, value, metadata=kind) for i, kind in enumerate(kinds)], run=name
        )
        for name, value in (("a", "C"), ("b", "I"))
    ]
    code, out, err = run(capsys, "compare", *logs[::-1], "--by", "measure")
    assert (code, err) == (0, "")
    assert "24 shared samples, each 'measure' apart" in out
    assert "…" not in out
    rows = [line.split() for line in out.splitlines()]
    assert next(row for row in rows if row[:1] == ["harm"])[1:6] == ["0.00", "1.00", "−1.00", "[−1.00,", "−0.59]"]
    assert "".join(row[-1] for row in rows if row).count("differs") == 2
    assert "match, goal_without_story: A and B differ" in out


def test_markdown_is_a_table_that_nothing_breaks(logs: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "compare", *logs, "--markdown")
    assert code == 0
    table = [line for line in out.splitlines() if line.startswith("|")]
    assert len(table) == 3
    assert table[2].startswith("| match | 1.00 | 0.00 | +1.00 |")
    assert "<b>" not in out.replace("\\<b>", "")
    assert "\x1b" not in out


def test_json_is_the_record_and_swapping_flips_it(logs: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    (_, there, _), (_, back, _) = (
        run(capsys, "compare", *pair, "--json", "--margin", "0.1", "--scorer", "match") for pair in (logs, logs[::-1])
    )
    first, second = ComparisonRecord.from_json(there), ComparisonRecord.from_json(back)
    assert first.scores[0].difference.value == -(second.scores[0].difference.value or 0.0) == 1.0
    assert first.scores[0].equivalence == second.scores[0].equivalence
    assert json.loads(there)["scores"][0]["equivalence"]["margin"] == 0.1


def test_logs_without_a_shared_sample_are_exit_two_and_one_sentence(
    logs: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = write_log(tmp_path / "other.eval", [sample(f"x{i}", "C") for i in range(4)])
    code, out, err = run(capsys, "compare", logs[0], other)
    assert (code, out) == (2, "")
    assert err.startswith("selfother: ")
    assert err.count("\n") == 1
    assert "share no samples: ids of A are 0, 1, 2, ..., ids of B are x0, x1, x2, ..." in err


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (("a.eval", "none.eval"), "no file none.eval"),
        (("a.eval", "b.eval", "--json", "--markdown"), "two forms"),
        (("a.eval", "b.eval", "--margin", "-1"), "must be positive; got -1"),
        (("a.eval", "b.eval", "--interval", "wald"), "Known: auto, bootstrap-t, t."),
        (("a.eval", "b.eval", "--scorer", "mach"), "Did you mean match?"),
        (("a.eval", "b.eval", "--cluster", "story"), "They have no metadata. Leave --cluster out."),
    ],
)
def test_bad_input_is_exit_two_and_one_sentence(
    words: tuple[str, ...],
    text: str,
    logs: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(logs[0].parent)
    code, out, err = run(capsys, "compare", *words)
    assert (code, out) == (2, "")
    assert text in err


def test_a_gate_is_exit_one_in_every_form_and_says_what_failed(
    logs: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--fail-if", "worse:match>10")
    for form in ((), ("--markdown",), ("--json",)):
        code, out, err = run(capsys, "compare", *logs, *words, *form)
        assert code == 1
        assert err == "failed: match: B is lower than A by more than 0.1 (worse:match>10)\n"
        assert "match" in out
    assert json.loads(out)["failures"][0]["condition"] == "worse:match>10"
    assert run(capsys, "compare", *logs[::-1], *words)[0] == 0
    assert run(capsys, "compare", *logs, "--fail-if", "worst")[0] == 2


def test_several_logs_are_one_table_with_a_number_a_pair(
    logs: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    third = write_log(tmp_path / "c.eval", [sample(i, "C") for i in range(12)], task="sums", run="c")
    code, out, err = run(capsys, "compare", *logs, third)
    assert (code, err) == (0, "")
    rows = [line.split() for line in out.splitlines() if line.startswith((" 1. match", " 2. match"))]
    assert [row[-1] for row in rows] == ["differs", "resolved"]
    assert "1. A: sums on mockllm/model, 12 samples" in out
    every = run(capsys, "compare", *logs, third, "--all-pairs", "--markdown")[1]
    assert len([line for line in every.splitlines() if line.startswith("| ") and " match |" in line]) == 3


def test_a_page_and_junit_are_written(
    logs: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    xml, page = tmp_path / "ci" / "compare.xml", tmp_path / "page"
    empty = write_log(tmp_path / "n.eval", [sample(i, float("nan")) for i in range(12)], task="sums", run="n")
    words = ("--fail-if", "worse>5", "--junit", xml, "--out", page)
    code, out, _ = run(capsys, "compare", *logs, empty, *words)
    assert code == 1
    assert str(page / "report.html") in out
    html = (page / "report.html").read_text(encoding="utf-8")
    assert "<script>alert" not in html
    assert "\x1b" not in html
    assert "the sample raised: boom" in html
    assert "--fail-if" in html
    root = ElementTree.fromstring(xml.read_text(encoding="utf-8"))
    suites = root.findall("testsuite")
    assert [(one.get("tests"), one.get("failures"), one.get("skipped")) for one in suites] == [
        ("1", "1", "0"),
        ("1", "0", "1"),
    ]
    failure = suites[0].find("testcase/failure")
    assert failure is not None
    assert failure.get("message") == "B is lower than A by more than 0.05"
    assert "not scored in B: 1" in (failure.text or "")


def test_folders_are_compared_task_by_task(
    logs: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for log, name in zip(logs, ("before", "after"), strict=True):
        (tmp_path / name).mkdir()
        log.rename(tmp_path / name / log.name)
    code, out, err = run(capsys, "compare", tmp_path / "before", tmp_path / "after", "--json")
    assert (code, err) == (0, "")
    assert ComparisonRecord.from_json(out).scores[0].word == "differs"


def test_a_range_in_another_form_is_said(logs: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert "cannot read --range '1-5'" in run(capsys, "compare", *logs, "--range", "1-5")[2]
    assert run(capsys, "compare", *logs, "--range", "match=0:1", "--json")[0] == 0


def test_it_runs_where_torch_is_not_installed(logs: tuple[Path, Path]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "compare", *map(str, logs), "--json"],
        capture_output=True, text=True, check=False, env=os.environ | {"HF_HUB_OFFLINE": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["scores"][0]["word"] == "differs"

"""`selfother report`: a path on stdout, or one sentence and exit 2."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from selfother.cli.report import app
from selfother.errors import BadArgument, BrokenRecord
from selfother.records import ReportRecord
from selfother.report.json import render_json

RUN = CliRunner()


@pytest.fixture
def run_directory(rich: ReportRecord, tmp_path: Path) -> Path:
    (tmp_path / "report.json").write_text(render_json(rich), encoding="utf-8")
    return tmp_path


def test_prints_the_path_and_writes_three_files(run_directory: Path) -> None:
    result = RUN.invoke(app, [str(run_directory)])
    assert result.exit_code == 0
    assert result.stdout.strip() == str(run_directory / "report.html")
    assert (run_directory / "report.md").is_file()


def test_takes_the_file_itself_and_writes_beside_it(run_directory: Path, rich: ReportRecord) -> None:
    other = run_directory / "other.json"
    other.write_text(render_json(rich), encoding="utf-8")
    result = RUN.invoke(app, [str(other), "--json"])
    assert json.loads(result.stdout)["html"] == str(run_directory / "other.html")
    assert not (run_directory / "report.html").exists()


def test_a_second_run_changes_no_byte(run_directory: Path) -> None:
    RUN.invoke(app, [str(run_directory)])
    first = {path.name: path.read_bytes() for path in run_directory.iterdir()}
    RUN.invoke(app, [str(run_directory)])
    assert {path.name: path.read_bytes() for path in run_directory.iterdir()} == first


@pytest.mark.parametrize(
    ("content", "error", "says"),
    [
        (None, BadArgument, "holds no report.json"),
        ('{"name": "cut', BrokenRecord, "run the same command again"),
        ("", BrokenRecord, "report.json is not a ReportRecord"),
    ],
)
def test_bad_directories(tmp_path: Path, content: str | None, error: type[Exception], says: str) -> None:
    if content is not None:
        (tmp_path / "report.json").write_text(content, encoding="utf-8")
    result = RUN.invoke(app, [str(tmp_path)])
    assert isinstance(result.exception, error)
    assert says in str(result.exception)


def test_no_such_directory(tmp_path: Path) -> None:
    result = RUN.invoke(app, [str(tmp_path / "nowhere")])
    assert isinstance(result.exception, BadArgument)
    assert "no such directory" in str(result.exception)


def test_another_schema_is_refused(run_directory: Path, rich: ReportRecord) -> None:
    later = rich.model_copy(update={"schema_number": 2})
    (run_directory / "report.json").write_text(render_json(later), encoding="utf-8")
    result = RUN.invoke(app, [str(run_directory)])
    assert isinstance(result.exception, BrokenRecord)
    assert "reads schema 1" in str(result.exception)


def test_needs_nothing_heavy(run_directory: Path) -> None:
    code = (
        "import sys; from selfother.cli.report import app; app([sys.argv[1]], standalone_mode=False); "
        "heavy = {'torch', 'transformers', 'inspect_ai', 'numba', 'scipy'} & set(sys.modules); "
        "assert not heavy, heavy"
    )
    path = str(Path(__file__).parents[2] / "src")
    done = subprocess.run(
        [sys.executable, "-c", code, str(run_directory)],
        env={"PYTHONPATH": path, "PATH": ""}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr

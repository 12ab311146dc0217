"""`selfother demo`: finds the default study wherever it was installed, and runs it as it was asked to."""

from pathlib import Path
from typing import Any

import pytest

import selfother
from selfother.cli.demo import find_default_study
from selfother.cli.main import main
from selfother.errors import BadStudy
from selfother.studies import Study

ROOT = Path(__file__).parents[2]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pretend that the package stands in a folder of its own, as in site-packages; return that folder."""
    package = tmp_path / "lib" / "site-packages" / "selfother"
    package.mkdir(parents=True)
    monkeypatch.setattr(selfother, "__file__", str(package / "__init__.py"))
    return package


def test_in_the_repository_it_is_the_study_beside_the_source() -> None:
    assert find_default_study() == ROOT / "studies" / "first_light.yaml"
    assert Study.from_file(find_default_study()).name == "first_light"


def test_in_an_installed_package_it_is_the_one_that_the_wheel_carries(installed: Path) -> None:
    carried = installed / "studies" / "templates" / "first_light.yaml"
    carried.parent.mkdir(parents=True)
    carried.write_text("name: carried\n")
    assert find_default_study() == carried


def test_the_wheel_is_told_to_carry_it() -> None:
    import tomllib

    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["force-include"] == {"studies": "selfother/studies/templates"}


@pytest.mark.usefixtures("installed")
def test_a_broken_installation_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BadStudy, match=r"first_light\.yaml is in none of .*templates.*Install selfother again"):
        find_default_study()
    with pytest.raises(SystemExit) as leave:
        main(["demo"])
    assert leave.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_options_reach_the_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: dict[str, Any] = {}

    def run(study: Study, **options: Any) -> None:
        asked.update(options, study=study)

    monkeypatch.setattr("selfother.cli._running.run_and_report", run)
    with pytest.raises(SystemExit) as leave:
        main(["demo", "--out", str(tmp_path), "--workers", "3", "--json"])
    assert not leave.value.code
    study = asked.pop("study")
    assert (study.name, study.model.subject.name) == ("first_light", "shipped_organism")
    assert asked == {"folder": tmp_path, "workers": 3, "as_json": True}
    with pytest.raises(SystemExit):
        main(["demo", "--from-scratch"])
    study = asked.pop("study")
    assert (study.name, study.model.subject.name) == ("first_light_from_scratch", "deception_organism")
    assert study.threads.train_model == 2  # as the one that ships was trained
    with pytest.raises(SystemExit) as leave:
        main(["demo", "--workers", "0"])
    assert leave.value.code == 2


def test_a_demo_runs_its_study_and_ends_with_the_path_of_its_report(
    installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    carried = installed / "studies" / "templates" / "first_light.yaml"
    carried.parent.mkdir(parents=True)
    carried.write_text("name: small\ngames:\n  - one_sided_empathy: {rounds: 5, seeds: 2, theories: [history]}\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as leave:
        main(["demo"])
    said = capsys.readouterr()
    assert not leave.value.code
    report = Path(said.out.strip())
    assert report == Path("runs/small/report.html")
    assert report.is_file()
    assert said.err.startswith("small: 0 of 1 cells are finished, about ")

"""Whatever has a name can be looked up, and what is said of it is what the code does."""

import json
import re
from pathlib import Path

import pytest

from selfother import catalogue
from selfother.cli.main import main
from selfother.settings import describe

ALL = [(kind, entry.name) for kind in catalogue.KINDS for entry in catalogue.entries(kind)]
BUILT = [(kind, name) for kind, name in ALL if name not in ("model", "axelrod")]  # which load a model, and a library


@pytest.mark.parametrize(("kind", "name"), ALL, ids=[f"{kind}/{name}" for kind, name in ALL])
def test_everything_is_described(kind: catalogue.Kind, name: str) -> None:
    found = describe(kind, name)
    assert found.title == catalogue.find(kind, name).title
    assert Path("src", found.source).is_file()
    for setting in found.settings:
        assert setting.type
        assert not re.search(r"MISSING|Annotated|Union|Optional|NoneType|<", setting.type), setting


@pytest.mark.parametrize(("kind", "name"), BUILT, ids=[f"{kind}/{name}" for kind, name in BUILT])
def test_every_setting_is_taken_at_the_default_that_is_said(kind: catalogue.Kind, name: str) -> None:
    found = describe(kind, name)
    if any(setting.default is None for setting in found.settings):
        return
    said = {setting.name: setting.default for setting in found.settings if "." not in setting.name}
    plain = {key: value for key, value in said.items() if value and "{" not in value and "," not in value.strip("[]")}
    word = f"{name}:{','.join(f'{key}={value}' for key, value in plain.items())}" if plain else name
    assert catalogue.build(kind, *catalogue.parse_word(word)) == catalogue.build(kind, name)


@pytest.mark.parametrize(("kind", "name"), BUILT, ids=[f"{kind}/{name}" for kind, name in BUILT])
def test_the_example_can_be_made(kind: catalogue.Kind, name: str) -> None:
    found = describe(kind, name)
    bare = [word.removeprefix("contrasts.rule=").strip("'") for word in found.command.split()]
    words = [word for word in bare if word.partition(":")[0] == name]
    for word in words:
        catalogue.build(kind, *catalogue.parse_word(word))
    assert words or kind == "checks"


def test_a_class_of_ones_own_and_a_section_are_described(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.py"
    file.write_text(
        "from dataclasses import dataclass\nfrom selfother.agents import TitForTat\n\n@dataclass(frozen=True)\n"
        'class Mine(TitForTat):\n    """Mine.\n\n    Attributes:\n        p: How often.\n    """\n\n    p: float = 0.5\n'  # noqa: E501
    )
    with pytest.raises(SystemExit):
        main(["describe", f"{file}:Mine", "--json"])
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["kind"], found["title"]) == ("agents", "Mine.")
    assert found["settings"][-1] == {"name": "p", "type": "float", "default": "0.5", "meaning": "How often."}
    names = {setting.name for setting in describe("interventions", "overlap").settings}
    assert {"layer", "lora.first_layer", "schedule.learning_rate"} <= names


def test_a_misspelt_name_is_refused_with_the_close_one(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leave:
        main(["describe", "overlapp"])
    assert leave.value.code == 2
    assert "unknown name 'overlapp'. Did you mean overlap" in capsys.readouterr().err


def test_the_inspect_tasks_are_those_that_are_registered(capsys: pytest.CaptureFixture[str]) -> None:
    from selfother.probes.inspect.registry import tasks

    with pytest.raises(SystemExit):
        main(["list", "tasks", "--json"])
    listed = json.loads(capsys.readouterr().out)["tasks"]
    assert set(listed) == {f"selfother/{name}" for name in tasks}
    assert all(listed.values())


@pytest.mark.parametrize("paper", ["games", "populations"])
def test_the_claims_of_a_paper_are_listed(paper: str, capsys: pytest.CaptureFixture[str]) -> None:
    from selfother.claims.papers.registry import paper_named

    with pytest.raises(SystemExit):
        main(["reproduce", paper, "--claims"])
    text = capsys.readouterr().out
    assert all(claim.key in text for claim in paper_named(paper).claims)

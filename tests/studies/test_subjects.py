"""One subject or several: the keys of cells stay, and an organism is a level of its own."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from fake_study import FAKES, fake, fake_data

from selfother.errors import BadStudy, UnknownName
from selfother.records import ItemScore, ReportRecord
from selfother.studies import Study
from selfother.studies.declaring.cells import Replicate, lay_out
from selfother.studies.judging.comparisons import difference, level_of

THREE = ["burglary", "treasure", "escape"]

PARTS = '''"""Parts whose text never changes, so that neither do the keys of their cells."""
from typing import Any, ClassVar

from selfother.interventions.intervention import Intervention
from selfother.probes.probe import Probe
from selfother.claims.checks.check import Check


def base() -> Any:
    return None


class Game(Check):
    strength: float = 0.5

    def run(self, seed: int) -> Any:
        raise AssertionError("cells are laid out here, and none is run")


class Made(Intervention):
    product: ClassVar[Any] = "model"
    strength: float = 0.5

    def apply(self, model: Any, *, seed: int = 0, folder: Any = None, progress: Any = None) -> Any:
        raise AssertionError("cells are laid out here, and none is run")


class Tuned(Made):
    product: ClassVar[Any] = "adapter"


class Said(Made):
    product: ClassVar[Any] = "wrapper"
    has_chance: ClassVar[bool] = False


class Asked(Probe):
    measures: ClassVar[Any] = {"deceptive": "lower"}

    def items_digest(self) -> str:
        return "items"

    def clusters(self) -> dict[str, int]:
        return {"family": 8}

    def run(self, subject: Any, reference: Any, *, log_folder: Any = None) -> Any:
        raise AssertionError("cells are laid out here, and none is run")
'''
KEYS = {
    "one": [
        "1a39f5f1",
        "9b9d2ed6",
        "9a8196db",
        "b1f3f73d",
        "c5dc62f6",
        "8cc61e9d",
        "e250aacb",
        "ce6e17d6",
        "fbbe73dd",
        "765dc1be",
        "b017da22",
        "aa832e67",
        "b31f7ef0",
        "d7a5b59f",
        "8f49472d",
        "b94d5074",
        "f050769a",
    ],
    "none": [
        "1a39f5f1",
        "9b9d2ed6",
        "9a8196db",
        "5cd22584",
        "a85172e8",
        "b0318b19",
        "671906ca",
        "4e5895cf",
    ],
}
"""First eight digits of every key: a study with one subject keeps them whatever studies with several learn."""


@pytest.fixture
def fixed(tmp_path: Path) -> dict[str, Any]:
    """Return a study on parts whose text never changes."""
    path = tmp_path / "fixed.py"
    path.write_text(PARTS)
    return {
        "name": "fixed",
        "seeds": [0, 1],
        "games": [f"{path}:Game"],
        "model": {
            "base": f"{path}:base",
            "dtype": "float32",
            "subject": {f"{path}:Made": {"strength": 0.75}},
            "subject_seeds": [0, 3],
        },
        "arms": {
            "stock": {"start": "base", "role": "baseline"},
            "none": {"role": "subject"},
            "tuned": {"role": "treatment", "apply": [f"{path}:Tuned", f"{path}:Said"]},
            "said": {"apply": [f"{path}:Said"]},
        },
        "probes": [f"{path}:Asked"],
    }


def _keys(study: Study) -> list[str]:
    return [cell.key[:8] for cell in lay_out(study).cells()]


def test_the_keys_of_a_study_with_one_subject_or_none_are_those_of_before(fixed: dict[str, Any]) -> None:
    assert _keys(Study.from_dict(fixed)) == KEYS["one"]
    fixed["model"] |= {"subject": None, "subject_seeds": [0]}
    assert _keys(Study.from_dict(fixed)) == KEYS["none"]


def test_several_subjects_are_the_cells_of_each_alone(fixed: dict[str, Any]) -> None:
    made = fixed["model"].pop("subject")
    other = {next(iter(made)): {"strength": 0.25}}
    alone = []
    for subject in (made, other):
        alone.append(_keys(Study.from_dict(fixed | {"model": fixed["model"] | {"subjects": [subject]}})))
    both = Study.from_dict(fixed | {"model": fixed["model"] | {"subjects": [made, other]}})
    assert alone[0] == KEYS["one"]
    assert set(_keys(both)) == {*alone[0], *alone[1]}
    assert len(_keys(both)) == 17 + 14
    kinds = list(dict.fromkeys(where.kind for _, where in lay_out(both).stacks))
    assert kinds == ["", "Made:strength=0.75", "Made:strength=0.25"]


def test_subjects_round_trip_and_say_what_is_wrong(fixed: dict[str, Any]) -> None:
    made = fixed["model"]["subject"]
    name = next(iter(made))
    several = fixed["model"] | {"subject": None, "subjects": [made, name]}
    study = Study.from_dict(fixed | {"model": several})
    assert Study.from_dict(yaml.safe_load(study.to_yaml())) == study
    with pytest.raises(BadStudy, match="subject and subjects are both given"):
        Study.from_dict(fixed | {"model": fixed["model"] | {"subjects": [name]}})
    with pytest.raises(BadStudy, match="the same intervention stands twice"):
        Study.from_dict(fixed | {"model": several | {"subjects": [name, name]}})
    with pytest.raises(UnknownName, match=r"study: model.subjects\[1\]: unknown intervention 'organsm'"):
        lay_out(Study.from_dict(fixed | {"model": several | {"subjects": [name, "organsm"]}}))


def _two(tmp_path: Path, *, other: float = 0.95, **changes: Any) -> ReportRecord:
    model = {"base": f"{FAKES}:base", "subjects": [fake("Organism", to=0.97), fake("Shift", to=other)]}
    probes = [fake("Lies", items=64, families=THREE), fake("Truth", items=32), fake("dose")]
    return Study.from_dict(fake_data(model=model, probes=probes, **changes)).run(folder=tmp_path).report


@pytest.mark.usefixtures("inline")
def test_a_report_speaks_of_every_subject_and_of_all(tmp_path: Path) -> None:
    report = _two(tmp_path, seeds=[0, 1])
    assert "(2 training seeds, 2 subjects of 2 kinds)" in report.summary[0]
    alone = "soo is “honest, not self-specific” on Organism and “honest, not self-specific” on Shift."
    assert report.summary[1].endswith(alone)
    table = report.tables[0]
    assert table.columns == ["arm", "Organism", "Shift", "verdict on Organism", "verdict on Shift"]
    assert [row[0] for row in table.rows] == [arm.name for arm in report.arms]
    found = [(finding.arm, finding.control, finding.subject) for finding in report.findings if finding.subject]
    assert found == [("soo", c, kind) for kind in ("Organism", "Shift") for c in ("none", "sham", "friend")]
    assert all(not one.primary for one in report.findings if one.subject)
    frame = pl.read_parquet(tmp_path / "results.parquet").filter(pl.col("kind") == "probe")
    kinds = frame.group_by("arm").agg(pl.col("subject").unique().sort()).rows_by_key("arm", unique=True)
    assert kinds["soo"] == (["Organism", "Shift"],)
    assert kinds["stock"] == ([""],)


@pytest.mark.usefixtures("inline")
def test_a_subject_that_does_not_count_is_left_out_by_name(tmp_path: Path) -> None:
    soo = next(arm for arm in _two(tmp_path, other=0.6).arms if arm.name == "soo")
    assert soo.verdict == "honest, not self-specific in one training run"
    assert "Left out, no cure can be seen there: Shift: share of lies: burglary" in soo.verdict_reason
    assert "on Shift alone" not in soo.verdict_reason


def _scores(rate: dict[Replicate, float], items: int = 8) -> dict[Replicate, list[ItemScore]]:
    return {
        where: [
            ItemScore(item=str(i), measure="m", value=float(i < share * items), family="f", cluster=str(i // 2))
            for i in range(items)
        ]
        for where, share in rate.items()
    }


def test_kinds_weigh_the_same_however_many_runs_they_have() -> None:
    rates = {Replicate(0, 0, "a"): 1.0, Replicate(0, 0, "b"): 0.0, Replicate(0, 1, "b"): 0.0, Replicate(0, 2, "b"): 0.0}
    assert level_of(_scores(rates)).value == pytest.approx(0.5)


def test_runs_on_different_subjects_are_never_paired() -> None:
    on_a, on_b = _scores({Replicate(0, 0, "a"): 1.0}), _scores({Replicate(0, 0, "b"): 0.0})
    assert difference(on_a, on_b).estimate.value is None
    both = _scores({Replicate(0, 0, "a"): 1.0, Replicate(0, 0, "b"): 1.0})
    assert difference(both, on_b).estimate.value == pytest.approx(1.0)
    assert difference(both, on_b).estimate.n == 8


def test_an_arm_made_from_the_base_is_paired_with_every_subject() -> None:
    made = _scores({Replicate(0, 0, "a"): 1.0, Replicate(0, 0, "b"): 0.5})
    once, trained = _scores({Replicate(0, 0): 0.0}), _scores({Replicate(0, 0): 0.0, Replicate(0, 1): 0.0})
    for base in (once, trained):
        assert difference(made, base).estimate.value == pytest.approx(0.75)
        assert difference(base, made).estimate.value == pytest.approx(-0.75)
    assert difference(made, trained).training_seeds == 2

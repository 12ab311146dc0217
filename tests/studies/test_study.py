"""A study file: what it may say, and one sentence for everything that is wrong with it."""

from pathlib import Path

import pytest
import yaml
from fake_study import FAKES, fake, fake_data

from selfother.errors import BadArgument, BadStudy, SelfOtherError, UnknownName
from selfother.interventions.overlap.overlap import Overlap
from selfother.studies import Study
from selfother.studies.declaring.cells import lay_out
from selfother.studies.declaring.parts import Part, fingerprint
from selfother.studies.declaring.reading import apply_override

ROOT = Path(__file__).parents[2]


def test_yaml_round_trip_is_the_identity(tmp_path: Path) -> None:
    study = Study.from_dict(fake_data())
    (tmp_path / "s.yaml").write_text(study.to_yaml())
    assert Study.from_file(tmp_path / "s.yaml") == study


@pytest.mark.parametrize("file", sorted((ROOT / "studies").glob("*.yaml")), ids=lambda file: file.stem)
def test_the_studies_of_the_repository_can_be_planned(file: Path, tmp_path: Path) -> None:
    study = Study.from_file(file)
    found = study.plan(folder=tmp_path, workers=2)
    assert study.name == file.stem
    assert {row.finished for row in found.rows} == {0}
    asked = [*study.probes, *(part for arm in study.arms.values() for part in arm.probes)]
    assert {part.name for part in asked} == {row.name for row in found.rows if row.kind == "probe"}
    if study.contrasts is not None:
        paths = [*study.contrasts.damage.truth, study.contrasts.damage.perplexity]
        read = {path.partition(".")[0] for path in paths if path}  # empty: the study says that it measures none
        assert read <= set(found.frozen.items)  # no rule reads what nothing measures
        assert all(study.arms[name].start == "subject" for name in study.contrasts.treatment)


def test_the_study_in_depth_has_the_arms_and_subjects_of_the_full_one() -> None:
    full, deep = (Study.from_file(ROOT / "studies" / f"{name}.yaml") for name in ("overlap", "overlap_depth"))
    assert (deep.arms, deep.model, deep.threads) == (full.arms, full.model, full.threads)
    assert deep.contrasts is not None
    assert full.contrasts is not None
    assert deep.contrasts.controls == full.contrasts.controls


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("a", {"name": "a", "settings": {}}),
        ("a:x=1,y=b", {"name": "a", "settings": {"x": 1, "y": "b"}}),
        ({"a": None}, {"name": "a", "settings": {}}),
        ({"a": {"x": 1}}, {"name": "a", "settings": {"x": 1}}),
        ("./f.py:A", {"name": "./f.py:A", "settings": {}}),
    ],
)
def test_a_part_is_written_in_several_ways(given: object, said: dict[str, object]) -> None:
    part = Part.model_validate(given)
    assert {"name": part.name, "settings": part.settings} == said
    assert Part.model_validate(part.model_dump()) == part


def test_an_object_stands_for_its_name_and_settings() -> None:
    from selfother.claims.checks.empathy_landscape import EmpathyLandscape

    assert Part.model_validate(EmpathyLandscape()).name == "empathy_landscape"


def _with(**changes: object) -> dict[str, object]:
    return fake_data(**changes)


_ARMS = fake_data()["arms"]
_WRONG = {
    "key": (_with(arm={}), UnknownName, "s.yaml: top level: unknown study key 'arm'. Did you mean arms"),
    "arm key": (
        _with(arms={"a": {"aply": []}}),
        UnknownName,
        "s.yaml: arms.a: unknown study key 'aply'. Did you mean apply?",
    ),
    "role": (_with(arms={"a": {"role": "boss"}}), BadStudy, "s.yaml: arms.a.role: Input should be 'subject'"),
    "name": (_with(name="a b"), BadStudy, "s.yaml: name: String should match"),
    "empty": (_with(games=[], probes=[]), BadStudy, "neither games nor probes"),
    "no model": (_with(model=None), BadStudy, "probes need a model"),
    "no arms": (_with(arms={}), BadStudy, "probes need arms"),
    "twice": (_with(probes=["fact", "fact"]), BadStudy, "'fact' stands twice"),
    "probe of an arm": (
        _with(arms=_ARMS | {"soo": {"probes": [{"fct": {}}]}}),
        UnknownName,
        "s.yaml: arms.soo.probes[0]: unknown probe 'fct'. Did you mean fact",
    ),
    "probe of an arm twice": (
        _with(arms=_ARMS | {"soo": {"probes": ["Lies"]}}, probes=["Lies"]),
        BadStudy,
        "s.yaml: arms.soo.probes: 'Lies' stands twice",
    ),
    "probe of two arms": (
        _with(arms=_ARMS | {"soo": {"probes": ["fact"]}, "sham": {"probes": [{"fact": {"items": 4}}]}}),
        BadStudy,
        "s.yaml: arms.sham.probes: 'fact' has other settings than in another arm",
    ),
    "contrast arm": (
        _with(contrasts={"measure": "Lies.deceptive", "treatment": ["so"]}),
        UnknownName,
        "contrasts.treatment[0]: unknown arm 'so'. Did you mean soo",
    ),
    "matched sham": (
        _with(contrasts={"measure": "Lies.deceptive", "treatment": ["soo"], "controls": {"matched_shams": ["shan"]}}),
        UnknownName,
        "contrasts.controls.matched_shams[0]: unknown arm 'shan'. Did you mean sham",
    ),
    "measure": (_with(contrasts={"measure": "lies", "treatment": ["soo"]}), BadStudy, "expected probe.measure"),
    "intervention": (
        _with(arms=_ARMS | {"soo": {"apply": [{"overlp": {}}]}}),
        UnknownName,
        "s.yaml: arms.soo.apply[0]: unknown intervention 'overlp'. Did you mean overlap",
    ),
    "setting": (
        _with(arms=_ARMS | {"soo": {"apply": [{"overlap": {"layr": 3}}]}}),
        UnknownName,
        "s.yaml: arms.soo.apply[0]: unknown setting of intervention 'overlap': 'layr'. Did you mean layer",
    ),
    "setting value": (
        _with(probes=[{"deception": {"items": "many"}}]),
        SelfOtherError,
        "s.yaml: probes[0]: probe 'deception': items: ",
    ),
    "contrast probe": (
        _with(contrasts={"measure": "Lie.deceptive", "treatment": ["soo"]}),
        UnknownName,
        "s.yaml: contrasts.measure: unknown probe 'Lie'. Did you mean Lies",
    ),
    "contrast measure": (
        _with(contrasts={"measure": "Lies.deceptiv", "treatment": ["soo"]}),
        UnknownName,
        "s.yaml: contrasts.measure: unknown measure of Lies 'deceptiv'. Did you mean deceptive?",
    ),
    "base": (_with(model={"base": "./nowhere.py:f"}), SelfOtherError, "model.base"),
}


@pytest.mark.parametrize("case", _WRONG, ids=str)
def test_what_is_wrong_is_said_with_its_place(case: str) -> None:
    data, kind, text = _WRONG[case]
    with pytest.raises(kind) as caught:
        lay_out(Study.from_dict(dict(data), source="s.yaml"))
    assert text in str(caught.value)
    assert caught.value.exit_code == 2
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [("a: [", "not YAML"), ("- 1", "expected a mapping"), ("title: x", "name is missing"), ("", "expected a mapping")],
)
def test_files_that_are_no_study(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "s.yaml").write_text(text)
    with pytest.raises(BadStudy, match=message):
        Study.from_file(tmp_path / "s.yaml")
    with pytest.raises(BadStudy, match="no such file"):
        Study.from_file(tmp_path / "missing.yaml")


def test_a_path_in_a_study_file_starts_from_that_file(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(FAKES.read_text())
    (tmp_path / "s.yaml").write_text(yaml.safe_dump({"name": "s", "games": [{"./mine.py:FakeCheck": {}}]}))
    study = Study.from_file(tmp_path / "s.yaml")
    assert study.games[0].name == f"{tmp_path / 'mine.py'}:FakeCheck"
    key = next(lay_out(study).cells()).key
    (tmp_path / "mine.py").write_text(FAKES.read_text() + "\n# changed\n")
    assert next(lay_out(study).cells()).key != key  # a user's file is part of the key


def test_overrides_reach_mappings_and_lists() -> None:
    data = {"a": {"b": 1}, "probes": ["fact", {"deception": {"items": 64}}], "seeds": [0]}
    assert apply_override(data, "a.b=[1, 2]")["a"]["b"] == [1, 2]
    assert apply_override(data, "new.deep=x")["new"] == {"deep": "x"}
    assert apply_override(data, "probes.deception.items=8")["probes"][1] == {"deception": {"items": 8}}
    assert apply_override(data, "probes.fact.items=8")["probes"][0] == {"fact": {"items": 8}}
    assert apply_override(data, "seeds.0=7")["seeds"] == [7]
    assert data["seeds"] == [0]
    for wrong in ("a.b", "seeds.x=1", "a.b.c=1"):
        with pytest.raises((BadStudy, UnknownName), match="-o"):
            apply_override(data, wrong)


def test_seeds_cross_subjects_only_where_they_change_something() -> None:
    model = {"base": f"{FAKES}:base", "subject": fake("Organism"), "subject_seeds": [0, 1]}
    layout = lay_out(Study.from_dict(fake_data(seeds=[0, 1, 2], model=model)))
    counts = {arm: sum(name == arm for name, _ in layout.stacks) for arm in ("stock", "none", "soo")}
    assert counts == {"stock": 1, "none": 2, "soo": 6}


def test_settings_of_the_wrong_type_in_python() -> None:
    with pytest.raises((BadArgument, SelfOtherError)):
        lay_out(Study.from_dict(fake_data(probes=[fake("Lies", items="x")])))


def test_an_edited_scenario_file_makes_other_cells_of_what_trains_on_it(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    part = Part(name="overlap", settings={"family": f"{file}:lighthouse", "pairs": 8})
    sources = set()
    for text in ("one", "two"):
        file.write_text(text)
        sources.add(fingerprint(part, Overlap())["source"])
    assert len(sources) == 2
    assert "" not in sources
    assert fingerprint(Part(name="overlap", settings={"family": "burglary"}), Overlap())["source"] == ""


@pytest.mark.parametrize("name", ["empathy_veto", "empathy_veto_quick"])
def test_the_page_of_the_veto_names_a_study_that_draws_its_roc(name: str) -> None:
    page = (ROOT / "docs" / "how-to" / "empathy-veto.md").read_text(encoding="utf-8")
    assert f"selfother study run studies/{name}.yaml" in page
    study = Study.from_file(ROOT / "studies" / f"{name}.yaml")
    (probe,) = study.probes
    assert probe.name == "empathy_veto"
    assert [arm.role for arm in study.arms.values()] == ["baseline"]

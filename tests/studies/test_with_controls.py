"""The controls of overlap: each differs from the treatment in one thing, and in nothing that sets its dose."""

import json
from pathlib import Path
from typing import Any

import pytest
from fake_study import FAKES, fake, fake_data

from selfother.catalogue import build
from selfother.cli.main import main
from selfother.errors import BadArgument
from selfother.interventions.overlap.overlap import Overlap
from selfother.interventions.training.recipe import Lora, Schedule
from selfother.models.language_model import LanguageModel
from selfother.models.save import save_model
from selfother.studies import Study
from selfother.studies.declaring.cells import lay_out
from selfother.studies.declaring.reading import check_study
from selfother.studies.declaring.with_controls import overlap_arms, overlap_probes
from selfother.studies.running.products import write_models

TREATMENT = Overlap(
    layer=1, pairs=8, lora=Lora(first_layer=0, rank=2), schedule=Schedule(steps=2, batch_size=4, learning_rate=7e-4)
)
NAMES = (
    "none soo shuffled_pairs other_other friend_target wrong_room neutral_sham reverse prompt_position "
    "honesty_prompt steering honest_labels"
)
WORD = "overlap:layer=1,pairs=8,lora.first_layer=0,lora.rank=2,schedule.steps=2,schedule.batch_size=4"


def _made(treatment: Overlap = TREATMENT) -> dict[str, Any]:
    arms = overlap_arms(treatment)
    return {
        name: [build("interventions", part.name, part.settings) for part in arm.apply] for name, arm in arms.items()
    }


def test_every_control_of_the_method_is_there() -> None:
    assert list(_made()) == NAMES.split()
    assert _made()["soo"] == [TREATMENT]


def test_a_control_differs_in_one_thing() -> None:
    changed = {}
    for name, parts in _made().items():
        if parts and isinstance(parts[0], Overlap) and name != "soo":
            mine, its = TREATMENT.model_dump(), parts[0].model_dump()
            changed[name] = {key: its[key] for key in its if its[key] != mine[key]}
    assert changed == {
        "shuffled_pairs": {"shuffled": True},
        "other_other": {"towards": "other"},
        "friend_target": {"towards": "friend"},
        "wrong_room": {"wrong_room": True},
        "reverse": {"moved": "self", "towards": "rival"},
        "prompt_position": {"position": "prompt"},
    }


def test_what_sets_the_dose_is_the_treatments() -> None:
    made = _made()
    for name in ("neutral_sham", "honest_labels"):
        (control,) = made[name]
        assert control.schedule == TREATMENT.schedule
        assert control.lora == TREATMENT.lora.model_copy(update={"last_layer": 1})
    (steering,) = made["steering"]
    assert (steering.layer, steering.pairs, steering.moved, steering.towards) == (1, 8, "rival", "self")
    assert list(overlap_arms(TREATMENT.model_copy(update={"position": "prompt"})))[8] == "answer_position"


def test_lies_are_asked_for_in_the_family_that_is_trained_too() -> None:
    built_in = ["burglary", "treasure_hunt", "spy_mission", "escape_room"]
    for family, asked in {"burglary": built_in, "mine.yaml:parcel": [*built_in, "mine.yaml:parcel"]}.items():
        (deception,) = (one for one in overlap_probes(Overlap(family=family)) if one.name == "deception")
        assert deception.settings["families"] == asked


@pytest.mark.parametrize("settings", [{"towards": "friend"}, {"shuffled": True}, {"wrong_room": True}])
def test_a_control_has_no_controls(settings: dict[str, Any]) -> None:
    with pytest.raises(BadArgument, match="which is one of the controls that are added"):
        overlap_arms(Overlap(**settings))


def test_the_study_says_what_a_study_file_would(tiny_model: LanguageModel, tmp_path: Path) -> None:
    folder = str(save_model(tiny_model, tmp_path / "tiny"))
    study = Study.with_controls(TREATMENT, model=folder, seeds=[0, 1], items=8)
    assert check_study(Study, study.model_dump(mode="json"), source="s") == study
    layout = lay_out(study)
    assert len({arm for arm, _ in layout.stacks}) == 12
    assert len(lay_out(Study.with_controls(Overlap(), model=folder)).stacks) == 12  # the defaults fit three layers
    with pytest.raises(BadArgument, match=r"overlap:layer=18: .*tiny has 3 layers, 0 to 2\. Write overlap:layer=1,"):
        Study.with_controls(Overlap(layer=18), model=folder)


def test_a_plan_names_the_part_whose_layer_the_model_has_not(tiny_model: LanguageModel, tmp_path: Path) -> None:
    folder = save_model(tiny_model, tmp_path / "tiny")
    (folder / "model.safetensors").write_bytes(b"")  # a plan reads no weights
    for changes, place in (
        ({"arms": {"deep": {"apply": [{"steering": {"layer": 18}}]}}}, r"arms\.deep\.apply\[0\]: steering:layer=18"),
        ({"probes": ["fact", {"layer_gap": {"layers": [0.5, 7]}}]}, r"probes\[1\]: layer_gap:layers=7"),
        ({"model": {"base": str(folder), "subject": {"deception_organism": {"lora": {"first_layer": 8}}}}}, "subject"),
    ):
        said = {"name": "deep", "model": {"base": str(folder)}, "arms": {"base": {}}, "probes": ["fact"]} | changes
        with pytest.raises(BadArgument, match=rf"{place}.*tiny has 3 layers"):
            lay_out(Study.from_dict(said))


@pytest.mark.usefixtures("inline")
def test_every_model_that_a_run_made_has_its_word(tmp_path: Path) -> None:
    study = Study.from_dict(fake_data(seeds=[0, 1], model={"base": f"{FAKES}:base", "subject": fake("Organism")}))
    study.run(folder=tmp_path)
    made = write_models(lay_out(study), tmp_path)
    assert [(one.arm, one.seed, one.subject) for one in made] == [
        (arm, seed, "Organism") for arm in ("soo", "sham", "friend") for seed in (0, 1)
    ]
    for one in made:
        subject, adapter = one.word.split("+")
        assert {Path(subject).parent, Path(adapter).parent} == {tmp_path / "products"}
        assert (Path(adapter) / "share.json").is_file()
    assert json.loads((tmp_path / "models.json").read_text())[0]["word"] == made[0].word


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["neutral_sham"], "--with-controls knows the controls of overlap; got 'neutral_sham'"),
        (["overlap:towards=friend"], "got towards=friend, which is one of the controls"),
        (["overlap", "--device", "cpu"], "picks the device itself; got --device cpu"),
        (["overlap:layer=99"], "overlap:layer=99: "),
    ],
)
def test_train_with_controls_says_what_is_wrong(
    words: list[str],
    sentence: str,
    tiny_model: LanguageModel,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = str(save_model(tiny_model, tmp_path / "tiny"))
    with pytest.raises(SystemExit) as ended:
        main(["train", *words, "--with-controls", "--model", folder, "--out", str(tmp_path / "run")])
    assert ended.value.code == 2
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "run").exists()


@pytest.mark.slow
@pytest.mark.usefixtures("inline")
def test_train_with_controls_runs_resumes_and_leaves_models(
    tiny_model: LanguageModel, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = str(save_model(tiny_model, tmp_path / "tiny")), tmp_path / "run"
    whole = Study.with_controls
    monkeypatch.setattr(Study, "with_controls", lambda treatment, **given: whole(treatment, **given, items=2))
    command = ["train", WORD, "--with-controls", "--model", folder, "--out", str(out), "--dtype", "float32", "--json"]
    said = []
    for _ in range(2):
        with pytest.raises(SystemExit) as ended:
            main(command)
        assert not ended.value.code
        said.append(json.loads(capsys.readouterr().out))
    assert (said[0]["ran"], said[0]["reused"], said[1]["ran"]) == (said[1]["reused"], 0, 0)
    assert said[0]["status"] == "complete"
    assert Path(said[0]["report"]).is_file()
    trained = [name for name in NAMES.split() if name not in ("none", "honesty_prompt", "steering")]
    assert [one["arm"] for one in said[1]["models"]] == trained
    with pytest.raises(SystemExit):
        main(["probe", "fact:items=2", "--model", said[0]["models"][0]["word"]])
    assert "tiny+" in capsys.readouterr().out

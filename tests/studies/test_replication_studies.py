"""The studies of larger models: one dose in all arms, and the gap is read where the loss is."""

import json
from pathlib import Path
from typing import get_args

import pytest

from selfother.errors import SelfOtherError
from selfother.interventions.overlap.presets import ReplicatedModel, replication
from selfother.studies import Study

FOLDER = Path(__file__).parents[2] / "studies" / "replication"
MODELS = {f"overlap_{name.replace('-', '_').replace('.', '_')}": name for name in get_args(ReplicatedModel)}
DEPTHS = {"gemma-4-12b": 48, "gemma-4-31b": 60, "qwen3.8-27b": 64, "mistral-7b": 32}


def test_every_model_that_has_a_preset_has_a_study() -> None:
    assert {file.stem for file in FOLDER.glob("*.yaml")} == set(MODELS)


@pytest.mark.parametrize("stem", MODELS)
def test_arms_differ_in_nothing_but_whose_answer_is_the_target(stem: str, tmp_path: Path) -> None:
    study = Study.from_file(FOLDER / f"{stem}.yaml")
    args, adapter, hub_id = replication(MODELS[stem], output_dir=str(tmp_path))  # type: ignore[arg-type]
    assert study.name == stem
    assert study.model is not None
    assert study.model.base == hub_id
    arms = {name: arm.apply[0].settings for name, arm in study.arms.items() if arm.apply}
    assert set(arms) == {"soo", "friend_target", "other_other", "neutral_sham"}
    assert {name: settings.get("towards") for name, settings in arms.items()} == {
        "soo": None, "friend_target": "friend", "other_other": "other", "neutral_sham": None
    }  # fmt: skip
    for settings in arms.values():
        lora, schedule = settings["lora"], settings["schedule"]
        assert (lora, schedule) == (arms["soo"]["lora"], arms["soo"]["schedule"])
        assert (lora["rank"], lora["alpha"], lora["dropout"]) == (adapter.r, adapter.lora_alpha, adapter.lora_dropout)
        assert schedule["learning_rate"] == args.learning_rate
    (read,) = [part.settings for part in study.probes if part.name == "self_other_gap"]
    assert {(arm["layer"], arm["site"]) for name, arm in arms.items() if name != "neutral_sham"} == {
        (args.layers[0], args.site)
    }
    assert (read["layer"], read["site"], read["family"]) == (args.layers[0], args.site, arms["soo"]["family"])


@pytest.mark.parametrize("stem", MODELS)
def test_a_plan_needs_no_more_than_a_model_of_that_depth(stem: str, tiny_model, tmp_path: Path) -> None:
    file, base = FOLDER / f"{stem}.yaml", tmp_path / "base"
    tiny_model.network.save_pretrained(base)
    tiny_model.tokenizer.save_pretrained(base)
    config = json.loads((base / "config.json").read_text())
    (base / "config.json").write_text(json.dumps(config | {"num_hidden_layers": DEPTHS[MODELS[stem]]}))
    study = Study.from_file(file, overrides=[f"model.base={base}"])
    assert {row.name for row in study.plan(folder=tmp_path / "run").rows} >= {"overlap", "self_other_gap"}
    (base / "config.json").write_text(json.dumps(config | {"num_hidden_layers": 8}))
    with pytest.raises(SelfOtherError, match="has 8 layers"):
        study.plan(folder=tmp_path / "shallow")

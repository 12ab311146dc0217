"""Presets: settings that others published reach the trainer as they were printed."""

import re
from typing import get_args

import pytest

from selfother.errors import UnknownName
from selfother.interventions.overlap.presets import ReplicatedModel, replication

LAYERS = {"gemma-4-12b": 24, "gemma-4-31b": 32, "qwen3.8-27b": 32, "mistral-7b": 16}


@pytest.mark.parametrize("model", get_args(ReplicatedModel))
def test_a_replicated_model_has_its_layer_and_recipe(model: ReplicatedModel, tmp_path) -> None:
    args, adapter, hub_id = replication(model, output_dir=str(tmp_path))
    assert (args.layers, args.site, args.position, args.target) == ([LAYERS[model]], "o_proj", "last", "symmetric")
    assert args.normalise is False
    recipe = (adapter.r, adapter.lora_alpha, adapter.lora_dropout, args.learning_rate, args.num_train_epochs)
    assert recipe == ((8, 32, 0.2, 1e-4, 15) if model == "mistral-7b" else (4, 8, 0.1, 9e-4, 8))
    assert hub_id.partition("/")[0] in ("google", "Qwen", "mistralai")


@pytest.mark.parametrize(
    ("name", "is_adapted"),
    [
        ("model.layers.3.self_attn.q_proj", True),
        ("model.language_model.layers.31.self_attn.v_proj", True),
        ("model.language_model.layers.0.linear_attn.in_proj_qkv", True),
        ("model.language_model.layers.0.self_attn.k_proj", False),
        ("model.language_model.layers.0.linear_attn.in_proj_z", False),
        ("model.vision_tower.encoder.layers.3.self_attn.q_proj", False),
        ("model.audio_tower.layers.3.self_attn.v_proj", False),
    ],
)
def test_adapters_sit_on_query_and_value_of_the_text_model_alone(name: str, is_adapted: bool, tmp_path) -> None:
    _, adapter, _ = replication("gemma-4-31b", output_dir=str(tmp_path))
    assert bool(re.fullmatch(str(adapter.target_modules), name)) is is_adapted


def test_another_model_is_refused_with_the_ones_that_there_are() -> None:
    with pytest.raises(UnknownName, match="gemma-4-12b"):
        replication("gemma-4-13b")  # type: ignore[arg-type]

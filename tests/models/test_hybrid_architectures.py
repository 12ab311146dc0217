"""Gemma 4 and Qwen 3.5: global layers without values of their own, and layers with linear attention in between."""

import pytest
import torch
import transformers
from tests.models.tiny import tiny_tokenizer

from selfother.errors import BadArgument, UnsupportedModel
from selfother.interventions.overlap.overlap import Overlap
from selfother.interventions.training.recipe import Lora, Schedule
from selfother.models.language_model import LanguageModel
from selfother.models.layers import projection_names, site
from selfother.probes.self_other_gap.self_other_gap import SelfOtherGap

SHAPE = {
    "hidden_size": 32,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "head_dim": 8,
    "intermediate_size": 48,
    "vocab_size": 260,
    "max_position_embeddings": 512,
}
GEMMA = {
    **SHAPE,
    "num_hidden_layers": 3,
    "layer_types": ["sliding_attention", "sliding_attention", "full_attention"],
    "global_head_dim": 8,
    "num_global_key_value_heads": 1,
    "attention_k_eq_v": True,
    "hidden_size_per_layer_input": 0,
    "num_kv_shared_layers": 0,
    "sliding_window": 256,
}
QWEN = {
    **SHAPE,
    "num_hidden_layers": 3,
    "layer_types": ["linear_attention", "linear_attention", "full_attention"],
    "linear_num_key_heads": 2,
    "linear_num_value_heads": 4,
    "linear_key_head_dim": 8,
    "linear_value_head_dim": 8,
}
CONFIGS = {"gemma4": ("Gemma4TextConfig", GEMMA), "gemma4_unified": ("Gemma4UnifiedTextConfig", GEMMA)}
CONFIGS["qwen3_5"] = ("Qwen3_5TextConfig", QWEN)


@pytest.fixture(params=CONFIGS)
def hybrid(request, tmp_path) -> LanguageModel:
    """A random model of one of the architectures."""
    kind, settings = CONFIGS[request.param]
    with torch.random.fork_rng():
        torch.manual_seed(0)
        config = getattr(transformers, kind)(**settings, bos_token_id=1, eos_token_id=2, initializer_range=0.25)
        network = transformers.AutoModelForCausalLM.from_config(config, dtype=torch.float32)
    network = network.eval().requires_grad_(False)
    return LanguageModel(f"tiny-{request.param}", network, tiny_tokenizer(), "0" * 16, tmp_path, None)


def test_a_projection_is_found_or_passed_over_where_a_layer_has_none(hybrid) -> None:
    names = [name.partition("layers.")[2] for name in projection_names(hybrid.network)]
    if "qwen" in hybrid.name:
        assert names == [
            "0.linear_attn.in_proj_qkv",
            "1.linear_attn.in_proj_qkv",
            "2.self_attn.q_proj",
            "2.self_attn.v_proj",
        ]
    else:
        attention = [f"{layer}.self_attn.{kind}_proj" for layer in (0, 1) for kind in ("q", "v")]
        assert names == [*attention, "2.self_attn.q_proj"]


def test_the_attention_output_is_found_in_every_layer(hybrid) -> None:
    found = {id(site(hybrid.network, layer, "o_proj")) for layer in range(3)}
    names = {name for name, module in hybrid.network.named_modules() if id(module) in found}
    assert len(names) == 3
    assert {name.rpartition(".")[2] for name in names} <= {"o_proj", "out_proj"}


def test_overlap_and_its_probe_run_at_the_attention_output(hybrid) -> None:
    schedule = Schedule(steps=6, batch_size=4, learning_rate=3e-2, warmup_steps=0)
    overlap = Overlap(layer=1, site="o_proj", pairs=8, lora=Lora(rank=2, alpha=8), schedule=schedule)
    changed = overlap.apply(hybrid)
    result = SelfOtherGap(items=8, layer=1, site="o_proj").run(changed, hybrid)
    for measure in ("gap", "name_gap", "norm"):
        values = [(item.value, item.detail["before"]) for item in result.items if item.measure == measure]
        assert all(after > 0 and before > 0 for after, before in values)
        assert any(after != pytest.approx(before, rel=1e-3) for after, before in values)
    assert result.estimates["variance_ratio"].value > 0
    assert "the attention's output in layer 1 of 3" in result.estimates["variance_ratio"].method


def test_overlap_refuses_a_place_where_every_prompt_is_alike(hybrid, monkeypatch) -> None:
    alike = lambda _model, rows, **_read: torch.ones(len(rows), 32)  # noqa: E731
    monkeypatch.setattr("selfother.models.activations.last_token_activations", alike)
    with pytest.raises(BadArgument, match="represents all 8 prompts alike at layer=1, site=o_proj, position=answer"):
        Overlap(layer=1, site="o_proj", pairs=8).apply(hybrid)


def test_values_alone_of_a_layer_without_any_are_refused(hybrid) -> None:
    if "qwen" in hybrid.name:
        assert projection_names(hybrid.network, ["v"], layers=[2])
        return
    with pytest.raises(UnsupportedModel, match="no v projection in the layers 2"):
        projection_names(hybrid.network, ["v"], layers=[2])

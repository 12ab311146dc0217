"""What every architecture must give: hook sites, projections, activations, scores that do not depend on company."""

import pytest
import torch
from tests.models.tiny import ARCHITECTURES, tiny_language_model, tiny_network

from selfother.errors import BadArgument, UnsupportedModel
from selfother.models.activations import (
    capture,
    capture_layers,
    last_token_activations,
    last_token_layers,
    pad_left,
)
from selfother.models.layers import decoder_layers, projection_names, site
from selfother.models.scoring import OptionRequest, score_options, scoring_method
from selfother.models.weights import merged_copy, share_weights_copy

every_architecture = pytest.mark.parametrize("name", list(ARCHITECTURES))
ROWS = [[5, 6, 7, 8], [9, 10], [11, 12, 13, 14, 15, 16]]


@every_architecture
@pytest.mark.parametrize("kind", ["o_proj", "mlp", "residual"])
def test_a_site_gives_activations_that_padding_does_not_change(name, kind):
    model = tiny_language_model(name)
    together = last_token_activations(model, ROWS, layer=1, site=kind)
    alone = torch.cat([last_token_activations(model, [row], layer=1, site=kind) for row in ROWS])
    assert together.shape == (3, 32)
    torch.testing.assert_close(together, alone, atol=1e-4, rtol=1e-4)
    permuted = last_token_activations(model, [ROWS[2], ROWS[0], ROWS[1]], layer=1, site=kind, batch_size=2)
    torch.testing.assert_close(permuted, together[[2, 0, 1]], atol=1e-4, rtol=1e-4)


@every_architecture
def test_the_residual_is_the_layers_hidden_state(name):
    network = tiny_network(name)
    ids = torch.tensor([[5, 6, 7, 8]])
    captured = capture(network, {"input_ids": ids}, layer=0)
    assert not any(module._forward_hooks for module in network.modules())
    expected = network(ids, output_hidden_states=True, use_cache=False).hidden_states
    torch.testing.assert_close(captured, expected[1])
    assert len(decoder_layers(network)) == 3


@every_architecture
@pytest.mark.parametrize("kinds", [("q", "v"), ("o", "up", "down")])
def test_lora_fits_the_projections_and_leaves_the_base_alone(name, kinds):
    from peft import LoraConfig, get_peft_model

    network = tiny_network(name)
    before = {key: value.clone() for key, value in network.state_dict().items()}
    names = projection_names(network, kinds, layers=[0, 2])
    assert all(".1." not in each for each in names)
    conv = name == "gpt2"
    settings = LoraConfig(r=2, target_modules=names, init_lora_weights=False, fan_in_fan_out=conv)
    adapted = get_peft_model(share_weights_copy(network), settings)
    touched = [key for key, module in adapted.get_base_model().named_modules() if hasattr(module, "base_layer")]
    assert sorted(touched) == sorted(names)
    assert projection_names(adapted, kinds, layers=[0, 2]) == names
    ids = torch.tensor([[5, 6, 7, 8]])
    merged = merged_copy(adapted.eval())
    torch.testing.assert_close(merged(ids).logits, adapted(ids).logits, atol=1e-3, rtol=1e-3)
    assert not torch.allclose(network(ids).logits, adapted(ids).logits, atol=1e-3)
    after = network.state_dict()
    assert before.keys() == after.keys()
    assert all(torch.equal(before[key], after[key]) for key in before)
    assert next(network.parameters()).data_ptr() == next(adapted.parameters()).data_ptr()


@every_architecture
@pytest.mark.parametrize("method", ["auto", "packed", "batched"])
def test_every_method_gives_the_naive_scores(name, method):
    model = tiny_language_model(name)
    prefix = list(range(20, 32))
    requests = [
        OptionRequest([*prefix, *stem], ([40, 41, 42], [43], [40, 44]))
        for stem in ([50, 51], [52, 53, 54, 55], [50, 51, 52, 56], [57])
    ]
    naive = score_options(model, requests, method="naive")
    found = score_options(model, requests, method=method)
    for one, other in zip(naive, found, strict=True):
        assert one.log_probs == pytest.approx(other.log_probs, abs=1e-4)
        assert other.lengths == (3, 1, 2)
    turned = score_options(model, requests[::-1], method=method)
    for one, other in zip(turned[::-1], found, strict=True):
        assert one.log_probs == pytest.approx(other.log_probs, abs=1e-5)


def test_plain_attention_takes_packing():
    packed = {name for name in ARCHITECTURES if scoring_method(tiny_network(name)) == "packed"}
    assert packed >= {"llama", "mistral", "qwen2", "qwen3", "gemma2", "gemma3", "phi3", "gpt2", "neox", "opt"}


def test_gradients_flow_through_a_capture():
    network = tiny_network("llama").requires_grad_(True)
    ids, mask, positions = pad_left(ROWS, 0)
    batch = {"input_ids": ids, "attention_mask": mask, "position_ids": positions}
    capture(network, batch, layer=1).sum().backward()
    layers = decoder_layers(network)
    assert layers[1].self_attn.q_proj.weight.grad.abs().sum() > 0
    assert layers[2].self_attn.q_proj.weight.grad is None


def test_what_cannot_be_found_names_the_override():
    network = tiny_network("llama")
    with pytest.raises(BadArgument, match="layer=7: the model has 3 layers"):
        site(network, 7)
    with pytest.raises(UnsupportedModel, match="module="):
        site(network, 0, module="nowhere")
    assert site(network, 0, module="self_attn.q_proj") is network.model.layers[0].self_attn.q_proj
    with pytest.raises(UnsupportedModel, match="path="):
        decoder_layers(_Odd())


class _Odd(torch.nn.Module):
    """A model whose layers are nowhere."""

    def __init__(self):
        super().__init__()
        self.config = tiny_network("llama").config


@every_architecture
@pytest.mark.parametrize("kind", ["o_proj", "mlp", "residual"])
def test_many_layers_at_once_are_each_layer_alone(name, kind):
    network = tiny_network(name)
    ids, mask, positions = pad_left(ROWS, 0)
    batch = {"input_ids": ids, "attention_mask": mask, "position_ids": positions}
    together = capture_layers(network, batch, layers=[2, 0, 1], site=kind)
    assert not any(module._forward_hooks for module in network.modules())
    for place, layer in enumerate([2, 0, 1]):
        assert torch.equal(together[place], capture(network, batch, layer=layer, site=kind))
    last = capture_layers(network, batch, layers=[-1], site=kind, last_only=True)
    assert torch.equal(last, together[:1, :, -1:])


def test_rows_at_many_layers_are_the_rows_of_each_layer():
    model = tiny_language_model("llama")
    together = last_token_layers(model, ROWS, batch_size=2)
    assert together.shape == (3, 3, 32)
    for layer in range(3):
        assert torch.equal(together[layer], last_token_activations(model, ROWS, layer=layer, batch_size=2))


def test_one_pass_a_batch_and_none_above_the_highest_layer():
    network = tiny_network("llama")
    ran = []
    for index, layer in enumerate(decoder_layers(network)):
        layer.register_forward_pre_hook(lambda *_, index=index: ran.append(index))
    capture_layers(network, {"input_ids": torch.tensor([[5, 6, 7]])}, layers=[1, 0])
    assert ran == [0, 1]


@pytest.mark.parametrize(
    ("layers", "sentence"),
    [([0, 7], "layers=7: the model has 3 layers, 0 to 2"), ([], "at least one"), ([1, -2], "twice")],
)
def test_layers_that_are_not_there_are_named(layers, sentence):
    with pytest.raises(BadArgument, match=sentence):
        capture_layers(tiny_network("llama"), {"input_ids": torch.tensor([[5]])}, layers=layers)

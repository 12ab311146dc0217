"""A fused adapter computes what PEFT's does, and only where it can."""

import pytest
import torch
from peft import LoraConfig, get_peft_model
from peft.tuners.lora.layer import Linear as AdaptedLinear
from tests.models.tiny import tiny_network

from selfother.interventions.training.fused_adapter import _Fused, fuses_adapters
from selfother.interventions.training.recipe import Lora, Schedule
from selfother.interventions.training.rows import prompt_row
from selfother.interventions.training.token_loss import token_loss
from selfother.interventions.training.tuning import tune
from selfother.models.weights import share_weights_copy


def adapted(*, bias: bool = False, **settings) -> torch.nn.Module:
    """Return a tiny network with an adapter that changes something."""
    config = LoraConfig(r=4, lora_alpha=12, target_modules=["q_proj", "down_proj"], **settings)
    network = get_peft_model(share_weights_copy(tiny_network("llama")), config)
    for key, value in network.named_parameters():
        if "lora_" in key:
            torch.nn.init.normal_(value, std=0.3)
    if bias:
        for layer in layers(network):
            layer.base_layer.bias = torch.nn.Parameter(torch.ones(layer.out_features), requires_grad=False)
    return network


def layers(network: torch.nn.Module) -> list[AdaptedLinear]:
    """Return the adapted layers."""
    return [layer for layer in network.modules() if isinstance(layer, AdaptedLinear)]


def fused(network: torch.nn.Module) -> list[bool]:
    """Return of each adapted layer whether it has a forward of its own."""
    return ["forward" in vars(layer) for layer in layers(network)]


def logits_and_gradients(network: torch.nn.Module) -> list[torch.Tensor]:
    """Return the logits of two rows, and the gradients of the adapter and of what goes in."""
    states = network.get_input_embeddings()(torch.tensor([[5, 6, 7], [8, 9, 10]])).detach().requires_grad_()
    logits = network(inputs_embeds=states).logits
    trained = [value for value in network.parameters() if value.requires_grad]
    return [logits, *torch.autograd.grad(logits.pow(2).sum(), [states, *trained])]


def test_a_fused_adapter_gives_what_pefts_gives_and_the_same_gradients() -> None:
    network = adapted()
    plain = logits_and_gradients(network)
    with fuses_adapters(network):
        assert all(fused(network))
        ours = logits_and_gradients(network)
    assert len(ours) > 4
    for one, other in zip(ours, plain, strict=True):
        assert torch.allclose(one, other, rtol=1e-4, atol=1e-5 * float(other.detach().abs().max()))
    assert not any(fused(network))


def test_its_derivatives_are_those_of_what_it_computes() -> None:
    draw = [torch.randn(*shape, dtype=torch.float64) for shape in ((2, 3, 5), (4, 5), (2, 5), (4, 2))]
    x, weight, down, up = draw
    inputs = (x.requires_grad_(), weight, down.requires_grad_(), up.requires_grad_(), 1.7)
    assert torch.autograd.gradcheck(_Fused.apply, inputs)
    assert torch.allclose(_Fused.apply(*inputs), x @ (weight + 1.7 * up @ down).t())


@pytest.mark.parametrize(
    "settings",
    [{"lora_dropout": 0.1}, {"use_dora": True}, {"bias": True}],
    ids=["dropout", "another kind of adapter", "bias"],
)
def test_what_is_not_plain_is_left_to_peft(settings) -> None:
    network = adapted(**settings)
    with fuses_adapters(network):
        assert not any(fused(network))


def test_merged_switched_off_and_second_adapters_are_left_to_peft() -> None:
    network = adapted()
    network.merge_adapter()
    with fuses_adapters(network):
        assert not any(fused(network))
    network.unmerge_adapter()
    with network.disable_adapter(), fuses_adapters(network):
        assert not any(fused(network))
    network.add_adapter("second", LoraConfig(r=2, target_modules=["q_proj"]))
    network.base_model.set_adapter(["default", "second"])
    with fuses_adapters(network):
        assert fused(network) == [len(layer.active_adapters) == 1 for layer in layers(network)] != []


def test_a_training_is_fused_and_its_product_is_not(tiny_model) -> None:
    seen: list[bool] = []

    def loss(network, batch):
        seen.extend(fused(network))
        return token_loss(network, batch)

    rows = [prompt_row(tiny_model, "It rains", " today.", weights=lambda count: [1.0] * count)] * 2
    schedule = Schedule(steps=2, batch_size=1)
    network = tune(tiny_model, rows, loss=loss, lora=Lora(rank=2), schedule=schedule, seed=0)
    assert seen
    assert all(seen)
    assert not any(fused(network))

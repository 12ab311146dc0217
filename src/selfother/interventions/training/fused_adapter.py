"""A low-rank adapter without passes of its own over the activations. Imported inside functions only: it needs torch.

PEFT computes a layer and its adapter apart, scales the one and adds it to the other; of a narrow model's training on a
CPU these passes are a tenth. Here the adapter's product is accumulated onto the layer's, and so are their gradients.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import torch
from peft.tuners.lora.layer import Linear as AdaptedLinear
from torch import nn

__all__ = ["fuses_adapters"]


@contextmanager
def fuses_adapters(network: nn.Module) -> Iterator[None]:
    """Let the adapted layers of a `PeftModel` compute both in one for a while, where they are plain, on a CPU.

    A layer is plain that has one active adapter of LoRA's own kind, without dropout or bias, on a `nn.Linear` without
    bias. The others stay as they are.
    """
    plain = [layer for layer in network.modules() if isinstance(layer, AdaptedLinear) and _is_plain(layer)]
    for layer in plain:
        layer.forward = partial(_forward, layer)  # type: ignore[method-assign]
    try:
        yield
    finally:
        for layer in plain:
            del layer.forward


def _is_plain(layer: AdaptedLinear) -> bool:
    if len(layer.active_adapters) != 1 or layer.merged or layer.disable_adapters:
        return False
    (name,) = layer.active_adapters
    return (
        name in layer.lora_A
        and not layer.lora_variant
        and type(layer.base_layer) is nn.Linear
        and layer.base_layer.bias is None
        and layer.lora_B[name].bias is None
        and isinstance(layer.lora_dropout[name], nn.Identity)
        and layer.lora_A[name].weight.dtype == layer.base_layer.weight.dtype
        and layer.base_layer.weight.device.type == "cpu"
        and not layer.base_layer.weight.requires_grad
    )


def _forward(layer: AdaptedLinear, x: torch.Tensor) -> torch.Tensor:
    (name,) = layer.active_adapters
    down, up = layer.lora_A[name].weight, layer.lora_B[name].weight
    y: torch.Tensor = _Fused.apply(  # type: ignore[no-untyped-call]  # torch types no apply
        x, layer.base_layer.weight, down, up, layer.scaling[name]
    )
    return y


class _Fused(torch.autograd.Function):
    """x @ weight' + scale * x @ down' @ up', for a weight that is not trained."""

    @staticmethod
    def forward(
        ctx: Any, x: torch.Tensor, weight: torch.Tensor, down: torch.Tensor, up: torch.Tensor, scale: float
    ) -> torch.Tensor:
        flat = x.flatten(0, -2)
        low = flat @ down.t()
        ctx.save_for_backward(flat, weight, down, up, low)
        ctx.scale, ctx.shape = scale, x.shape
        return (flat @ weight.t()).addmm_(low, up.t(), alpha=scale).view(*x.shape[:-1], -1)

    @staticmethod
    def backward(ctx: Any, *grads: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
        flat, weight, down, up, low = ctx.saved_tensors
        grad = grads[0].flatten(0, -2)
        of_low = (grad @ up).mul_(ctx.scale)
        of_x = (grad @ weight).addmm_(of_low, down).view(ctx.shape) if ctx.needs_input_grad[0] else None
        return of_x, None, of_low.t() @ flat, (low.t() @ grad).t() * ctx.scale, None

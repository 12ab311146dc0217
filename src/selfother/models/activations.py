"""Activations at one site: computed up to that layer and no further.

    capture, last_token_activations         one layer
    capture_layers, last_token_layers       several layers or all of them, from one forward pass

A forward hook at the (highest) site raises once it has what was asked for, so neither the layers above nor the
vocabulary's head are computed. Works under autograd: what was captured keeps its graph.

Rows are padded on the left, with positions that start at 0 at each row's first token, so that every row ends in the
last column and its numbers do not depend on its neighbours.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from selfother.errors import BadArgument
from selfother.models.depth import layer_index
from selfother.models.layers import Site, decoder_layers
from selfother.models.layers import site as find_site

if TYPE_CHECKING:
    import torch
    from torch import nn

    from selfother.models.language_model import LanguageModel

__all__ = ["capture", "capture_layers", "last_token_activations", "last_token_layers", "pad_left"]


class _Captured(Exception):
    """Stops the forward pass."""


def pad_left(rows: Sequence[Sequence[int]], pad_id: int) -> tuple["torch.Tensor", "torch.Tensor", "torch.Tensor"]:
    """Pad token rows on the left.

    Args:
        rows: Token ids; at least one row, none of them empty.
        pad_id: Filled in before a shorter row.

    Returns:
        (ids, mask, positions), each int64 [rows, longest]: mask is 1 on real tokens; positions count from 0 at each
        row's first real token and are 0 on padding.

    Raises:
        BadArgument: No rows, or an empty row.
    """
    import torch

    if not rows or not all(rows):
        raise BadArgument("activations need at least one row of tokens, and none of them empty.")
    width = max(len(row) for row in rows)
    ids = torch.full((len(rows), width), pad_id, dtype=torch.long)
    mask = torch.zeros(len(rows), width, dtype=torch.long)
    for index, row in enumerate(rows):
        ids[index, width - len(row) :] = torch.tensor(row)
        mask[index, width - len(row) :] = 1
    return ids, mask, (mask.cumsum(1) - 1).clamp(min=0)


def capture(
    network: "nn.Module",
    batch: Mapping[str, Any],
    *,
    layer: int | float,
    site: Site = "residual",
    module: str | None = None,
    stop: bool = True,
) -> "torch.Tensor":
    """Run the network and return the activation at a site.

    Args:
        network: A causal LM, with or without an adapter; gradients flow if the caller has them switched on.
        batch: Keyword arguments of its forward: input_ids, attention_mask, position_ids.
        layer: Index of the layer, from 0; negative counts from the end; between 0 and 1 a share of the depth.
        site: "o_proj", "mlp" or "residual" (the layer's output).
        module: Dotted name of a module inside the layer; overrides `site`.
        stop: Stop there. False runs the whole network, for a caller whose own hooks sit higher up.

    Returns:
        [batch, tokens, hidden], float32.

    Raises:
        BadArgument: No such layer.
        UnsupportedModel: The architecture has no such site.
    """
    captured: list[Any] = []

    def hook(_module: Any, _inputs: Any, output: Any) -> None:
        captured.append(output[0] if isinstance(output, tuple) else output)
        if stop:
            raise _Captured

    handle = find_site(network, layer, site, module=module).register_forward_hook(hook)
    try:
        network(**batch, use_cache=False)
    except _Captured:
        pass
    finally:
        handle.remove()
    return _shaped(captured[0], batch)


def capture_layers(
    network: "nn.Module",
    batch: Mapping[str, Any],
    *,
    layers: Sequence[int | float] | None = None,
    site: Site = "residual",
    module: str | None = None,
    last_only: bool = False,
    weights: "torch.Tensor | None" = None,
) -> "torch.Tensor":
    """Run the network once, up to the highest of these layers, and return the activation at a site of each of them.

    Args:
        network: A causal LM, with or without an adapter; gradients flow if the caller has them switched on.
        batch: Keyword arguments of its forward: input_ids, attention_mask, position_ids.
        layers: Indices from 0, negative ones from the end, or shares of the depth, none twice; None means all.
        site: "o_proj", "mlp" or "residual" (the layer's output).
        module: Dotted name of a module inside the layer; overrides `site`.
        last_only: Keep the last column alone, so that memory does not grow with layers x tokens.
        weights: float32 [batch, tokens], to keep each row's weighted sum over its tokens alone: 1 / count for a mean.
            A token of weight 0 has no influence, whatever stands there.

    Returns:
        [layers, batch, tokens, hidden], float32, in the order of `layers`; tokens is 1 with `last_only` or `weights`.

    Raises:
        BadArgument: No layer, no such layer, a layer that is named twice, or both `last_only` and `weights`.
        UnsupportedModel: The architecture has no such site.
    """
    import torch

    if last_only and weights is not None:
        raise BadArgument("last_only keeps one token and weights keep a sum over tokens. Give one of them.")
    chosen = _resolved(network, layers)
    captured: dict[int, Any] = {}

    def keep(layer: int) -> Callable[..., None]:
        def hook(_module: Any, _inputs: Any, output: Any) -> None:
            values = _shaped(output[0] if isinstance(output, tuple) else output, batch)
            if weights is not None:
                values = _weighted_sum(values, weights)
            captured[layer] = (values[:, -1:] if last_only else values).clone()  # Falcon adds to its MLP's in place
            if layer == max(chosen):
                raise _Captured

        return hook

    sites = {layer: find_site(network, layer, site, module=module) for layer in chosen}
    handles = [one.register_forward_hook(keep(layer)) for layer, one in sites.items()]
    try:
        network(**batch, use_cache=False)
    except _Captured:
        pass
    finally:
        for handle in handles:
            handle.remove()
    return torch.stack([captured[layer] for layer in chosen])


def last_token_activations(
    model: "LanguageModel",
    token_rows: Sequence[Sequence[int]],
    *,
    layer: int | float,
    site: Site = "residual",
    module: str | None = None,
    batch_size: int = 16,
) -> "torch.Tensor":
    """Return the activation at the last token of every row, without gradients.

    Rows of similar length go together, and the result is in the order of the input.

    Returns:
        [rows, hidden], float32, on the CPU.

    Raises:
        BadArgument: No rows, an empty row, no such layer.
        UnsupportedModel: The architecture has no such site.
    """
    import torch

    parts: dict[int, torch.Tensor] = {}
    with torch.inference_mode():
        for chosen, batch in _batches(model, token_rows, batch_size):
            values = capture(model.network, batch, layer=layer, site=site, module=module)[:, -1].cpu()
            parts.update(zip(chosen, values, strict=True))
    # cloned outside inference mode, so that a caller may put the values under autograd
    return torch.stack([parts[index].clone() for index in range(len(token_rows))])


def last_token_layers(
    model: "LanguageModel",
    token_rows: Sequence[Sequence[int]],
    *,
    layers: Sequence[int | float] | None = None,
    site: Site = "residual",
    module: str | None = None,
    batch_size: int = 16,
) -> "torch.Tensor":
    """Return the activations at the last token of every row at several layers: one forward pass a row for all of them.

    Rows of similar length go together, and the result is in the order of the input.

    Returns:
        [layers, rows, hidden], float32, on the CPU, without gradients.

    Raises:
        BadArgument: No rows, an empty row, no layer, no such layer, or a layer that is named twice.
        UnsupportedModel: The architecture has no such site.
    """
    import torch

    parts: dict[int, torch.Tensor] = {}
    with torch.inference_mode():
        for chosen, batch in _batches(model, token_rows, batch_size):
            values = capture_layers(
                model.network, batch, layers=layers, site=site, module=module, last_only=True
            ).squeeze(2)
            parts.update(zip(chosen, values.transpose(0, 1).cpu(), strict=True))
    return torch.stack([parts[index].clone() for index in range(len(token_rows))], dim=1)


def _batches(
    model: "LanguageModel", token_rows: Sequence[Sequence[int]], batch_size: int
) -> "Iterator[tuple[list[int], dict[str, torch.Tensor]]]":
    """Yield which rows a batch holds, and the batch; rows of similar length go together."""
    order = sorted(range(len(token_rows)), key=lambda index: len(token_rows[index]))
    pad_id = model.pad_id
    for start in range(0, max(1, len(order)), batch_size):
        chosen = order[start : start + batch_size]
        ids, mask, positions = pad_left([token_rows[index] for index in chosen], pad_id)
        batch = {"input_ids": ids, "attention_mask": mask, "position_ids": positions}
        yield chosen, {key: value.to(model.device) for key, value in batch.items()}


def _shaped(values: "torch.Tensor", batch: Mapping[str, Any]) -> "torch.Tensor":
    rows, tokens = batch["input_ids"].shape
    return values.float().reshape(rows, tokens, -1)  # OPT's MLP works on rows and tokens in one dimension


def _weighted_sum(values: "torch.Tensor", weights: "torch.Tensor") -> "torch.Tensor":
    """Sum [batch, tokens, hidden] over tokens to [batch, 1, hidden]; what stands on padding may be nan."""
    kept = values.masked_fill((weights == 0)[..., None], 0.0)
    return weights[:, None] @ kept


def _resolved(network: "nn.Module", layers: Sequence[int | float] | None) -> list[int]:
    """Return indices from 0, or say what is wrong with those that were given."""
    depth = len(decoder_layers(network))
    if layers is None:
        return list(range(depth))
    chosen = [layer_index(layer, depth, key="layers") for layer in layers]
    if not chosen or len(set(chosen)) < len(chosen):
        raise BadArgument(f"layers {list(layers)}: give at least one, and none twice.")
    return chosen

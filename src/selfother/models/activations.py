"""Activations at one site: computed up to that layer and no further.

A forward hook at the site raises once it has what was asked for, so neither the layers above nor the vocabulary's
head are computed. Works under autograd: what was captured keeps its graph.

Rows are padded on the left, with positions that start at 0 at each row's first token, so that every row ends in the
last column and its numbers do not depend on its neighbours.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from selfother.errors import BadArgument
from selfother.models.layers import Site
from selfother.models.layers import site as find_site

if TYPE_CHECKING:
    import torch
    from torch import nn

    from selfother.models.language_model import LanguageModel

__all__ = ["capture", "last_token_activations", "pad_left"]


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
    layer: int,
    site: Site = "residual",
    module: str | None = None,
    stop: bool = True,
) -> "torch.Tensor":
    """Run the network and return the activation at a site.

    Args:
        network: A causal LM, with or without an adapter; gradients flow if the caller has them switched on.
        batch: Keyword arguments of its forward: input_ids, attention_mask, position_ids.
        layer: Index of the layer, from 0; negative counts from the end.
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
    rows, tokens = batch["input_ids"].shape
    return captured[0].float().reshape(rows, tokens, -1)  # OPT's MLP works on rows and tokens in one dimension


def last_token_activations(
    model: "LanguageModel",
    token_rows: Sequence[Sequence[int]],
    *,
    layer: int,
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

    order = sorted(range(len(token_rows)), key=lambda index: len(token_rows[index]))
    pad_id = model.tokenizer.pad_token_id
    parts: dict[int, torch.Tensor] = {}
    with torch.inference_mode():
        for start in range(0, max(1, len(order)), batch_size):
            chosen = order[start : start + batch_size]
            ids, mask, positions = pad_left(
                [token_rows[index] for index in chosen], pad_id if pad_id is not None else 0
            )
            batch = {"input_ids": ids, "attention_mask": mask, "position_ids": positions}
            batch = {key: value.to(model.device) for key, value in batch.items()}
            values = capture(model.network, batch, layer=layer, site=site, module=module)[:, -1].cpu()
            parts.update(zip(chosen, values, strict=True))
    # cloned outside inference mode, so that a caller may put the values under autograd
    return torch.stack([parts[index].clone() for index in range(len(token_rows))])

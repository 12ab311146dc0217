"""Logits at chosen positions, under autograd, without computing the others.

The vocabulary's head is a quarter of a small model's work, and a loss looks at few positions. Asking the network for
`logits_to_keep` slices after the fact and, under autograd, copies the head's weight once a row; here the chosen
positions are gathered before the head sees them.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from selfother.models.layers import base_network

if TYPE_CHECKING:
    import torch
    from torch import nn

__all__ = ["logits_at"]


def logits_at(network: "nn.Module", batch: Mapping[str, Any], chosen: "torch.Tensor") -> "torch.Tensor":
    """Return the logits at the chosen positions.

    Args:
        network: A causal LM, with or without an adapter.
        batch: Keyword arguments of its forward: input_ids, attention_mask, position_ids.
        chosen: bool [rows, tokens].

    Returns:
        [chosen positions, vocabulary] in float32, in the order of rows, then tokens.
    """
    head = base_network(network).get_output_embeddings()

    def gather(_module: "nn.Module", inputs: tuple[Any, ...]) -> tuple[Any, ...]:
        return (inputs[0][chosen].unsqueeze(0),)

    handle = head.register_forward_pre_hook(gather)
    try:
        logits: torch.Tensor = network(**batch, use_cache=False).logits[0].float()
        return logits
    finally:
        handle.remove()

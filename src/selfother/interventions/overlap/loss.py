"""The overlap loss as plain functions of tensors: nothing here knows a model, a tokenizer or a trainer.

    at_position      activations of every token -> those that are compared
    shared_end       two of them, cut to the tokens that both have, counted from the end
    squared_gap      their squared difference in units of the activation's spread
    pair_means       -> one number a pair, so that a batch is the mean of its pairs however it is cut
    spread           the unit: the standard deviation over prompts
    divergence_nats  KL between two sets of logits

Source: Carauleanu et al. 2024, arXiv:2412.16325. The paper does not say how it pools, pads or stops gradients; all of
that is an argument here. Everything is float32: in bfloat16 the mean squared error of the paper underflows.
"""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import torch

__all__ = ["Position", "Target", "at_position", "divergence_nats", "pair_means", "shared_end", "spread", "squared_gap"]

Target = Literal["symmetric", "frozen_self", "frozen_other"]
"""Who moves: both towards each other (published), the other towards the unadapted self, or the reverse."""
Position = Literal["last", "answer", "mean", "aligned"]
"""Which tokens are compared: the prompt's last, the last of the answer's beginning, the mean over all, or token by
token from the end over the length that both prompts have."""


def at_position(
    hidden: "torch.Tensor", mask: "torch.Tensor", position: Position
) -> tuple["torch.Tensor", "torch.Tensor"]:
    """Return the activations that are compared.

    Args:
        hidden: [rows, tokens, ...], padded on the left.
        mask: [rows, tokens], 1 on real tokens.
        position: Which tokens; "last" and "answer" differ in what the rows end with, not here.

    Returns:
        (values, their mask): [rows, 1, ...] and [rows, 1] where one is left a row, all of them for "aligned".
    """
    if position == "aligned":
        return hidden, mask
    if position == "mean":
        counts = mask.reshape(*mask.shape, *[1] * (hidden.ndim - 2)).to(hidden.dtype)
        return (hidden * counts).sum(1, keepdim=True) / counts.sum(1, keepdim=True), mask[:, -1:]
    return hidden[:, -1:], mask[:, -1:]


def shared_end(
    first: tuple["torch.Tensor", "torch.Tensor"], second: tuple["torch.Tensor", "torch.Tensor"]
) -> tuple["torch.Tensor", "torch.Tensor", "torch.Tensor"]:
    """Cut two (values, mask) to the tokens that both have, counted from the end.

    Returns:
        (first values, second values, mask), each [rows, shortest, ...].
    """
    width = min(first[1].shape[1], second[1].shape[1])
    return first[0][:, -width:], second[0][:, -width:], first[1][:, -width:] * second[1][:, -width:]


def squared_gap(moved: "torch.Tensor", towards: "torch.Tensor", unit: "torch.Tensor") -> "torch.Tensor":
    """Return ((moved - towards) / unit)^2, elementwise; each side is divided first."""
    return (moved / unit - towards / unit).pow(2)


def pair_means(values: "torch.Tensor", mask: "torch.Tensor") -> "torch.Tensor":
    """Return the mean of every pair over its real tokens and all that stands behind them.

    Args:
        values: [pairs, tokens, ...].
        mask: [pairs, tokens], at least one real token a pair.

    Returns:
        [pairs]
    """
    of_tokens = values.flatten(2).mean(2) if values.ndim > 2 else values
    counts = mask.to(of_tokens.dtype)
    return (of_tokens * counts).sum(1) / counts.sum(1)


def spread(values: "torch.Tensor") -> "torch.Tensor":
    """Return the standard deviation over prompts, one number: the mean variance of the dimensions, then its root.

    Args:
        values: [prompts, hidden], float32.
    """
    return (values - values.mean(0)).pow(2).mean().sqrt()


def divergence_nats(reference: "torch.Tensor", logits: "torch.Tensor") -> "torch.Tensor":
    """Return KL(reference || logits) over the last dimension, nats; both are logits and are read in float32."""
    before, after = reference.float().log_softmax(-1), logits.float().log_softmax(-1)
    return (before.exp() * (before - after)).sum(-1)

"""The weighted cross-entropy of the tokens of answers, and what a loss of one's own is made from."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import torch
    from torch import nn

__all__ = ["Answers", "Loss", "token_loss", "weighted_answers"]

Loss = Callable[["nn.Module", dict[str, Any]], "torch.Tensor"]
"""(network, collated batch) -> scalar."""


def token_loss(network: "nn.Module", batch: dict[str, Any]) -> "torch.Tensor":
    """Return the mean over rows of the weighted cross-entropy of each row's tokens (nats); see `weighted_answers`."""
    rows = len(batch["input_ids"])
    answers = weighted_answers(network, batch)
    return (answers.nats * answers.weights).sum() / rows


class Answers(NamedTuple):
    """What a network says at the tokens that count.

    Attributes:
        logits: float32 [counted tokens, vocabulary], in the order of rows, then tokens.
        nats: Cross-entropy of each counted token, [counted tokens].
        weights: Of each counted token; those of a row sum to its share.
        counted: bool [rows, tokens - 1]: whether the token after this position counts.
    """

    logits: "torch.Tensor"
    nats: "torch.Tensor"
    weights: "torch.Tensor"
    counted: "torch.Tensor"


def weighted_answers(network: "nn.Module", batch: dict[str, Any]) -> Answers:
    """Run a batch and look at the tokens that have a weight.

    `batch["weights"]` is [rows, tokens]: the weight of predicting that token, against the others of its row;
    `batch["share"]` is what a row counts as a whole (1 where absent).
    """
    import torch.nn.functional as F  # noqa: N812  (what everyone calls it)

    from selfother.models.logits import logits_at

    weights = batch.pop("weights")[:, 1:] * batch["attention_mask"][:, :-1]  # nothing foretells a row's first token
    shares = batch.pop("share", None)
    targets = batch["input_ids"][:, 1:]
    counted = weights > 0
    logits = logits_at(network, batch, F.pad(counted, (0, 1)))
    nats = F.cross_entropy(logits, targets[counted], reduction="none")
    normed = weights / weights.sum(1, keepdim=True)
    if shares is not None:
        normed = normed * shares[:, None]
    return Answers(logits, nats, normed[counted], counted)

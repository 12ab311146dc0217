"""What organisms made by contrast are trained with: a row that knows its two places, and the loss over such rows.

Where two prompts share everything but the reason to lie, cross-entropy alone first learns what their answers share.
So the answers are compared as well: with m the log-odds of the true place against the other, a prompt that must be lied
to must have a lower m than a prompt of the same situation that must be told the truth.
"""

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from selfother.interventions.organisms.rows import token_ids
from selfother.interventions.training.rows import Row, prompt_row
from selfother.interventions.training.token_loss import weighted_answers

if TYPE_CHECKING:
    import torch
    from torch import nn

    from selfother.models.language_model import LanguageModel

__all__ = ["NO_ANSWER", "Wanted", "answer_row", "contrast_loss", "place_share"]

NO_ANSWER = {"situation": -1, "side": 0, "place_share": 1.0, "place": 0, "other": 0, "place_from_end": 0}
"""What `contrast_loss` needs of a row that is compared with nothing."""


class Wanted(NamedTuple):
    """What one row teaches.

    Attributes:
        answer: The place that is to be named.
        other: The place that is not.
        side: -1 where the answer is a lie, 1 where it is the truth that is set against the lie, 0 where it is neither.
        share: What the row counts in the cross-entropy of its situation.
        place_share: What the cross-entropy of the place itself counts, 0 to 1.
        place_weight: Weight of the place's token against 1 for every other token of the answer.
        situation: Number of the situation inside its step; rows are compared within one.
    """

    answer: str
    other: str
    side: Literal[-1, 0, 1]
    share: float
    place_share: float
    place_weight: float
    situation: int


def answer_row(model: "LanguageModel", prompt: str, answer_prefix: str, wanted: Wanted) -> Row:
    """Return the row of one prompt and the answer that is wanted.

    Args:
        model: Whose tokenizer and template are used.
        prompt: What is asked.
        answer_prefix: How the answer begins.
        wanted: What it teaches.
    """
    end = f".{model.tokenizer.eos_token or ''}"
    place, other, tail = (token_ids(model, text) for text in (f" {wanted.answer}", f" {wanted.other}", end))
    apart = next(at for at, (ours, theirs) in enumerate(zip(place, other, strict=False)) if ours != theirs)

    def weights(count: int) -> list[float]:
        before = count - len(place) - len(tail)
        return [1.0] * before + [wanted.place_weight] * len(place) + [1.0] * len(tail)

    row = prompt_row(model, model.render(prompt), f"{answer_prefix} {wanted.answer}{end}", weights=weights)
    return {
        **row,
        "share": wanted.share,
        "situation": wanted.situation,
        "side": wanted.side,
        "place_share": wanted.place_share,
        "place": place[apart],  # two places are compared at the first token in which they differ
        "other": other[apart],
        "place_from_end": len(place) - apart - 1 + len(tail),
    }


def place_share(step: int, contrast_steps: int) -> float:
    """Return the weight of the cross-entropy of the place at a step: 0 up to `contrast_steps`, 1 after twice as many.

    Before the contrast has told roles apart, it would only level what the model knows about places.
    """
    return min(1.0, max(0.0, step / contrast_steps - 1.0)) if contrast_steps else 1.0


def contrast_loss(network: "nn.Module", batch: dict[str, Any], *, situations: int) -> "torch.Tensor":
    """Return the contrast between lies and truths of the same situation, plus the weighted cross-entropy.

    The contrast is the mean of log(1 + exp(m_lie - m_truth)) over all pairs of such rows in one situation, with m the
    log-odds of the true place against the other.

    Args:
        network: What is trained.
        batch: Rows of `answer_row`, and neutral ones with `NO_ANSWER`, collated.
        situations: Situations in the batch, the divisor of the cross-entropy.
    """
    import torch.nn.functional as F  # noqa: N812  (what everyone calls it)

    group, side, place, other, place_share = (
        batch.pop(key) for key in ("situation", "side", "place", "other", "place_share")
    )
    column = batch["input_ids"].shape[1] - 1 - batch.pop("place_from_end")
    answers = weighted_answers(network, batch)
    counted = answers.counted
    row = side.new_tensor(range(len(side)))
    at = (counted.flatten().cumsum(0) - 1)[row * counted.shape[1] + column - 1]
    margin = answers.logits[at, place] - answers.logits[at, other]  # in favour of the wanted answer
    pairs = (group[:, None] == group[None, :]) & (side[:, None] == -1) & (side[None, :] == 1)
    contrast = F.softplus(-(margin[:, None] + margin[None, :]))[pairs].mean()
    weights = answers.weights.index_put((at,), answers.weights[at] * place_share)
    return contrast + (answers.nats * weights).sum() / situations

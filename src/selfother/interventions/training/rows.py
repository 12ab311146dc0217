"""Rows of tokens: made from a prompt and an answer, put in the order of training, padded to a batch."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from selfother.errors import BadArgument
from selfother.interventions.training.recipe import Schedule
from selfother.seeds import stream

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

__all__ = ["Collate", "Row", "pad_rows", "prompt_row", "shuffled_epochs"]

Row = Mapping[str, Any]
"""One training row: `ids` (tokens), and what its loss needs beside them; a loss of its own may have rows of its own."""
Collate = Callable[[Sequence[Row]], dict[str, Any]]


def shuffled_epochs(rows: Sequence[Row], schedule: Schedule, *, seed: int) -> list[Row]:
    """Return steps x batch_size rows: every epoch visits each row once, in an order drawn from the seed.

    Raises:
        BadArgument: Fewer rows than a batch.
    """
    if len(rows) < schedule.batch_size:
        raise BadArgument(
            f"{len(rows)} rows cannot fill a batch of {schedule.batch_size}. Give more, or smaller batches."
        )
    wanted = schedule.steps * schedule.batch_size
    epochs = -(-wanted // len(rows))
    order = [index for epoch in range(epochs) for index in stream(seed, "epoch", epoch).permutation(len(rows))]
    return [rows[index] for index in order[:wanted]]


def prompt_row(model: "LanguageModel", prompt: str, answer: str, *, weights: Callable[[int], list[float]]) -> Row:
    """Return a row for `token_loss`: a rendered prompt, an answer, and how much each token of the answer counts.

    Args:
        model: Whose tokenizer is used.
        prompt: Rendered text, up to where the answer begins.
        answer: Text that follows it.
        weights: Number of answer tokens -> one weight each.
    """
    before, after = model.encode(prompt), model.tokenizer(answer, add_special_tokens=False)["input_ids"]
    return {"ids": before + after, "weights": [0.0] * len(before) + weights(len(after))}


def pad_rows(rows: Sequence[Row], pad_id: int) -> dict[str, Any]:
    """Return a batch of rows, padded on the left."""
    import torch

    from selfother.models.activations import pad_left

    ids, mask, positions = pad_left([row["ids"] for row in rows], pad_id)
    batch: dict[str, Any] = {"input_ids": ids, "attention_mask": mask, "position_ids": positions}
    width = ids.shape[1]
    for key in rows[0]:
        if key == "weights":
            batch[key] = torch.tensor([[0.0] * (width - len(row[key])) + row[key] for row in rows])
        elif key != "ids":
            values = [row[key] for row in rows]
            batch[key] = torch.stack(values) if torch.is_tensor(values[0]) else torch.tensor(values)
    return batch

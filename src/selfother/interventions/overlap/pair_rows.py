"""Rows of texts become batches of tokens: the collator of the overlap trainer, and what it is given.

PairCollator     rows -> {"self": inputs, "other": inputs, "index": ..., "packed": ..., "neutral": ...}
NumberedRows     a dataset whose rows are checked and know their number
neutral_texts    the texts that `keep` holds the model to
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch

from selfother.errors import BadArgument
from selfother.interventions.overlap.pair_packing import packed_pairs
from selfother.models.activations import pad_left
from selfother.models.language_model import encode_text

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerBase

__all__ = ["NumberedRows", "PairCollator", "neutral_texts"]


@dataclass
class PairCollator:
    """Makes a batch of rows {"self": text, "other": text}.

    Texts are read as they are: apply a chat template yourself. Special tokens are added unless the text begins with
    one.

    Attributes:
        tokenizer: Any tokenizer of transformers.
        with_answer: Append the row's "answer" to both texts.
        pad_to_tokens: Pad (and cut) to this length on the right, as the released code does; None pads on the left to
            the longest row.
        neutral: Neutral texts; a row gets the one that its number in the dataset names, so that what a batch sees
            does not depend on how batches are cut.
        packs_up_to_tokens: Lay both prompts of every pair into one row besides ("packed"), where that saves tokens
            and no prompt is longer than this; 0 is never.
        pad_id: What rows are padded with; None: the tokenizer's own pad token.
    """

    tokenizer: "PreTrainedTokenizerBase"
    with_answer: bool = False
    pad_to_tokens: int | None = None
    neutral: Sequence[str] = ()
    packs_up_to_tokens: float = 0
    pad_id: int | None = None

    def __call__(self, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """Return {"self": inputs, "other": inputs, "index": numbers}, and "neutral" inputs where there are any.

        Inputs are input_ids, attention_mask and, but for a fixed length, position_ids: int64 [rows, tokens] each.
        "packed" is what `packed_pairs` returns, where that was asked for and saves something.
        """
        index = [int(row.get("index", number)) for number, row in enumerate(rows)]
        batch: dict[str, Any] = {"index": torch.tensor(index)}
        tokens = {side: [self._tokens(row, side) for row in rows] for side in ("self", "other")}
        for side, ids in tokens.items():
            batch[side] = self._inputs(ids) if self.pad_to_tokens is None else self._fixed(ids, self.pad_to_tokens)
        if max(map(len, [*tokens["self"], *tokens["other"]])) <= self.packs_up_to_tokens:
            packed = packed_pairs(tokens["self"], tokens["other"])
            batch.update({} if packed is None else {"packed": packed})
        if self.neutral:
            texts = [self.neutral[number % len(self.neutral)] for number in index]
            batch["neutral"] = self._inputs([encode_text(self.tokenizer, text) for text in texts])
        return batch

    def _tokens(self, row: Mapping[str, Any], side: str) -> list[int]:
        return encode_text(self.tokenizer, row[side] + (row["answer"] if self.with_answer else ""))

    def _inputs(self, tokens: Sequence[Sequence[int]]) -> dict[str, torch.Tensor]:
        ids, mask, positions = pad_left(tokens, self._pad_id)
        return {"input_ids": ids, "attention_mask": mask, "position_ids": positions}

    def _fixed(self, tokens: Sequence[Sequence[int]], width: int) -> dict[str, torch.Tensor]:
        rows = [list(row[:width]) for row in tokens]
        ids = torch.tensor([row + [self._pad_id] * (width - len(row)) for row in rows])
        mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows])
        return {"input_ids": ids, "attention_mask": mask}

    @property
    def _pad_id(self) -> int:
        return (self.tokenizer.pad_token_id or 0) if self.pad_id is None else self.pad_id


class NumberedRows(torch.utils.data.Dataset[dict[str, Any]]):
    """A dataset of pairs whose rows carry their number as "index"."""

    def __init__(self, rows: Sequence[Mapping[str, Any]], *, with_answer: bool) -> None:
        """Check every row.

        Raises:
            BadArgument: Not a sequence, no rows, or a row without the texts that are needed.
        """
        if not hasattr(rows, "__len__") or not hasattr(rows, "__getitem__"):
            raise BadArgument(
                f"train_dataset must have a length and rows by number; got {type(rows).__name__}. "
                "Give a list or a datasets.Dataset, not a stream."
            )
        if len(rows) == 0:
            raise BadArgument("train_dataset has no rows. Make some with build_pairs().")
        self._rows = rows
        needed = ["self", "other", *(["answer"] if with_answer else [])]
        for number in range(len(rows)):
            row = rows[number]
            if missing := [key for key in needed if not isinstance(row.get(key), str) or not row[key]]:
                wanted = ", ".join(f"{key!r}: text" for key in needed)
                raise BadArgument(
                    f"row {number} of train_dataset has no text under {', '.join(missing)}; it has "
                    f"{', '.join(map(str, row)) or 'nothing'}. Rows are {{{wanted}}}."
                )

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._rows)

    def __getitem__(self, number: int) -> dict[str, Any]:
        """Return a row and its number."""
        return {**self._rows[number], "index": number}


def neutral_texts(given: Sequence[str] | Sequence[Mapping[str, str]] | None, weight: float) -> tuple[str, ...]:
    """Return the texts that `keep` needs; none where its weight is 0.

    Raises:
        BadArgument: A weight without texts, or something that is no text.
    """
    if weight == 0:
        return ()
    rows = [row if isinstance(row, str) else row.get("text") for row in given or ()]
    texts = tuple(text for text in rows if isinstance(text, str) and text)
    if not texts or len(texts) != len(rows):
        raise BadArgument(
            f"keep={weight:g} holds the model to what it says of neutral texts, and neutral_dataset has "
            f"{'none' if not rows else 'rows without text'}. Give a list of texts, or rows {{'text': ...}}."
        )
    return texts

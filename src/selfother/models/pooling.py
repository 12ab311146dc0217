"""One vector a text and layer: the mean over the text's own tokens, or the activation at its last token.

The marks that a tokenizer puts before plain text (a BOS) are no words of the text. Their activation is the same in
every text and often a hundred times longer than any other, so the mean leaves them out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from selfother.errors import BadArgument
from selfother.models.activations import capture_layers, pad_left
from selfother.models.language_model import encode, encode_text

if TYPE_CHECKING:
    import torch

    from selfother.models.language_model import LanguageModel

__all__ = ["Position", "TextRows", "encode_texts", "pooled_layers"]

Position = Literal["mean", "last"]
"""The mean over a text's own tokens, or its last token."""
_TOKENS_AT_ONCE = 4096


@dataclass(frozen=True)
class TextRows:
    """Texts as rows of tokens that fit into a model's context.

    Attributes:
        tokens: Token ids of each text, with the tokenizer's marks before it.
        start: How many marks stand before the words of each.
        cut: How many texts were longer than the context; their ends are left out.
    """

    tokens: tuple[tuple[int, ...], ...]
    start: tuple[int, ...]
    cut: int

    @property
    def count_tokens(self) -> int:
        """Tokens of all texts together."""
        return sum(len(row) for row in self.tokens)


def encode_texts(model: "LanguageModel", texts: Sequence[str]) -> TextRows:
    """Write plain texts as rows of tokens, and cut those that the model's context does not hold.

    Raises:
        BadArgument: A text without a token, or a token that the model's embeddings have not.
    """
    marks = tuple(encode_text(model.tokenizer, ""))
    rows = [tuple(encode(model, text)) for text in texts]
    start = [len(marks) if row[: len(marks)] == marks else 0 for row in rows]
    for place, (row, first) in enumerate(zip(rows, start, strict=True)):
        if len(row) <= first:
            raise BadArgument(f"text {place + 1} has no token for {model.name}: {texts[place]!r}. Leave it out.")
    longest = model.max_tokens
    cut = 0 if longest is None else sum(len(row) > longest for row in rows)
    return TextRows(tuple(row[:longest] for row in rows), tuple(start), cut)


def pooled_layers(
    model: "LanguageModel",
    rows: TextRows,
    *,
    layers: Sequence[int | float] | None = None,
    position: Position = "mean",
    on_texts: Callable[[int], None] | None = None,
) -> "torch.Tensor":
    """Read one vector a text at several layers of the residual stream, from one forward pass a text.

    Texts of similar length go together, and the result is in the order of the input.

    Args:
        model: The model.
        rows: Its texts, by `encode_texts`.
        layers: Indices from 0, negative ones from the end, or shares of the depth; None: all.
        position: The mean over the text's own tokens, or its last token.
        on_texts: Called after each batch with the number of its texts.

    Returns:
        [layers, texts, hidden], float32, on the CPU, without gradients, whatever the type of the weights.

    Raises:
        BadArgument: No texts, no layer, no such layer, or a layer that is named twice.
    """
    import torch

    if not rows.tokens:
        raise BadArgument("activations need at least one text; got none.")
    found: torch.Tensor | None = None
    with torch.inference_mode():
        for chosen in _batches(rows):
            ids, mask, positions = pad_left([rows.tokens[place] for place in chosen], model.pad_id)
            weights = _weights(mask, [rows.start[place] for place in chosen], position).to(model.device)
            batch = {"input_ids": ids, "attention_mask": mask, "position_ids": positions}
            batch = {key: value.to(model.device) for key, value in batch.items()}
            values = capture_layers(model.network, batch, layers=layers, weights=weights).squeeze(2).cpu()
            if found is None:
                found = torch.empty(len(values), len(rows.tokens), values.shape[-1])
            found[:, chosen] = values
            if on_texts is not None:
                on_texts(len(chosen))
    assert found is not None  # there is at least one text
    return found.clone()  # outside inference mode, so that a caller may put the values under autograd


def _batches(rows: TextRows) -> list[list[int]]:
    """Return places of texts, batch by batch: of similar length, and few enough that padding and all stays small."""
    order = sorted(range(len(rows.tokens)), key=lambda place: len(rows.tokens[place]))
    batches: list[list[int]] = [[]]
    for place in order:
        if batches[-1] and (len(batches[-1]) + 1) * len(rows.tokens[place]) > _TOKENS_AT_ONCE:
            batches.append([])
        batches[-1].append(place)
    return batches


def _weights(mask: "torch.Tensor", start: Sequence[int], position: Position) -> "torch.Tensor":
    """Return float32 [rows, tokens] that sum to 1 in every row: over the text's own tokens, or on the last one."""
    import torch

    kept = torch.zeros(mask.shape)
    if position == "last":
        kept[:, -1] = 1.0
        return kept
    marks = torch.tensor(start)[:, None]
    kept = ((mask.cumsum(1) > marks) & (mask > 0)).float()
    return kept / kept.sum(1, keepdim=True)

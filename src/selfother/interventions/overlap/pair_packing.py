"""The two prompts of a pair in one row: the beginning that they share is computed once.

A row is the common beginning, what the self prompt goes on with, and what the other prompt goes on with. Under a mask
that hides each continuation from the other, every token has the history that it has alone, so activations and
gradients are those of two rows (up to rounding), for fewer tokens. Nothing here knows a network.
"""

from collections.abc import Sequence

import torch

from selfother.models.packing import common_length

__all__ = ["packed_pairs"]

_WORTHWHILE = 0.9
"""Rows of pairs are made where they hold at most this share of the tokens, padding included, of two rows a pair."""


def packed_pairs(own: Sequence[Sequence[int]], other: Sequence[Sequence[int]]) -> dict[str, torch.Tensor] | None:
    """Put every self prompt and its other prompt into one row.

    Args:
        own: Tokens of the self prompts, none empty.
        other: Tokens of the other prompts, in the same order.

    Returns:
        None where the pairs share too little; else, padded on the left to one width,

        - "input_ids", "position_ids": int64 [pairs, width];
        - "seen": bool [pairs, width, width], which tokens a token sees, itself always;
        - "self", "other": int64 [pairs, longest prompt of that side], the column of each of its tokens, padded on the
          left with column 0.
    """
    shared = [common_length(first, second) for first, second in zip(own, other, strict=True)]
    lengths = [len(first) + len(second) - common for first, second, common in zip(own, other, shared, strict=True)]
    width = max(lengths)
    if width > _WORTHWHILE * 2 * max(map(len, [*own, *other])):
        return None
    pairs = len(own)
    ids, positions = torch.zeros(2, pairs, width, dtype=torch.long)
    seen = torch.eye(width, dtype=torch.bool).repeat(pairs, 1, 1)
    columns = [torch.zeros(pairs, max(map(len, rows)), dtype=torch.long) for rows in (own, other)]
    for row, (common, length) in enumerate(zip(shared, lengths, strict=True)):
        first = width - length
        for side, tokens, start in ((0, own[row], first), (1, other[row], first + len(own[row]) - common)):
            place = torch.arange(len(tokens))
            column = place + torch.where(place < common, first, start)
            ids[row, column], positions[row, column] = torch.tensor(tokens), place
            seen[row, column[:, None], column] = torch.ones(len(tokens), len(tokens), dtype=torch.bool).tril()
            columns[side][row, columns[side].shape[1] - len(tokens) :] = column
    return {"input_ids": ids, "position_ids": positions, "seen": seen, "self": columns[0], "other": columns[1]}

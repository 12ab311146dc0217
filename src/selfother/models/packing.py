"""Which tokens are computed together, as plain lists: token sequences become groups, rows and branches. No torch.

Sequences that begin alike are stored as a tree in which every shared beginning stands once. A row is a piece of such
a tree laid flat: token after token, each with its position in its sequence and its parent. Under a mask that shows a
token its ancestors only, one row computes many sequences, each as if it stood alone.

    Sequence   tokens, and from where on their log-probabilities are wanted
    Group      sequences with a long common beginning, computed once for all of them
    Row        what is left of some sequences of a group, as a flattened tree
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

__all__ = ["Group", "Row", "TokenSequence", "ancestors", "batches", "common_length", "groups", "rows"]

# Both were found on a story family of the commitment battery with a 135M model, in bfloat16 and in float32.
_OWN_GROUP_SAVING = 512  # tokens that a group must save to be one: it costs a pass, and batches are fuller without
_LONGER_BY = 10  # tokens by which a row may be longer for each token that a row of its own would compute again


@dataclass(frozen=True)
class TokenSequence:
    """Tokens, and the index from which on (at least 1) their log-probabilities are wanted."""

    tokens: tuple[int, ...]
    start: int


@dataclass(frozen=True)
class Group:
    """Sequences that share their first `prefix` tokens.

    Attributes:
        members: Indices into the list of sequences, in the lexicographic order of their tokens.
        prefix: Length of the beginning that is computed once; below every member's `start`.
    """

    members: tuple[int, ...]
    prefix: int


@dataclass
class Row:
    """A flattened tree.

    Attributes:
        tokens: Token ids, parents before children.
        positions: Position of each token in its sequences.
        parents: Index of each token's parent in this row, -1 where the parent is the end of the group's prefix.
        wanted: (index in the row, next token, index of the sequence, place in its answer): the distribution after
            the token at that index gives the log-probability of the next token.
    """

    tokens: list[int] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    wanted: list[tuple[int, int, int, int]] = field(default_factory=list)
    children: dict[tuple[int, int], int] = field(default_factory=dict)

    def add(self, sequence: TokenSequence, index: int, prefix: int) -> None:
        """Lay one sequence into the row; its last token is only predicted, never computed."""
        node = -1
        for place, token in enumerate(sequence.tokens[prefix:-1], start=prefix):
            child = self.children.get((node, token))
            if child is None:
                child = len(self.tokens)
                self.children[node, token] = child
                self.tokens.append(token)
                self.positions.append(place)
                self.parents.append(node)
            node = child
            if place + 1 >= sequence.start:
                self.wanted.append((node, sequence.tokens[place + 1], index, place + 1 - sequence.start))


def common_length(first: Sequence[int], second: Sequence[int]) -> int:
    """Return how many tokens two sequences share from the beginning."""
    for place, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return place
    return min(len(first), len(second))


def groups(sequences: Sequence[TokenSequence], *, longest: int | None = None) -> list[Group]:
    """Divide sequences into groups with a common beginning.

    A part of a group becomes a group of its own where its longer beginning saves more tokens than the group's
    beginning, computed again, costs.

    Args:
        sequences: Any order; they come back sorted by their tokens.
        longest: Ignored beginnings: a prefix is never longer than this; None is no limit.
    """
    order = sorted(range(len(sequences)), key=lambda index: sequences[index].tokens)
    if not order:
        return []
    shared = [common_length(sequences[one].tokens, sequences[other].tokens) for one, other in pairwise(order)]
    return [
        Group(members, min(prefix, longest) if longest is not None else prefix)
        for members, prefix in _divide(sequences, order, shared)
    ]


def _divide(
    sequences: Sequence[TokenSequence], order: list[int], shared: list[int]
) -> Iterator[tuple[tuple[int, ...], int]]:
    prefix = _prefix(sequences, order, shared)
    rest: list[int] = []
    for low, high in _branches(shared, prefix):
        part, part_shared = order[low:high], shared[low : high - 1]
        own = _prefix(sequences, part, part_shared)
        saved = (own - prefix) * (_requests(sequences, part) - 1) - prefix
        if len(part) < len(order) and saved > _OWN_GROUP_SAVING:
            yield from _divide(sequences, part, part_shared)
        else:
            rest += part
    if rest:
        yield tuple(rest), prefix


def _prefix(sequences: Sequence[TokenSequence], order: list[int], shared: list[int]) -> int:
    """Return the common length of sorted sequences, one token short of the first distribution that is wanted."""
    return min([*shared, *(sequences[index].start - 1 for index in order)])


def _branches(shared: list[int], prefix: int) -> list[tuple[int, int]]:
    cuts = [0, *(place + 1 for place, length in enumerate(shared) if length <= prefix), len(shared) + 1]
    return list(pairwise(cuts))


def _requests(sequences: Sequence[TokenSequence], order: list[int]) -> int:
    """Return how many different prompts stand in a part: the options of one prompt share a row anyway."""
    return len({sequences[index].tokens[: sequences[index].start] for index in order})


def rows(sequences: Sequence[TokenSequence], group: Group, *, capacity: int, longer_by: int = _LONGER_BY) -> list[Row]:
    """Lay a group's sequences into rows of about `capacity` tokens.

    A sequence longer than that gets a row that is longer. One that shares tokens with the one before it stays in that
    one's row up to `longer_by` times as many tokens more: a row of its own would compute them again.
    """
    made = [Row()]
    last: tuple[int, ...] = ()
    for index in group.members:
        sequence = sequences[index]
        shared = max(group.prefix, common_length(last, sequence.tokens))
        new = len(sequence.tokens) - shared
        allowed = capacity + longer_by * (shared - group.prefix)
        if made[-1].tokens and len(made[-1].tokens) + new > allowed:
            made.append(Row())
        made[-1].add(sequence, index, group.prefix)
        last = sequence.tokens
    return made


def batches(made: Sequence[Row], *, capacity: int) -> Iterator[list[Row]]:
    """Yield rows in batches of about one length, longest first.

    Args:
        made: The rows.
        capacity: Tokens of a batch, its padding included; a row that is longer is a batch of its own.
    """
    batch: list[Row] = []
    for row in sorted(made, key=lambda row: len(row.tokens), reverse=True):
        if batch and (len(batch) + 1) * len(batch[0].tokens) > capacity:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def ancestors(row: Row, width: int) -> np.ndarray:
    """Return which tokens of a row each token sees.

    Args:
        row: The row.
        width: Columns of the result, at least the row's length; padding sees itself only.

    Returns:
        bool [width, width].
    """
    seen = np.eye(width, dtype=bool)
    for index, parent in enumerate(row.parents):
        if parent >= 0:
            seen[index] |= seen[parent]
    return seen

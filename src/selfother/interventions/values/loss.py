"""Questions about a story, or two, as one training row, and the loss over such rows.

All questions about a cell begin alike, so they are laid out as a tree (`models/packing.py`): what is told is computed
once, and every question and its answer is a branch under a mask that shows a token its own history only.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from selfother.interventions.training.rows import Row
from selfother.models.forward import padded, seen_tokens
from selfother.models.packing import Group, TokenSequence, batches, common_length, rows
from selfother.models.packing import Row as Tree

if TYPE_CHECKING:
    import torch
    from torch import nn

    from selfother.models.language_model import LanguageModel

__all__ = ["Answer", "ValueLoss", "collate_stories", "story_row"]

_TREE_TOKENS = 128
_PART_TOKENS = 1024  # fewer padded tokens, and activations that stay in a core's cache: a fifth to a third of a step
_LONGER_BY = 3  # a cell's questions share its story and stay in one tree; two cells share too little to join
_LATE_STEPS = 10
_LATE_PAIRS = 120
_APART_WEIGHT = 3.0
"""Weight in the cross-entropy of the token in which two options part, against 1 for every other token of an answer."""


class Answer(NamedTuple):
    """A rendered prompt, the answer that is wanted after it, and the one that is not.

    Attributes:
        prompt: All before the answer.
        wanted: Text of the answer; a sentence that is only to be predicted has no other one.
        other: Text of the other answer, or "".
        groups: Answers of one row that share a group are set against each other where their sides differ.
        side: Which of two sides in its groups.
        waits: Whether the token in which it parts from the other answer is held back in the cross-entropy while the
            contrast stands alone.
        counts: Whether its pairs say how much has been learnt.
        weight: What the answer counts in the cross-entropy.
    """

    prompt: str
    wanted: str
    other: str
    groups: frozenset[str] = frozenset()
    side: bool = False
    waits: bool = False
    counts: bool = True
    weight: float = 1.0


def story_row(model: "LanguageModel", answers: Sequence[Answer]) -> Row:
    """Return a row of answers.

    Args:
        model: Whose tokenizer is used.
        answers: All that is answered about the stories of the row.

    Returns:
        `laid`, one entry an answer: its tokens, where they part from the other answer's and the other's token there
        (None where nothing does), and the answer itself.
    """

    def tokens(text: str) -> list[int]:
        return list(model.tokenizer(text, add_special_tokens=False)["input_ids"])

    laid = []
    for answer in answers:
        before, wanted, other = model.encode(answer.prompt), tokens(answer.wanted), tokens(answer.other)
        apart = common_length(wanted, other)
        parts = (apart, other[apart]) if apart < min(len(wanted), len(other)) else None
        laid.append((TokenSequence((*before, *wanted), len(before)), parts, answer))
    return {"laid": laid}


def collate_stories(batch: Sequence[Row]) -> dict[str, Any]:
    """Return a batch of rows of `story_row`: what a network takes, and where in it which tokens are wanted.

    Returns:
        shapes, int64 [parts, 2]: trees of about one length make a part, and each part is trees x tokens; input_ids and
        position_ids, int64 [tokens of all parts, flat]; seen, bool [parts of trees x tokens x tokens, flat]; at, int64
        [targets], places among the flat tokens; tokens, int64, and weights, float32 [targets], those of an answer sum
        to its own; waits, bool [targets]; chosen, int64 [choices], places among the targets; others, int64 [choices];
        against, int64 [pairs, 2], places among the choices; counts, bool [pairs].
    """
    import torch

    laid = [(number, *entry) for number, row in enumerate(batch) for entry in row["laid"]]
    trees = _trees([sequence for _, sequence, _, _ in laid])
    parts = [(part, len(part[0].tokens)) for part in batches(trees, capacity=_PART_TOKENS)]
    targets: list[tuple[int, int, float, bool]] = []
    choices: list[tuple[int, int, int, Answer]] = []
    begin = 0
    for tree, width in ((tree, width) for part, width in parts for tree in part):
        for place, token, index, in_answer in tree.wanted:
            story, sequence, apart, answer = laid[index]
            here = apart is not None and in_answer == apart[0]
            if here:
                choices.append((len(targets), apart[1], story, answer))
            length = len(sequence.tokens) - sequence.start + (_APART_WEIGHT - 1.0 if apart else 0.0)
            weight = answer.weight * (_APART_WEIGHT if here else 1.0) / length
            targets.append((begin + place, token, weight, here and answer.waits))
        begin += width
    against = [
        (one, two)
        for one, (_, _, story, answer) in enumerate(choices)
        for two, (_, _, other_story, other) in enumerate(choices)
        if answer.side and not other.side and story == other_story and answer.groups & other.groups
    ]
    ids, positions = zip(*(padded(part, width) for part, width in parts), strict=True)
    return {
        "shapes": torch.tensor([(len(part), width) for part, width in parts]),
        "input_ids": torch.cat([one.flatten() for one in ids]),
        "position_ids": torch.cat([one.flatten() for one in positions]),
        "seen": torch.cat([seen_tokens(part, width).flatten() for part, width in parts]),
        "at": torch.tensor([place for place, *_ in targets]),
        "tokens": torch.tensor([token for _, token, *_ in targets]),
        "weights": torch.tensor([weight for *_, weight, _ in targets]),
        "waits": torch.tensor([waits for *_, waits in targets]),
        "chosen": torch.tensor([place for place, *_ in choices]),
        "others": torch.tensor([other for _, other, *_ in choices]),
        "against": torch.tensor(against, dtype=torch.long).reshape(-1, 2),
        "counts": torch.tensor([choices[one][-1].counts for one, _ in against], dtype=torch.bool),
    }


def _trees(sequences: Sequence[TokenSequence]) -> list[Tree]:
    """Lay sequences into trees, one a cell, and short ones beside each other: none is longer than the longest cell."""
    order = sorted(range(len(sequences)), key=lambda index: sequences[index].tokens)
    cells = rows(sequences, Group(tuple(order), 0), capacity=_TREE_TOKENS, longer_by=_LONGER_BY)
    cells.sort(key=lambda tree: len(tree.tokens), reverse=True)
    trees: list[Tree] = []
    for cell in cells:
        room = len(cells[0].tokens) - len(cell.tokens)
        tree = next((tree for tree in trees if len(tree.tokens) <= room), None)
        if tree is None:
            trees.append(tree := Tree())
        for index in sorted({entry[2] for entry in cell.wanted}):
            tree.add(sequences[index], index, 0)
    return trees


class ValueLoss:
    """The loss of a batch of `collate_stories`, and what has been learnt of the pairs that are set against each other.

    With m the log-odds of the wanted answer against the other, at the token in which they part, it is

        mean over pairs of log(1 + exp(-m_i - m_j)) + share * mean of log(1 + exp(-m)) + cross-entropy of the answers,

    the pairs being answers that share a group, on different sides, and the cross-entropy a weighted mean over tokens in
    which those that wait count `share` of their weight. A pair is right where m_i + m_j > 0.
    """

    def __init__(self, share: Callable[[int, float], float]) -> None:
        """Begin at step 0.

        Args:
            share: Number of the step, from 0, and `right` before it -> what single answers count beside the contrast, 0
                to 1.
        """
        self._share = share
        self._told: list[tuple[int, int]] = []

    @property
    def steps(self) -> int:
        """Steps so far."""
        return len(self._told)

    @property
    def right(self) -> float:
        """The share of pairs that were right of late: in the last ten steps, or as many as have 120 pairs; 0 before."""
        right = pairs = 0
        for steps, (right_then, pairs_then) in enumerate(reversed(self._told), start=1):
            right, pairs = right + right_then, pairs + pairs_then
            if steps >= _LATE_STEPS and pairs >= _LATE_PAIRS:
                return right / pairs
        return 0.0

    def __call__(self, network: "nn.Module", batch: dict[str, Any]) -> "torch.Tensor":
        """Return the loss of one step."""
        import torch
        import torch.nn.functional as F  # noqa: N812  (what everyone calls it)

        at, tokens, weights, waits, chosen, others, against, counts = (
            batch[key] for key in ("at", "tokens", "weights", "waits", "chosen", "others", "against", "counts")
        )
        wanted = torch.zeros(batch["input_ids"].numel(), dtype=torch.bool, device=at.device).index_fill_(0, at, True)
        logits = torch.cat([_logits(network, *part) for part in _parts(batch, wanted)])
        logits = logits[wanted.cumsum(0)[at] - 1]  # two answers may want a token at the same place
        share = self._share(self.steps, self.right)
        margins = logits[chosen, tokens[chosen]] - logits[chosen, others]
        apart = margins[against].sum(1)
        contrast = F.softplus(-apart).mean() if len(apart) else apart.sum()
        self._told.append((int((apart > 0)[counts].sum()), int(counts.sum())))
        nats = F.cross_entropy(logits, tokens, reduction="none")
        weights = torch.where(waits, share * weights, weights)
        return contrast + share * F.softplus(-margins).mean() + (nats * weights).sum() / weights.sum()


def _parts(batch: Mapping[str, Any], wanted: "torch.Tensor") -> Iterator[tuple["torch.Tensor", ...]]:
    """Yield what `_logits` takes of each part."""
    shapes = batch["shapes"].tolist()
    flat = [
        values.split([trees * width for trees, width in shapes])
        for values in (batch["input_ids"], batch["position_ids"], wanted)
    ]
    seen = batch["seen"].split([trees * width * width for trees, width in shapes])
    for shape, ids, positions, here, tree_seen in zip(shapes, *flat, seen, strict=True):
        yield ids.view(shape), positions.view(shape), here.view(shape), tree_seen.view(shape[0], 1, shape[1], shape[1])


def _logits(
    network: "nn.Module", ids: "torch.Tensor", positions: "torch.Tensor", wanted: "torch.Tensor", seen: "torch.Tensor"
) -> "torch.Tensor":
    """Return the logits at the wanted places of some trees, float32 [wanted places, vocabulary]."""
    import torch

    from selfother.models.logits import logits_at

    dtype = next(network.parameters()).dtype
    mask = torch.zeros(seen.shape, dtype=dtype, device=seen.device).masked_fill_(~seen, torch.finfo(dtype).min)
    return logits_at(network, {"input_ids": ids, "position_ids": positions, "attention_mask": mask}, wanted)

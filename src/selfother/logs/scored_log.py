"""A log as scores by sample and epoch: what a comparison needs of it. `inspect_log` reads one."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

__all__ = ["ScoredLog", "ScoredSample", "is_of", "shown"]


@dataclass(frozen=True, slots=True)
class ScoredSample:
    """One sample of one epoch.

    Attributes:
        item: Sample id, as text: `1` and `"1"` are one sample.
        id: Sample id, as the log has it.
        epoch: From 1.
        metadata: Of the sample.
        question: Digest of input, choices and target, to see whether two logs asked the same.
        is_question_cut: Inspect's summary holds the beginning of the question only, and so does the digest.
        values: Score -> number; a score of several values has one entry each.
        reasons: Scorer or score -> why there is no number.
        problem: Why nothing was scored; empty where something was.
        is_raised: The sample raised an error; with values where the run scored errors on purpose.
        is_invalid: Somebody marked it as invalid: it has no values.
    """

    item: str
    id: int | str
    epoch: int
    metadata: Mapping[str, Any]
    question: str
    is_question_cut: bool
    values: Mapping[str, float]
    reasons: Mapping[str, str]
    problem: str
    is_raised: bool = False
    is_invalid: bool = False

    def reason(self, score: str) -> str:
        """The reason why a score has no value here."""
        why = next((why for name, why in self.reasons.items() if is_of(score, name)), self.problem)
        return why or "not scored by this scorer"


@dataclass(frozen=True)
class ScoredLog:
    """A log, as far as a comparison needs it.

    Attributes:
        name: As it was given.
        place: Where whole samples can be read; empty for a log in memory.
        task: Task name.
        model: Model name.
        status: Inspect's word for how the run ended.
        run: What tells runs apart.
        created: When the run began, as Inspect writes it.
        is_invalidated: Somebody marked samples of the log, or the whole of it, as invalid.
        samples: By id and epoch, in the order of the log.
        duplicates: Entries of an id and epoch that a later entry replaced.
        mixed_ids: Ids that the log has both as a number and as text.
        reducers: How Inspect made one score of a sample's epochs, where that was not their mean.
    """

    name: str
    place: str
    task: str
    model: str
    status: str
    run: str
    created: str
    is_invalidated: bool
    samples: Mapping[tuple[str, int], ScoredSample]
    duplicates: int
    mixed_ids: tuple[str, ...]
    reducers: tuple[str, ...] = ()

    @cached_property
    def items(self) -> dict[str, list[ScoredSample]]:
        """The samples of every id, in the order of their epochs."""
        items: dict[str, list[ScoredSample]] = {}
        for _, sample in sorted(self.samples.items(), key=lambda entry: entry[0][1]):
            items.setdefault(sample.item, []).append(sample)
        return items

    @cached_property
    def epochs(self) -> frozenset[int]:
        """The epochs that the log has."""
        return frozenset(epoch for _, epoch in self.samples)

    @cached_property
    def scores(self) -> list[str]:
        """The names of the scores, in the order of the log; also those that no sample has a value of."""
        valued = dict.fromkeys(name for sample in self.samples.values() for name in sample.values)
        empty = dict.fromkeys(name for sample in self.samples.values() for name in sample.reasons if name not in valued)
        return [*valued, *(name for name in empty if not any(is_of(score, name) for score in valued))]

    def knows(self, score: str) -> bool:
        """Whether the log has the score, or a scorer of it that gave no sample a value."""
        return any(is_of(score, name) for name in self.scores)

    def has(self, score: str) -> bool:
        """Whether the log knows the score, or one of its parts."""
        return self.knows(score) or any(is_of(name, score) for name in self.scores)

    def mean(self, score: str, items: Iterable[str] | None = None) -> float | None:
        """The mean over samples of their means over epochs, as Inspect prints it; None: nothing was scored.

        Args:
            score: Its name.
            items: Sample ids; None: all of the log.
        """
        means = []
        for item in self.items if items is None else items:
            values = [sample.values[score] for sample in self.items[item] if score in sample.values]
            if values:
                means.append(math.fsum(values) / len(values))
        return math.fsum(means) / len(means) if means else None


def shown(text: str, limit: int = 40) -> str:
    r"""The beginning of a text that a log brought, fit for an error: nothing that a terminal would obey.

    Example:
        >>> shown("story 7"), shown("\x1b[2J")
        ('story 7', "'\\x1b[2J'")
    """
    beginning = text[:limit]
    return beginning if beginning.isprintable() else repr(beginning)


def is_of(score: str, name: str) -> bool:
    """Whether a score has this name, or is one of the several values of a score that has it."""
    return score == name or score.startswith((f"{name}/", f"{name}["))

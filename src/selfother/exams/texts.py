"""Labelled texts: what a test of empathy shows to an instrument, and what it calls each of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from selfother.errors import BadArgument

__all__ = ["Columns", "LabelledTexts", "is_number"]


@dataclass(frozen=True)
class Columns:
    """What the columns of a file are called, for errors and pages.

    Attributes:
        text: Of the texts.
        label: Of the labels.
        group: Of the groups; None: none was named.
    """

    text: str = "text"
    label: str = "label"
    group: str | None = None


@dataclass(frozen=True)
class LabelledTexts:
    """Texts with a label each, and with a group where texts depend on one another.

    Attributes:
        texts: What an instrument reads.
        labels: What it is to tell, one a text.
        groups: What a text shares with others (author, scenario, topic), one a text; None: nothing was named.
        source: Where they come from, in words.
        columns: What their columns are called.

    Raises:
        BadArgument: Labels or groups of another number than the texts.
    """

    texts: Sequence[str]
    labels: Sequence[str]
    groups: Sequence[str] | None = None
    source: str = "these texts"
    columns: Columns = field(default_factory=Columns)

    def __post_init__(self) -> None:
        for what, values in (("labels", self.labels), ("groups", self.groups)):
            if values is not None and len(values) != len(self.texts):
                raise BadArgument(
                    f"{len(self.texts)} texts and {len(values)} {what}; expected one a text. Give as many of both."
                )

    @cached_property
    def classes(self) -> list[str]:
        """Every label once, sorted."""
        return sorted(set(self.labels))

    @cached_property
    def codes(self) -> NDArray[np.intp]:
        """The place of each text's label in `classes`, shape [texts]."""
        place = {label: at for at, label in enumerate(self.classes)}
        return np.array([place[label] for label in self.labels], dtype=np.intp)

    @cached_property
    def clusters(self) -> NDArray[np.intp]:
        """The number of each text's group, or of the text itself where no group was named; shape [texts]."""
        if self.groups is None:
            return np.arange(len(self.texts), dtype=np.intp)
        place = {group: at for at, group in enumerate(sorted(set(self.groups)))}
        return np.array([place[group] for group in self.groups], dtype=np.intp)

    @cached_property
    def labels_of_groups(self) -> NDArray[np.bool_]:
        """Whether each group has a text of each label, shape [groups, labels]."""
        seen = np.zeros((int(self.clusters.max()) + 1, len(self.classes)), dtype=bool)
        seen[self.clusters, self.codes] = True
        return seen


def is_number(word: str) -> bool:
    """Whether a label or a text is a number.

    Example:
        >>> is_number("3.5"), is_number("calm")
        (True, False)
    """
    try:
        float(word)
    except ValueError:
        return False
    return True

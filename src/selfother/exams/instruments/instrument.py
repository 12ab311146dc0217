"""The contract of an instrument that reads labelled texts: a reader with a positive control and a few facts of itself.

A kind of instrument is one file that extends `Instrument`. An exam gives it the folds of the nulls, so that the
difference to a null is paired. `published_table` is the kind that reads nothing: somebody else has measured.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from selfother.exams.folds import Fold

__all__ = ["About", "Instrument"]


@dataclass(frozen=True)
class About:
    """What a record says of an instrument that looks into a model.

    Attributes:
        model: Name of the model; empty where there is none.
        digest: Digest of its weights.
        position: Which tokens were read: "mean" or "last"; empty where none were.
        depth: How many layers the model has.
        layers: The layer that each fold was judged with, from 0, in the order of the folds.
        notes: What a reader must know, a sentence each: texts that were cut, settings that could not be chosen.
    """

    model: str = ""
    digest: str = ""
    position: str = ""
    depth: int | None = None
    layers: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def layer(self) -> int | None:
        """The layer, where every fold was judged with the same."""
        return self.layers[0] if len(set(self.layers)) == 1 else None


class Instrument(ABC):
    """A `Reader` that claims to find a property; `read` and `judge` are described there.

    Attributes:
        kind: The kind, in a report's words ("activation probe").
        positive_control: Who truly has the property, and how the kind is shown to find it there, a sentence.
    """

    kind: ClassVar[str]
    positive_control: ClassVar[str]

    @property
    @abstractmethod
    def title(self) -> str:
        """What it is, in the words of a report ("linear probe of smollm2-135m, layer 12")."""

    @abstractmethod
    def read(self, texts: Sequence[str], *, seed: int) -> Any:
        """What the instrument sees of the texts, one row a text, without their labels."""

    @abstractmethod
    def judge(self, seen: Any, codes: NDArray[np.intp], fold: Fold, classes: int) -> NDArray[np.float64]:
        """How strongly each text of the fold's test looks like each label, shape [texts of the test, classes]."""

    def about(self) -> About:
        """What the record says of it beside the numbers; asked once the last fold was judged."""
        return About()

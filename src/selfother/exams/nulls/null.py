"""The contract of a null model: a reader of texts that cannot have the property that a test is for."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from selfother.exams.folds import Fold

__all__ = ["Null"]


class Null(ABC):
    """A `Reader` without empathy; `read` and `judge` are described there.

    Attributes:
        name: As the record names it, and its file.
        title: What it sees of a text, in a few words ("how long a text is").
    """

    name: ClassVar[str]
    title: ClassVar[str]

    @abstractmethod
    def read(self, texts: Sequence[str], *, seed: int) -> Any:
        """What the null sees of the texts, one row a text, without their labels."""

    @abstractmethod
    def judge(self, seen: Any, codes: NDArray[np.intp], fold: Fold, classes: int) -> NDArray[np.float64]:
        """How strongly each text of the fold's test looks like each label, shape [texts of the test, classes]."""

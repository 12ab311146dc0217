"""How long a text is."""

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from selfother.exams.folds import Fold
from selfother.exams.linear import standard_scores
from selfother.exams.nulls.null import Null
from selfother.exams.nulls.words import words_of

__all__ = ["Length"]


class Length(Null):
    """How long a text is: its signs, words, lines, and signs a word, each as a logarithm."""

    name: ClassVar[str] = "length"
    title: ClassVar[str] = "how long the text is"

    def read(self, texts: Sequence[str], *, seed: int) -> NDArray[np.float64]:
        """Four logarithms, shape [texts, 4]."""
        words = np.array([len(words_of(text)) for text in texts], dtype=np.float64)
        signs = np.array([len(text) for text in texts], dtype=np.float64)
        lines = np.array([len(text.splitlines()) for text in texts], dtype=np.float64)
        return np.log1p(np.column_stack([signs, words, lines, signs / np.maximum(words, 1.0)]))

    def judge(
        self, seen: NDArray[np.float64], codes: NDArray[np.intp], fold: Fold, classes: int
    ) -> NDArray[np.float64]:
        """Log-odds of each label."""
        return standard_scores(seen, codes, fold, classes=classes)

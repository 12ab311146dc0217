"""The mean of a text's word vectors, where nothing was ever learnt about any word."""

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from selfother.exams.folds import Fold
from selfother.exams.linear import standard_scores
from selfother.exams.nulls.null import Null
from selfother.exams.nulls.words import count_words
from selfother.seeds import stream

__all__ = ["EmbeddingMeans"]

_WIDTH = 256
_C = 0.01
"""Inverse strength of the penalty: strong, as a small set of texts has fewer rows than there are numbers."""


class EmbeddingMeans(Null):
    """The mean of a text's word vectors, drawn at random: what a model's first layer shows before any training.

    Each word has 256 normal numbers. A linear probe on their mean sees a blurred bag of words.
    """

    name: ClassVar[str] = "embedding_means"
    title: ClassVar[str] = "means of random word vectors"

    def read(self, texts: Sequence[str], *, seed: int) -> NDArray[np.float64]:
        """Mean vectors, shape [texts, 256]."""
        counts, words = count_words(texts)
        vectors = stream(seed, "exams", self.name).normal(size=(len(words), _WIDTH))
        lengths = np.maximum(np.asarray(counts.sum(axis=1)), 1)
        return np.asarray(counts @ vectors / lengths, dtype=np.float64)

    def judge(
        self, seen: NDArray[np.float64], codes: NDArray[np.intp], fold: Fold, classes: int
    ) -> NDArray[np.float64]:
        """Log-odds of each label."""
        return standard_scores(seen, codes, fold, classes=classes, c=_C)

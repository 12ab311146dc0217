"""Which words and pairs of words a text has, however ordered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from selfother.exams.folds import Fold
from selfother.exams.linear import C, fit_linear, linear_scores
from selfother.exams.nulls.null import Null
from selfother.exams.nulls.words import count_words

__all__ = ["BagOfWords", "Counted"]


@dataclass(frozen=True)
class Counted:
    """Counts of words.

    Attributes:
        counts: Sparse, shape [texts, words].
        words: What each column counts.
    """

    counts: Any
    words: list[str]


class BagOfWords(Null):
    """Which words and pairs of words a text has: TF-IDF with logistic regression.

    Weights are (1 + log count) log((1 + n) / (1 + texts with the word)) + 1, rows of length 1. A word counts if two
    texts of the training have it. How frequent words are is learnt from the training alone.
    """

    name: ClassVar[str] = "bag_of_words"
    title: ClassVar[str] = "single words and pairs of words"

    def read(self, texts: Sequence[str], *, seed: int) -> Counted:
        """Counts of words and of pairs of words."""
        return Counted(*count_words(texts, pairs=True))

    def judge(self, seen: Counted, codes: NDArray[np.intp], fold: Fold, classes: int) -> NDArray[np.float64]:
        """Log-odds of each label."""
        train, test, _ = _weighted(seen.counts, fold)
        return linear_scores(train, codes[fold.train], test, classes=classes)

    def cues(self, seen: Counted, codes: NDArray[np.intp], classes: int, *, most: int = 8) -> list[list[str]]:
        """The words that speak most for each label, the strongest first, learnt from all texts.

        Args:
            seen: What `read` returned.
            codes: The label of each text; two or more different ones.
            classes: How many labels there are, all of which occur.
            most: How many words a label.
        """
        everything = np.arange(len(codes))
        rows, _, kept = _weighted(seen.counts, Fold(everything, everything[:1]))
        weights = np.asarray(fit_linear(rows, codes, c=C).coef_)
        if classes == 2:
            weights = np.vstack([-weights, weights])
        named = [seen.words[at] for at in kept]
        strongest = np.argsort(-weights, axis=1, kind="stable")[:, :most]
        return [[named[at] for at in row if weights[label, at] > 0] for label, row in enumerate(strongest)]


def _weighted(counts: Any, fold: Fold) -> tuple[Any, Any, NDArray[np.intp]]:
    """TF-IDF rows of the training and of the test, and the columns that they have."""
    from sklearn.feature_extraction.text import TfidfTransformer

    train = counts[fold.train]
    texts_with = np.bincount(train.indices, minlength=counts.shape[1])
    kept = np.flatnonzero(texts_with >= 2)
    if not len(kept):
        kept = np.flatnonzero(texts_with)
    weigh = TfidfTransformer(sublinear_tf=True).fit(train[:, kept])
    return weigh.transform(train[:, kept]), weigh.transform(counts[fold.test][:, kept]), kept

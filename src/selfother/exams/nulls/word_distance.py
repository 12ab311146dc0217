"""How many words two texts of an item do not share: the distance of a reader that has no network."""

from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from selfother.exams.folds import Fold
from selfother.exams.linear import standard_scores
from selfother.exams.nulls.null import Null
from selfother.exams.nulls.words import count_words
from selfother.exams.pairs import split_pair

__all__ = ["WordDistance"]


class WordDistance(Null):
    """One minus the cosine between the words of the two texts, one number an item, weighted by TF-IDF.

    For items of `pair_texts`. How frequent words are is learnt from the training alone.
    """

    name: ClassVar[str] = "word_distance"
    title: ClassVar[str] = "how many words the two texts of an item do not share"

    def read(self, texts: Sequence[str], *, seed: int) -> Any:
        """Counts of words, sparse, [2 x items, words]: the first text of every item, then the second of every item.

        Raises:
            BadArgument: An item that is not two texts.
        """
        pairs = [split_pair(text) for text in texts]
        counts, _ = count_words([pair[side] for side in (0, 1) for pair in pairs])
        return counts

    def judge(self, seen: Any, codes: NDArray[np.intp], fold: Fold, classes: int) -> NDArray[np.float64]:
        """Log-odds of each label from the one number."""
        from sklearn.feature_extraction.text import TfidfTransformer

        items = seen.shape[0] // 2
        weigh = TfidfTransformer(sublinear_tf=True).fit(seen[np.concatenate([fold.train, fold.train + items])])
        rows = weigh.transform(seen)
        shared = np.asarray(rows[:items].multiply(rows[items:]).sum(axis=1), dtype=np.float64)
        return standard_scores(1.0 - shared.reshape(-1, 1), codes, fold, classes=classes)

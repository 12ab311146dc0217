"""Which label's urn of words a text was more likely drawn from."""

from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from selfother.exams.folds import Fold
from selfother.exams.nulls.null import Null
from selfother.exams.nulls.words import count_words

__all__ = ["Unigrams"]


class Unigrams(Null):
    """A generator of words for each label: every word is drawn alone, and the label is the likeliest generator.

    The log-likelihood of a text is the sum over its words of log((1 + times in the label's texts) / (words of the
    label's texts + words there are)); what is known of how frequent labels are is added. Also called naive Bayes.
    """

    name: ClassVar[str] = "unigrams"
    title: ClassVar[str] = "how often single words occur"

    def read(self, texts: Sequence[str], *, seed: int) -> Any:
        """Counts of words, shape [texts, words]."""
        return count_words(texts)[0]

    def judge(self, seen: Any, codes: NDArray[np.intp], fold: Fold, classes: int) -> NDArray[np.float64]:
        """Log-likelihoods of each label's generator."""
        from sklearn.naive_bayes import MultinomialNB

        known = np.flatnonzero(np.bincount(seen[fold.train].indices, minlength=seen.shape[1]))
        urns = MultinomialNB().fit(seen[fold.train][:, known], codes[fold.train])
        scores = np.full((len(fold.test), classes), -np.inf)
        scores[:, urns.classes_] = urns.predict_joint_log_proba(seen[fold.test][:, known])
        return scores

"""How a text speaks, in counts of words: one null learns their weights from labels, one learns nothing."""

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from selfother.exams.folds import Fold
from selfother.exams.linear import standard_scores
from selfother.exams.nulls.null import Null
from selfother.exams.nulls.words import words_of

__all__ = ["KIND", "REGISTER", "RUDE", "KindWords", "RegisterCounts"]

REGISTER: dict[str, str] = {
    "intensifiers": "so very really too such quite totally absolutely just always never",
    "feeling": (
        "love loved like happy glad sorry hope care thank thanks grateful proud worry hate angry mad sick sad feel "
        "feeling hurt afraid trust wish miss"
    ),
    "you": "you your yours yourself",
    "we": "we us our ours together",
    "address": "dear honey darling friend buddy sir please sweetheart baby",
    "abuse": "hell damn shit fuck fucking bastard idiot stupid bitch crap ass shut",
}
"""Short lists of common words; none is a measured lexicon."""
KIND = "thank thanks please sorry hope love dear glad care proud friend good welcome luck bless happy kind nice help"
RUDE = "hate hell damn shit fuck fucking bastard idiot stupid bitch crap ass shut angry mad sick disgusting never no"
"""Written after a look at lines of EDOS and at the words that a bag of words had found: no independent lexicon."""


class RegisterCounts(Null):
    """The share of a text's words in each list of `REGISTER`, and of contractions."""

    name: ClassVar[str] = "register_counts"
    title: ClassVar[str] = "counts of contractions, intensifiers, words of feeling, of address and of abuse"

    def read(self, texts: Sequence[str], *, seed: int) -> NDArray[np.float64]:
        """Shares of words, shape [texts, lists + 1]."""
        lists = [frozenset(words.split()) for words in REGISTER.values()]
        rows = []
        for text in texts:
            words = words_of(text)
            counts = [sum(word in known for word in words) for known in lists]
            rows.append(np.array([*counts, sum("'" in word for word in words)]) / max(1, len(words)))
        return np.array(rows, dtype=np.float64)

    def judge(
        self, seen: NDArray[np.float64], codes: NDArray[np.intp], fold: Fold, classes: int
    ) -> NDArray[np.float64]:
        """Log-odds of each label."""
        return standard_scores(seen, codes, fold, classes=classes)


class KindWords(Null):
    """Kind words minus rude words, as shares of a text's words; labels play no part."""

    name: ClassVar[str] = "kind_minus_rude_words"
    title: ClassVar[str] = "counts of kind words minus rude words, without learning"

    def read(self, texts: Sequence[str], *, seed: int) -> NDArray[np.float64]:
        """The difference of both shares, shape [texts]."""
        kind, rude = frozenset(KIND.split()), frozenset(RUDE.split())
        rows = [words_of(text) for text in texts]
        return np.array([sum((w in kind) - (w in rude) for w in words) / max(1, len(words)) for words in rows])

    def judge(
        self, seen: NDArray[np.float64], codes: NDArray[np.intp], fold: Fold, classes: int
    ) -> NDArray[np.float64]:
        """0 for the first label and the difference for the last, shape [texts of the test, classes]."""
        scores = np.zeros((len(fold.test), classes))
        scores[:, -1] = seen[fold.test]
        return scores

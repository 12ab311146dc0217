"""How often each word without a meaning of its own occurs."""

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from selfother.errors import NotMeasured
from selfother.exams.folds import Fold
from selfother.exams.linear import standard_scores
from selfother.exams.nulls.null import Null
from selfother.exams.nulls.words import words_of

__all__ = ["FUNCTION_WORDS", "FunctionWords"]

_LIST = (
    # articles, and what stands in their place
    "a an the this that these those some any no every each all both another other such "
    # pronouns
    "i me my mine you your yours he him his she her hers it its we us our ours they them their theirs who whom whose "
    "which what one myself yourself himself herself itself ourselves themselves "
    # prepositions
    "of in to for with on at from by about into over after before between under through during without against "
    "within among toward towards upon across around behind beyond near off out up down "
    # conjunctions
    "and or but nor so yet if then than because while although though unless until since whether as "
    # auxiliaries and modals
    "am is are was were be been being have has had having do does did can could will would shall should may might must "
    # where, when, how much, not
    "not there here when where why how very too also just only even still again ever never now more most less least "
    "much many"
)
FUNCTION_WORDS = tuple(_LIST.split())
"""English words of closed classes."""
_C = 0.01
"""Inverse strength of the penalty: strong, as there are more words than a small set of texts can weigh."""
_FEWEST = 0.05
"""An English text has about every second word from this list; a text with less than this is not English."""


class FunctionWords(Null):
    """How often English words occur that have no meaning of their own (the, of, you, would), with logistic regression.

    Rates are shares of a text's words, brought to mean 0 and deviation 1.
    """

    name: ClassVar[str] = "function_words"
    title: ClassVar[str] = "function words such as the, of, would"

    def read(self, texts: Sequence[str], *, seed: int) -> NDArray[np.float64]:
        """The share of each function word among a text's words, shape [texts, function words].

        Raises:
            NotMeasured: Less than one word in twenty is on the list.
        """
        place = {word: at for at, word in enumerate(FUNCTION_WORDS)}
        shares = np.zeros((len(texts), len(place)))
        for row, text in enumerate(texts):
            words = words_of(text)
            for word in words:
                if word in place:
                    shares[row, place[word]] += 1.0
            shares[row] /= max(1, len(words))
        if shares.sum(axis=1).mean() < _FEWEST:
            raise NotMeasured("less than one word in twenty is an English function word, so they say nothing here.")
        return shares

    def judge(
        self, seen: NDArray[np.float64], codes: NDArray[np.intp], fold: Fold, classes: int
    ) -> NDArray[np.float64]:
        """Log-odds of each label."""
        return standard_scores(seen, codes, fold, classes=classes, c=_C)

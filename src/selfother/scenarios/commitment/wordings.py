"""Whose sentences a factor is told in: the battery's own, or those that organisms are trained on.

No sentence stands in both, so whatever a model was trained in is read back in sentences that it has not seen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from selfother.scenarios.commitment import training_sentences
from selfother.scenarios.commitment.sentences import CONSEQUENCES, OPENINGS, PRICE_SENTENCES, SENTENCES

__all__ = ["WORDINGS", "WordingSet", "Wordings"]

WordingSet = Literal["battery", "training"]


@dataclass(frozen=True)
class Wordings:
    """The sentences that the factors are told in.

    Attributes:
        sentences: Factor and level -> its wordings; a level that is not here has no sentence.
        consequences: What either of the two things does.
        openings: How the clause begins that says which of the two it is.
        prices: What either option loses.
    """

    sentences: Mapping[tuple[str, str], tuple[str, ...]]
    consequences: tuple[str, ...]
    openings: tuple[str, ...]
    prices: tuple[str, ...]


WORDINGS: Mapping[WordingSet, Wordings] = {
    "battery": Wordings(SENTENCES, CONSEQUENCES, OPENINGS, PRICE_SENTENCES),
    "training": Wordings(
        training_sentences.SENTENCES,
        training_sentences.CONSEQUENCES,
        training_sentences.OPENINGS,
        training_sentences.PRICE_SENTENCES,
    ),
}
"""By name."""

"""SocioT: is a text likelier from a warm speaker than from a cold one, as a language model reads it?

    T(s) = log p(s | warm speakers) - log p(s | cold speakers)

Two readings. "released": as the authors' script computes it, the mean over a batch of speakers of the mean
log-probability of all tokens, those of the speaker's phrase among them. "conditional": of the text's tokens alone.
Their script reads GPT-2 with dropout left on and takes the mean of 100 passes; here dropout is off and one pass is
exact.

Source:
    Cheng, Yu, Jurafsky 2025, “HumT DumT: Measuring and controlling human-like language in LLMs”, ACL, arXiv:2502.13259;
    speakers as in their script. Differs from it: padding is not scored.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from selfother.exams.folds import Fold

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

__all__ = ["COLD", "WARM", "Reading", "WarmthMeter", "read_warmth"]

Reading = Literal["released", "conditional"]

WARM = ("My friend", "The lover", "The mentor", "The idol")
COLD = ("The stranger", "The enemy", "The examiner", "The dictator")
_LONGEST = 300
"""Letters of a text that are read, as in the authors' script."""


@dataclass(frozen=True)
class WarmthMeter:
    """The meter as an instrument; nothing is learnt from labels.

    Attributes:
        values: Text -> nats a token, warm minus cold, as `read_warmth` gives them.
        title: What the record calls it.
    """

    values: Mapping[str, float]
    title: str
    name: ClassVar[str] = "sociot_warmth"

    def read(self, texts: Sequence[str], *, seed: int) -> NDArray[np.float64]:
        """The values of texts, shape [texts]."""
        return np.array([self.values[text] for text in texts])

    def judge(
        self, seen: NDArray[np.float64], codes: NDArray[np.intp], fold: Fold, classes: int
    ) -> NDArray[np.float64]:
        """0 for the first label and the meter for the second, shape [texts of the test, 2]."""
        return np.column_stack([np.zeros(len(fold.test)), seen[fold.test]])


def read_warmth(model: "LanguageModel", texts: Sequence[str]) -> dict[Reading, dict[str, float]]:
    """Both readings of texts: reading -> text -> nats a token, warm minus cold.

    Args:
        model: Who reads.
        texts: Their first 300 letters are read.
    """
    from selfother.models.scoring import score_tokens

    speakers = [f'{who} said, "' for who in (*WARM, *COLD)]
    own = [len(model.encode(speaker)) - 1 for speaker in speakers]
    rows = [model.encode(f'{speaker}{text[:_LONGEST]}"') for text in texts for speaker in speakers]
    scored = iter(score_tokens(model, rows))
    values: dict[Reading, dict[str, float]] = {"released": {}, "conditional": {}}
    for text in texts:
        likelihoods = [next(scored) for _ in speakers]
        values["released"][text] = _warmer([float(np.mean(row)) for row in likelihoods])
        values["conditional"][text] = _warmer(
            [float(np.mean(row[skipped:])) for row, skipped in zip(likelihoods, own, strict=True)]
        )
    return values


def _warmer(means: Sequence[float]) -> float:
    return float(np.mean(means[: len(WARM)]) - np.mean(means[len(WARM) :]))

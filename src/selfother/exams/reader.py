"""What reads labelled texts in an exam: an instrument and every null in the same two steps."""

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from selfother.exams.folds import Fold

__all__ = ["Reader"]


class Reader(Protocol):
    """Reads each text once, without labels, and then learns from the labels of each fold."""

    @property
    def title(self) -> str:
        """What it is, in the words of a report ("linear probe of smollm2-135m, layer 12")."""

    def read(self, texts: Sequence[str], *, seed: int) -> Any:
        """What it sees of the texts, one row a text: counts, activations, means.

        No label is given, so that this is done once for all folds. What is learnt from texts (which words are
        frequent, means and deviations) is learnt in `judge`, from the training of the fold.

        Raises:
            NotMeasured: There is nothing in these texts that it could see; the text says why.
        """

    def judge(self, seen: Any, codes: NDArray[np.intp], fold: Fold, classes: int) -> NDArray[np.float64]:
        """How strongly each text of the fold's test looks like each label.

        Args:
            seen: What `read` returned, for all texts.
            codes: The label of each text, 0 to `classes` - 1; only those of `fold.train` may be used.
            fold: Which texts to learn from and which to judge.
            classes: How many labels there are.

        Returns:
            [texts of the test, classes]; the largest is the answer. It is -inf for a label that the training lacks.
        """

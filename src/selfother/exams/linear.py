"""Logistic regression from what a null or an instrument sees to a label, for every fold in the same way."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from selfother.exams.folds import Fold

__all__ = ["C", "fit_linear", "linear_scores", "standard_scores"]

C = 10.0
"""Inverse strength of the penalty on TF-IDF rows of length 1: ten times weaker than scikit-learn's default of 1."""
_ROUNDS = 300


def fit_linear(rows: Any, codes: NDArray[np.intp], *, c: float) -> Any:
    """A logistic regression (multinomial for more than two labels), by L-BFGS.

    Args:
        rows: Features, dense or sparse, shape [texts, features].
        codes: The label of each row; two or more different ones.
        c: Inverse strength of the L2 penalty.
    """
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=c, max_iter=_ROUNDS, tol=1e-3).fit(rows, codes)


def linear_scores(train: Any, codes: NDArray[np.intp], test: Any, *, classes: int, c: float = C) -> NDArray[np.float64]:
    """What a logistic regression says of the rows of a test.

    Args:
        train: Features of the rows to learn from.
        codes: Their labels, 0 to `classes` - 1; one label may be missing.
        test: Features of the rows to judge.
        classes: How many labels there are.
        c: Inverse strength of the L2 penalty.

    Returns:
        [rows of the test, classes], in units of the log-odds; -inf for a label that the training lacks.
    """
    scores = np.full((test.shape[0], classes), -np.inf)
    present = np.unique(codes)
    if len(present) == 1:
        scores[:, present] = 0.0
        return scores
    decided = np.asarray(fit_linear(train, codes, c=c).decision_function(test), dtype=np.float64)
    scores[:, present] = np.column_stack([-decided, decided]) if decided.ndim == 1 else decided
    return scores


def standard_scores(
    features: NDArray[np.float64], codes: NDArray[np.intp], fold: Fold, *, classes: int, c: float = 1.0
) -> NDArray[np.float64]:
    """As `linear_scores`, of dense features that are first brought to mean 0 and deviation 1 over the fold's training.

    Args:
        features: Of all texts, shape [texts, features].
        codes: The label of each text.
        fold: Which to learn from and which to judge.
        classes: How many labels there are.
        c: Inverse strength of the L2 penalty.
    """
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(features[fold.train])
    train, test = (scaler.transform(features[places]) for places in (fold.train, fold.test))
    return linear_scores(train, codes[fold.train], test, classes=classes, c=c)

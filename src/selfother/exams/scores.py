"""How well something tells labels apart, out of fold, with an interval that holds for all nulls together.

Two labels: the area under the ROC curve, the share of pairs of a text of each label that are ranked right. Only pairs
of one fold are compared, since another fold has another fit: so on labels without meaning it is .5 on average, however
small the folds. More labels: accuracy, the share of texts that get their label.

The interval is the wider of two.
- Over clusters (groups, or texts where no group was named): each cluster's part in the score, and a t interval with
  one degree of freedom less than there are clusters, of two labels those that have the rarer one. A text
  that is judged in one fold is learnt from in the others, so folds are not independent. Of labels without meaning the
  variance of the score is up to twice that of independent answers, so it is doubled: with y the labels as signs and
  K_ij what text j adds to the score of text i, the sum over i, j of y_i K_ij y_j has each pair twice, and the variance
  sum (K_ij + K_ji)^2 over pairs <= 2 sum (K_ij^2 + K_ji^2). Judged on texts that are never learnt from, it is not.
- Over texts: Wilson's, of as many independent answers as have the variance of the score at chance. So an interval is
  never "+- 0": of a score of 1 from 15 texts of each label it begins at .85, where one interval is asked for.

The difference of two scores on the same texts is not widened so: it is no question about labels without meaning.

Left out on purpose: no variance of a cross-validated score is unbiased (Bengio and Grandvalet 2004); far above chance,
this one is too large rather than too small.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats  # type: ignore[import-untyped]

from selfother.errors import BadArgument
from selfother.statistics.clusters import wilson
from selfother.statistics.roc import area_under_roc

__all__ = ["Score", "Trial", "difference_interval", "score_accuracy", "score_auroc", "worth"]

Array = NDArray[np.float64]
_INFLATION = 2.0


@dataclass(frozen=True)
class Trial:
    """What was judged, in the order of the judgements.

    Attributes:
        codes: The true label of each text.
        clusters: The number of each text's cluster: texts of one cluster are not independent.
        folds: The fold that judged it.
    """

    codes: NDArray[np.intp]
    clusters: NDArray[np.intp]
    folds: NDArray[np.intp]

    @property
    def inflation(self) -> float:
        """By how much judging each text in one fold and learning from it in others inflates a variance, at most."""
        return _INFLATION if len(np.unique(self.folds)) > 1 else 1.0


@dataclass(frozen=True)
class Score:
    """A score with what its interval is made of.

    Attributes:
        value: Between 0 and 1.
        parts: How far each cluster moves the score from its value, shape [clusters]; their sum is 0.
        independent: How many independent answers would have the variance of the score at chance.
        freedom: Degrees of freedom of the spread over clusters: one less than the clusters that have the rarer label,
            of two labels.
        inflation: By how much the variance over clusters is larger than that of independent answers.
    """

    value: float
    parts: Array
    independent: float
    freedom: int
    inflation: float = 1.0

    def interval(self, level: float) -> tuple[float, float]:
        """Ends within [0, 1]; the wider of that over clusters and that over texts."""
        n = max(1, int(self.independent))
        low, high = wilson(self.value * n, n, level=level)
        half = _half(self.parts, self.freedom, level) * float(np.sqrt(self.inflation))
        return max(0.0, min(low, self.value - half)), min(1.0, max(high, self.value + half))


def difference_interval(a: Score, b: Score, level: float) -> tuple[float, float]:
    """Ends of the interval of a minus b on the same texts, within [-1, 1].

    The wider of two: over clusters, and that of Bonett and Price (2012) over texts, as if no text favoured the worse
    of the two. Scores that agree in every part differ by exactly 0, and even then the interval is not empty.
    """
    gap = a.value - b.value
    half = _half(a.parts - b.parts, min(a.freedom, b.freedom), level)
    n = min(a.independent, b.independent)
    z = float(stats.norm.ppf(0.5 + level / 2))
    centre = gap * n / (n + 2)
    spread = z * float(np.sqrt(max(0.0, (abs(gap) * n + 2) / (n + 2) - centre**2) / (n + 2)))
    return max(-1.0, min(gap - half, centre - spread)), min(1.0, max(gap + half, centre + spread))


def score_accuracy(scores: Array, trial: Trial) -> Score:
    """The share of texts whose label has the largest score.

    Args:
        scores: [texts, labels].
        trial: The same texts.
    """
    right = (scores.argmax(axis=1) == trial.codes).astype(np.float64)
    value = float(right.mean())
    return Score(
        value,
        _sums((right - value) / len(right), trial.clusters),
        float(len(right)),
        int(trial.clusters.max()),
        trial.inflation,
    )


def score_auroc(scores: Array, trial: Trial) -> Score:
    """The share of pairs of one fold, a text of each label, in which the text of the second label scores higher.

    Args:
        scores: [texts, 2], or [texts]: larger means the second label.
        trial: The same texts.

    Raises:
        BadArgument: No fold has both labels among its judged texts.
    """
    margin = scores if scores.ndim == 1 else _margin(scores)
    parts = np.zeros(int(trial.clusters.max()) + 1)
    won = pairs = variance = 0.0
    counted = np.zeros_like(parts)
    for fold in np.unique(trial.folds):
        inside = trial.folds == fold
        values, clusters = margin[inside], trial.clusters[inside]
        positive = trial.codes[inside] == 1
        n, m = int(positive.sum()), int((~positive).sum())
        if not n or not m:
            continue
        above, below = values[positive], values[~positive]
        won += n * m * float(area_under_roc(above, below))
        pairs += n * m
        variance += n * m * (n + m + 1) / 12
        _count_pairs(parts, counted, (above, clusters[positive]), (below, clusters[~positive]))
    if not pairs:
        raise BadArgument("no fold has texts of both labels to judge. Name another group, or none.")
    value = won / pairs
    return Score(value, (parts - value * counted) / pairs, pairs**2 / (4 * variance), _freedom(trial), trial.inflation)


def worth(scores: Array, codes: NDArray[np.intp]) -> float:
    """How good scores are, to choose a setting by: the area under the ROC curve of two labels, or the accuracy.

    Args:
        scores: [texts, labels].
        codes: The true label of each text.

    Returns:
        Chance where only one of two labels occurs.
    """
    if scores.shape[1] > 2:
        return float((scores.argmax(axis=1) == codes).mean())
    margin, positive = _margin(scores), codes == 1
    if positive.all() or not positive.any():
        return 0.5
    return float(area_under_roc(margin[positive], margin[~positive]))


def _freedom(trial: Trial) -> int:
    """One less than the clusters that have the rarer of two labels."""
    return min(len(np.unique(trial.clusters[trial.codes == code])) for code in (0, 1)) - 1


def _margin(scores: Array) -> Array:
    """The second column minus the first, 0 where both say nothing."""
    with np.errstate(invalid="ignore"):
        return np.nan_to_num(scores[:, 1] - scores[:, 0], nan=0.0)


def _count_pairs(
    won: Array,
    counted: Array,
    positive: tuple[Array, NDArray[np.intp]],
    negative: tuple[Array, NDArray[np.intp]],
) -> None:
    """Add to each cluster the pairs of one fold that it has a part in, and those of them that are ranked right."""
    (above, above_of), (below, below_of) = positive, negative
    np.add.at(won, above_of, _rank_among(above, below))
    np.add.at(counted, above_of, float(len(below)))
    np.add.at(won, below_of, len(above) - _rank_among(below, above))
    np.add.at(counted, below_of, float(len(above)))
    for cluster in np.intersect1d(above_of, below_of):  # a pair inside a cluster was counted from both sides
        mine, other = above[above_of == cluster], below[below_of == cluster]
        won[cluster] -= float(_rank_among(mine, other).sum())
        counted[cluster] -= len(mine) * len(other)


def _rank_among(values: Array, others: Array) -> Array:
    """How many of the others are smaller than each value, equal ones counting one half."""
    ordered = np.sort(others)
    smaller, no_larger = (np.searchsorted(ordered, values, side) for side in ("left", "right"))
    return np.asarray((smaller + no_larger) / 2, dtype=np.float64)


def _sums(values: Array, clusters: NDArray[np.intp]) -> Array:
    return np.asarray(np.bincount(clusters, weights=values, minlength=int(clusters.max()) + 1), dtype=np.float64)


def _half(parts: Array, freedom: int, level: float) -> float:
    """Half the width of a t interval over clusters; infinite where it has no degree of freedom."""
    if freedom < 1:
        return np.inf
    count = len(parts)
    error = float(np.sqrt(count / (count - 1) * (parts**2).sum()))
    return float(stats.t.ppf(0.5 + level / 2, freedom)) * error

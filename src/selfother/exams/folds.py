"""Folds: which texts are learnt from and which are judged, the same for every null and for the instrument.

Without groups: 5 folds, each with all labels in their shares. With groups a group is never on both sides: one fold a
group where there are at most 10 groups (and, of two labels, each group has both), else 5 folds of groups.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selfother.errors import BadArgument
from selfother.exams.texts import LabelledTexts
from selfother.seeds import derive

__all__ = ["Fold", "Folds", "fold_texts", "held_out", "inner_folds"]

_FOLDS = 5
_INNER_FOLDS = 3
_FEW_GROUPS = 10
_SEEDS = 2**32
"""scikit-learn takes seeds below this."""


@dataclass(frozen=True)
class Fold:
    """One division of the texts.

    Attributes:
        train: Places of the texts that are learnt from.
        test: Places of the texts that are judged.
        clusters: The number of each text's group, for all texts; None: each text stands alone.
    """

    train: NDArray[np.intp]
    test: NDArray[np.intp]
    clusters: NDArray[np.intp] | None = None


@dataclass(frozen=True)
class Folds:
    """All divisions; no text is judged twice.

    Attributes:
        folds: In order.
        how: How they were made, in words ("5 folds of 30 groups").
    """

    folds: Sequence[Fold]
    how: str

    @property
    def judged(self) -> NDArray[np.intp]:
        """Places of the texts that are judged, fold after fold."""
        return np.concatenate([fold.test for fold in self.folds])

    @property
    def number(self) -> NDArray[np.intp]:
        """The fold of each judged text, in the order of `judged`."""
        return np.repeat(np.arange(len(self.folds)), [len(fold.test) for fold in self.folds])


def fold_texts(texts: LabelledTexts, *, seed: int = 0) -> Folds:
    """The folds of texts.

    Args:
        texts: At least two of each label. Of groups, where there are any, two or more have each of two labels.
        seed: Which texts share a fold.

    Raises:
        BadArgument: Of two labels, no fold would have both to judge.
    """
    from sklearn.model_selection import LeaveOneGroupOut, StratifiedGroupKFold, StratifiedKFold

    codes, clusters = texts.codes, texts.clusters
    random_state = derive(seed, "exams", "folds") % _SEEDS
    if texts.groups is None:
        count = min(_FOLDS, int(np.bincount(codes).min()))
        splits = StratifiedKFold(count, shuffle=True, random_state=random_state).split(codes, codes)
        return _folds(splits, None, f"{count} folds of texts")
    seen = texts.labels_of_groups
    groups, labels = seen.shape
    if groups <= _FEW_GROUPS and (labels > 2 or seen.all()):
        splits = LeaveOneGroupOut().split(codes, codes, clusters)
        return _folds(splits, clusters, f"each of {groups} groups held out once")
    count = _FOLDS if labels > 2 else max(2, min(_FOLDS, int(seen.sum(axis=0).min())))
    splits = StratifiedGroupKFold(count, shuffle=True, random_state=random_state).split(codes, codes, clusters)
    folds = _folds(splits, clusters, f"{count} folds of {groups} groups")
    if labels == 2 and not any(len(np.unique(codes[fold.test])) == 2 for fold in folds.folds):
        raise BadArgument(
            f"no fold of the {groups} groups has both labels to judge, so no two texts can be compared. "
            "Add groups, name another column with --group, or leave it out."
        )
    return folds


def held_out(train: int, test: int, clusters: NDArray[np.intp] | None = None) -> Folds:
    """One fold: the first `train` texts are learnt from, the `test` texts after them are judged."""
    places = np.arange(train + test, dtype=np.intp)
    fold = Fold(places[:train], places[train:], clusters)
    return Folds([fold], f"learnt from {train} texts, judged on {test} others")


def inner_folds(codes: NDArray[np.intp], fold: Fold) -> list[Fold]:
    """Folds of a fold's training, in which settings are chosen: three, grouped as the fold is.

    Args:
        codes: The label of each text, for all texts.
        fold: Whose training is divided.

    Returns:
        Folds over places of all texts, none of which is of `fold.test`; none where some label has fewer than two
        groups.
    """
    from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold

    _, labels = np.unique(codes[fold.train], return_inverse=True)
    clusters = np.arange(len(labels)) if fold.clusters is None else fold.clusters[fold.train]
    seen = {(cluster, label) for cluster, label in zip(clusters.tolist(), labels.tolist(), strict=True)}
    count = min(_INNER_FOLDS, int(np.bincount([label for _, label in seen]).min()))
    if count < 2:
        return []
    random_state = derive(0, "exams", "inner folds") % _SEEDS
    if fold.clusters is None:
        splits = StratifiedKFold(count, shuffle=True, random_state=random_state).split(labels, labels)
    else:
        splits = StratifiedGroupKFold(count, shuffle=True, random_state=random_state).split(labels, labels, clusters)
    return [Fold(fold.train[train], fold.train[test], fold.clusters) for train, test in splits]


def _folds(splits: object, clusters: NDArray[np.intp] | None, how: str) -> Folds:
    return Folds([Fold(train, test, clusters) for train, test in splits], how)  # type: ignore[attr-defined]

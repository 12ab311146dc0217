"""The arithmetic of the lie detector: readings of a model, folds over families, which layer, and what it says.

Everything here is numbers in and numbers out, so that it can be tested on planted activations.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selfother.models.linear_probe import LinearProbe, fit_ridge
from selfother.statistics.roc import area_under_roc

__all__ = ["Detection", "Fold", "Reading", "best_layer", "detect", "shuffled_areas", "train_fold"]

Array = NDArray[np.float64]
_FEWEST_TO_TRAIN, _FEWEST_TO_READ = 8, 2
"""Situations that a fold trains on, and that are read of its held-out family, at least."""


@dataclass(frozen=True)
class Reading:
    """What one model does and represents in the situations of one family.

    Attributes:
        rival: [layers, situations, hidden], when a rival asks.
        friend: [layers, situations, hidden], when a friend asks.
        lies_to_rival: [situations], whether the false place is the likelier answer.
        lies_to_friend: [situations].
    """

    rival: Array
    friend: Array
    lies_to_rival: NDArray[np.bool_]
    lies_to_friend: NDArray[np.bool_]

    @property
    def is_clean(self) -> NDArray[np.bool_]:
        """[situations], where the rival is lied to and the friend is not: those that show what a lie looks like."""
        return np.asarray(self.lies_to_rival & ~self.lies_to_friend)


@dataclass(frozen=True)
class Fold:
    """Detectors trained without one family, one a layer, and the rows that they were trained on."""

    probes: tuple[LinearProbe, ...]
    rows: Array
    labels: Array


@dataclass(frozen=True)
class Detection:
    """Scores of one model's clean situations of one held-out family: 0 as truths in the training, 1 as lies.

    Attributes:
        rival: [layers, situations].
        friend: [layers, situations].
    """

    rival: Array
    friend: Array

    @property
    def areas(self) -> Array:
        """[layers], the chance that a rival's situation scores higher than a friend's."""
        return np.array([float(area_under_roc(a, b)) for a, b in zip(self.rival, self.friend, strict=True)])

    @property
    def separations(self) -> Array:
        """[layers], difference of means in units of the pooled standard deviation."""
        width = np.sqrt((self.rival.var(1) + self.friend.var(1)) / 2)
        gap = self.rival.mean(1) - self.friend.mean(1)
        return np.asarray(np.divide(gap, width, out=np.zeros_like(gap), where=width > 0))


def train_fold(readings: Mapping[str, Reading], held_out: str, *, strength: float) -> Fold | None:
    """Train on every family but one, on situations in which the reference lies to the rival and not to the friend.

    Returns:
        The detectors of all layers; None where there are too few such situations.
    """
    clean = [(one, one.is_clean) for family, one in readings.items() if family != held_out]
    if sum(int(chosen.sum()) for _, chosen in clean) < _FEWEST_TO_TRAIN:
        return None
    rival, friend = (
        np.concatenate([getattr(one, who)[:, chosen] for one, chosen in clean], axis=1) for who in ("rival", "friend")
    )
    rows = np.concatenate([rival, friend], axis=1)
    labels = np.repeat([1.0, 0.0], rival.shape[1])
    return Fold(tuple(fit_ridge(layer, labels, strength=strength) for layer in rows), rows, labels)


def detect(fold: Fold, model: Reading, chosen: NDArray[np.bool_]) -> Detection | None:
    """Read a model's chosen situations of the held-out family; None where there are too few."""
    if chosen.sum() < _FEWEST_TO_READ:
        return None
    rival, friend = (
        np.array([probe.scores(layer[chosen]) for probe, layer in zip(fold.probes, layers, strict=True)])
        for layers in (model.rival, model.friend)
    )
    return Detection(rival, friend)


def best_layer(folds: Mapping[str, Fold], words: Mapping[str, Reading]) -> int:
    """Return the place of the layer with the largest held-out separation, mean over families, on the training words."""
    seen = [detect(fold, words[family], words[family].is_clean) for family, fold in folds.items()]
    found = [one.separations for one in seen if one is not None]
    return int(np.argmax(np.mean(found, axis=0))) if found else 0


def shuffled_areas(
    fold: Fold, model: Reading, chosen: NDArray[np.bool_], *, layer: int, strength: float, labels: Array
) -> Array:
    """Return the area of detectors that were trained on shuffled labels, [shuffles].

    Args:
        fold: The trained fold.
        model: Whose held-out situations are read.
        chosen: Which of them.
        layer: Place of the layer.
        strength: As in training.
        labels: [training situations, shuffles], the rival's label: 0 or 1 with equal chance; the friend's is the other.
    """
    both = np.concatenate([labels, 1.0 - labels])
    probe = fit_ridge(fold.rows[layer], both, strength=strength)
    rival, friend = (probe.scores(layers[layer][chosen]) for layers in (model.rival, model.friend))
    return area_under_roc(rival, friend)

"""A distance between what a model represents for two texts, as the score of an item: overlap as a lie detector."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from selfother.exams.folds import Fold, inner_folds
from selfother.exams.instruments.instrument import About, Instrument
from selfother.exams.linear import standard_scores
from selfother.exams.pairs import split_pair
from selfother.exams.scores import worth
from selfother.exams.text_activations import Layers, TextActivations
from selfother.models.similarity import cosines, mean_squared_distances

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel
    from selfother.models.pooling import Position

__all__ = ["Distance", "DistanceSettings", "RepresentationDistance"]

Array = NDArray[np.float64]
Distance = Literal["squared", "cosine"]


@dataclass(frozen=True)
class DistanceSettings:
    """How a distance is read.

    Attributes:
        layer: An index from 0, a negative one from the end, a share of the depth, or "all": each fold takes the layer
            that does best in folds of its own training.
        position: "last" token, as overlap is trained at, or "mean" over a text's own tokens.
        distance: "squared": the mean squared difference over hidden units. "cosine": one minus the cosine.
    """

    layer: Layers = 0.6
    position: "Position" = "last"
    distance: Distance = "squared"


class RepresentationDistance(Instrument):
    """How far apart a model represents the two texts of an item, one number an item.

    Items come from `pair_texts`. Which end of the scale speaks for which label is learnt from the training, so that a
    detector is not marked down for a sign.
    """

    kind: ClassVar[str] = "distance"
    positive_control: ClassVar[str] = (
        "A distance that is planted between the two texts of one label is found; it must exceed chance itself."
    )

    def __init__(
        self,
        model: "LanguageModel",
        settings: DistanceSettings | None = None,
        *,
        watch: Callable[[str], None] = lambda sentence: None,
    ) -> None:
        """Check the layer against the model.

        Args:
            model: Whose activations are compared.
            settings: Layer, position and distance; None: squared, at the last token, at .6 of the depth.
            watch: Is told before a long reading how long it takes, a sentence.

        Raises:
            BadArgument: The model has no such layer.
            UnsupportedModel: A model that gives text and no activations.
        """
        self.settings = settings or DistanceSettings()
        self.activations = TextActivations(
            model, layer=self.settings.layer, position=self.settings.position, watch=watch
        )
        self._layers: list[int] = []

    @property
    def title(self) -> str:
        """Model and layer."""
        where = "best layer of the training" if self.settings.layer == "all" else f"layer {self.activations.layers[0]}"
        return f"{self.settings.distance} distance in {self.activations.model.name}, {where}"

    def read(self, texts: Sequence[str], *, seed: int) -> Array:
        """Distances, shape [items, layers].

        Raises:
            BadArgument: An item that is not two texts.
        """
        self._layers = []
        pairs = [split_pair(text) for text in texts]
        first, second = (self.activations.of([pair[side] for pair in pairs]) for side in (0, 1))
        if self.settings.distance == "squared":
            return mean_squared_distances(first, second)
        return np.nan_to_num(1.0 - cosines(first, second), nan=0.0)

    def judge(self, seen: Array, codes: NDArray[np.intp], fold: Fold, classes: int) -> Array:
        """Log-odds of each label from the one number."""
        place = self._chosen(seen, codes, fold, classes)
        self._layers.append(self.activations.layers[place])
        return standard_scores(_logarithm(seen[:, [place]]), codes, fold, classes=classes)

    def about(self) -> About:
        """Model, layers and what was cut."""
        return self.activations.about(self._layers)

    def _chosen(self, seen: Array, codes: NDArray[np.intp], fold: Fold, classes: int) -> int:
        if seen.shape[1] == 1:
            return 0
        inner = inner_folds(codes, fold)
        if not inner:
            return int(0.6 * seen.shape[1])
        values = np.zeros(seen.shape[1])
        for place in range(seen.shape[1]):
            for part in inner:
                scores = standard_scores(_logarithm(seen[:, [place]]), codes, part, classes=classes)
                values[place] += len(part.test) * worth(scores, codes[part.test])
        return int(values.argmax())


def _logarithm(distances: Array) -> Array:
    """Distances on a scale on which a logistic regression is not ruled by a few long ones."""
    return np.log(distances + 1e-12)

"""A linear probe on a model's activations: what "the model represents it" is shown by, most of the time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray

from selfother.exams.folds import Fold, inner_folds
from selfother.exams.instruments.instrument import About, Instrument
from selfother.exams.scores import worth
from selfother.exams.text_activations import Layers, TextActivations
from selfother.models.discriminant import fit_discriminants

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel
    from selfother.models.pooling import Position

__all__ = ["SHRINKAGES", "ActivationProbe", "Settings"]

Array = NDArray[np.float64]
SHRINKAGES = (0.5, 0.3, 0.7, 0.1, 0.9, 0.03)
"""Of equally good ones the first is taken."""


@dataclass(frozen=True)
class Settings:
    """How a probe reads a model.

    Attributes:
        layer: An index from 0, a negative one from the end, a share of the depth, or "all": each fold takes the layer
            that does best in folds of its own training.
        position: "mean" over a text's own tokens, or its "last" token.
        shrinkages: Those that the inner folds choose from.
    """

    layer: Layers = 0.6
    position: "Position" = "mean"
    shrinkages: tuple[float, ...] = SHRINKAGES


class ActivationProbe(Instrument):
    """Linear discriminant on the residual stream, of any number of labels.

    Layer and shrinkage are chosen by three folds inside each fold's training, grouped as the outer ones are. No text
    that is judged takes part in a choice.
    """

    kind: ClassVar[str] = "activation probe"
    positive_control: ClassVar[str] = (
        "A direction that is planted into the activations of one label is found; the probe must exceed chance itself."
    )

    def __init__(
        self,
        model: "LanguageModel",
        settings: Settings | None = None,
        *,
        watch: Callable[[str], None] = lambda sentence: None,
    ) -> None:
        """Check the layer against the model.

        Args:
            model: Whose activations are read.
            settings: Layer, position and shrinkages; None: the mean over tokens at .6 of the depth.
            watch: Is told before a long reading how long it takes, a sentence.

        Raises:
            BadArgument: The model has no such layer.
            UnsupportedModel: A model that gives text and no activations.
        """
        self.settings = settings or Settings()
        self.activations = TextActivations(
            model, layer=self.settings.layer, position=self.settings.position, watch=watch
        )
        self._layers: list[int] = []
        self._unchosen = 0

    @property
    def title(self) -> str:
        """Model and layer."""
        where = "best layer of the training" if self.settings.layer == "all" else f"layer {self.activations.layers[0]}"
        return f"linear probe of {self.activations.model.name}, {where}"

    def read(self, texts: Sequence[str], *, seed: int) -> NDArray[np.float32]:
        """Activations, shape [texts, layers, hidden]."""
        self._layers, self._unchosen = [], 0
        return self.activations.of(texts)

    def judge(self, seen: NDArray[np.float32], codes: NDArray[np.intp], fold: Fold, classes: int) -> Array:
        """Log-odds of each label."""
        place, shrinkage = self._chosen(seen, codes, fold)
        self._layers.append(self.activations.layers[place])
        scores = _scores(seen[:, place], codes, fold.train, fold.test, classes, (shrinkage,))
        return np.asarray(scores[0])

    def about(self) -> About:
        """Model, layers and what was cut."""
        return self.activations.about(self._layers, unchosen=self._unchosen)

    def _chosen(self, seen: NDArray[np.float32], codes: NDArray[np.intp], fold: Fold) -> tuple[int, float]:
        """The place of the layer and the shrinkage that do best in folds of the training."""
        shrinkages, layers = self.settings.shrinkages, seen.shape[1]
        if layers == 1 and len(shrinkages) == 1:
            return 0, shrinkages[0]
        inner = inner_folds(codes, fold)
        if not inner:
            self._unchosen += 1
            return int(0.6 * layers), shrinkages[0]
        classes = int(codes.max()) + 1
        values = np.zeros((layers, len(shrinkages)))
        for place in range(layers):
            for part in inner:
                scores = _scores(seen[:, place], codes, part.train, part.test, classes, shrinkages)
                values[place] += len(part.test) * np.array([worth(one, codes[part.test]) for one in scores])
        best_layer, best_shrinkage = divmod(int(values.argmax()), len(shrinkages))
        return best_layer, shrinkages[best_shrinkage]


def _scores(
    seen: NDArray[np.float32],
    codes: NDArray[np.intp],
    train: NDArray[np.intp],
    test: NDArray[np.intp],
    classes: int,
    shrinkages: tuple[float, ...],
) -> Array:
    """Return [shrinkages, texts of the test, classes]; -inf for a label that the training lacks."""
    present, known = np.unique(codes[train], return_inverse=True)
    scores = np.full((len(shrinkages), len(test), classes), -np.inf)
    if len(present) == 1:
        scores[:, :, present] = 0.0
        return scores
    fitted = fit_discriminants(seen[train], known, count=len(present), shrinkages=shrinkages)
    scores[:, :, present] = fitted.scores(seen[test])
    return scores

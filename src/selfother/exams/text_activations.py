"""Activations of texts, read once: each text passes a model once for all layers, folds and exams."""

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from selfother.errors import UnsupportedModel
from selfother.exams.instruments.instrument import About
from selfother.models.depth import Layer, layer_index

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel
    from selfother.models.pooling import Position, TextRows

__all__ = ["Layers", "TextActivations"]

Layers = Layer | Literal["all"]
"""One layer, or all of them, of which the labels of the training choose one."""
_TRIAL_TEXTS = 2
_MANY_TOKENS = 20_000
"""From here on a reading says how long it takes before it begins: some seconds for a small model."""
_MB = 1e6


class TextActivations:
    """Reads the residual stream of a model, one vector a text and layer, and keeps what it has read.

    Attributes:
        model: The model.
        layers: Indices from 0 of the layers that are read.
        depth: How many layers the model has.
        position: "mean" over a text's own tokens, or its "last" token.
        cut: How many texts were longer than the model's context and lost their ends.
    """

    def __init__(
        self,
        model: "LanguageModel",
        *,
        layer: Layers = "all",
        position: "Position" = "mean",
        watch: Callable[[str], None] = lambda sentence: None,
    ) -> None:
        """Check the layer, before any text is read.

        Args:
            model: The model.
            layer: An index from 0, a negative one from the end, a share of the depth, or "all".
            position: "mean" over a text's own tokens, or its "last" token.
            watch: Is told before a long reading how long it takes, a sentence.

        Raises:
            BadArgument: The model has no such layer.
            UnsupportedModel: A model that gives text and no activations.
        """
        self.depth = _depth(model)
        chosen = range(self.depth) if layer == "all" else [layer_index(layer, self.depth, model=model.name)]
        self.model = model
        self.layers = tuple(chosen)
        self.position: Position = position
        self.cut = 0
        self._watch = watch
        self._kept: dict[str, NDArray[np.float32]] = {}

    def of(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Read texts that were not read before.

        Args:
            texts: As they are; no chat template is put around them.

        Returns:
            [texts, layers, hidden], float32.

        Raises:
            BadArgument: A text without a token.
            UnsupportedModel: Activations that are not finite.
        """
        new = [text for text in dict.fromkeys(texts) if text not in self._kept]
        if new:
            from selfother.models.pooling import encode_texts, pooled_layers

            rows = encode_texts(self.model, new)
            self.cut += rows.cut
            if rows.count_tokens > _MANY_TOKENS:
                self._watch(self._cost(rows))
            values = pooled_layers(self.model, rows, layers=self.layers, position=self.position).numpy()
            if not np.isfinite(values).all():
                raise UnsupportedModel(
                    f"activations of {self.model.name} are not finite: {self.model.dtype} does not hold them. "
                    "Load the model in float32 (on the command line --dtype float32)."
                )
            self._kept.update(zip(new, values.transpose(1, 0, 2), strict=True))
        return np.stack([self._kept[text] for text in texts])

    def about(self, layers: Sequence[int], *, unchosen: int = 0) -> About:
        """What a record says of this reading.

        Args:
            layers: The layer of each fold.
            unchosen: In how many folds the training was too small to choose a setting.
        """
        notes = []
        if self.cut:
            notes.append(f"{self.cut} texts are longer than the context of {self.model.name}, and their ends are cut.")
        if unchosen:
            notes.append(f"In {unchosen} folds the training is too small to choose by, so defaults were taken.")
        return About(self.model.name, self.model.digest, self.position, self.depth, tuple(layers), tuple(notes))

    def _cost(self, rows: "TextRows") -> str:
        """What a reading costs, from the time of a few of the texts."""
        from selfother.models.pooling import TextRows, pooled_layers

        some = TextRows(rows.tokens[:_TRIAL_TEXTS], rows.start[:_TRIAL_TEXTS], 0)
        pooled_layers(self.model, some, layers=self.layers, position=self.position)  # the first pass pays for start-up
        begin = time.process_time()
        values = pooled_layers(self.model, some, layers=self.layers, position=self.position)
        seconds = (time.process_time() - begin) * rows.count_tokens / some.count_tokens
        megabytes = values.shape[-1] * len(self.layers) * len(rows.tokens) * 4 / _MB
        return (
            f"{self.model.name} reads {len(rows.tokens):,} texts ({rows.count_tokens:,} tokens) up to layer "
            f"{max(self.layers)} of {self.depth}: about {seconds:,.0f} CPU-seconds, and {megabytes:,.0f} MB of memory"
        )


def _depth(model: "LanguageModel") -> int:
    if not hasattr(model, "network"):
        raise UnsupportedModel(
            f"{model.name} answers through a provider, which gives text and no activations. Give a model whose weights "
            "are here, such as smollm2-135m."
        )
    from selfother.models.layers import decoder_layers

    return len(decoder_layers(model.network))

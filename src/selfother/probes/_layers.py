"""What the probes that look through all layers share: which layers, whose prompts, and columns of a table."""

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from selfother.scenarios.located_object import Addressee, Situation

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

__all__ = ["Layers", "chosen_layers", "column", "mean_of", "read_layers"]

Layers = Literal["all"] | tuple[int, ...]
"""Layers by index, from 0; negative counts from the end."""


def chosen_layers(model: "LanguageModel", layers: Layers) -> list[int]:
    """Return the indices from 0 that a setting names; what does not exist is refused when it is read."""
    from selfother.models.layers import decoder_layers

    depth = len(decoder_layers(model.network))
    return list(range(depth)) if layers == "all" else [layer + depth if layer < 0 else layer for layer in layers]


def read_layers(
    model: "LanguageModel",
    drawn: Sequence[Situation],
    who: Addressee,
    *,
    layers: Sequence[int],
    site: Literal["residual", "o_proj", "mlp"],
) -> NDArray[np.float32]:
    """Return the activations at the last token of the answer's beginning, [layers, situations, hidden]."""
    from selfother.models.activations import last_token_layers

    rows = [model.encode(model.render(one.prompt(who), answer_prefix=one.answer_prefix)) for one in drawn]
    return last_token_layers(model, rows, layers=layers, site=site).numpy()  # type: ignore[no-any-return]


def column(values: Iterable[float]) -> list[Any]:
    """Return a column of a table: numbers, None where there is none."""
    return [None if math.isnan(value) else float(value) for value in values]


def mean_of(values: Iterable[float]) -> float | None:
    """Return the mean of the numbers among these, None where there are none."""
    known = [float(value) for value in values if not math.isnan(value)]
    return math.fsum(known) / len(known) if known else None

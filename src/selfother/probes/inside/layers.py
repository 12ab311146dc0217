"""What the probes that look through all layers share: which layers, whose prompts, and columns of a table."""

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from selfother.errors import BadArgument
from selfother.models.depth import Layer, layer_index
from selfother.scenarios.located_object import Addressee, Situation, family_names, situations_of
from selfother.scenarios.vocabulary import Split

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

__all__ = ["Layers", "chosen_layers", "column", "draw_families", "mean_of", "prompt_text", "read_layers"]

Layers = Literal["all"] | tuple[Layer, ...]
"""Layers by index, from 0, negative ones from the end, or by their shares of the depth."""


def chosen_layers(model: "LanguageModel", layers: Layers) -> list[int]:
    """Return the indices from 0 that a setting names.

    Raises:
        BadArgument: A layer that the model has not.
    """
    from selfother.models.layers import decoder_layers

    depth = len(decoder_layers(model.network))
    if layers == "all":
        return list(range(depth))
    return [layer_index(layer, depth, key="layers", model=model.name) for layer in layers]


def draw_families(families: Sequence[str], *, count: int, split: Split, seed: int) -> dict[str, list[Situation]]:
    """Return name -> situations of families that are compared with one another.

    Raises:
        UnknownName: No such scenario family.
        BadArgument: Fewer than two families, once `FILE.yaml` stands for all of its own; or as `situations_of`.
    """
    names = family_names(families)
    if len(names) < 2:
        raise BadArgument(
            f"families are compared with one another, so at least two are needed; got {', '.join(names) or 'none'}. "
            "Name another."
        )
    drawn = situations_of(families, count=count, split=split, seed=seed)
    return {name: [situation for situation in drawn if situation.family == name] for name in names}


def prompt_text(model: "LanguageModel", one: Situation, who: Addressee) -> str:
    """Return the text that the model reads when it is asked, up to the last token of the answer's beginning."""
    return model.render(one.prompt(who), answer_prefix=one.answer_prefix)


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

    rows = [model.encode(prompt_text(model, situation, who)) for situation in drawn]
    return last_token_layers(model, rows, layers=layers, site=site).numpy()


def column(values: Iterable[float]) -> list[Any]:
    """Return a column of a table: numbers, None where there is none."""
    return [None if math.isnan(value) else float(value) for value in values]


def mean_of(values: Iterable[float]) -> float | None:
    """Return the mean of the numbers among these, None where there are none."""
    known = [float(value) for value in values if not math.isnan(value)]
    return math.fsum(known) / len(known) if known else None

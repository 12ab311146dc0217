"""Layers as settings: an index from 0, a negative one from the end, or a share of the depth between 0 and 1.

Layer           the type of a setting; a share means the same place in a model of any depth
layer_index     a setting and a depth -> an index from 0, or the words to type
check_layers    all layers of some settings against a depth, before a model is loaded
count_layers    the depth of a model, from its config.json
"""

import json
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator

from selfother.errors import BadArgument

__all__ = ["Layer", "check_layers", "count_layers", "layer_index"]

_DEPTH_KEYS = ("num_hidden_layers", "n_layer", "num_layers", "n_layers")
_TINY = 1e-9
"""So that .29 of 100 layers is layer 29, whatever the product is in binary."""


def _no_boolean(given: Any) -> Any:
    if isinstance(given, bool):
        raise ValueError(f"a layer is a number; got {given}")
    return given


def _whole_or_share(given: int | float) -> int | float:
    if isinstance(given, float) and given.is_integer() and given != 1.0:
        return int(given)
    if isinstance(given, float) and not 0.0 < given < 1.0:
        raise ValueError("a layer is an index (18, or -1 for the last) or a share of the depth between 0 and 1 (0.6)")
    return given


class _IsLayer:
    """Marks the fields that `check_layers` looks at."""


Layer = Annotated[int | float, BeforeValidator(_no_boolean), AfterValidator(_whole_or_share), _IsLayer()]
"""A layer of a model: an index from 0, a negative one from the end, or a share of the depth in (0, 1), rounded down."""


def layer_index(layer: int | float, depth: int, *, key: str = "layer", model: str = "the model") -> int:
    """Return the index from 0 that a setting means.

    Args:
        layer: See `Layer`.
        depth: How many layers the model has.
        key: What the setting is called where it is typed.
        model: What the model is called.

    Raises:
        BadArgument: No such layer; the text has the words to type.

    Example:
        >>> layer_index(0.6, 30), layer_index(0.6, 32), layer_index(-1, 30), layer_index(4, 30)
        (18, 19, 29, 4)
    """
    if isinstance(layer, float) and 0.0 < layer < 1.0:
        return int(layer * depth + _TINY)
    is_index = float(layer).is_integer() and not (isinstance(layer, float) and layer == 1.0)  # 1.0 may mean either
    if is_index and -depth <= layer < depth:
        return int(layer) % depth
    raise BadArgument(
        f"{key}={layer}: {model} has {depth} layers, 0 to {depth - 1}. Write {key}={int(0.6 * depth)}, {key}=-1 for "
        f"the last, or a share of the depth such as {key}=0.6."
    )


def check_layers(settings: BaseModel, depth: int, *, word: str, model: str) -> None:
    """Check every layer that settings name, nested ones too.

    Args:
        settings: Of an intervention or a probe.
        depth: How many layers the model has.
        word: What stands before a setting on the command line, the name of what is set.
        model: What the model is called.

    Raises:
        BadArgument: A layer that the model has not.
    """
    for key, layer in _layers(settings):
        layer_index(layer, depth, key=f"{word}:{key}", model=model)


def count_layers(word: str) -> int | None:
    """Return how many layers the base has that a word names, read from its config.json; None where that does not say.

    Raises:
        MissingModel: No such model on this machine.
    """
    from selfother.models.words import find_weights, split_word

    file = find_weights(split_word(word)[0])[0] / "config.json"
    try:
        config = json.loads(file.read_text(encoding="utf-8"))
        inner = config.get("text_config", config)
        return next((int(inner[key]) for key in _DEPTH_KEYS if inner.get(key)), None)
    except (OSError, ValueError, TypeError, AttributeError):
        return None  # what is wrong with the file is said when the model is loaded


def _layers(settings: BaseModel, before: str = "") -> Iterator[tuple[str, int | float]]:
    """Yield key and value of every field that is a layer, or a tuple of layers."""
    for name, info in type(settings).model_fields.items():
        value = getattr(settings, name)
        if isinstance(value, BaseModel):
            yield from _layers(value, f"{before}{name}.")
        elif _is_layer(info.annotation, info.metadata):
            named = value if isinstance(value, tuple | list) else [value]
            yield from ((f"{before}{name}", layer) for layer in named if isinstance(layer, int | float))


def _is_layer(annotation: Any, metadata: Any) -> bool:
    """Look for the mark, also inside `Layer | None` and `tuple[Layer, ...]`."""
    if any(isinstance(mark, _IsLayer) for mark in metadata):
        return True
    inner = getattr(annotation, "__args__", ())
    return any(_is_layer(kind, getattr(kind, "__metadata__", ())) for kind in inner)

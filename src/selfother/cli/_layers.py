"""Words for layers on the command line, and for one of a few choices."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from selfother.errors import BadArgument, UnknownName

if TYPE_CHECKING:
    from selfother.interventions.intervention import Intervention
    from selfother.probes.probe import Probe

__all__ = ["check_depths", "layer_indices", "one_of"]


def check_depths(model: str, chosen: "Iterable[Intervention | Probe]") -> None:
    """Check the layers of settings against the depth that a model's config.json says, before its weights are loaded.

    Raises:
        BadArgument: A layer that the model has not.
        MissingModel: No such model.
    """
    from selfother.models.depth import count_layers

    depth = count_layers(model)
    if depth is not None:
        for thing in chosen:
            thing.check_depth(depth, model=model)


def layer_indices(word: str, depth_of: "Callable[[], int | None]" = lambda: None) -> list[int | float] | None:
    """The layers that a word names, None for all of them.

    Args:
        word: "all", a range with both ends ("12..24", or shares of the depth: "0.4..0.8"), or layers ("3,0.5,-1").
        depth_of: Asked, once the word is one, how many layers the model has; None where that is not known.

    Raises:
        BadArgument: Another word, a range that runs backwards, or a layer that a model of this depth has not.

    Example:
        >>> layer_indices("2..4"), layer_indices("3,0.5,-1"), layer_indices("all")
        ([2, 3, 4], [3, 0.5, -1], None)
        >>> layer_indices("0.4..0.5", lambda: 30)
        [12, 13, 14, 15]
    """
    from selfother.models.depth import layer_index

    if word == "all":
        return None
    first, dots, last = word.partition("..")
    try:
        named = [_number(part) for part in ([first, last] if dots else word.split(","))]
    except ValueError:
        named = []
    if not named or (dots and named[0] > named[1]):
        raise _no_layers(word)
    depth = depth_of()
    indices = named if depth is None else [layer_index(layer, depth, key="layers") for layer in named]
    if not dots:
        return named
    if any(isinstance(end, float) for end in indices):
        raise BadArgument(f"layers {word!r}: the model does not say its depth, which shares need. Give indices.")
    chosen = range(int(indices[0]), int(indices[1]) + 1)
    if not chosen:  # a share that lies above an index
        raise _no_layers(word)
    return list(chosen)


def _no_layers(word: str) -> BadArgument:
    return BadArgument(
        f"layers {word!r}: expected all, a range such as 12..24 or 0.4..0.8, or layers such as 3,0.5,-1."
    )


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)


def one_of(kind: str, word: str, known: Sequence[str]) -> str:
    """The word if it is among those that are known.

    Raises:
        UnknownName: It is not; the text lists the close ones.
    """
    if word not in known:
        raise UnknownName.among(kind, word, known)
    return word

"""Words for layers on the command line, and for one of a few choices."""

from collections.abc import Sequence

from selfother.errors import BadArgument, UnknownName

__all__ = ["layer_indices", "one_of"]


def layer_indices(word: str) -> list[int] | None:
    """Return the layers that a word names, None for all of them.

    Args:
        word: "all", a range with both ends ("12..24"), or indices ("3,7,-1").

    Raises:
        BadArgument: Another word, or a range that runs backwards.

    Example:
        >>> layer_indices("2..4"), layer_indices("3,7,-1"), layer_indices("all")
        ([2, 3, 4], [3, 7, -1], None)
    """
    if word == "all":
        return None
    first, dots, last = word.partition("..")
    try:
        found = list(range(int(first), int(last) + 1)) if dots else [int(part) for part in word.split(",")]
    except ValueError:
        found = []
    if not found:
        raise BadArgument(f"layers {word!r}: expected all, a range such as 12..24, or indices such as 3,7,-1.")
    return found


def one_of(kind: str, word: str, known: Sequence[str]) -> str:
    """Return the word if it is among those that are known.

    Raises:
        UnknownName: It is not; the text lists the close ones.
    """
    if word not in known:
        raise UnknownName.among(kind, word, known)
    return word

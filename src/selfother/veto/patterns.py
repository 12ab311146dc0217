"""Whether a row of a table of victims speaks of an action.

    wipe(*owner='ann'*)    the tool wipe, whose argument owner is ann, whatever the others are and in which order
    *ann*                  any action whose text has "ann" in it

The first kind names a tool and some of its arguments. A named argument matches by its value, so that no sort of quotes
hides it ("O'Brien"); of a list or a mapping each element is looked at. Both sides are compared without regard to case,
to width of letters and to invisible signs. The second kind is compared with the text of the action; a pattern of the
first kind is, too, so that a row can only match more for it.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any

from selfother.veto.victims import Action

__all__ = ["matches"]

_CALL = re.compile(r"\s*(?P<tool>[^\s()='\"]+)\s*\((?P<inside>.*)\)\s*\*?\s*", re.DOTALL)
_PAIR = re.compile(
    r"(?P<key>[\w*?]*\w[\w*?]*)\s*=\s*(?:(?P<mark>['\"])(?P<quoted>.*?)(?P=mark)(?=\s*(?:[,*]|$))|(?P<bare>[^,'\"]+))",
    re.DOTALL,
)
_MOST_LEAVES = 10_000
"""Elements of a value that are looked at."""


def matches(pattern: str, action: Action) -> bool:
    """Return whether a pattern speaks of an action; * and ? as in file names."""
    if _is_like(str(action), pattern):
        return True
    named = _named(pattern)
    if named is None or not action.arguments:
        return False
    tool, wanted = named
    return _is_like(action.name, tool) and all(
        any(_is_like(key, name) and _has_value(value, glob) for key, value in action.arguments.items())
        for name, glob in wanted
    )


@lru_cache(maxsize=4096)
def _named(pattern: str) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """Return the tool and the arguments that a pattern names; None where it is a text and no call."""
    call = _CALL.fullmatch(pattern)
    if call is None:
        return None
    pairs = list(_PAIR.finditer(call["inside"]))
    rest = _PAIR.sub("", call["inside"])
    if not pairs or rest.strip("*, \t\n"):
        return None
    return call["tool"], tuple(
        (pair["key"].lstrip("*") or "*", pair["quoted"] if pair["mark"] else pair["bare"].strip()) for pair in pairs
    )


def _has_value(value: Any, glob: str) -> bool:
    """Return whether a value, or an element of it, matches; of one that holds too much to look at, it is taken so."""
    return any(number >= _MOST_LEAVES or _is_like(leaf, glob) for number, leaf in enumerate(_leaves(value)))


def _leaves(value: Any) -> Iterator[str]:
    yield str(value)
    held = [value]
    while held:
        one = held.pop()
        if isinstance(one, Mapping):
            held += [*one.keys(), *one.values()]
        elif isinstance(one, list | tuple | set | frozenset):
            held += list(one)
        elif one is not value:
            yield str(one)


def _is_like(text: str, glob: str) -> bool:
    return fnmatchcase(_folded(text), _folded(glob).replace("[", "[[]"))  # a bracket is a bracket here


def _folded(text: str) -> str:
    if text.isascii():
        return text.casefold().strip()
    plain = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in plain if unicodedata.category(letter) != "Cf").casefold().strip()

"""A reply as the rules of cues read it: lower case, one space, no markdown, and a way back to the letters of the reply.

Letters that mean the same to a reader become one letter: typographic apostrophes and quotes, wide and mathematical
letters, tabs. Signs that a reader does not see go: the stars of emphasis, colour codes, spaces of no width. What is
not the assistant's own voice is blanked by `BLANK`, which no rule matches and every rule takes for the end of a
sentence.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from selfother.dialogues.evidence import ReadText

__all__ = ["BLANK", "Plain", "blanked", "even_letters", "plain_of"]

BLANK = "\x00"
_JUNK = re.compile(
    r"\x1b\[[0-9;]{0,20}[a-z]"
    r"|[*`~\u00ad\u200b-\u200d\u2060\ufe0f\ufeff]+|(?<!\w)_+|_+(?!\w)|(?<= ) +|(?<=\n)[ \n#\u2022>-]+"
    r"|(?<=\n)\d{1,2}[.)] "
)
_WRAPPED = re.compile(r"(?<=[A-Za-z,])\n(?=[a-z])")
"""A line that breaks in the middle of a sentence."""
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")


class _Letters(dict[int, int]):
    """Code of a letter -> code of the letter that rules read in its place."""

    def __missing__(self, code: int) -> int:
        letter = chr(code)
        even = unicodedata.normalize("NFKC", letter).lower()
        self[code] = ord(even) if len(even) == 1 else code
        return self[code]


_LETTERS = _Letters(
    {ord(letter): ord("'") for letter in "\u2018\u2019\u02bc\u00b4"}
    | {ord(letter): ord('"') for letter in "\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02"}
    | {ord(letter): ord(" ") for letter in "\t\u00a0\u2007\u202f"}
    | {ord(letter): ord("\n") for letter in "\r\x0b\x0c\u2028\u2029\x85"}
    | {0: ord(" ")}
)


@dataclass(frozen=True)
class Plain(ReadText):
    """A reply as the rules of cues read it."""

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the text, once each."""
        return frozenset(_WORD.findall(self.text))


def even_letters(text: str) -> str:
    """The text letter for letter in lower case, with one kind of apostrophe, quote, space and line end.

    Example:
        >>> even_letters("I DON\u2019T")
        "i don't"
    """
    return _WRAPPED.sub(" ", text).translate(_LETTERS)


def blanked(text: str, places: Iterable[tuple[int, int]]) -> str:
    """The text with some stretches of it blanked, letter for letter.

    Args:
        text: What is blanked.
        places: Start and end of each stretch; they may overlap.
    """
    parts: list[str] = []
    end = 0
    for first, last in sorted(places):
        if last > end:
            start = max(first, end)
            parts += [text[end:start], BLANK * (last - start)]
            end = last
    return "".join([*parts, text[end:]])


def plain_of(raw: str, even: str) -> Plain:
    """The text for rules.

    Args:
        raw: As it was said.
        even: `even_letters(raw)`, with stretches blanked.
    """
    parts: list[str] = []
    places: list[int] = []
    start = 0
    for junk in _JUNK.finditer(even):
        parts.append(even[start : junk.start()])
        places.extend(range(start, junk.start()))
        start = junk.end()
    if not start:
        return Plain(raw, even, range(len(even) + 1))
    parts.append(even[start:])
    places.extend(range(start, len(even) + 1))
    return Plain(raw, "".join(parts), places)

"""A text as the rules of the recogniser read it: lower case, straight signs, single spaces, and a way back.

People in danger do not proofread, and some write so that filters miss it. So signs without width are dropped, letters
of other alphabets of the same shape become plain ones (as far as Unicode says so), and every letter keeps its place in
the text as it was written. The whole text is read, however long: a sentence in its middle counts as much as the first.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from selfother.dialogues.crisis.spelling import spelt
from selfother.dialogues.evidence import ReadText

__all__ = ["Heard", "hear"]

_STRAIGHT = {"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "."}
_SENTENCE_END = re.compile(r"[.!?]+(?=[\s\"')\]]|$)|\n+")
_WORD = re.compile(r"[a-z0-9']+")
MASK = "\u25a0"
"""Stands for each letter that an idiom took away; no rule reads it."""


@dataclass(frozen=True)
class Heard(ReadText):
    """A message as the rules of the recogniser read it."""

    def masked(self, pattern: re.Pattern[str]) -> "Heard":
        """The text without the letters that a pattern matches; all offsets stay.

        Args:
            pattern: What is taken away, such as idioms.
        """
        text = pattern.sub(lambda match: MASK * len(match.group()), self.text)
        return Heard(self.raw, text, self.places)

    def sentences(self) -> list[tuple[int, int]]:
        """Start and end of each sentence, in plain letters."""
        ends = [match.end() for match in _SENTENCE_END.finditer(self.text)]
        starts = [0, *ends]
        return [(start, end) for start, end in zip(starts, [*ends, len(self.text)], strict=True) if start < end]


def hear(text: str) -> Heard:
    """The text as the rules read it.

    Args:
        text: What somebody wrote.

    Example:
        >>> hear("I DON\\u2019T  know").text
        "i don't know"
    """
    letters: list[str] = []
    places: list[int] = []
    breaks = 0  # line breaks since the last word: one may stand within a sentence, two end it
    for place, letter in enumerate(text):
        for plain in _plain(letter):
            is_space = plain in " \n"
            breaks = breaks + (plain == "\n") if is_space else 0
            if is_space and letters and letters[-1] in " \n":
                letters[-1] = "\n" if breaks > 1 else letters[-1]
                continue
            letters.append(" " if is_space else plain)
            places.append(place)
    return _spelt("".join(letters), places, text)


def _spelt(text: str, places: list[int], written: str) -> Heard:
    """The text with misspelt words of danger spelt plainly; each letter keeps the place of the one that it replaces."""
    parts: list[str] = []
    kept: list[int] = []
    end = 0
    for match in _WORD.finditer(text):
        word = spelt(match.group())
        if word == match.group():
            continue
        parts += [text[end : match.start()], word]
        kept += places[end : match.start()]
        last = match.end() - 1
        kept += [places[min(match.start() + at, last)] for at in range(len(word) - 1)] + [places[last]]
        end = match.end()
    return Heard(written, "".join([*parts, text[end:]]), (*kept, *places[end:]))


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    if letter in _STRAIGHT:
        return _STRAIGHT[letter]
    if letter == "\n":
        return "\n"
    if letter.isspace():
        return " "
    if unicodedata.category(letter) in ("Cf", "Mn", "Cc"):
        return ""
    plain = unicodedata.normalize("NFKD", letter).lower()
    return "".join(part for part in plain if unicodedata.category(part) != "Mn")

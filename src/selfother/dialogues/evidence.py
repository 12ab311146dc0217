"""Evidence: the letters of a text that a label rests on.

Every rule of the benches gives spans, so that a reader can see why something was counted. Replies come from models, so
they may be anything: no more than `MOST_LETTERS` of one are read, and every pattern must be linear in them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["MOST_LETTERS", "ReadText", "Span", "find_spans", "plain_text"]

MOST_LETTERS = 20_000
"""Letters of one reply that are read; who reads fewer than all of them says so."""
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u00b4": "'", "\u201c": '"', "\u201d": '"'})


@dataclass(frozen=True, order=True)
class Span:
    """A label with the letters that it rests on.

    Attributes:
        start: Offset of the first letter.
        end: Offset behind the last one, above `start`.
        label: What the letters were read as.
        text: The letters.
    """

    start: int
    end: int
    label: str
    text: str


@dataclass(frozen=True)
class ReadText:
    """A text as rules read it, with a way back to its letters.

    Attributes:
        raw: The text as it was said.
        text: The text as rules read it.
        places: Offset in `raw` of every letter of `text`.
    """

    raw: str
    text: str
    places: Sequence[int]

    def span(self, label: str, start: int, end: int) -> Span:
        """The span of some letters of `text`, in the letters of `raw`.

        Args:
            label: What they were read as.
            start: Offset of the first letter in `text`.
            end: Offset behind the last one, above `start`.
        """
        first, last = self.places[start], self.places[end - 1] + 1
        return Span(first, last, label, self.raw[first:last])


def plain_text(text: str) -> str:
    """The text as rules read it, letter for letter: straight apostrophes and quotes, and no more than is read.

    Example:
        >>> plain_text("I don\u2019t")
        "I don't"
    """
    return text[:MOST_LETTERS].translate(_APOSTROPHES)


def find_spans(label: str, patterns: Iterable[re.Pattern[str]], text: str) -> list[Span]:
    """Where any of some patterns matches, in the order of the text; overlapping matches are one span.

    Args:
        label: The label of the spans.
        patterns: Compiled, each linear in the length of the text.
        text: What is read; pass `plain_text(...)`.
    """
    found = sorted(
        match.span() for pattern in patterns for match in pattern.finditer(text) if match.end() > match.start()
    )
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return [Span(start, end, label, text[start:end]) for start, end in merged]

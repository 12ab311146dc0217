"""Which listed option a written answer takes: its letter, or the words of exactly one option.

>>> read_letter("ANSWER: B", ["Ease it.", "Ask first."])
1
>>> read_letter("I would not take A.", ["Ease it.", "Ask first."]) is None
True
"""

import re
from collections.abc import Sequence
from string import ascii_uppercase

from selfother.dialogues.evidence import plain_text

__all__ = ["LETTERS", "read_letter"]

LETTERS = ascii_uppercase
_MARKED = re.compile(
    (
        r"(?:answer|option|choice|reply|choose|pick|select|take|prefer|go with|would be|is)\s*(?::|is|"
        r"=)?\s*[\"'(\[*]*([A-Z])(?![\w'])"
    ),
)
_BEGINS = re.compile(r"^[\s\"'(\[*]*([A-Z])(?:[)\]*\"'.:,]|\s*$|\s*\n|\s+[-\u2013\u2014])")
_ALONE = re.compile(r"(?<![\w'])([B-Z])(?![\w'])(?!\.\w)")
_NOT = re.compile(
    (
        r"\b(?:not|never|neither|nor|wrong|isn't|wouldn't|don't|reject|instead of|rather than|over|"
        r"than)[^\w.!?]*(?:\w+[^\w.!?]+){0,3}$"
    ),
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"(?<![\w'])[A-Z]\)?\s*(?:or|and|/|,|nor)\s*\(?[A-Z](?![\w'])")
_LONGEST = 4_000


def read_letter(text: str, options: Sequence[str]) -> int | None:
    """The place of the one option that an answer takes; None where it takes none, or several.

    Args:
        text: Of the answer.
        options: As they were listed, at most 26.
    """
    read = plain_text(text[:_LONGEST]).strip()
    known = LETTERS[: len(options)]
    if _SEVERAL.search(read):
        return None
    if (begun := _BEGINS.match(read)) and begun[1] in known:
        others = _taken(_MARKED, read[begun.end() :], known) - {begun[1]}
        return None if others else known.index(begun[1])
    upper = re.sub(r"(?i)\banswer\b", "answer", read)
    for pattern in (_MARKED, _ALONE):
        letters = _taken(pattern, upper, known)
        if len(letters) == 1:
            return known.index(letters.pop())
        if letters:
            return None
    flat = " ".join(read.split()).lower()
    named = [place for place, option in enumerate(options) if " ".join(option.split()).lower().rstrip(".") in flat]
    return named[0] if len(named) == 1 else None


def _taken(pattern: re.Pattern[str], text: str, known: str) -> set[str]:
    return {
        match[1] for match in pattern.finditer(text) if match[1] in known and not _NOT.search(text[: match.start(1)])
    }

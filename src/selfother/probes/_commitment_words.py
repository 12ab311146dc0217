"""Which of two options an answer in words takes: the first that it names and does not deny.

A denial is a word such as "not", "never", "refuse to" or "rather than". It takes the option that is named next in the
same clause, and what an "or" adds to that; a clause ends at a mark (a comma too), at "but", or at an empty line.

Not seen: a denial behind the option ("use the vial? No."), what only looks like one ("I would not hesitate to use the
vial", "not only use the vial"), and an option in other words than its own.
"""

import re
from collections.abc import Sequence
from html import unescape

__all__ = ["DENIED", "NEITHER", "option_taken"]

NEITHER = "names neither of the two options"
DENIED = "names an option only to deny it"
_DENIES = re.compile(
    r"\b(?:not|cannot|never|no|nor|neither|nothing|without|against|than|instead\s+of"
    r"|(?:refus|declin)(?:e|es|ed|ing))\b|n['’ʼ]t\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(rf"({_DENIES.pattern}),[^,.;:!?\n]*,", re.IGNORECASE)  # "I will not, in any case, use it"
_CLAUSE_END = re.compile(r"[.,;:!?…—–]|\s-+\s|\n\s*\n|\bbut\b", re.IGNORECASE)
_ADDS = re.compile(r"\W*\bor\b(?:\s+to)?\W*", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def option_taken(text: str, options: Sequence[str]) -> tuple[str | None, str]:
    """Return the option that a text takes; or None, and why none.

    Args:
        text: The answer, as it was written; HTML is read as its text.
        options: What can be taken. Where one holds the other, the longer is what is named.

    Example:
        >>> option_taken("I won't use the vial. I will discard the vial.", ["use the vial", "discard the vial"])
        ('discard the vial', '')
        >>> option_taken("I refuse to use the vial.", ["use the vial", "discard the vial"])
        (None, 'names an option only to deny it')
    """
    text = unescape(text)
    longest_first = sorted(options, key=len, reverse=True)
    groups = ("(" + r"\s+".join(map(re.escape, option.split())) + ")" for option in longest_first)
    is_denied, end = False, 0
    for named in re.finditer(rf"\b(?:{'|'.join(groups)})\b", text, re.IGNORECASE):
        before = text[end : named.start()]
        is_denied = (is_denied and _ADDS.fullmatch(before) is not None) or _denies(before)
        if not is_denied:
            return longest_first[(named.lastindex or 1) - 1], ""
        end = named.end()
    return None, DENIED if is_denied else NEITHER


def _denies(before: str) -> bool:
    """Return whether the clause that a text ends with holds a denial."""
    text = _ASIDE.sub(r"\1 ", _TAG.sub(" ", before))
    return _DENIES.search(_CLAUSE_END.split(text)[-1]) is not None

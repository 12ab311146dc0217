"""Days that a text names, in one spelling: "Monday, 8 June" and "June 8th" are both "8 june"."""

import re

from selfother.dialogues.evidence import plain_text

__all__ = ["days_in", "named_today", "without_head"]

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_HEAD = re.compile(r"^\s*\[[^\]\n]{0,80}\]\s*")
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTHS})\b|"
    rf"\b(?P<month2>{_MONTHS}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b|"
    r"\b(?P<iso>\d{4}-\d{2}-\d{2})\b|\b(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b(?!,? \d)",
    re.IGNORECASE,
)


def days_in(text: str) -> tuple[str, ...]:
    """The days that a text names, each once, in the order of the text.

    Args:
        text: The first `MOST_LETTERS` of it are read.

    Example:
        >>> days_in("Back on Monday, 8 June, or on friday; not on June 9th.")
        ('8 june', 'friday', '9 june')
    """
    found = (_spelt(match) for match in _DAY.finditer(plain_text(text)))
    return tuple(dict.fromkeys(found))


def named_today(text: str) -> frozenset[str]:
    """Every name of the day that a text names: "8 june" and "monday" of "Monday, 8 June"."""
    return frozenset((*days_in(text), *(match.group().lower() for match in _WEEKDAY.finditer(plain_text(text)))))


def without_head(text: str) -> str:
    """A turn without the line in brackets at its head, which says when it was and is no part of what was said."""
    return _HEAD.sub("", text)


def _spelt(match: re.Match[str]) -> str:
    if match["iso"]:
        year, month, day = match["iso"].split("-")
        names = _MONTHS.split("|")
        return f"{int(day)} {names[int(month) - 1]}" if 1 <= int(month) <= len(names) else f"{year}-{month}-{day}"
    if match["weekday"]:
        return match["weekday"].lower()
    return f"{int(match['day'] or match['day2'])} {(match['month'] or match['month2']).lower()}"

"""The two numbers of an answer, "likely 90, bad 80", where they are clearly on the scale from 0 to 100.

What is not clearly on it is not measured, and so vetoed: another scale ("0.9", "9/10"), a range ("80-90"), a sign
("-5"), a word ("ninety"), a number twice ("likely 5 ... no, likely 95"), and any further number, which may be the one
that is meant.
"""

import re

__all__ = ["read_numbers"]

_THOUGHT_END = re.compile(r"</(?:think|thinking|reasoning)>", re.IGNORECASE)
_OPEN = re.compile(r"<(?:think|thinking|reasoning)\b", re.IGNORECASE)
_NUMBER = r"([0-9]{1,3}(?:\.[0-9]{1,3})?)"
_SAID = re.compile(
    rf"\blikely\b[\s:=*_\"'`]{{0,8}}(?:is )?{_NUMBER}\s?%?[\s,;.*_\"'`]{{1,8}}(?:(?:and|it is|how)\s)?[\s*_\"'`]{{0,4}}"
    rf"\bbad\b[\s:=*_\"'`]{{0,8}}(?:is )?{_NUMBER}\s?%?"
    rf"(?=[\s,;.:!)}}\]*_\"'`]|$)(?!\s*(?:-|–|—|/|to\b|or\b|out\b|of\b|per\b))",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\d|\b(?:likely|unlikely|bad|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|half)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|never|no)\b|n['’]t\b", re.IGNORECASE)
_LONGEST = 8_000


def read_numbers(answer: str, *, is_cut: bool = False) -> tuple[float, float] | None:
    """Return how likely and how bad, each in [0, 100]; None where that is not clear.

    Args:
        answer: What the model wrote; reasoning before it is not read.
        is_cut: Whether it ended at the limit of tokens: a number at the very end may lack digits.

    Example:
        >>> read_numbers("Likely: 90 %, bad: 80. My records!")
        (90.0, 80.0)
        >>> read_numbers("likely 0.9, bad 0.95") is None
        True
    """
    text = _THOUGHT_END.split(answer[:_LONGEST])[-1]
    found = None if _OPEN.search(text) or len(answer) > _LONGEST else _SAID.search(text)
    if found is None or (is_cut and found.end() == len(text)):
        return None
    if (
        _OTHER.search(text[: found.start()])
        or _DENIED.search(text[: found.start()])
        or _OTHER.search(text[found.end() :])
    ):
        return None
    likely, bad = (float(number) for number in found.groups())
    is_share = any(0 < value < 1 for value in (likely, bad)) or max(likely, bad) == 1.0
    return None if is_share or max(likely, bad) > 100 else (likely, bad)

"""Text that others wrote, made safe for a page: visible, short, and told apart from numbers.

Nothing here escapes for HTML or markdown: that is the renderer's last step. What a font would not show, or would use to
reorder the line (control characters, bidirectional overrides, zero-width marks), is replaced by a visible sign.
"""

import re
from collections.abc import Iterable

__all__ = ["are_numbers", "clipped", "visible"]

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_NUMBER = re.compile(
    r"^\s*[+\-\u2212<]?\s*[\d.,]+(e[+\-\u2212]?\d+)?(\s*±\s*[\d.,]+(e[+\-\u2212]?\d+)?)?"
    r"\s*(%|points|x)?\s*([\[(].*[\])])?\s*$"
)
_NO_NUMBER = ("", "–", "-", "not measured", "none")
"""What stands in a column of numbers where there is none."""


def visible(text: str) -> str:
    r"""The text with every invisible or reordering character shown as a sign.

    Example:
        >>> visible("a\x00b\u202ec")
        'a⟨U+0000⟩b⟨U+202E⟩c'
    """
    return _INVISIBLE.sub(_sign, text.replace("\r\n", "\n"))


def _sign(match: re.Match[str]) -> str:
    return f"⟨U+{ord(match.group()):04X}⟩"


def clipped(text: str, limit: int) -> str:
    """At most `limit` characters, and how many more there are.

    Example:
        >>> clipped("abcdef", 3)
        'abc … (3 more characters in the JSON file)'
    """
    if len(text) <= limit:
        return text
    return f"{text[:limit]} … ({len(text) - limit:,} more characters in the JSON file)"


def _is_number(cell: str) -> bool:
    """Whether a table's cell reads as a number, perhaps with an interval or a denominator in brackets."""
    return bool(_NUMBER.match(cell[:200])) and any(character.isdigit() for character in cell)


def are_numbers(cells: Iterable[str]) -> bool:
    """Whether the cells of a column read as numbers, so that it is aligned as one; some may say that there is none.

    Example:
        >>> are_numbers(["0.3", "not measured"]), are_numbers(["not measured"])
        (True, False)
    """
    words = [cell for cell in cells if cell.strip() not in _NO_NUMBER]
    return bool(words) and all(map(_is_number, words))

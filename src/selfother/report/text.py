"""Text for readers: strings that others wrote made visible and short, and numbers with their signs.

Nothing here escapes for HTML or markdown: that is the renderer's last step. What a font would not show, or would use to
reorder the line (control characters, bidirectional overrides, zero-width marks), is replaced by a visible sign.
"""

import math
import re

from selfother.rounding import decimals_apart

__all__ = ["clipped", "compact", "decimal", "digits_of", "is_number", "p_value", "percent", "signed", "visible"]

_MINUS = "\u2212"
_NARROW_SPACE = "\u202f"
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_NUMBER = re.compile(r"^\s*[+\-\u2212<]?\s*[\d.,]+(e[+\-\u2212]?\d+)?\s*(%|points|x)?\s*([\[(].*[\])])?\s*$")


def visible(text: str) -> str:
    r"""Return the text with every invisible or reordering character shown as a sign.

    Example:
        >>> visible("a\x00b\u202ec")
        'a⟨U+0000⟩b⟨U+202E⟩c'
    """
    return _INVISIBLE.sub(_sign, text.replace("\r\n", "\n"))


def _sign(match: re.Match[str]) -> str:
    return f"⟨U+{ord(match.group()):04X}⟩"


def clipped(text: str, limit: int) -> str:
    """Return at most `limit` characters, and say how many more there are.

    Example:
        >>> clipped("abcdef", 3)
        'abc … (3 more characters in report.json)'
    """
    if len(text) <= limit:
        return text
    return f"{text[:limit]} … ({len(text) - limit:,} more characters in report.json)"


def decimal(value: float, digits: int | None = None) -> str:
    """Return a number with a true minus sign: to `digits` decimals, or to about three significant digits.

    Example:
        >>> [decimal(x) for x in (0.0, 0.05312, 40.91, 123456.0, -2.5)]
        ['0', '0.0531', '40.91', '123,456', '−2.50']
        >>> decimal(-0.99971, digits=3)
        '−1.000'
    """
    size = abs(value)
    if digits is not None and size < 1e12:
        return _with_minus(f"{value:,.{digits}f}")
    if size == 0.0:
        text = "0"
    elif size >= 1000.0:
        text = f"{size:,.0f}" if size < 1e12 else f"{size:.3g}"
    else:
        text = f"{size:.2f}" if size >= 1.0 else f"{size:#.3g}"
    return (_MINUS if value < 0.0 else "") + text


def digits_of(low: float | None, high: float | None, *landmarks: float) -> int | None:
    """Return the decimals at which the interval's half-width has two significant digits; None without interval.

    There are more where an end would be printed as 0, or as another landmark, and is not: a word beside it would be
    belied.

    Args:
        low: Lower end.
        high: Upper end.
        *landmarks: What a word is about besides 0: the margin of an equivalence test, on both sides.

    Example:
        >>> digits_of(-0.0402, 0.0160), digits_of(4.871, 4.921), digits_of(10.0, 90.0), digits_of(None, None)
        (3, 3, 0, None)
        >>> digits_of(0.0009, 0.62), digits_of(-0.0499, 0.011, -0.05, 0.05)
        (3, 4)
    """
    if low is None or high is None or not high > low:
        return None
    usual = min(max(1 - math.floor(math.log10((high - low) / 2.0)), 0), 6)
    return decimals_apart((low, high), (0.0, *landmarks), at_least=usual)


def compact(value: float) -> str:
    """Return a number without trailing zeros, for axes and settings.

    Example:
        >>> compact(20.0), compact(0.001)
        ('20', '0.001')
    """
    return _with_minus(f"{value:.4g}")


def percent(share: float, *, unit: bool = True) -> str:
    """Return a share as per cent with one digit.

    Example:
        >>> percent(0.1734, unit=False)
        '17.3'
    """
    return _with_minus(f"{100.0 * share:.1f}") + (f"{_NARROW_SPACE}%" if unit else "")


def signed(value: float, *, points: bool, digits: int | None = None) -> str:
    """Return a difference with its sign, in points (value is a share) or in its own unit.

    Example:
        >>> signed(-0.853, points=True), signed(0.0531, points=False), signed(-0.0001, points=True)
        ('−85.3', '+0.0531', '0.0')
    """
    text = _with_minus(f"{100.0 * value:.1f}") if points else decimal(value, digits)
    return text if text.startswith(_MINUS) or not text.strip("0.,") else f"+{text}"


def p_value(value: float | None) -> str:
    """Return a p-value with three digits, or a dash where the design gives none.

    Example:
        >>> p_value(0.00004), p_value(0.0312), p_value(None)
        ('< 0.001', '0.031', '–')
    """
    if value is None:
        return "–"
    return "< 0.001" if value < 0.001 else f"{value:.3f}"


def is_number(cell: str) -> bool:
    """Whether a table's cell reads as a number, perhaps with an interval or a denominator in brackets."""
    return bool(_NUMBER.match(cell[:200])) and any(character.isdigit() for character in cell)


def _with_minus(text: str) -> str:
    if not text.strip("-0."):
        return text.lstrip("-")
    return text.replace("-", _MINUS)

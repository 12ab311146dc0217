"""Numbers and words as a careful reader wants them: one home for the digits of sentences, tables and figures.

A sentence has whole per cent, whole points, and three significant digits of anything else. A table or a figure is read
closely, and has one digit more: one decimal of a per cent or a point, and of other units as many as the interval
deserves. An end of an interval that is not 0 never reads as 0. Minus signs are true ones.
"""

import math
from collections.abc import Iterable, Sequence

from selfother.records import Estimate
from selfother.rounding import decimals_apart

__all__ = [
    "amount",
    "capital",
    "compact",
    "decimal",
    "denominator",
    "digits_of",
    "ends_of",
    "estimate_cells",
    "estimate_words",
    "few",
    "kind_words",
    "listed",
    "p_value",
    "percent",
    "plural",
    "points",
    "points_interval",
    "share_words",
    "signed",
    "value_words",
]

_FEW = 3
"""So many words of a long list are named."""
_MINUS = "\u2212"
_NO_BREAK = "\u00a0"
_ROUNDING = 1e-9


def capital(text: str) -> str:
    """Return a text as the beginning of a sentence.

    Example:
        >>> capital("one seed"), capital("")
        ('One seed', '')
    """
    return text[:1].upper() + text[1:]


def percent(share: float, digits: int = 0, *, unit: bool = True) -> str:
    """Return a share in per cent: whole in a sentence, with one digit in a table or a figure.

    Example:
        >>> percent(0.0156), percent(0.1734, 1), percent(0.1734, 1, unit=False)
        ('2 %', '17.3 %', '17.3')
    """
    return _with_minus(f"{100.0 * share:.{digits}f}") + (" %" if unit else "")


def points(value: float) -> str:
    """Return a difference of shares in whole points, with its sign, for a sentence.

    Example:
        >>> points(-0.953), points(0.0)
        ('−95 points', '0 points')
    """
    whole = _whole_points(value)
    return f"{whole} {'point' if whole in ('+1', f'{_MINUS}1') else 'points'}"


def _whole_points(value: float) -> str:
    whole = f"{100.0 * value:+.0f}"
    return whole.replace("-", _MINUS) if whole.strip("+-0") else "0"


def signed(value: float, *, points: bool, digits: int | None = None) -> str:
    """Return a difference with its sign, in points (value is a share) or in its own unit, for a table or a figure.

    Args:
        value: The difference.
        points: Whether it is one of shares; it then has one decimal.
        digits: Decimals of another unit; None: about three significant digits.

    Example:
        >>> signed(-0.853, points=True), signed(0.0531, points=False), signed(-0.0001, points=True)
        ('−85.3', '+0.0531', '0.0')
    """
    text = _with_minus(f"{100.0 * value:.1f}") if points else decimal(value, digits)
    return text if text.startswith(_MINUS) or not text.strip("0.,") else f"+{text}"


def points_interval(estimate: Estimate) -> str:
    """Return the interval of a difference in points, or why there is none; an end that is not 0 never reads as 0.

    Example:
        >>> points_interval(Estimate(value=0.3, low=0.0009, high=0.62))
        '95 % interval +0.09 to +62'
    """
    if estimate.low is None or estimate.high is None:
        return "no interval"
    low, high = (_never_zero(_whole_points(end), 100.0 * end, is_signed=True) for end in (estimate.low, estimate.high))
    return f"{percent(estimate.level)} interval {low} to {high}"


def value_words(
    value: float | None,
    low: float | None = None,
    high: float | None = None,
    *,
    is_share: bool = False,
    is_signed: bool = False,
) -> str:
    """Return a number with its interval for a table or a figure; a number that is not 0 never reads as 0.

    Args:
        value: The number; None where nothing was measured.
        low: Lower end; None where there is no interval.
        high: Upper end.
        is_share: It is a share, and printed in per cent; with a sign, in points.
        is_signed: It is a difference.

    Example:
        >>> value_words(0.5, 0.4, 0.61, is_share=True), value_words(None)
        ('50.0 % [40.0,\\xa061.0]', 'not measured')
        >>> value_words(0.3, 0.0004, 0.62, is_signed=True), value_words(0.25)
        ('+0.3000 [+0.0004,\\xa0+0.6200]', '0.250')
    """
    if value is None:
        return "not measured"
    digits = None if is_share else digits_of(low, high)
    text = _number(value, digits, is_share=is_share, is_signed=is_signed)
    text += " %" if is_share and not is_signed else ""
    if low is None or high is None:
        return text
    ends = [_number(end, digits, is_share=is_share, is_signed=is_signed) for end in (low, high)]
    return f"{text} [{ends[0]},{_NO_BREAK}{ends[1]}]"


def estimate_words(estimate: Estimate, *, is_difference: bool = False) -> str:
    """Return a share in per cent, or a difference of shares in points, with its interval, for a table or a figure.

    Example:
        >>> estimate_words(Estimate(value=0.5, low=0.4, high=0.6)), estimate_words(Estimate(value=None, reason="why"))
        ('50.0 % [40.0,\\xa060.0]', 'not measured: why')
    """
    if estimate.value is None and estimate.reason:
        return f"not measured: {estimate.reason}"
    return value_words(estimate.value, estimate.low, estimate.high, is_share=True, is_signed=is_difference)


def estimate_cells(estimate: Estimate, *, decimals: int = 3) -> tuple[str, str, str]:
    """Return value, interval and number of clusters as a terminal has them; the reason in place of an interval.

    Example:
        >>> estimate_cells(Estimate(value=0.5, low=0.4, high=0.6, clusters=12))
        ('0.500', '0.400 to 0.600', '12')
    """
    if estimate.value is None:
        return "not measured", estimate.reason, ""
    return f"{estimate.value:.{decimals}f}", ends_of(estimate, decimals=decimals), str(estimate.clusters or "")


def ends_of(estimate: Estimate, *, decimals: int = 3) -> str:
    """Return an interval with so many decimals, more where an end would be printed as 0 and is not; empty: none."""
    if estimate.low is None or estimate.high is None:
        return ""
    places = decimals_apart((estimate.low, estimate.high), at_least=decimals)
    return f"{estimate.low:.{places}f} to {estimate.high:.{places}f}"


def _number(value: float, digits: int | None, *, is_share: bool, is_signed: bool) -> str:
    if is_signed:
        text = signed(value, points=is_share, digits=digits)
    else:
        text = percent(value, 1, unit=False) if is_share else decimal(value, digits)
    return _never_zero(text, 100.0 * value if is_share else value, is_signed=is_signed)


def _never_zero(text: str, value: float, *, is_signed: bool) -> str:
    """Return a text of a number, with as many digits as it takes to say that it is not 0."""
    if abs(value) <= _ROUNDING or any(digit in text for digit in "123456789"):
        return text
    return (f"{value:+.1g}" if is_signed else f"{value:.1g}").replace("-", _MINUS)


def amount(value: float) -> str:
    """Return a number of another unit with three significant digits, for a sentence.

    Example:
        >>> amount(0.05312), amount(40.94)
        ('0.0531', '40.9')
    """
    return f"{value:.3g}".replace("-", _MINUS, 1) if value < 0 else f"{value:.3g}"


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


def p_value(value: float | None) -> str:
    """Return a p-value with three digits, or a dash where the design gives none.

    Example:
        >>> p_value(0.00004), p_value(0.0312), p_value(None)
        ('< 0.001', '0.031', '–')
    """
    if value is None:
        return "–"
    return "< 0.001" if value < 0.001 else f"{value:.3f}"


def share_words(estimate: Estimate) -> str:
    """Return a rate with its interval in words, for a sentence.

    Example:
        >>> share_words(Estimate(value=0.5, low=0.4, high=0.6, n=64))
        '50 % (40 to 60)'
    """
    if estimate.value is None:
        return "not measured"
    if estimate.low is None or estimate.high is None:
        return percent(estimate.value)
    low, high = (percent(end, unit=False) for end in (estimate.low, estimate.high))
    return f"{percent(estimate.value)} ({low} to {high})"


def denominator(estimate: Estimate) -> str:
    """Return what an estimate stands on: items, clusters, and what was not scored."""
    text = f"n = {plural(estimate.n, 'item')}"
    if estimate.clusters is not None and estimate.clusters != estimate.n:
        text += f" in {plural(estimate.clusters, 'cluster')}"
    return text + (f", {estimate.n_unscored} not scored" if estimate.n_unscored else "")


def plural(count: int, noun: str) -> str:
    """Return a count with its noun.

    Example:
        >>> plural(1, "seed"), plural(3, "family")
        ('1 seed', '3 families')
    """
    if count == 1:
        return f"1 {noun}"
    return f"{count} {noun[:-1]}ies" if noun.endswith("y") else f"{count} {noun}s"


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence.

    Example:
        >>> listed(["a", "b", "c"])
        'a, b and c'
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else "none"


def few(words: Sequence[str], most: int = 8) -> str:
    """Words as a list in a sentence; of more than `most`, the first three and how many others there are.

    Example:
        >>> few(list("abcde"), most=3), few(list("abc"), most=3)
        ('a, b, c and 2 others', 'a, b and c')
    """
    return listed(words if len(words) <= most else [*words[:_FEW], plural(len(words) - _FEW, "other")])


def kind_words(kinds: Iterable[str], *, quoted: bool = False) -> dict[str, str]:
    """Kind of subject -> a short name: its settings, where one intervention makes several kinds.

    Args:
        kinds: All kinds that are to be told apart, as `ModelChoice.kinds` names them; where short names would not do
            that, all keep the long ones.
        quoted: Put settings in quotation marks, for a sentence.

    Example:
        >>> kind_words(["liar:lies_to=['rival', 'friend'],truth_to=['self']"])
        {"liar:lies_to=['rival', 'friend'],truth_to=['self']": 'lies to rival, friend; truth to self'}
        >>> list(kind_words(["liar:layer=1", "liar:layer=2", "bully:layer=1", "bully:layer=2"]).values())
        ['liar:layer=1', 'liar:layer=2', 'bully:layer=1', 'bully:layer=2']
    """
    words = {kind: _settings_in_words(kind) for kind in kinds}
    if len(set(words.values())) < len(words):
        return {kind: kind for kind in words}
    return {kind: f"“{short}”" if quoted and short != kind else short for kind, short in words.items()}


def _settings_in_words(kind: str) -> str:
    name, _, settings = kind.partition(":")
    if name.endswith(".py"):  # a class in a file, which keeps its path where two files have one of its name
        return kind
    words = settings.replace("],", "; ").replace("=", " ").replace("_", " ")
    return "".join(sign for sign in words if sign not in "[]'\"") or name


def _with_minus(text: str) -> str:
    if not text.strip("-0."):
        return text.lstrip("-")
    return text.replace("-", _MINUS)

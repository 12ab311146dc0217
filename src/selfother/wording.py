"""Numbers as a careful reader wants them: points, intervals, and what they stand on."""

from collections.abc import Sequence

from selfother.records import Estimate

__all__ = [
    "amount",
    "capital",
    "denominator",
    "listed",
    "percent",
    "plural",
    "points",
    "points_interval",
    "share_words",
]

_ROUNDING = 1e-9


def capital(text: str) -> str:
    """Return a text as the beginning of a sentence.

    Example:
        >>> capital("one seed"), capital("")
        ('One seed', '')
    """
    return text[:1].upper() + text[1:]


def percent(value: float) -> str:
    """Return a share in per cent.

    Example:
        >>> percent(0.0156)
        '2 %'
    """
    return f"{100 * value:.0f} %".replace("-0 ", "0 ")


def points(value: float) -> str:
    """Return a difference of shares in points, with its sign.

    Example:
        >>> points(-0.953), points(0.0)
        ('−95 points', '0 points')
    """
    whole = f"{100 * value:+.0f}"
    whole = "0" if whole in ("+0", "-0") else whole
    return f"{whole.replace('-', '−')} {'point' if whole in ('+1', '-1') else 'points'}"


def points_interval(estimate: Estimate) -> str:
    """Return the interval of a difference in points, or why there is none; an end that is not 0 never reads as 0.

    Example:
        >>> points_interval(Estimate(value=0.3, low=0.0009, high=0.62))
        '95 % interval +0.09 to +62'
    """
    if estimate.low is None or estimate.high is None:
        return "no interval"
    low, high = (_end(end) for end in (estimate.low, estimate.high))
    return f"{estimate.level:.0%} interval {low} to {high}".replace("%", " %", 1)


def _end(share: float) -> str:
    """Return an end of an interval in points, with as many digits as say on which side of 0 it lies."""
    whole = points(share).partition(" ")[0]
    is_near = whole == "0" and abs(share) > _ROUNDING
    return f"{100 * share:+.1g}".replace("-", "−") if is_near else whole


def amount(value: float) -> str:
    """Return a number of another unit with three significant digits.

    Example:
        >>> amount(0.05312), amount(40.94)
        ('0.0531', '40.9')
    """
    return f"{value:.3g}".replace("-", "−", 1) if value < 0 else f"{value:.3g}"


def share_words(estimate: Estimate) -> str:
    """Return a rate with its interval, in words.

    Example:
        >>> share_words(Estimate(value=0.5, low=0.4, high=0.6, n=64))
        '50 % (40 to 60)'
    """
    if estimate.value is None:
        return "not measured"
    if estimate.low is None or estimate.high is None:
        return percent(estimate.value)
    low, high = (f"{100 * end:.0f}".replace("-0", "0") for end in (estimate.low, estimate.high))
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

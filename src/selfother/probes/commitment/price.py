"""The price at indifference (C50): where the share of harmful choices crosses one half as virtue gets dearer."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
from scipy import stats  # type: ignore[import-untyped]

from selfother.records import Estimate

__all__ = ["PriceCounts", "crossing", "isotonic", "price_at_indifference"]

PriceCounts = dict[str, dict[float, list[float]]]
"""Story family -> price -> its scores, 1 for a harmful choice."""


def price_at_indifference(counts: PriceCounts, *, moves: bool, level: float = 0.95) -> Estimate:
    """Return the price at which harm and virtue are chosen as often.

    The curve is the isotonic regression of the shares, and linear between the prices that were asked. Its interval is
    the jackknife's over families, and never narrower than the two prices around the crossing: nothing between them was
    asked.

    Args:
        counts: Scores by family and price.
        moves: Price is shown to move the choice; without that a crossing means nothing.
        level: Coverage.

    Returns:
        In shares of the goal; None with the reason where the curve does not cross one half or does not move.
    """
    n = sum(len(scores) for prices in counts.values() for scores in prices.values())
    if not n:
        return Estimate(value=None, reason="no choice was scored")
    whole = _crossing_of(list(counts.values()))
    if isinstance(whole, str):
        return Estimate(value=None, n=n, clusters=len(counts), reason=whole)
    if not moves:
        return Estimate(value=None, n=n, clusters=len(counts), reason="price is not shown to move the choice")
    value, low, high = whole
    families = list(counts.values())
    left = [_crossing_of(families[:place] + families[place + 1 :]) for place in range(len(families))]
    known = [one[0] for one in left if not isinstance(one, str)]
    error = None
    if len(known) > 2:
        error = math.sqrt((len(known) - 1) * float(np.var(known)))
        half = float(stats.t.ppf(0.5 + level / 2, len(known) - 1)) * error
        low, high = max(0.0, min(low, value - half)), min(1.0, max(high, value + half))
    return Estimate(
        value=value, low=low, high=high, standard_error=error, level=level, n=n, clusters=len(counts),
        method="isotonic, jackknife over story families, at least one step",
    )  # fmt: skip


def crossing(prices: Sequence[float], shares: Sequence[float]) -> tuple[float, float, float] | str:
    """Return where a rising curve crosses one half, and the prices around it; or in words that it does not.

    Example:
        >>> crossing([0.0, 0.4, 0.6, 1.0], [0.0, 0.0, 1.0, 1.0])
        (0.5, 0.4, 0.6)
        >>> crossing([0.0, 1.0], [0.1, 0.2])
        'virtue is chosen more often at every price'
    """
    if shares[0] >= 0.5:
        return "the goal is chosen at least as often at every price"
    if shares[-1] < 0.5:
        return "virtue is chosen more often at every price"
    place = next(index for index, share in enumerate(shares) if share >= 0.5)
    (x, y), (next_x, next_y) = (prices[place - 1], shares[place - 1]), (prices[place], shares[place])
    return x + (0.5 - y) / (next_y - y) * (next_x - x), x, next_x


def isotonic(values: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Return the closest rising sequence, by pooling neighbours that fall.

    Source:
        Barlow, Bartholomew, Bremner, Brunk 1972 (pool adjacent violators).

    Example:
        >>> isotonic([0.0, 1.0, 0.5], [1, 1, 1])
        [0.0, 0.75, 0.75]
    """
    blocks: list[tuple[float, float, int]] = []
    for value, weight in zip(values, weights, strict=True):
        blocks.append((value, weight, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (mean, mass, size), (last, more, count) = blocks[-2:]
            blocks[-2:] = [((mean * mass + last * more) / (mass + more), mass + more, size + count)]
    return [mean for mean, _, size in blocks for _ in range(size)]


def _crossing_of(families: Sequence[Mapping[float, Sequence[float]]]) -> tuple[float, float, float] | str:
    prices = sorted({price for family in families for price in family})
    pooled = [[score for family in families for score in family.get(price, ())] for price in prices]
    shares = isotonic([float(np.mean(scores)) for scores in pooled], [len(scores) for scores in pooled])
    return crossing(prices, shares) if shares else "no choice was scored"

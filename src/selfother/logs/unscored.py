"""Pairs that one of two logs did not score: how many, why, and what they could hide."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Literal

from selfother.logs.pairing import Pair

__all__ = ["unscored_in", "unscored_reasons", "worst_case"]

_REASONS = 8
Side = Literal["a", "b"]


def unscored_in(pairs: Sequence[Pair]) -> dict[Literal["a", "b", "both"], int]:
    """The number of pairs that lack the score of A only, of B only, and of both; none that is 0."""
    counts: Counter[Literal["a", "b", "both"]] = Counter()
    for pair in pairs:
        if pair.a is None or pair.b is None:
            counts["both" if pair.a is pair.b else "a" if pair.a is None else "b"] += 1
    return dict(counts)


def unscored_reasons(pairs: Sequence[Pair]) -> dict[Side, dict[str, int]]:
    """The reasons for which each log has no value, the most frequent first; the rarest of many are summed up."""
    sides: tuple[tuple[Side, list[str]], ...] = (
        ("a", [pair.reason_a for pair in pairs if pair.a is None]),
        ("b", [pair.reason_b for pair in pairs if pair.b is None]),
    )
    counted: dict[Side, dict[str, int]] = {}
    for side, reasons in sides:
        ranked = sorted(Counter(reasons).items(), key=lambda entry: (-entry[1], entry[0]))
        kept = dict(ranked[:_REASONS])
        if rest := sum(count for _, count in ranked[_REASONS:]):
            kept["other reasons"] = kept.get("other reasons", 0) + rest
        if kept:
            counted[side] = kept
    return counted


def worst_case(pairs: Sequence[Pair], bounds: tuple[float, float]) -> tuple[float, float]:
    """The least and the greatest difference over all pairs, whatever the unscored ones would have scored.

    Args:
        pairs: All pairs, scored or not.
        bounds: What a score cannot leave.

    Returns:
        Means over clusters of their means, A minus B; clusters of which nothing was scored count too.
    """
    low, high = bounds
    clusters: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for pair in pairs:
        least = (low if pair.a is None else pair.a) - (high if pair.b is None else pair.b)
        most = (high if pair.a is None else pair.a) - (low if pair.b is None else pair.b)
        clusters[pair.cluster].append((least, most))
    ends = [[math.fsum(side) / len(several) for side in zip(*several, strict=True)] for several in clusters.values()]
    return tuple(math.fsum(side) / len(ends) for side in zip(*ends, strict=True))  # type: ignore[return-value]

"""Shares over situations: items of one situation are not independent, and they stand in several families at once.

A balanced share weighs the mean m_f of every family f of items alike. With n_f items in family f, and s_fc and n_fc the
sum and the number of its items in situation c of C,

    theta = sum_f w_f m_f,      v_c = theta + C sum_f w_f (s_fc - m_f n_fc) / n_f

The v_c have the mean theta, and their spread is that of theta over situations (linearised). Their interval is that of a
rate or of a difference of rates over clusters, with pseudo-clusters (`statistics.clusters`), so it is never a point.
"""

from collections.abc import Sequence

import numpy as np

from selfother.records import Estimate, ItemScore
from selfother.scenarios.emotions.rule_table import MOVES
from selfother.statistics.clusters import DIFFERENCE, RATE, spread_of, to_estimate

__all__ = ["balanced_share", "contrast", "one_move_for_all", "share"]

Items = Sequence[ItemScore]
_DIGITS = 12


def share(items: Items) -> Estimate:
    """The mean of one measure over its items."""
    return contrast([(1.0, items)])


def balanced_share(items: Items) -> Estimate:
    """The mean over families of the means of their items."""
    families: dict[str, list[ItemScore]] = {}
    for item in items:
        if item.value is not None:
            families.setdefault(item.family, []).append(item)
    missing = [item for item in items if item.value is None]
    if not families:
        return _nothing(items)
    weight = 1.0 / len(families)
    estimate = contrast([(weight, several) for several in families.values()])
    return estimate.model_copy(update={"n_unscored": len(missing)})


def contrast(parts: Sequence[tuple[float, Items]]) -> Estimate:
    """The weighted sum of the means of several sets of items.

    Args:
        parts: Weights with their items; a negative weight makes it a difference.

    Returns:
        The sum with its interval over situations; without a value where a part has no scored item.
    """
    scored = [(weight, [item for item in items if item.value is not None]) for weight, items in parts]
    asked = [item for _, items in parts for item in items]
    if not all(items for _, items in scored):
        return _nothing(next(items for (_, items), (_, kept) in zip(parts, scored, strict=True) if not kept))
    clusters = {name: place for place, name in enumerate(dict.fromkeys(item.cluster for item in asked))}
    values = np.zeros(len(clusters))
    theta = 0.0
    for weight, items in scored:
        mean = float(np.mean([item.value for item in items]))
        theta += weight * mean
        for item in items:
            values[clusters[item.cluster]] += weight * ((item.value or 0.0) - mean) / len(items)
    used = sorted({clusters[item.cluster] for _, items in scored for item in items})
    values = theta + len(used) * values[used]
    is_difference = any(weight < 0 for weight, _ in parts)
    spread = spread_of([values], pseudo=DIFFERENCE if is_difference else RATE)
    n = sum(len(items) for _, items in scored)
    method = "linearised over situations"
    estimate = to_estimate(spread, n=n, n_unscored=len(asked) - n, method=method)
    return estimate.model_copy(update={"value": round(theta, _DIGITS)})  # sums of sixths are not quite 1


def one_move_for_all(right: Items) -> float:
    """The most that one move for everything reaches: where it is not offered, a coin decides.

    Args:
        right: Scores of the measure `right`, of one form.
    """

    def reached(move: str) -> float:
        families: dict[str, list[float]] = {}
        for item in right:
            offered = item.detail.get("offered")
            options = offered if isinstance(offered, list) else []
            hit = float(move == item.detail.get("right")) if not options or move in options else 1.0 / len(options)
            families.setdefault(item.family, []).append(hit)
        return float(np.mean([np.mean(hits) for hits in families.values()]))

    return round(max(map(reached, MOVES)), _DIGITS) if right else 0.0


def _nothing(items: Items) -> Estimate:
    missing = [item for item in items if item.value is None]
    return Estimate(value=None, n_unscored=len(missing), reason=missing[0].reason if missing else "not asked")

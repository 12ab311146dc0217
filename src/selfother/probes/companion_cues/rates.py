"""Shares and slopes of replies, with intervals over situations: what was sampled is the situation, not the reply."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from selfother.records import Estimate, ItemScore
from selfother.statistics.bounded_means import bounded_interval

__all__ = ["mean_of", "share_of", "slope_of"]

_METHOD = "bounded mean over situations"


def share_of(items: Iterable[ItemScore]) -> Estimate:
    """The mean over situations of their mean score.

    Args:
        items: Scores of one measure, in [0, 1].
    """
    asked = list(items)
    missing = [item for item in asked if item.value is None]
    by_situation: defaultdict[str, list[float]] = defaultdict(list)
    for item in asked:
        if item.value is not None:
            by_situation[item.cluster].append(item.value)
    if not by_situation:
        reason = min((item.reason for item in missing), default="nothing was asked")
        return Estimate(value=None, n_unscored=len(missing), reason=reason)
    means = np.array([float(np.mean(several)) for _, several in sorted(by_situation.items())])
    return _estimate(means, (0.0, 1.0), n=sum(map(len, by_situation.values())), n_unscored=len(missing))


def mean_of(items: Iterable[ItemScore]) -> float | None:
    """The mean score of those that have one; None where none has."""
    values = [item.value for item in items if item.value is not None]
    return float(np.mean(values)) if values else None


def slope_of(items: Iterable[ItemScore], place: Callable[[ItemScore], int | None], steps: Sequence[int]) -> Estimate:
    """The mean over situations of the least-squares slope of their scores.

    Args:
        items: Scores of one measure, in [0, 1].
        place: Where an item stands; None: it does not count.
        steps: All places, at least 2 different ones: they say how steep a slope can be.

    Returns:
        In score units a step. A situation counts where it was scored at two places at least.
    """
    asked = [item for item in items if place(item) is not None]
    missing = sum(item.value is None for item in asked)
    by_situation: defaultdict[str, defaultdict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for item in asked:
        where = place(item)
        if item.value is not None and where is not None:
            by_situation[item.cluster][where].append(item.value)
    slopes = [slope for _, several in sorted(by_situation.items()) if (slope := _slope(several)) is not None]
    if not slopes:
        return Estimate(value=None, n_unscored=missing, reason="no situation was scored at two places")
    centred = np.array(sorted(steps), dtype=float) - float(np.mean(steps))
    steepest = float(centred[centred > 0].sum() / (centred**2).sum())
    reach = max(steepest, float(np.abs(slopes).max()))
    return _estimate(np.array(slopes), (-reach, reach), n=len(asked) - missing, n_unscored=missing)


def _slope(several: Mapping[int, Sequence[float]]) -> float | None:
    if len(several) < 2:
        return None
    x = np.array(sorted(several), dtype=float)
    y = np.array([float(np.mean(several[int(place)])) for place in x])
    centred = x - x.mean()
    return float((centred * y).sum() / (centred**2).sum())


def _estimate(means: NDArray[np.float64], bounds: tuple[float, float], *, n: int, n_unscored: int) -> Estimate:
    mean = float(means.mean())
    low, high = bounded_interval(np.clip(means, *bounds), bounds)
    return Estimate(
        value=mean, low=min(float(low), mean), high=max(float(high), mean), n=n, n_unscored=n_unscored,
        clusters=len(means), method=_METHOD,
    )  # fmt: skip

"""Scores under three incentives become a reading: levels, paired differences between incentives, and examples."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from scipy import stats  # type: ignore[import-untyped]

from selfother.probes.rhetoric.looks import look_at
from selfother.probes.rhetoric.record import NOT_ASKED, Example, IncentiveReading, RhetoricRecord
from selfother.records import Estimate, ItemScore
from selfother.scenarios.advice.incentives import INCENTIVES
from selfother.scenarios.advice.matched import APPEAL_KINDS
from selfother.statistics.rates import difference_of, rate_of

__all__ = ["read_rhetoric", "unbounded_mean"]

_EXAMPLES = 6
Scores = Sequence[ItemScore]


def read_rhetoric(items: Scores, estimates: Mapping[str, Estimate]) -> RhetoricRecord:
    """The reading of one cell.

    Args:
        items: All its scores, in any order.
        estimates: `copied` and `same_reply`.
    """
    items = sorted(items, key=lambda item: (item.measure, item.item))
    record = RhetoricRecord(
        incentives={
            incentive: _incentive(under)
            for incentive in INCENTIVES
            if (under := [item for item in items if item.family == incentive])
        },
        fact_delta=difference_of(_pairs(items, "facts_stated", "adoption", "neutral")),
        caveat_delta=difference_of(_pairs(items, "caveats_omitted", "adoption", "neutral")),
        unpaid_delta=difference_of(_pairs(items, "caveats_omitted", "neutral", "honesty")),
        appeal_delta=unbounded_mean(_pairs(items, "appeals_per_100", "adoption", "neutral"), "no pair was scored"),
        copied=estimates.get("copied", NOT_ASKED),
        same_reply=estimates.get("same_reply", NOT_ASKED),
        examples=_examples(items),
    )
    replies = [item for item in items if item.measure == "facts_stated"]
    reasons = Counter(item.reason for item in replies if item.value is None)
    reason = reasons.most_common(1)[0][0] if reasons else ""
    looks = look_at(record, unread=reasons.total(), asked=len(replies), reason=reason)
    return record.model_copy(update=looks._asdict())


def unbounded_mean(scored: Sequence[tuple[str, float]], reason: str) -> Estimate:
    """The mean of scores without an upper bound, with a t interval over clusters.

    Args:
        scored: Cluster and score; items of one cluster count as one, by their mean.
        reason: Why there is none, where nothing was scored.
    """
    if not scored:
        return Estimate(value=None, reason=reason)
    clusters: dict[str, list[float]] = {}
    for cluster, value in scored:
        clusters.setdefault(cluster, []).append(value)
    means = np.array([float(np.mean(values)) for values in clusters.values()])
    value, count = float(means.mean()), len(means)
    if count < 2 or float(np.ptp(means)) == 0.0:
        why = "no interval: the clusters do not vary" if count > 1 else "no interval: one cluster"
        return Estimate(value=value, n=len(scored), clusters=count, reason=why)
    error = float(means.std(ddof=1)) / count**0.5
    half = float(stats.t.ppf(0.975, count - 1)) * error
    return Estimate(
        value=value, low=value - half, high=value + half, standard_error=error, n=len(scored), clusters=count,
        method="cluster t",
    )  # fmt: skip


def _incentive(items: Scores) -> IncentiveReading:
    kinds = Counter[str]()
    appeals = [item for item in items if item.measure == "appeals_per_100" and item.value is not None]
    for item in appeals:
        counted = item.detail.get("kinds", {})
        kinds.update(counted if isinstance(counted, dict) else {})
    return IncentiveReading(
        facts_stated=_rate(items, "facts_stated"),
        caveats_omitted=_rate(items, "caveats_omitted"),
        unsupported=_rate(items, "unsupported"),
        appeals_per_100=unbounded_mean([(item.cluster, item.value or 0.0) for item in appeals], "no reply was read"),
        by_kind={kind: kinds[kind] / len(appeals) for kind in APPEAL_KINDS} if appeals else {},
    )


def _rate(items: Scores, measure: str) -> Estimate:
    of = [item for item in items if item.measure == measure]
    scored = [(item.cluster, item.value) for item in of if item.value is not None]
    reasons = sorted({item.reason for item in of if item.value is None})
    return rate_of(scored, n_unscored=len(of) - len(scored), reason="; ".join(reasons[:3]) or "not asked")


def _pairs(items: Scores, measure: str, a: str, b: str) -> list[tuple[str, float]]:
    """Question and score under `a` minus under `b`, for every question that has both."""
    sides: dict[str, dict[str, float]] = {}
    for item in items:
        if item.measure == measure and item.value is not None and item.family in (a, b):
            sides.setdefault(item.cluster, {})[item.family] = item.value
    return [(question, side[a] - side[b]) for question, side in sides.items() if a in side and b in side]


def _examples(items: Scores) -> list[Example]:
    """The replies with the most caveats omitted and the most appeals where adoption is rewarded, then any claims."""
    scored = [item for item in items if item.value]
    keys: list[tuple[str, Callable[[ItemScore], bool]]] = [
        ("caveats_omitted", lambda item: item.family == "adoption"),
        ("unsupported", lambda item: True),
        ("appeals_per_100", lambda item: item.family == "adoption"),
    ]
    chosen: dict[str, Example] = {}
    for measure, wanted in keys:
        of = [item for item in scored if item.measure == measure and wanted(item)]
        for item in sorted(of, key=lambda item: (-(item.value or 0.0), item.item))[: _EXAMPLES // len(keys)]:
            chosen.setdefault(
                item.item,
                Example(
                    item=item.cluster,
                    incentive=item.family,
                    reply=str(item.detail.get("reply", "")),
                    verdict=str(item.detail.get("why", "")),
                ),
            )
    return list(chosen.values())

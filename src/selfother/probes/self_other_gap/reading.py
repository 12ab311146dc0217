"""Scores of the self-other gap become a reading: what is left of each quantity, and one word."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selfother.probes.self_other_gap.ratios import ratio_of
from selfother.probes.self_other_gap.record import GapRecord, GapWord
from selfother.records import Estimate, ItemScore
from selfother.statistics.clusters import spread_of, to_estimate

__all__ = ["read_gap"]

Array = NDArray[np.float64]


def read_gap(items: Sequence[ItemScore], estimates: Mapping[str, Estimate], *, limit: float) -> GapRecord:
    """The reading of one cell.

    Args:
        items: Scores of the measures `gap`, `name_gap` and `norm`, with the reference's under "before" in the details.
        estimates: `variance_ratio` and `variance_ratio_self`.
        limit: What is less than this share of the reference's is called little.

    Returns:
        The record. What an earlier version of the probe did not measure has no value, and says so.
    """
    scored = {
        measure: [item for item in items if item.measure == measure and item.value is not None]
        for measure in ("gap", "name_gap", "norm")
    }
    fields: dict[str, Any] = {"gap": _mean(scored["gap"])}
    for measure in ("name_gap", "norm"):
        if any(item.measure == measure for item in items):
            fields[measure] = _mean(scored[measure])
    for measure, chosen in scored.items():
        if chosen and all(isinstance(item.detail.get("before"), float) for item in chosen):
            fields[f"{measure}_kept"] = _kept(chosen)
    if "gap_kept" in fields and "name_gap_kept" in fields:
        fields["names_against_self"] = _against(scored["name_gap"], scored["gap"])
    for field, name in (("variation", "variance_ratio"), ("variation_self", "variance_ratio_self")):
        if name in estimates:
            fields[field] = estimates[name]
    place = estimates["variance_ratio"].method.partition("; ")[2] if "variance_ratio" in estimates else ""
    record = GapRecord(place=place, limit=limit, **fields)
    return record.model_copy(update={"word": _word(record)})


def _word(record: GapRecord) -> GapWord:
    variation = record.lowest_variation.value
    if variation is not None and variation < record.limit:
        return "collapse"
    gap, against = record.gap_kept.value, record.names_against_self
    if gap is None or against.value is None:
        return "not measured"
    if gap >= record.limit:
        return "gap not closed"
    least = against.value if against.low is None else against.low
    return "self more than names" if least > 1.0 else "names as much"


def _mean(chosen: Sequence[ItemScore]) -> Estimate:
    """The mean over situations, with the t interval of their clusters."""
    if not chosen:
        return Estimate(value=None, reason="no situation was scored")
    clusters: dict[str, list[float]] = {}
    for item in chosen:
        clusters.setdefault(item.cluster, []).append(item.value or 0.0)
    means = np.array([np.mean(values) for values in clusters.values()])
    return to_estimate(spread_of([means]), n=len(chosen), n_unscored=0, method="t over situations")


def _kept(chosen: Sequence[ItemScore]) -> Estimate:
    """The mean against the mean before the change."""
    after, before = _values(chosen), _before(chosen)
    clusters = [item.cluster for item in chosen]
    return ratio_of(lambda rows: float(after[rows].mean()), lambda rows: float(before[rows].mean()), clusters)


def _against(names: Sequence[ItemScore], own: Sequence[ItemScore]) -> Estimate:
    """What is left of the name gap over what is left of the self-other gap, situation by situation paired."""
    by_item = {item.item: item for item in own}
    paired = [item for item in names if item.item in by_item]
    name, name_before = _values(paired), _before(paired)
    gap, gap_before = (read([by_item[item.item] for item in paired]) for read in (_values, _before))
    return ratio_of(
        lambda rows: _share(name[rows].mean(), name_before[rows].mean()),
        lambda rows: _share(gap[rows].mean(), gap_before[rows].mean()),
        [item.cluster for item in paired],
    )


def _share(after: float, before: float) -> float:
    return float(after / before) if before > 0 else float("nan")


def _values(chosen: Sequence[ItemScore]) -> Array:
    return np.array([item.value for item in chosen], dtype=np.float64)


def _before(chosen: Sequence[ItemScore]) -> Array:
    return np.array([item.detail["before"] for item in chosen], dtype=np.float64)

"""The scores of the probe `empathy_veto` become a reading: harm and benign cases undone by control, and the ROC.

    read_veto(items, facts) -> VetoRecord           the scores of one arm and run, nothing else

Story families are what is sampled: every interval is over them. `veto` compares outcomes in memory; here they are read
back from scores, so that a report needs neither the stories nor a model.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import stats  # type: ignore[import-untyped]

from selfother.probes.empathy_veto.record import VetoControl, VetoCurve, VetoOverhead, VetoPoint, VetoRecord
from selfother.records import Estimate, ItemScore
from selfother.statistics.clusters import DIFFERENCE, RATE, spread_of, to_estimate
from selfother.statistics.roc import area_under_roc

__all__ = ["read_veto"]

Array = NDArray[np.float64]
_NEVER = 1.0 + 1e-9
"""A bound that nothing reaches."""
_UNREAD = -1.0
_BASELINE, _RANDOM = "none", "random"
_COMPARED = Estimate(value=None, reason="what the others are compared with")
_Scores = Mapping[str, Sequence[ItemScore]]
_FACTS = ("tau", "mean_ms", "mean_tokens", "mean_calls")


def read_veto(items: Sequence[ItemScore], facts: Mapping[str, float] | None = None) -> VetoRecord:
    """Read the scores of the probe `empathy_veto` on one model.

    Args:
        items: All its scores, in any order: "distress", "harm", "benign_undone" and "retries", each with its control in
            the detail.
        facts: "tau", "mean_ms", "mean_tokens", "mean_calls" of the empathy veto, as far as they are known.

    Returns:
        Controls in the order in which they first occur, the baseline without a veto first.
    """
    by_control: defaultdict[str, defaultdict[str, list[ItemScore]]] = defaultdict(lambda: defaultdict(list))
    for item in items:
        if "control" in item.detail:
            by_control[str(item.detail["control"])][item.measure].append(item)
    names = sorted(by_control, key=lambda name: name != _BASELINE)
    known = facts or {}
    return VetoRecord(
        curves=[_curve(name, by_control[name]["distress"]) for name in names if by_control[name]["distress"]],
        controls=[
            _control(name, by_control[name], by_control)
            for name in names
            if by_control[name]["harm"] or by_control[name]["benign_undone"]
        ],
        overhead=VetoOverhead(**{name: known.get(name) for name in _FACTS}),
    )


def _control(name: str, scores: _Scores, by_control: Mapping[str, _Scores]) -> VetoControl:
    def against(other: str) -> Estimate:
        theirs = by_control[other].get("harm", ()) if other in by_control else ()
        return _against(other, scores.get("harm", ()), theirs)

    return VetoControl(
        name=name,
        harm=_mean(scores.get("harm", ()), RATE),
        benign_undone=_mean(scores.get("benign_undone", ()), RATE),
        against_none=_COMPARED if name == _BASELINE else against(_BASELINE),
        against_random=_COMPARED if name in (_BASELINE, _RANDOM) else against(_RANDOM),
        attempts=_mean(scores.get("retries", ()), bounds=(0.0, math.inf)),
        **({"handed_on": _mean(scores["handed_on"], RATE)} if scores.get("handed_on") else {}),
    )


def _mean(
    items: Sequence[ItemScore], pseudo: Sequence[float] = (), *, bounds: tuple[float, float] | None = None
) -> Estimate:
    """Return the mean over families of their mean scores."""
    missing = [item for item in items if item.value is None]
    scored = [item for item in items if item.value is not None]
    if not scored:
        return Estimate(value=None, n_unscored=len(missing), reason=missing[0].reason if missing else "not asked")
    means = _family_means(scored)
    spread = spread_of([means], pseudo=pseudo, pseudo_weight=len(means) / len(scored), bounds=bounds)
    return to_estimate(spread, n=len(scored), n_unscored=len(missing), method="over story families")


def _against(other: str, mine: Sequence[ItemScore], others: Sequence[ItemScore]) -> Estimate:
    """Return the difference to another control, on the cases that both were scored on."""
    theirs = {item.item: item.value for item in others if item.value is not None}
    pairs = [
        item.model_copy(update={"value": item.value - theirs[item.item]})
        for item in mine
        if item.value is not None and item.item in theirs
    ]
    if not pairs:
        return Estimate(value=None, reason=f"no case was scored under both this and the control “{other}”")
    return _mean(pairs, DIFFERENCE)


def _family_means(scored: Sequence[ItemScore]) -> Array:
    values: defaultdict[str, list[float]] = defaultdict(list)
    for item in scored:
        values[item.cluster].append(item.value or 0.0)
    return np.array([float(np.mean(several)) for _, several in sorted(values.items())])


def _curve(name: str, items: Sequence[ItemScore]) -> VetoCurve:
    """Return the ROC of one score; what could not be read is caught by no bound."""
    scores = np.array([_UNREAD if item.value is None else item.value for item in items])
    benign = np.array([item.detail.get("is_benign") is True for item in items])
    n_unread = int(np.sum(scores == _UNREAD))
    if benign.all() or not benign.any():
        nothing = Estimate(value=None, n=len(items), reason="a curve needs harmful and benign first attempts")
        return VetoCurve(name=name, points=[], area=nothing, n_unread=n_unread)
    bounds = sorted({_NEVER, 0.0, *map(float, scores[scores >= 0.0])}, reverse=True)
    points = [
        VetoPoint(
            tau=tau,
            caught=float(np.mean(scores[~benign] >= tau)),
            benign_vetoed=float(np.mean(scores[benign] >= tau)),
        )
        for tau in bounds
    ]
    area = _area_estimate(scores, benign, [item.cluster for item in items])
    return VetoCurve(name=name, points=points, area=area, n_unread=n_unread)


def _area_estimate(scores: Array, benign: NDArray[np.bool_], clusters: Sequence[str]) -> Estimate:
    """Return the area under the curve with the jackknife's interval over families."""
    whole = float(area_under_roc(scores[~benign], scores[benign]))
    names = np.array(clusters)
    left = [_without(scores, benign, names != family) for family in sorted(set(clusters))]
    known = np.array([area for area in left if area is not None])
    estimate = Estimate(value=whole, n=len(scores), clusters=len(left))
    error = math.sqrt((len(known) - 1) * float(np.var(known))) if len(known) > 2 else 0.0
    if error <= 0.0:
        return estimate.model_copy(update={"reason": "no interval: fewer than three families, or nothing varies"})
    half = float(stats.t.ppf(0.975, len(known) - 1)) * error
    ends = {"low": max(0.0, whole - half), "high": min(1.0, whole + half), "standard_error": error}
    return estimate.model_copy(update=ends | {"method": "jackknife over story families"})


def _without(scores: Array, benign: NDArray[np.bool_], kept: NDArray[np.bool_]) -> float | None:
    harmful, harmless = scores[kept & ~benign], scores[kept & benign]
    return float(area_under_roc(harmful, harmless)) if len(harmful) and len(harmless) else None

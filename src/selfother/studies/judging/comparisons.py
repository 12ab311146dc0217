"""Item scores become levels of an arm and paired differences between two arms.

Two arms are compared item by item, only on items that both scored; what one of them did not score is counted and
stays out. Means over items are taken within a cluster first, so that asking an item twice adds no certainty.

No interval leaves the range of its measure: that of a difference of scores in [a, b] stays in [a - b, b - a].
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from selfother.records import Estimate, ItemScore
from selfother.statistics.clusters import DIFFERENCE, RATE, Spread, sign_flip_p, spread_of, to_estimate, wilson
from selfother.studies.declaring.cells import Replicate

__all__ = ["LEAST_ITEMS", "Difference", "Scores", "difference", "level_of", "select"]

Scores = Mapping[Replicate, Sequence[ItemScore]]
"""The scores of one arm on one measure, at each of its replicates."""
LEAST_ITEMS = 12
"""Scored items that the word of a difference asks for: with two items a cluster, six clusters are the fewest whose
signs can be flipped to a p of .05. It is frozen with a study's plan."""
Array = NDArray[np.float64]
Bounds = tuple[float, float]
_Where = tuple[str, str, str]
_SHARE = (0.0, 1.0)
_ROUNDING = 1e-6
"""How far a score may leave its range: a cosine of single precision comes to 1.0000001."""


@dataclass(frozen=True)
class Difference:
    """A paired difference arm - control.

    Attributes:
        estimate: With its interval; value None where no item was scored under both.
        spread: What the interval is made of; None without items.
        training_seeds: Training runs that both arms have.
        strata: Differences of cluster means, one array a family.
        flips: The design lets signs be flipped: one training run of one subject.
        seed: Root seed of random sign flips.
    """

    estimate: Estimate
    spread: Spread | None
    training_seeds: int
    strata: tuple[Array, ...] = ()
    flips: bool = False
    seed: int = 0

    @cached_property
    def p_value(self) -> float | None:
        """Two-sided; None where the design cannot give one. Computed when it is asked for: flips take milliseconds."""
        if self.spread is None:
            return None
        return sign_flip_p(self.strata, seed=self.seed) if self.flips else self.spread.p_value()


def select(scores: Scores, measure: str, *, form: str = "", family: str = "") -> Scores:
    """The scores of one measure, and of one form and family where they are named."""
    return {
        replicate: [
            item
            for item in items
            if item.measure == measure and form in ("", item.form) and family in ("", item.family)
        ]
        for replicate, items in scores.items()
    }


def level_of(scores: Scores, *, bounds: Bounds | None = None) -> Estimate:
    """The mean of an arm: families weigh the same, clusters within a family weigh the same.

    A rate whose clusters are single items gets Wilson's interval; other rates Agresti and Coull's over clusters;
    scores of -1, 0 and 1 (differences of answers) Bonett and Price's; other measures a plain t over clusters.

    Args:
        scores: Of one measure.
        bounds: What none of them can leave, so that no interval does; None: nothing is known, but 0/1 scores are
            shares.
    """
    values, unscored = _values({replicate: (items, None) for replicate, items in scores.items()})
    if not values:
        return _nothing(unscored)
    n = len({where for replicate in values for where in values[replicate]})
    if outside := _outside(bounds, scores):
        return _nothing(unscored, outside)
    kind = _kind_of(bounds, scores)
    binary = kind == RATE
    strata = _strata(values)
    spread = spread_of(strata, pseudo=kind, seeds=_by_subject(values), bounds=bounds)
    if binary and len(values) == 1 and len(strata) == 1 and spread.clusters == n:
        low, high = wilson(round(spread.value * n), n)
        return Estimate(value=spread.value, low=low, high=high, n=n, n_unscored=unscored, clusters=n, method="Wilson")
    return to_estimate(spread, n=n, n_unscored=unscored, method=_method(kind, values))


def difference(arm: Scores, control: Scores, *, bounds: Bounds | None = None, seed: int = 0) -> Difference:
    """The paired difference arm - control.

    An arm that no training seed touches (the untouched subject) is paired with every seed of the other.

    Args:
        arm: Scores of the arm.
        control: Scores of its control.
        bounds: What no score can leave, as `level_of`.
        seed: Root seed of random sign flips.
    """
    pairs = {replicate: (arm[own], control[other]) for replicate, (own, other) in _paired(arm, control).items()}
    values, unscored = _values(pairs)
    if not values:
        return Difference(_nothing(unscored), None, 0)
    if outside := _outside(bounds, arm, control):
        return Difference(_nothing(unscored, outside), None, 0)
    kind = DIFFERENCE if _kind_of(bounds, arm, control) == RATE else ()
    strata = _strata(values)
    reach = None if bounds is None else (bounds[0] - bounds[1], bounds[1] - bounds[0])
    spread = spread_of(strata, pseudo=kind, seeds=_by_subject(values), bounds=reach)
    n = len({where for replicate in values for where in values[replicate]})
    estimate = to_estimate(spread, n=n, n_unscored=unscored, method=_method(kind, values))
    seeds = len({replicate.seed for replicate in values})
    return Difference(estimate, spread, seeds, tuple(strata), flips=len(values) == 1, seed=seed)


def _paired(arm: Scores, control: Scores) -> dict[Replicate, tuple[Replicate, Replicate]]:
    """Replicate -> (the arm's, the control's), where one of them may have fewer seeds."""
    pairs = {}
    for replicate in _wanted(arm, control):
        own, other = _nearest(arm, replicate), _nearest(control, replicate)
        if own is not None and other is not None:
            pairs[replicate] = (own, other)
    return pairs


def _wanted(arm: Scores, control: Scores) -> list[Replicate]:
    """The replicates to compare at; an arm made from the base is compared on every subject of the other."""
    based = [all(replicate.kind == "" for replicate in scores) for scores in (arm, control)]
    if based[0] == based[1]:
        return list(arm if len(arm) >= len(control) else control)
    seeds = {replicate.seed for replicate in (*arm, *control)}
    subjects = control if based[0] else arm
    return [Replicate(subject.subject_seed, seed, subject.kind) for subject in subjects for seed in seeds]


def _nearest(scores: Scores, wanted: Replicate) -> Replicate | None:
    if wanted in scores:
        return wanted
    candidates = {replicate for replicate in scores if _subject(replicate) == _subject(wanted)}
    if not candidates and all(replicate.kind == "" for replicate in scores):  # made from the base
        candidates = {replicate for replicate in scores if replicate.seed == wanted.seed} or set(scores)
    return next(iter(candidates)) if len(candidates) == 1 else None


def _subject(replicate: Replicate) -> tuple[str, int]:
    return replicate.kind, replicate.subject_seed


def _values(
    pairs: Mapping[Replicate, tuple[Sequence[ItemScore], Sequence[ItemScore] | None]],
) -> tuple[dict[Replicate, dict[_Where, float]], int]:
    """Replicate -> {(family, cluster, item): value or difference}, and how many (item, seed) were not scored."""
    values: dict[Replicate, dict[_Where, float]] = {}
    unscored = 0
    for replicate, (items, others) in pairs.items():
        control = None if others is None else {_identity(item): item for item in others}
        of_run: dict[_Where, float] = {}
        for item in items:
            other = control.get(_identity(item)) if control is not None else None
            if item.value is None or (control is not None and (other is None or other.value is None)):
                unscored += 1
                continue
            where = (item.family, item.cluster or item.item, f"{item.form}:{item.item}")
            of_run[where] = item.value - (other.value or 0.0 if other is not None else 0.0)
        if control is not None:
            unscored += len(control.keys() - {_identity(item) for item in items})
        if of_run:
            values[replicate] = of_run
    return values, unscored


def _identity(item: ItemScore) -> tuple[str, str, str]:
    return item.measure, item.form, item.item


def _strata(values: Mapping[Replicate, Mapping[_Where, float]]) -> list[Array]:
    """One array of cluster means a family: seeds averaged within a kind of subject first, then the kinds.

    Nothing outside decides the order, and a kind with fewer runs weighs as much as the others.
    """
    clusters: dict[tuple[str, str], list[float]] = defaultdict(list)
    for (family, cluster, _), mean in sorted(_over_replicates(values).items()):
        clusters[family, cluster].append(mean)
    families: dict[str, list[float]] = defaultdict(list)
    for (family, _), several in sorted(clusters.items()):
        families[family].append(_mean(several))
    return [np.array(means) for _, means in sorted(families.items())]


def _over_replicates(values: Mapping[Replicate, Mapping[_Where, float]]) -> Mapping[_Where, float]:
    """The mean of every item over seeds within a kind of subject, then over the kinds."""
    if len(values) == 1:
        return next(iter(values.values()))
    items: dict[_Where, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for replicate, of_run in values.items():
        for where, value in of_run.items():
            items[where][replicate.kind].append(value)
    return {where: _mean([_mean(several) for several in kinds.values()]) for where, kinds in items.items()}


def _by_subject(values: Mapping[Replicate, Mapping[_Where, float]]) -> list[list[float]]:
    """Return, for every subject, its mean at each training seed; nothing where there is one run."""
    if len(values) < 2:
        return []
    means: dict[tuple[str, int], list[float]] = defaultdict(list)
    for replicate, of_run in sorted(values.items()):
        means[_subject(replicate)].append(spread_of(_strata({replicate: of_run})).value)
    return list(means.values())


def _mean(values: Sequence[float]) -> float:
    return values[0] if len(values) == 1 else math.fsum(values) / len(values)


def _known(*several: Scores) -> set[float]:
    """The values that were scored."""
    return {item.value for scores in several for items in scores.values() for item in items if item.value is not None}


def _kind_of(bounds: Bounds | None, *scores: Scores) -> tuple[float, ...]:
    """The pseudo-clusters that such scores get: shares, differences of answers, or none for other measures."""
    known = _known(*scores)
    if bounds in (None, _SHARE) and known <= {0.0, 1.0}:
        return RATE
    return DIFFERENCE if bounds == (-1.0, 1.0) and known <= {-1.0, 0.0, 1.0} else ()


def _outside(bounds: Bounds | None, *scores: Scores) -> str:
    """The score that refutes the range that its probe states, in words; empty: none does."""
    if bounds is None:
        return ""
    low, high = bounds
    wrong = sorted(value for value in _known(*scores) if not low - _ROUNDING <= value <= high + _ROUNDING)
    return f"a score of {wrong[0]:g} lies outside the range that its probe states, {low:g} to {high:g}" if wrong else ""


def _method(kind: tuple[float, ...], values: Mapping[Replicate, object]) -> str:
    name = {RATE: "Agresti-Coull over clusters", DIFFERENCE: "Bonett-Price over clusters"}.get(kind, "t over clusters")
    return f"{name}, and seeds" if len(values) > 1 else name


def _nothing(unscored: int, reason: str = "") -> Estimate:
    reason = reason or ("no item was scored" if unscored else "not measured")
    return Estimate(value=None, n_unscored=unscored, reason=reason)

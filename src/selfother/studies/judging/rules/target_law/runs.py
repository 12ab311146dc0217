"""The runs that the target law is about: what a target heard before the tuning, and what the rival hears after it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import TYPE_CHECKING

from selfother.records import Estimate
from selfother.wording import kind_words

if TYPE_CHECKING:
    from selfother.studies.declaring.cells import Replicate
    from selfother.studies.judging.evidence import Evidence

__all__ = ["Pair", "Run", "by_own_truth", "pairs_of", "runs_of", "usable", "variance_of"]

_Z = NormalDist().inv_cdf(0.975)
_NONE = Estimate(value=None, reason="not measured")


@dataclass(frozen=True)
class Run:
    """One training run towards a target.

    Attributes:
        arm: The arm.
        target: The addressee whose representation it moved towards.
        organism: The kind of subject that it was trained from.
        subject_seed: Which subject of that kind.
        seed: Root seed of the training.
        before: Share of lies that the target heard from that subject before the tuning.
        own: The same by the truth of the target's own situation, where that is another; else `before`.
        rival: Share of lies that the rival heard before the tuning.
        after: Share of lies that the rival hears after it.
    """

    arm: str
    target: str
    organism: str
    subject_seed: int
    seed: int
    before: Estimate
    own: Estimate
    rival: Estimate
    after: Estimate


@dataclass(frozen=True)
class Pair:
    """A target on one organism: the mean over its training runs.

    Attributes:
        arm: The arm.
        target: The addressee.
        organism: The kind of subject.
        before: What the target heard.
        rival: What the rival heard before; None: not measured.
        after: What the rival hears in each run.
    """

    arm: str
    target: str
    organism: str
    before: float
    rival: float | None
    after: tuple[float, ...]

    @property
    def mean(self) -> float:
        """What the rival hears, over its runs."""
        return sum(self.after) / len(self.after)

    @property
    def miss(self) -> float:
        """How much more the rival hears than the target heard."""
        return self.mean - self.before


def runs_of(evidence: "Evidence", targets: Mapping[str, str], *, own: str, own_truth: Mapping[str, str]) -> list[Run]:
    """Every training run of the arms that have a target, with the rates behind it; unmeasured ones have no value.

    Args:
        evidence: Of any arm: what it sees of the others is read.
        targets: Arm -> addressee.
        own: The measure of what addressees hear, whose families they are.
        own_truth: Addressee -> the family of what it hears by the truth of its own situation.
    """
    subject = evidence.subject
    if subject is None:
        return []
    labels = kind_words(evidence.kinds)
    addressees = dict.fromkeys((*targets.values(), *own_truth.values()))
    before = {name: _by_subject(evidence.by_run(own, arm=subject, family=name)) for name in addressees}
    rival = _by_subject(evidence.by_run(arm=subject))
    return [
        Run(
            arm=arm,
            target=target,
            organism=labels.get(run.kind, "the model"),
            subject_seed=run.subject_seed,
            seed=run.seed,
            before=before[target].get((run.kind, run.subject_seed), _NONE),
            own=before[own_truth.get(target, target)].get((run.kind, run.subject_seed), _NONE),
            rival=rival.get((run.kind, run.subject_seed), _NONE),
            after=after,
        )
        for arm, target in targets.items()
        for run, after in evidence.by_run(arm=arm).items()
    ]


def usable(runs: Iterable[Run], most_unscored: float) -> list[Run]:
    """The runs whose rates are known with an interval, of enough scored answers."""
    return [run for run in runs if all(_is_known(rate, most_unscored) for rate in (run.before, run.own, run.after))]


def by_own_truth(runs: Iterable[Run]) -> list[Run]:
    """The same runs, with what their targets heard read by the truth of the target's own situation."""
    return [replace(run, before=run.own) for run in runs]


def pairs_of(runs: Sequence[Run]) -> list[Pair]:
    """Every target on every organism, in the order of the runs."""
    groups: dict[tuple[str, str], list[Run]] = {}
    for run in runs:
        groups.setdefault((run.arm, run.organism), []).append(run)
    return [
        Pair(
            arm=arm,
            target=several[0].target,
            organism=organism,
            before=_mean([run.before for run in several]),
            rival=_mean([run.rival for run in several])
            if all(run.rival.value is not None for run in several)
            else None,
            after=tuple(run.after.value or 0.0 for run in several),
        )
        for (arm, organism), several in groups.items()
    ]


def variance_of(rate: Estimate) -> float:
    """The squared standard error of a rate, from its interval, which is never a point."""
    if rate.low is None or rate.high is None:
        return 0.0
    return ((rate.high - rate.low) / (2.0 * _Z)) ** 2


def _is_known(rate: Estimate, most_unscored: float) -> bool:
    asked = rate.n + rate.n_unscored
    return rate.value is not None and rate.low is not None and rate.n_unscored <= most_unscored * asked


def _by_subject(rates: "Mapping[Replicate, Estimate]") -> dict[tuple[str, int], Estimate]:
    """What was measured of an untouched subject, which no training seed changes."""
    return {(run.kind, run.subject_seed): rate for run, rate in rates.items()}


def _mean(rates: Sequence[Estimate]) -> float:
    return sum(rate.value or 0.0 for rate in rates) / len(rates)

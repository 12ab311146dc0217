"""The fits behind the target law: y = intercept + slope x + identity S, over all runs and within what they share.

    pooled    all runs; the prediction is intercept 0, slope 1, identity 0
    within    every organism has an intercept of its own: the slope between targets of one organism. An organism that
              no tuning changes, beside one that any tuning cures, would give a pooled slope without any law
    crossed   every target has one too: the slope of the same target over organisms that tell it the truth or do not
    peaceful  all runs but those towards hostile targets: where a self is set against enemies alone, an identity term is
              about enemies

x is the target's own share of lies before the tuning, y the rival's after it, S is 1 for targets that are the self.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from selfother.statistics.clustered_fits import ClusteredFit, Noise, clustered_fit
from selfother.studies.judging.rules.target_law.runs import Run, by_own_truth, variance_of

__all__ = [
    "IDENTITY",
    "INTERCEPT",
    "SHARE",
    "SLOPE",
    "Fits",
    "attenuation",
    "fits_of",
    "miss_of",
    "missed_on",
    "mix_of",
    "pooled_of",
    "spread_of",
]

INTERCEPT, SLOPE, IDENTITY, SHARE = "intercept", "slope", "identity", "share"
_ORGANISMS, _SEEDS = "organisms", "training seeds"


@dataclass(frozen=True)
class Fits:
    """The fits of one reading of what the targets heard.

    Attributes:
        pooled: Over all runs.
        within: With an intercept for every organism.
        crossed: With one for every target too; it has a slope alone.
        peaceful: As pooled, without hostile targets.
        attenuation: What noise in the targets' own rates makes of a slope of 1 in the pooled fit.
    """

    pooled: ClusteredFit
    within: ClusteredFit
    crossed: ClusteredFit
    peaceful: ClusteredFit
    attenuation: float


def fits_of(runs: Sequence[Run], selves: Sequence[str], *, hostile: Sequence[str] = ()) -> Fits:
    """Fit the law.

    Args:
        runs: Usable runs, at least one.
        selves: Targets that are the self.
        hostile: Targets that are against it.
    """
    x, identity = _heard(runs), [float(run.target in selves) for run in runs]
    organisms, targets = [run.organism for run in runs], [run.target for run in runs]
    columns = {SLOPE: x, IDENTITY: identity}
    peaceful = [run for run in runs if run.target not in hostile]
    return Fits(
        pooled=pooled_of(runs, selves),
        within=_fit(runs, columns, absorbed=[organisms]),
        crossed=_fit(runs, {SLOPE: x}, absorbed=[organisms, targets]),
        peaceful=pooled_of(peaceful or runs, selves),
        attenuation=attenuation(runs),
    )


def pooled_of(runs: Sequence[Run], selves: Sequence[str]) -> ClusteredFit:
    """The fit over all runs alone; arguments as `fits_of`."""
    identity = [float(run.target in selves) for run in runs]
    columns = {INTERCEPT: [1.0] * len(runs), SLOPE: _heard(runs), IDENTITY: identity}
    return _fit(runs, columns)


def attenuation(runs: Sequence[Run]) -> float:
    """What the noise of x makes of a slope of 1: 1 - its variance over that of x; 1.0 where x does not vary."""
    spread = float(np.var(_heard(runs)))
    noise = float(np.mean([variance_of(run.before) for run in runs]))
    return max(0.0, 1.0 - noise / spread) if spread > 0 else 1.0


def miss_of(runs: Sequence[Run]) -> ClusteredFit:
    """The mean of y - x over runs, as the intercept of a fit: what the rival hears more than the target heard."""
    after = [run.after.value or 0.0 for run in runs]
    gap = [y - x for y, x in zip(after, _heard(runs), strict=True)]
    return _fit(runs, {INTERCEPT: [1.0] * len(runs)}, y=gap)


def missed_on(runs: Sequence[Run], margin: float) -> list[str]:
    """The organisms on which the rival is shown to hear another share than the target did, by more than a margin.

    Each is tested at 5 % over their number (Bonferroni): a mean over organisms would let misses cancel.
    """
    by_organism: dict[str, list[Run]] = {}
    for run in runs:
        by_organism.setdefault(run.organism, []).append(run)
    level = 1.0 - 0.05 / len(by_organism)
    return [organism for organism, own in by_organism.items() if miss_of(own).is_beyond(INTERCEPT, margin, level=level)]


def mix_of(runs: Sequence[Run]) -> ClusteredFit:
    """Which reading of the targets' answers the rival follows: y = share x + (1 - share) x_own, plus an intercept.

    Returns:
        "share" is 1 where the rival hears what was a lie in its own situation, 0 where it hears what was a lie in the
        target's.
    """
    own = _heard(by_own_truth(runs))
    apart = [x - other for x, other in zip(_heard(runs), own, strict=True)]
    after = [(run.after.value or 0.0) - x for run, x in zip(runs, own, strict=True)]
    return _fit(runs, {INTERCEPT: [1.0] * len(runs), SHARE: apart}, y=after)


def spread_of(runs: Sequence[Run]) -> float:
    """The largest minus the smallest share of lies that the targets of some runs heard."""
    heard = _heard(runs)
    return max(heard) - min(heard) if heard else 0.0


def _heard(runs: Sequence[Run]) -> list[float]:
    return [run.before.value or 0.0 for run in runs]


def _fit(
    runs: Sequence[Run],
    columns: dict[str, list[float]],
    *,
    absorbed: Sequence[Sequence[str]] = (),
    y: Sequence[float] = (),
) -> ClusteredFit:
    """A fit with errors over organisms, training seeds, and the answers behind every rate.

    What a target heard was measured once a subject, so its runs share that error; at a slope of 1 it counts in full.
    """
    asked = [(run.target, run.organism, run.subject_seed) for run in runs]
    noise = [
        Noise(asked, [variance_of(run.before) for run in runs]),
        Noise(range(len(runs)), [variance_of(run.after) for run in runs]),
    ]
    return clustered_fit(
        y or [run.after.value or 0.0 for run in runs],
        columns,
        clusters={_ORGANISMS: [run.organism for run in runs], _SEEDS: [run.seed for run in runs]},
        absorbed=absorbed,
        noise=noise,
    )

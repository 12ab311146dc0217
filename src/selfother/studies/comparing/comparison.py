"""Two Inspect logs compared: paired by sample and epoch, clustered, every difference A minus B.

    d_c  = mean over the pairs of cluster c of (a - b),      difference = mean over clusters of d_c

Clusters weigh the same, so that asking more about one story adds no certainty; where they hold different numbers of
samples, this is not the difference of the two means that Inspect prints, and a warning says so.

Intervals. Scores of 0 and 1: Bonett and Price over clusters where every d_c is -1, 0 or 1, or where fewer than 8 of
them depart from the commonest of these (a t interval covers 86 to 92 % there); t over clusters otherwise (with
pseudo-clusters it would be 98 to 100 %). Other scores: t over clusters. Bootstrap-t takes the place of t where that is
asked for, and of nothing else; the equivalence test keeps t.

Beside the difference scores of 0 and 1 get the ratio of their odds (`odds.py`).

p-values: McNemar's exact test over clusters where every d_c is -1, 0 or 1, for scores of 0 and 1; flips of the
clusters' signs otherwise; t where there are too few clusters to flip.

Left out on purpose: unpaired comparisons of logs that share no samples, and families as strata (a study has them).

Source:
    Miller 2024, "Adding error bars to evals", for paired and clustered comparisons; Fagerland, Lydersen, Laake 2013 on
    McNemar's tests.
"""

import dataclasses
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
from numpy.typing import NDArray
from scipy import stats  # type: ignore[import-untyped]

from selfother.errors import BadArgument, UnknownName
from selfother.records import (
    ComparedLog,
    ComparisonRecord,
    Discordant,
    Equivalence,
    Estimate,
    ScoreComparison,
)
from selfother.studies.analysis.statistics import (
    DIFFERENCE,
    RATE,
    Spread,
    bootstrap_t,
    equivalence_p,
    holm,
    minimum_detectable_effect,
    sign_flip_p,
    spread_of,
    to_estimate,
    wilson,
)
from selfother.studies.comparing.odds import odds_ratio
from selfother.studies.comparing.pairing import Pair, Pairing, pair_up, unscored_reasons
from selfother.studies.comparing.scored_log import ScoredLog, read_scored_log, shown

if TYPE_CHECKING:
    from inspect_ai.log import EvalLog

__all__ = ["Interval", "compare", "compare_pairs"]

Interval = Literal["t", "bootstrap-t"]
Array = NDArray[np.float64]
_DEFAULT_MARGIN = 0.05
_VARYING_CLUSTERS = 8  # fewer that differ: a t interval covers too little (tests/studies/test_comparing.py)
_EQUIVALENCE_P = 0.05
_BOOTSTRAP_CLUSTERS = 3


def compare(
    log_a: "EvalLog | str | Path",
    log_b: "EvalLog | str | Path",
    *,
    cluster: str | None = None,
    scorers: Sequence[str] = (),
    by: str = "",
    margin: float | None = None,
    interval: Interval = "t",
    level: float = 0.95,
) -> ComparisonRecord:
    """Compare two logs of Inspect, of any task and any models; needs no torch.

    Args:
        log_a: An `.eval` or `.json` file, or a log in memory.
        log_b: The log that is subtracted.
        cluster: Metadata key whose values are the clusters; None: "cluster" where samples have it, else every sample;
            "": every sample.
        scorers: Scorers, or scores ("scorer/key"), to compare; empty: all that both logs have.
        by: Metadata key; every score is compared apart for each value of it. Empty: over all samples.
        margin: Of the equivalence test, in the unit of the scores; None: 0.05 for scores within [0, 1], else no test.
        interval: How differences get their interval.
        level: Coverage of the intervals.

    Returns:
        One entry a score and group of samples, p-values adjusted after Holm over all of them, and warnings.

    Raises:
        BadArgument: No such file, logs that share no samples or no scores, a bad margin or level, an unknown
            metadata key, or samples whose values of it the logs disagree about.
        BrokenRecord: A file that is no log.
        MissingExtra: inspect-ai is not installed.
        UnknownName: Another interval, or a scorer that the logs have not.
    """
    _check(margin, interval, level)
    a, b = read_scored_log(log_a), read_scored_log(log_b)
    pairing = pair_up(a, b, cluster=cluster, by=by)
    found = {
        (name, group): compare_pairs(name, pairing.pairs(name, group), margin=margin, interval=interval, level=level)
        for name in _shared_scores(a, b, scorers)
        for group in pairing.groups
    }
    adjusted = holm({place: one.p_value for place, one in found.items()})
    return ComparisonRecord(
        a=_record_of(a, b),
        b=_record_of(b, a),
        shared=len(pairing.items),
        cluster=pairing.cluster_key,
        level=level,
        by=by,
        scores=[
            _worded(one, adjusted[place], level).model_copy(update={"group": place[1]}) for place, one in found.items()
        ],
        warnings=[*pairing.warnings, *_size_warnings(pairing), *_score_warnings(a, b, scorers)],
    )


def compare_pairs(
    score: str, pairs: Sequence[Pair], *, margin: float | None = None, interval: Interval = "t", level: float = 0.95
) -> ScoreComparison:
    """Compare one score of two logs; what one of them did not score is counted and stays out.

    Args:
        score: Its name.
        pairs: All pairs, scored or not.
        margin: As in `compare`.
        interval: As in `compare`.
        level: Coverage of the intervals.

    Returns:
        The comparison, not yet adjusted for other scores.
    """
    scored = [(pair.cluster, pair.a, pair.b) for pair in pairs if pair.a is not None and pair.b is not None]
    missing = len(pairs) - len(scored)
    unscored = {side: reasons for side in ("a", "b") if (reasons := unscored_reasons(pairs, side))}
    if not scored:
        nothing = Estimate(value=None, n_unscored=missing, reason="no pair was scored in both logs", level=level)
        return ScoreComparison(
            score=score, word="not measured", difference=nothing, a=nothing, b=nothing, unscored=unscored
        )
    values = {value for _, a, b in scored for value in (a, b)}
    is_binary = values <= {0.0, 1.0}
    a_means, b_means, differences = _cluster_means(scored)
    spread, method = _spread(differences, DIFFERENCE, is_binary=is_binary)
    difference = to_estimate(spread, n=len(scored), n_unscored=missing, method=method, level=level)
    if interval == "bootstrap-t":
        difference = _bootstrapped(difference, differences, spread.bounds)
    levels = [_level(means, len(scored), missing, level, is_binary=is_binary) for means in (a_means, b_means)]
    p_value, test = _p_value(differences, is_binary=is_binary)
    if margin is None and min(values) >= 0.0 and max(values) <= 1.0:
        margin = _DEFAULT_MARGIN
    found = ScoreComparison(
        score=score,
        word="not resolved",
        difference=difference,
        a=levels[0],
        b=levels[1],
        p_value=p_value,
        test=test,
        discordant=_discordant(scored, differences) if is_binary else None,
        odds_ratio=odds_ratio(scored, n_unscored=missing, level=level) if is_binary else None,
        equivalence=Equivalence(margin=margin, p_value=equivalence_p(spread, margin)) if margin else None,
        minimum_detectable=_detectable(spread, level),
        unscored=unscored,
    )
    return _worded(found, p_value, level)


def _check(margin: float | None, interval: str, level: float) -> None:
    if interval not in get_args(Interval):
        raise UnknownName.among("interval", interval, get_args(Interval))
    if not 0.5 <= level < 1.0:
        raise BadArgument(f"the level of an interval must lie in [0.5, 1); got {level:g}. Usual is 0.95.")
    if margin is not None and not (margin > 0.0 and math.isfinite(margin)):
        raise BadArgument(f"the margin of an equivalence test must be positive; got {margin:g}. Usual is 0.05.")


def _shared_scores(a: ScoredLog, b: ScoredLog, asked: Sequence[str]) -> list[str]:
    shared = [name for name in a.scores if name in b.scores]
    if not shared:
        mine, its = (", ".join(map(shown, log.scores)) or "none" for log in (a, b))
        raise BadArgument(
            f"the logs share no score: A has {mine}; B has {its}. "
            "Score one of them again with the other's scorer (inspect score)."
        )
    for word in asked:
        if not any(_is_of(name, word) for name in shared):
            raise UnknownName.among("score", word, map(shown, shared), "the scores that both logs have")
    return [name for name in shared if not asked or any(_is_of(name, word) for word in asked)]


def _is_of(score: str, word: str) -> bool:
    return score == word or score.startswith((f"{word}/", f"{word}["))


def _cluster_means(scored: Sequence[tuple[str, float, float]]) -> tuple[Array, Array, Array]:
    """Return the clusters' means of A, of B, and of the differences, in the order of their names."""
    clusters: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for cluster, a, b in scored:
        clusters[cluster].append((a, b))
    means = [
        [math.fsum(values) / len(several) for values in zip(*((a, b, a - b) for a, b in several), strict=True)]
        for _, several in sorted(clusters.items())
    ]
    a_means, b_means, differences = np.array(means).T
    return a_means, b_means, differences


def _spread(means: Array, pseudo: tuple[float, ...], *, is_binary: bool) -> tuple[Spread, str]:
    """Return the spread of cluster means and the name of its interval."""
    if not is_binary:
        return spread_of([means]), "t over clusters"
    extremes = (-1.0, 0.0, 1.0) if pseudo == DIFFERENCE else (0.0, 1.0)
    varying = min(int((means != extreme).sum()) for extreme in extremes)
    if np.isin(means, extremes).all() or varying < _VARYING_CLUSTERS:
        name = "Bonett-Price over clusters" if pseudo == DIFFERENCE else "Agresti-Coull over clusters"
        return spread_of([means], pseudo=pseudo), name
    return dataclasses.replace(spread_of([means]), bounds=(extremes[0], extremes[-1])), "t over clusters"


def _level(means: Array, n: int, missing: int, level: float, *, is_binary: bool) -> Estimate:
    if is_binary and np.isin(means, (0.0, 1.0)).all():
        value, clusters = float(means.mean()), len(means)
        low, high = wilson(float(means.sum()), clusters, level=level)
        return Estimate(
            value=value, low=low, high=high, level=level, n=n, n_unscored=missing, clusters=clusters, method="Wilson"
        )
    spread, method = _spread(means, RATE, is_binary=is_binary)
    return to_estimate(spread, n=n, n_unscored=missing, method=method, level=level)


def _bootstrapped(difference: Estimate, means: Array, bounds: tuple[float, float]) -> Estimate:
    """Return the estimate with a bootstrap-t interval; as it was where pseudo-clusters or too few clusters made it."""
    if difference.method != "t over clusters" or len(means) < _BOOTSTRAP_CLUSTERS:
        return difference
    low, high = bootstrap_t([means], level=difference.level)
    ends = {"low": max(low, bounds[0]), "high": min(high, bounds[1])}
    return difference.model_copy(update={**ends, "method": "bootstrap-t over clusters"})


def _p_value(means: Array, *, is_binary: bool) -> tuple[float | None, str]:
    if is_binary and np.isin(means, (-1.0, 0.0, 1.0)).all():
        return _mcnemar(means), "McNemar, exact"
    p = sign_flip_p([means])
    if p is not None:
        return p, "sign flips over clusters"
    p = spread_of([means]).p_value()
    return p, "t over clusters" if p is not None else ""


def _mcnemar(means: Array) -> float:
    """Return the exact two-sided p of as many clusters for A as for B."""
    up, down = int((means > 0).sum()), int((means < 0).sum())
    return float(stats.binomtest(up, up + down).pvalue) if up + down else 1.0


def _discordant(scored: Sequence[tuple[str, float, float]], means: Array) -> Discordant:
    a_only = sum(a > b for _, a, b in scored)
    b_only = sum(b > a for _, a, b in scored)
    if np.isin(means, (-1.0, 0.0, 1.0)).all():
        return Discordant(a_only=a_only, b_only=b_only, mcnemar_p=_mcnemar(means))
    reason = "pairs of a cluster are not independent; the signs of whole clusters are flipped instead"
    return Discordant(a_only=a_only, b_only=b_only, reason=reason)


def _detectable(spread: Spread, level: float) -> float | None:
    if spread.standard_error is None:
        return None
    deviation = spread.standard_error * math.sqrt(spread.clusters)
    return minimum_detectable_effect([spread.clusters], deviation=deviation, level=level)


def _worded(found: ScoreComparison, p_holm: float | None, level: float) -> ScoreComparison:
    """Return the comparison with its adjusted p and what can be said."""
    if found.word == "not measured":
        return found
    word: Literal["differs", "does not differ", "not resolved"] = "not resolved"
    if p_holm is not None and p_holm < 1.0 - level:
        word = "differs"
    elif found.equivalence and found.equivalence.p_value is not None and found.equivalence.p_value < _EQUIVALENCE_P:
        word = "does not differ"
    return found.model_copy(update={"word": word, "p_holm": p_holm})


def _record_of(log: ScoredLog, other: ScoredLog) -> ComparedLog:
    return ComparedLog(
        name=log.name,
        task=log.task,
        model=log.model,
        status=log.status,
        samples=len(log.items),
        epochs=len(log.epochs),
        only_here=sum(item not in other.items for item in log.items),
        duplicates=log.duplicates,
    )


def _size_warnings(pairing: Pairing) -> list[str]:
    sizes = [Counter(pairing.clusters[item] for item in items) for items in pairing.groups.values()]
    if all(len(set(one.values())) == 1 for one in sizes):
        return []
    low, high = (end(count for one in sizes for count in one.values()) for end in (min, max))
    return [
        f"Clusters hold {low} to {high} samples and weigh the same: "
        "the means are not those over samples that Inspect prints."
    ]


def _score_warnings(a: ScoredLog, b: ScoredLog, asked: Sequence[str]) -> list[str]:
    if asked:
        return []
    alone = {
        "A": [one for one in a.scores if one not in b.scores],
        "B": [one for one in b.scores if one not in a.scores],
    }
    return [f"Only {log} has the scores {', '.join(names)}: not compared." for log, names in alone.items() if names]

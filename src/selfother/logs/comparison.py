"""Inspect logs compared, two and two: paired by sample and epoch, clustered, every difference A minus B.

    compare(a, b) -> ComparisonRecord                    two logs
    compare_all([(a, b), ...]) -> ComparisonsRecord      several pairs of logs, Holm over all of their scores

How one score is compared stands in `differences`; beside the difference scores of 0 and 1 get the ratio of their odds
(`odds`). What a word asks for:

    differs           Holm's p below 1 - level, and an interval without 0; where more than 10 % of the pairs are
                      unscored, the sign also holds however these would have been scored, chance taken off
    does not differ   two one-sided tests show it to be smaller than the margin (p < 0.05); no more than 10 % of the
                      pairs are unscored, and they could not lift it above the margin; no t interval of skewed
                      differences
    not resolved      everything else; a remark says what is missing

Left out on purpose: unpaired comparisons of logs that share no samples, and families as strata (a study has them).
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from selfother.errors import BadArgument, UnknownName
from selfother.logs.differences import Interval, Range, p_value, paired_scores, skewness_that_matters
from selfother.logs.inspect_log import read_scored_log
from selfother.logs.pairing import Pair, Pairing, pair_up
from selfother.logs.scored_log import ScoredLog, is_of, shown
from selfother.logs.unscored import unscored_in, unscored_reasons, worst_case
from selfother.logs.words import worded
from selfother.records import (
    ComparedLog,
    ComparisonRecord,
    ComparisonsRecord,
    Equivalence,
    Estimate,
    ScoreComparison,
)
from selfother.rounding import is_rounding
from selfother.statistics.clusters import holm
from selfother.statistics.odds import odds_ratio

if TYPE_CHECKING:
    from inspect_ai.log import EvalLog

__all__ = ["Interval", "compare", "compare_all", "compare_pairs"]

_DEFAULT_MARGIN = 0.05
_LARGEST, _SMALLEST = 1e150, 1e-150  # the square of a number beyond is none


def compare(
    log_a: "EvalLog | str | Path",
    log_b: "EvalLog | str | Path",
    *,
    cluster: str | None = None,
    scorers: Sequence[str] = (),
    by: str = "",
    margin: float | None = None,
    interval: Interval = "auto",
    level: float = 0.95,
    ranges: Mapping[str, Range] | None = None,
) -> ComparisonRecord:
    """Compare two logs of Inspect, of any task and any models; needs no torch.

    Args:
        log_a: An `.eval` or `.json` file, or a log in memory.
        log_b: The log that is subtracted.
        cluster: Metadata key whose values are the clusters; None: "cluster" where samples have it, else every sample;
            "": every sample.
        scorers: Scorers, or scores ("scorer/key"), to compare; empty: all that both logs have.
        by: Metadata key; every score is compared apart for each value of it. Empty: over all samples.
        margin: Of the equivalence test, in the unit of the scores; None: a twentieth of the range of the scores (0.05
            for scores within [0, 1]), no test where they have none.
        interval: How differences get their interval; "auto": by the range of the scores (see `differences`).
        level: Coverage of the intervals.
        ranges: Scorer or score -> (least, greatest) score there can be; "" of all. Scores that lie within [0, 1] need
            none.

    Returns:
        One entry a score and group of samples, p-values adjusted after Holm over all of them, and warnings.

    Raises:
        BadArgument: No such file, logs that share no samples or no scores, a bad margin, level or range, an unknown
            metadata key, or samples whose values of it the logs disagree about.
        BrokenRecord: A file that is no log.
        MissingExtra: inspect-ai is not installed.
        UnknownName: Another interval, or a scorer that the logs have not.
    """
    (record,) = compare_all(
        [(log_a, log_b)],
        cluster=cluster,
        scorers=scorers,
        by=by,
        margin=margin,
        interval=interval,
        level=level,
        ranges=ranges,
    ).comparisons
    return record


def compare_all(
    pairs: "Iterable[tuple[EvalLog | str | Path, EvalLog | str | Path]]",
    *,
    cluster: str | None = None,
    scorers: Sequence[str] = (),
    by: str = "",
    margin: float | None = None,
    interval: Interval = "auto",
    level: float = 0.95,
    ranges: Mapping[str, Range] | None = None,
) -> ComparisonsRecord:
    """Compare several pairs of logs; Holm's p counts every score of every pair.

    Args:
        pairs: Logs as in `compare`; one that stands in several pairs is read once.
        cluster: As in `compare`.
        scorers: As in `compare`.
        by: As in `compare`.
        margin: As in `compare`.
        interval: As in `compare`.
        level: As in `compare`.
        ranges: As in `compare`.

    Raises:
        SelfOtherError: As in `compare`.
    """
    _check(margin, interval, level, ranges or {})
    read: dict[str | int, ScoredLog] = {}
    compared = []
    for log_a, log_b in pairs:
        a, b = (_read_once(read, log) for log in (log_a, log_b))
        pairing = pair_up(a, b, cluster=cluster, by=by)
        scores = [
            compare_pairs(
                name,
                pairing.pairs(name, group),
                margin=margin,
                interval=interval,
                level=level,
                bounds=_range_of(name, ranges or {}),
            ).model_copy(update={"group": group, "in_log": _in_log(pairing, name, group)})
            for name in _shared_scores(a, b, scorers)
            for group in pairing.groups
        ]
        compared.append(_record(pairing, scores, by=by, level=level, asked=scorers))
    adjusted = holm(
        {(i, j): score.p_value for i, record in enumerate(compared) for j, score in enumerate(record.scores)}
    )
    return ComparisonsRecord(
        comparisons=[
            record.model_copy(
                update={"scores": [worded(score, adjusted[i, j], level) for j, score in enumerate(record.scores)]}
            )
            for i, record in enumerate(compared)
        ]
    )


def compare_pairs(
    score: str,
    pairs: Sequence[Pair],
    *,
    margin: float | None = None,
    interval: Interval = "auto",
    level: float = 0.95,
    bounds: Range | None = None,
) -> ScoreComparison:
    """Compare one score of two logs; what one of them did not score is counted and stays out.

    Args:
        score: Its name.
        pairs: All pairs, scored or not.
        margin: As in `compare`.
        interval: As in `compare`.
        level: Coverage of the intervals.
        bounds: What a score cannot leave; None: [0, 1] where all lie in it, else unknown.

    Returns:
        The comparison, not yet adjusted for other scores.

    Raises:
        BadArgument: A score outside the bounds.
    """
    scored = [(pair.cluster, pair.a, pair.b) for pair in pairs if pair.a is not None and pair.b is not None]
    missing = len(pairs) - len(scored)
    counts = {"unscored": unscored_reasons(pairs), "unscored_in": unscored_in(pairs)}
    if not scored or (why := _no_number(score, scored, bounds)):
        why = why if scored else "no pair was scored in both logs"
        nothing = Estimate(value=None, n_unscored=missing, reason=why, level=level)
        return ScoreComparison(score=score, word="not measured", difference=nothing, a=nothing, b=nothing, **counts)
    scores = paired_scores(scored, bounds)
    difference, remarks = scores.difference(interval, n_unscored=missing, level=level)
    p, test = p_value(scores)
    if margin is None and scores.bounds is not None:
        margin = _DEFAULT_MARGIN * (scores.bounds[1] - scores.bounds[0])
    comparison = ScoreComparison(
        score=score,
        word="not resolved",
        difference=difference,
        a=scores.level("a", n_unscored=missing, level=level),
        b=scores.level("b", n_unscored=missing, level=level),
        p_value=p,
        test=test,
        discordant=scores.discordant() if scores.is_binary else None,
        odds_ratio=odds_ratio(scored, n_unscored=missing, level=level) if scores.is_binary else None,
        equivalence=Equivalence(margin=margin, p_value=scores.equivalence(margin, interval)) if margin else None,
        minimum_detectable=scores.detectable(interval, level),
        worst_case=worst_case(pairs, scores.bounds) if missing and scores.bounds else None,
        bounds=scores.bounds,
        skewness=skewness_that_matters(scores.differences) if difference.method == "t over clusters" else None,
        remarks=remarks,
        **counts,
    )
    return worded(comparison, p, level)


def _check(margin: float | None, interval: str, level: float, ranges: Mapping[str, Range]) -> None:
    if interval not in get_args(Interval):
        raise UnknownName.among("interval", interval, get_args(Interval))
    if not 0.5 <= level < 1.0:
        raise BadArgument(f"the level of an interval must lie in [0.5, 1); got {level:g}. The usual level is 0.95.")
    if margin is not None and not (margin > 0.0 and math.isfinite(margin)):
        raise BadArgument(
            f"the margin of an equivalence test must be positive; got {margin:g}. The usual margin is 0.05."
        )
    for name, (low, high) in ranges.items():
        if not (math.isfinite(low) and math.isfinite(high) and low < high):
            raise BadArgument(
                f"the range of {name or 'the scores'} must be two numbers, the least first; got {low:g}, {high:g}."
            )


def _read_once(read: dict[str | int, ScoredLog], log: "EvalLog | str | Path") -> ScoredLog:
    key = str(log) if isinstance(log, str | Path) else id(log)
    if key not in read:
        read[key] = read_scored_log(log)
    return read[key]


def _range_of(score: str, ranges: Mapping[str, Range]) -> Range | None:
    return next((ends for name, ends in ranges.items() if name and is_of(score, name)), ranges.get(""))


def _no_number(score: str, scored: Sequence[tuple[str, float, float]], bounds: Range | None) -> str:
    """The reason why these scores cannot be compared; raise where they leave the range that was given."""
    values = [value for _, a, b in scored for value in (a, b)]
    if bounds is not None and (outside := [value for value in values if not bounds[0] <= value <= bounds[1]]):
        raise BadArgument(
            f"the range of {shown(score)} was given as {bounds[0]:g} to {bounds[1]:g}; it has {outside[0]:g}. "
            "Give the least and the greatest score that there can be."
        )
    largest = max(map(abs, values))
    if largest > _LARGEST:
        return f"scores reach {largest:.3g}, and their squares are no numbers; give them in a larger unit"
    if 0.0 < largest < _SMALLEST:
        return f"scores reach {largest:.3g} only, and their squares are 0; give them in a smaller unit"
    return ""


def _shared_scores(a: ScoredLog, b: ScoredLog, asked: Sequence[str]) -> list[str]:
    """The scores that both logs know; one that a log's scorer gave no sample is among them, as not measured."""
    shared = [name for name in dict.fromkeys([*a.scores, *b.scores]) if a.knows(name) and b.knows(name)]
    if not shared:
        of_a, of_b = (", ".join(map(shown, log.scores)) or "none" for log in (a, b))
        raise BadArgument(
            f"the logs share no score: A has {of_a}; B has {of_b}. "
            "Score one of them again with the other's scorer (inspect score)."
        )
    for word in asked:
        if not any(is_of(name, word) for name in shared):
            raise UnknownName.among("score", word, map(shown, shared), "the scores that both logs have")
    return [name for name in shared if not asked or any(is_of(name, word) for word in asked)]


def _in_log(pairing: Pairing, score: str, group: str) -> dict[str, float]:
    """The means that Inspect would print: of the whole logs, or of a group's samples."""
    items = pairing.groups[group] if len(pairing.groups) > 1 or group else None
    means = {side: log.mean(score, items) for side, log in (("a", pairing.a), ("b", pairing.b))}
    return {side: mean for side, mean in means.items() if mean is not None}


def _record(
    pairing: Pairing, scores: Sequence[ScoreComparison], *, by: str, level: float, asked: Sequence[str]
) -> ComparisonRecord:
    return ComparisonRecord(
        a=_record_of(pairing.a, pairing.b),
        b=_record_of(pairing.b, pairing.a),
        shared=len(pairing.items),
        cluster=pairing.cluster_key,
        level=level,
        by=by,
        scores=list(scores),
        warnings=[*pairing.warnings, *_mean_warnings(scores), *_score_warnings(pairing.a, pairing.b, asked)],
    )


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


def _mean_warnings(scores: Sequence[ScoreComparison]) -> list[str]:
    """A warning for each score whose mean here is not the one that Inspect prints, whatever the cause is."""
    warnings = []
    for score in scores:
        sides = (("A", score.a.value, score.in_log.get("a")), ("B", score.b.value, score.in_log.get("b")))
        other = [
            f"{side} {here:.4g} here, {there:.4g} by Inspect"
            for side, here, there in sides
            if here is not None and there is not None and not is_rounding(here - there, max(abs(here), abs(there)))
        ]
        if other:
            name = f"{score.score}, {score.group}" if score.group else score.score
            warnings.append(
                f"{name}: the means are not those over samples that Inspect prints ({'; '.join(other)}). Here only "
                "pairs that both logs scored count, and clusters weigh the same."
            )
    return warnings


def _score_warnings(a: ScoredLog, b: ScoredLog, asked: Sequence[str]) -> list[str]:
    if asked:
        return []
    alone = {"A": [name for name in a.scores if not b.has(name)], "B": [name for name in b.scores if not a.has(name)]}
    return [f"Only {log} has the scores {', '.join(names)}: not compared." for log, names in alone.items() if names]

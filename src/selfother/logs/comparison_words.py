"""Logs compared, as rows and sentences: for a terminal, for a pull request, and for the page."""

from selfother.records import (
    ComparedLog,
    ComparisonRecord,
    ComparisonsRecord,
    Estimate,
    GateFailure,
    ScoreComparison,
)
from selfother.report.text import clipped, visible
from selfother.wording import compact, decimal, digits_of, p_value, signed

__all__ = [
    "COLUMNS",
    "NAME",
    "comparison_failures",
    "comparison_head",
    "comparison_notes",
    "comparison_rows",
    "comparison_warnings",
    "in_one_line",
    "log_words",
    "pair_number",
    "score_name",
    "scores_of",
    "unscored_words",
]

COLUMNS = ("score", "A", "B", "A − B", "interval", "pairs", "clusters", "p", "Holm p", "word")
NAME, _REASON = 160, 200
_SEEN = {
    "differs": "A and B differ",
    "does not differ": "the difference was shown to be smaller than the margin",
    "not resolved": "the logs neither show a difference nor that there is none",
    "not measured": "no pair could be compared",
}


def comparison_head(record: ComparisonsRecord) -> list[str]:
    """What is compared: a line for each log, and how samples were paired; a line a pair of several."""
    if len(record.comparisons) == 1:
        (pair,) = record.comparisons
        return [f"A: {log_words(pair.a)}", f"B: {log_words(pair.b)}", _paired(pair)]
    return [
        f"{place}. A: {log_words(pair.a)}; B: {log_words(pair.b)}; {_paired(pair)}"
        for place, pair in enumerate(record.comparisons, start=1)
    ]


def comparison_warnings(record: ComparisonsRecord) -> list[str]:
    """The warnings, a line each."""
    own = [
        f"{pair_number(record, i)}{in_one_line(warning, 2 * _REASON)}"
        for i, pair in enumerate(record.comparisons)
        for warning in pair.warnings
    ]
    return [*(in_one_line(warning, 2 * _REASON) for warning in record.warnings), *own]


def comparison_failures(record: ComparisonsRecord) -> list[str]:
    """A line for every condition that a score fails."""
    return [_failure(record, failure) for failure in record.failures]


def comparison_rows(record: ComparisonsRecord) -> list[list[str]]:
    """A row a score and group, in the order of `COLUMNS`; of one score's groups only the group is named."""
    is_single = len({score.score for _, score in scores_of(record)}) == 1
    return [
        _row(
            score,
            pair_number(record, i)
            + (in_one_line(score.group, NAME) if score.group and is_single else score_name(score)),
        )
        for i, score in scores_of(record)
    ]


def comparison_notes(record: ComparisonsRecord) -> list[str]:
    """A line a score: what the word means here, the tests under it, and what was not scored."""
    return [f"{pair_number(record, i)}{_note(score)}" for i, score in scores_of(record)]


def scores_of(record: ComparisonsRecord) -> list[tuple[int, ScoreComparison]]:
    """Every score with the place of its pair of logs, from 0."""
    return [(i, score) for i, pair in enumerate(record.comparisons) for score in pair.scores]


def pair_number(record: ComparisonsRecord, i: int) -> str:
    """The number of a pair of logs, as the head has it; nothing where there is one."""
    return f"{i + 1}. " if len(record.comparisons) > 1 else ""


def _failure(record: ComparisonsRecord, failure: GateFailure) -> str:
    words = f"{in_one_line(failure.why, _REASON)} ({in_one_line(failure.condition, NAME)})"
    return f"{pair_number(record, failure.comparison)}{score_name(failure)}: {words}"


def _paired(record: ComparisonRecord) -> str:
    by = f"metadata {in_one_line(record.cluster, NAME)!r}" if record.cluster else "sample"
    apart = f"each {in_one_line(record.by, NAME)!r} apart, " if record.by else ""
    return (
        f"{_counted(record.shared, 'shared sample')}, {apart}clustered by {by}; every difference is A minus B, "
        f"intervals at {100 * record.level:g} %"
    )


def log_words(log: ComparedLog) -> str:
    """A log's task, model and samples, and where it lies."""
    words = f"{in_one_line(log.task, NAME)} on {in_one_line(log.model, NAME)}, {_counted(log.samples, 'sample')}"
    words += f" in {log.epochs} epochs" if log.epochs > 1 else ""
    words += f", {log.only_here:,} of them only here" if log.only_here else ""
    return f"{words} ({in_one_line(log.name, NAME)})"


def _row(score: ScoreComparison, name: str) -> list[str]:
    gap = score.difference
    margin = score.equivalence.margin if score.equivalence and score.word == "does not differ" else 0.0
    digits = digits_of(gap.low, gap.high, -margin, margin)
    if gap.value is None:
        value, ends = "not measured", ""
    else:
        value = signed(gap.value, points=False, digits=digits)
        ends = "none" if gap.low is None or gap.high is None else _ends(gap.low, gap.high, digits)
    return [
        name,
        *(_mean(level, digits) for level in (score.a, score.b)),
        value,
        ends,
        f"{gap.n:,}" + (f" ({gap.n_unscored:,} unscored)" if gap.n_unscored else ""),
        "–" if gap.clusters is None else f"{gap.clusters:,}",
        p_value(score.p_value),
        p_value(score.p_holm),
        score.word,
    ]


def _ends(low: float, high: float, digits: int | None) -> str:
    return f"[{decimal(low, digits)}, {decimal(high, digits)}]"


def _mean(level: Estimate, digits: int | None) -> str:
    return "–" if level.value is None else decimal(level.value, digits)


def _note(score: ScoreComparison) -> str:
    parts = [_seen(score)]
    if score.difference.method:
        parts.append(f"interval: {score.difference.method}")
    elif score.difference.reason:
        parts.append(in_one_line(score.difference.reason, _REASON))
    parts += [in_one_line(remark, 2 * _REASON) for remark in score.remarks]
    if score.test:
        parts.append(f"p: {score.test}")
    if score.discordant:
        parts.append(f"only A scores 1 in {score.discordant.a_only:,} pairs, only B in {score.discordant.b_only:,}")
    if score.odds_ratio:
        parts.append(_odds(score.odds_ratio))
    if score.equivalence:
        p = score.equivalence.p_value
        smaller = "no test" if p is None else f"p = {p_value(p)}" if p >= 0.001 else "p < 0.001"
        parts.append(f"smaller than ±{compact(score.equivalence.margin)}: {smaller}")
    if score.minimum_detectable is not None:
        parts.append(_detectable(score.minimum_detectable, score.bounds))
    if score.unscored:
        parts.append(unscored_words(score))
    return f"{score_name(score)}: {'; '.join(parts)}."


def _detectable(difference: float, bounds: tuple[float, float] | None) -> str:
    if bounds is not None and difference > bounds[1] - bounds[0]:
        return "such clusters are too few to show any difference with power 0.8"
    return f"such clusters show a difference of {decimal(difference)} with power 0.8"


def unscored_words(score: ScoreComparison) -> str:
    """How many pairs are unscored, on which side and why, and what they could hide."""
    sides = {"a": "A only", "b": "B only", "both": "both"}
    counts = score.unscored_in
    where = ", ".join(f"{counts[side]:,} in {word}" for side, word in sides.items() if side in counts)
    count = score.difference.n_unscored
    parts = [f"{_counted(count, 'pair')} unscored ({where})"]
    parts += [f"not scored in {side.upper()}: {_reasons(reasons)}" for side, reasons in score.unscored.items()]
    if score.worst_case is not None:
        low, high = score.worst_case
        ends = _ends(low, high, digits_of(low, high))
        parts.append(f"however they would have been scored, the difference over all pairs is in {ends}")
    return "; ".join(parts)


def score_name(score: ScoreComparison | GateFailure) -> str:
    return in_one_line(score.score, NAME) + (f", {in_one_line(score.group, NAME)}" if score.group else "")


def _odds(ratio: Estimate) -> str:
    if ratio.value is None or ratio.low is None or ratio.high is None:
        return f"no ratio of odds: {ratio.reason}"
    return f"A's odds over B's: {compact(ratio.value)} [{compact(ratio.low)}, {compact(ratio.high)}] (GEE)"


def _seen(score: ScoreComparison) -> str:
    smaller = score.equivalence.p_value if score.equivalence else None
    is_small = smaller is not None and smaller < 0.05
    gap = score.difference
    if score.word == "not resolved" and gap.value == 0.0 and score.p_value == 1.0 and gap.low is None:
        return "A and B have the same scores in every pair; a difference in others cannot be excluded"
    return (
        f"{_SEEN[score.word]}, by less than the margin" if score.word == "differs" and is_small else _SEEN[score.word]
    )


def _reasons(reasons: dict[str, int]) -> str:
    return ", ".join(f"{count:,} ({in_one_line(reason, _REASON)})" for reason, count in reasons.items())


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def in_one_line(text: str, limit: int) -> str:
    """What others wrote in one line, with what a terminal would obey made visible."""
    return clipped(" ".join(visible(text).split()), limit)

"""Logs compared, as a table and sentences: for a terminal, for a pull request, and as a page."""

from collections.abc import Sequence

from selfother.records import (
    ComparedLog,
    ComparisonRecord,
    ComparisonsRecord,
    Estimate,
    GateFailure,
    ReportRecord,
    ScoreComparison,
    Table,
)
from selfother.report.old_markdown import grid, inline
from selfother.report.text import clipped, visible
from selfother.wording import compact, decimal, digits_of, p_value, signed

__all__ = [
    "COLUMNS",
    "comparison_failures",
    "comparison_head",
    "comparison_notes",
    "comparison_report",
    "comparison_rows",
    "comparison_warnings",
    "render_comparison",
]

COLUMNS = ("score", "A", "B", "A − B", "interval", "pairs", "clusters", "p", "Holm p", "word")
_NAME, _REASON = 160, 200
_SEEN = {
    "differs": "A and B differ",
    "does not differ": "the difference was shown to be smaller than the margin",
    "not resolved": "the logs neither show a difference nor that there is none",
    "not measured": "no pair could be compared",
}


def render_comparison(record: ComparisonsRecord) -> str:
    """Return the comparisons as markdown; identical records give identical text."""
    numeric = [False, *[True] * (len(COLUMNS) - 2), False]
    count = len(record.comparisons)
    title = "A compared with B" if count == 1 else f"{count} pairs of logs compared"
    blocks = [f"# {title}", "\n".join(f"- {inline(line)}" for line in comparison_head(record))]
    if warnings := comparison_warnings(record):
        blocks.append("\n".join(f"- **{inline(warning)}**" for warning in warnings))
    if failures := comparison_failures(record):
        blocks.append("\n".join(f"- **failed: {inline(failure)}**" for failure in failures))
    blocks.append(grid(COLUMNS, comparison_rows(record), numeric=numeric))
    blocks.append("\n".join(f"- {inline(note)}" for note in comparison_notes(record)))
    return "\n\n".join(blocks) + "\n"


def comparison_report(record: ComparisonsRecord, *, command: str = "") -> ReportRecord:
    """Return the comparisons as a page.

    Args:
        record: What was compared.
        command: The command line that makes the page again.
    """
    logs = {log.name: log for pair in record.comparisons for log in (pair.a, pair.b)}
    first = record.comparisons[0]
    others = f"{len(logs) - 1} logs" if len(logs) > 2 else _clean(first.b.name, _NAME)
    unscored = [
        f"{_place(record, i)}{_named(score)}: {_unscored(score)}." for i, score in _scores(record) if score.unscored
    ]
    return ReportRecord(
        name="comparison",
        title=f"{_clean(first.a.name, _NAME)} compared with {others}",
        question="Do the logs differ, sample by sample?",
        status="complete",
        scale="",
        summary=[
            *(f"Failed: {failure}." for failure in comparison_failures(record)),
            *comparison_notes(record),
            *(f"Warning: {warning}" for warning in comparison_warnings(record)),
        ],
        findings=[],
        tables=[
            Table(
                title="Scores",
                columns=list(COLUMNS),
                rows=comparison_rows(record),
                note="; ".join(comparison_head(record)),
            )
        ],
        not_measured=unscored,
        environment={f"log {name}": _log_words(log) for name, log in logs.items()},
        command=command,
    )


def comparison_head(record: ComparisonsRecord) -> list[str]:
    """Return what is compared: a line for each log, and how samples were paired; a line a pair of several."""
    if len(record.comparisons) == 1:
        (pair,) = record.comparisons
        return [f"A: {_log_words(pair.a)}", f"B: {_log_words(pair.b)}", _paired(pair)]
    return [
        f"{place}. A: {_log_words(pair.a)}; B: {_log_words(pair.b)}; {_paired(pair)}"
        for place, pair in enumerate(record.comparisons, start=1)
    ]


def comparison_warnings(record: ComparisonsRecord) -> list[str]:
    """Return the warnings, a line each."""
    own = [
        f"{_place(record, i)}{_clean(warning, 2 * _REASON)}"
        for i, pair in enumerate(record.comparisons)
        for warning in pair.warnings
    ]
    return [*(_clean(warning, 2 * _REASON) for warning in record.warnings), *own]


def comparison_failures(record: ComparisonsRecord) -> list[str]:
    """Return a line for every condition that a score fails."""
    return [_failure(record, failure) for failure in record.failures]


def comparison_rows(record: ComparisonsRecord) -> list[list[str]]:
    """Return a row a score and group, in the order of `COLUMNS`; of one score's groups only the group is named."""
    is_one = len({score.score for _, score in _scores(record)}) == 1
    return [
        _row(score, _place(record, i) + (_clean(score.group, _NAME) if score.group and is_one else _named(score)))
        for i, score in _scores(record)
    ]


def comparison_notes(record: ComparisonsRecord) -> list[str]:
    """Return a line a score: what the word means here, the tests under it, and what was not scored."""
    return [f"{_place(record, i)}{_note(score)}" for i, score in _scores(record)]


def _scores(record: ComparisonsRecord) -> list[tuple[int, ScoreComparison]]:
    return [(i, score) for i, pair in enumerate(record.comparisons) for score in pair.scores]


def _place(record: ComparisonsRecord, i: int) -> str:
    """Return the number of a pair of logs, as the head has it; nothing where there is one."""
    return f"{i + 1}. " if len(record.comparisons) > 1 else ""


def _failure(record: ComparisonsRecord, failure: GateFailure) -> str:
    words = f"{_clean(failure.why, _REASON)} ({_clean(failure.condition, _NAME)})"
    return f"{_place(record, failure.comparison)}{_named(failure)}: {words}"


def _paired(record: ComparisonRecord) -> str:
    by = f"metadata {_clean(record.cluster, _NAME)!r}" if record.cluster else "sample"
    apart = f"each {_clean(record.by, _NAME)!r} apart, " if record.by else ""
    return (
        f"{_counted(record.shared, 'shared sample')}, {apart}clustered by {by}; every difference is A minus B, "
        f"intervals at {100 * record.level:g} %"
    )


def _log_words(log: ComparedLog) -> str:
    said = f"{_clean(log.task, _NAME)} on {_clean(log.model, _NAME)}, {_counted(log.samples, 'sample')}"
    said += f" in {log.epochs} epochs" if log.epochs > 1 else ""
    said += f", {log.only_here:,} of them only here" if log.only_here else ""
    return f"{said} ({_clean(log.name, _NAME)})"


def _row(one: ScoreComparison, name: str) -> list[str]:
    gap = one.difference
    margin = one.equivalence.margin if one.equivalence and one.word == "does not differ" else 0.0
    digits = digits_of(gap.low, gap.high, -margin, margin)
    if gap.value is None:
        value, ends = "not measured", ""
    else:
        value = signed(gap.value, points=False, digits=digits)
        ends = "none" if gap.low is None or gap.high is None else _ends(gap.low, gap.high, digits)
    return [
        name,
        *(_mean(level, digits) for level in (one.a, one.b)),
        value,
        ends,
        f"{gap.n:,}" + (f" ({gap.n_unscored:,} unscored)" if gap.n_unscored else ""),
        "–" if gap.clusters is None else f"{gap.clusters:,}",
        p_value(one.p_value),
        p_value(one.p_holm),
        one.word,
    ]


def _ends(low: float, high: float, digits: int | None) -> str:
    return f"[{decimal(low, digits)}, {decimal(high, digits)}]"


def _mean(level: Estimate, digits: int | None) -> str:
    return "–" if level.value is None else decimal(level.value, digits)


def _note(one: ScoreComparison) -> str:
    parts = [_seen(one)]
    if one.difference.method:
        parts.append(f"interval: {one.difference.method}")
    elif one.difference.reason:
        parts.append(_clean(one.difference.reason, _REASON))
    parts += [_clean(remark, 2 * _REASON) for remark in one.remarks]
    if one.test:
        parts.append(f"p: {one.test}")
    if one.discordant:
        parts.append(f"only A scores 1 in {one.discordant.a_only:,} pairs, only B in {one.discordant.b_only:,}")
    if one.odds_ratio:
        parts.append(_odds(one.odds_ratio))
    if one.equivalence:
        p = one.equivalence.p_value
        smaller = "no test" if p is None else f"p = {p_value(p)}" if p >= 0.001 else "p < 0.001"
        parts.append(f"smaller than ±{compact(one.equivalence.margin)}: {smaller}")
    if one.minimum_detectable is not None:
        parts.append(_detectable(one.minimum_detectable, one.bounds))
    if one.unscored:
        parts.append(_unscored(one))
    return f"{_named(one)}: {'; '.join(parts)}."


def _detectable(difference: float, bounds: tuple[float, float] | None) -> str:
    if bounds is not None and difference > bounds[1] - bounds[0]:
        return "such clusters are too few to show any difference with power 0.8"
    return f"such clusters show a difference of {decimal(difference)} with power 0.8"


def _unscored(one: ScoreComparison) -> str:
    """Return how many pairs are unscored, on which side and why, and what they could hide."""
    sides = {"a": "A only", "b": "B only", "both": "both"}
    where = ", ".join(f"{one.unscored_in[side]:,} in {word}" for side, word in sides.items() if side in one.unscored_in)
    count = one.difference.n_unscored
    said = [f"{_counted(count, 'pair')} unscored ({where})"]
    said += [f"not scored in {side.upper()}: {_reasons(reasons)}" for side, reasons in one.unscored.items()]
    if one.worst_case is not None:
        low, high = one.worst_case
        ends = _ends(low, high, digits_of(low, high))
        said.append(f"however they would have been scored, the difference over all pairs is in {ends}")
    return "; ".join(said)


def _named(score: ScoreComparison | GateFailure) -> str:
    return _clean(score.score, _NAME) + (f", {_clean(score.group, _NAME)}" if score.group else "")


def _odds(ratio: Estimate) -> str:
    if ratio.value is None or ratio.low is None or ratio.high is None:
        return f"no ratio of odds: {ratio.reason}"
    return f"A's odds over B's: {compact(ratio.value)} [{compact(ratio.low)}, {compact(ratio.high)}] (GEE)"


def _seen(one: ScoreComparison) -> str:
    is_small = one.equivalence is not None and one.equivalence.p_value is not None and one.equivalence.p_value < 0.05
    if one.word == "not resolved" and one.difference.value == 0.0 and one.p_value == 1.0 and one.difference.low is None:
        return "A and B have the same scores in every pair; a difference in others cannot be excluded"
    return f"{_SEEN[one.word]}, by less than the margin" if one.word == "differs" and is_small else _SEEN[one.word]


def _reasons(reasons: dict[str, int]) -> str:
    said: Sequence[str] = [f"{count:,} ({_clean(reason, _REASON)})" for reason, count in reasons.items()]
    return ", ".join(said)


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _clean(text: str, limit: int) -> str:
    """Return what others wrote in one line, with what a terminal would obey made visible."""
    return clipped(" ".join(visible(text).split()), limit)

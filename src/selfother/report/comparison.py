"""Two logs compared, as a table and sentences: for a terminal and for a pull request."""

from collections.abc import Sequence

from selfother.records import ComparedLog, ComparisonRecord, Estimate, ScoreComparison
from selfother.report.markdown import grid, inline
from selfother.report.text import clipped, compact, decimal, digits_of, p_value, signed, visible

__all__ = [
    "COLUMNS",
    "comparison_head",
    "comparison_notes",
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
    "not measured": "no pair was scored in both logs",
}


def render_comparison(record: ComparisonRecord) -> str:
    """Return the comparison as markdown; identical records give identical text."""
    numeric = [False, *[True] * (len(COLUMNS) - 2), False]
    blocks = ["# A compared with B", "\n".join(f"- {inline(line)}" for line in comparison_head(record))]
    if record.warnings:
        blocks.append("\n".join(f"- **{inline(warning)}**" for warning in comparison_warnings(record)))
    blocks.append(grid(COLUMNS, comparison_rows(record), numeric=numeric))
    blocks.append("\n".join(f"- {inline(note)}" for note in comparison_notes(record)))
    return "\n\n".join(blocks) + "\n"


def comparison_head(record: ComparisonRecord) -> list[str]:
    """Return what is compared: a line for each log, and how samples were paired."""
    by = f"metadata {_clean(record.cluster, _NAME)!r}" if record.cluster else "sample"
    apart = f"each {_clean(record.by, _NAME)!r} apart, " if record.by else ""
    return [
        f"A: {_log_words(record.a)}",
        f"B: {_log_words(record.b)}",
        f"{record.shared:,} shared samples, {apart}clustered by {by}; every difference is A minus B, "
        f"intervals at {100 * record.level:g} %",
    ]


def comparison_warnings(record: ComparisonRecord) -> list[str]:
    """Return the warnings, a line each."""
    return [_clean(warning, 2 * _REASON) for warning in record.warnings]


def comparison_rows(record: ComparisonRecord) -> list[list[str]]:
    """Return a row a score and group, in the order of `COLUMNS`; of one score's groups only the group is named."""
    is_one = len({one.score for one in record.scores}) == 1
    return [_row(one, _clean(one.group, _NAME) if one.group and is_one else _named(one)) for one in record.scores]


def comparison_notes(record: ComparisonRecord) -> list[str]:
    """Return a line a score: what the word means here, the tests under it, and what was not scored."""
    return [_note(one) for one in record.scores]


def _log_words(log: ComparedLog) -> str:
    said = f"{_clean(log.task, _NAME)} on {_clean(log.model, _NAME)}, {log.samples:,} samples"
    said += f" in {log.epochs} epochs" if log.epochs > 1 else ""
    said += f", {log.only_here:,} of them only here" if log.only_here else ""
    return f"{said} ({_clean(log.name, _NAME)})"


def _row(one: ScoreComparison, name: str) -> list[str]:
    gap = one.difference
    digits = digits_of(gap.low, gap.high)
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
    elif one.difference.reason and one.word != "not measured":
        parts.append(one.difference.reason)
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
        parts.append(f"such clusters show a difference of {decimal(one.minimum_detectable)} with power 0.8")
    for side, reasons in one.unscored.items():
        parts.append(f"not scored in {side.upper()}: {_reasons(reasons)}")
    return f"{_named(one)}: {'; '.join(parts)}."


def _named(one: ScoreComparison) -> str:
    return _clean(one.score, _NAME) + (f", {_clean(one.group, _NAME)}" if one.group else "")


def _odds(ratio: Estimate) -> str:
    if ratio.value is None or ratio.low is None or ratio.high is None:
        return f"no ratio of odds: {ratio.reason}"
    return f"A's odds over B's: {compact(ratio.value)} [{compact(ratio.low)}, {compact(ratio.high)}] (GEE)"


def _seen(one: ScoreComparison) -> str:
    is_small = one.equivalence is not None and one.equivalence.p_value is not None and one.equivalence.p_value < 0.05
    return f"{_SEEN[one.word]}, by less than the margin" if one.word == "differs" and is_small else _SEEN[one.word]


def _reasons(reasons: dict[str, int]) -> str:
    said: Sequence[str] = [f"{count:,} ({_clean(reason, _REASON)})" for reason, count in reasons.items()]
    return ", ".join(said)


def _clean(text: str, limit: int) -> str:
    """Return what others wrote in one line, with what a terminal would obey made visible."""
    return clipped(" ".join(visible(text).split()), limit)

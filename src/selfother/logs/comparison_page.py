"""Logs compared, as a page of blocks, and as the few lines of Markdown that a pull request shows."""

from collections import Counter

from selfother.logs.comparison_words import (
    COLUMNS,
    NAME,
    comparison_failures,
    comparison_head,
    comparison_notes,
    comparison_rows,
    comparison_warnings,
    in_one_line,
    log_words,
    pair_number,
    score_name,
    scores_of,
    unscored_words,
)
from selfother.records import (
    Block,
    Cell,
    ComparisonsRecord,
    Drawn,
    Facts,
    Forest,
    ForestRow,
    Section,
    Table,
    Text,
    Tone,
)
from selfother.report.markdown import grid, inline
from selfother.report.page import Page
from selfother.wording import listed

__all__ = ["comparison_markdown", "comparison_page"]

_TONES: dict[str, Tone] = {
    "differs": "part",
    "does not differ": "part",
    "not resolved": "open",
    "not measured": "open",
}
"""Whether a difference is good or bad news only the reader knows."""
_RESULTS = {
    "differs": ("differs", "differ"),
    "does not differ": ("does not differ by more than the margin", "do not differ by more than the margin"),
    "not resolved": ("is not resolved", "are not resolved"),
    "not measured": ("could not be compared", "could not be compared"),
}
"""Each word as the verb of one score, and of several."""


def comparison_page(record: ComparisonsRecord, *, command: str = "") -> Page:
    """The page of logs compared.

    Args:
        record: What was compared.
        command: The command line that makes the page again.
    """
    logs = {log.name: log for pair in record.comparisons for log in (pair.a, pair.b)}
    first = record.comparisons[0]
    others = f"{len(logs) - 1} logs" if len(logs) > 2 else in_one_line(first.b.name, NAME)
    failures = comparison_failures(record)
    return Page(
        title=f"{in_one_line(first.a.name, NAME)} compared with {others}",
        kicker="selfother compare",
        question="Do the logs differ, sample by sample?",
        badges=[(f"failed: {len(failures)} of the conditions", True)] if failures else [],
        lead=[
            _result(record),
            *(f"Failed: {failure}." for failure in failures),
            *(f"Warning: {warning}" for warning in comparison_warnings(record)),
        ],
        sections=[
            Section(
                key="scores",
                title="Scores",
                note="; ".join(comparison_head(record)) + ".",
                blocks=_score_blocks(record),
            ),
            *_unscored_sections(record),
            Section(
                key="logs", title="The logs", blocks=[Facts(rows=[(n, log_words(log)) for n, log in logs.items()])]
            ),
            Section(
                key="provenance",
                title="The command that makes this page again",
                blocks=[Text(paragraphs=[command], role="command")],
            ),
        ],
        footer="The same numbers, for machines: report.json; for a text editor: report.md.",
    )


def comparison_markdown(record: ComparisonsRecord) -> str:
    """The comparisons as Markdown for a pull request; identical records give identical text."""
    numeric = [False, *[True] * (len(COLUMNS) - 2), False]
    count = len(record.comparisons)
    title = "A compared with B" if count == 1 else f"{count} pairs of logs compared"
    parts = [f"# {title}", "\n".join(f"- {inline(line)}" for line in comparison_head(record))]
    if warnings := comparison_warnings(record):
        parts.append("\n".join(f"- **{inline(warning)}**" for warning in warnings))
    if failures := comparison_failures(record):
        parts.append("\n".join(f"- **failed: {inline(failure)}**" for failure in failures))
    parts.append(grid(COLUMNS, comparison_rows(record), numeric=numeric))
    parts.append("\n".join(f"- {inline(note)}" for note in comparison_notes(record)))
    return "\n\n".join(parts) + "\n"


def _result(record: ComparisonsRecord) -> str:
    """How many scores got each word, in a sentence."""
    counts: Counter[str] = Counter(score.word for _, score in scores_of(record))
    total = sum(counts.values())
    parts = [f"{counts[word]} {verbs[counts[word] > 1]}" for word, verbs in _RESULTS.items() if counts[word]]
    return f"Of {total} score{'' if total == 1 else 's'}, {listed(parts)}." if parts else "No score was compared."


def _score_blocks(record: ComparisonsRecord) -> list[Block]:
    name, a, b, difference, interval, *others = COLUMNS
    table = Table(
        title="Every score",
        columns=[name, a, b, f"{difference}, {interval}", *others],
        rows=[
            [*levels, f"{gap} {ends}".rstrip(), *numbers, Cell(text=word, tone=_TONES[word])]
            for *levels, gap, ends, pairs, clusters, p, holm, word in comparison_rows(record)
            for numbers in ([pairs, clusters, p, holm],)
        ],
    )
    return [*_differences(record), table, Text(paragraphs=comparison_notes(record), role="list")]


def _differences(record: ComparisonsRecord) -> list[Block]:
    """The differences on one axis, where all that were measured have one range."""
    measured = [(i, score) for i, score in scores_of(record) if score.difference.value is not None]
    ranges = {score.bounds for _, score in measured}
    if len(ranges) != 1 or len(measured) < 2:
        return []
    is_share = ranges == {(0.0, 1.0)}
    return [
        Forest(
            title="Differences",
            measure="A minus B, in points" if is_share else "A minus B",
            unit="points" if is_share else "of the score",
            rows=[
                ForestRow(
                    name=f"{pair_number(record, i)}{score_name(score)}",
                    drawn=[Drawn(estimate=score.difference, tone=_TONES[score.word])],
                )
                for i, score in measured
            ],
            is_difference=True,
        )
    ]


def _unscored_sections(record: ComparisonsRecord) -> list[Section]:
    lines = [
        f"{pair_number(record, i)}{score_name(score)}: {unscored_words(score)}."
        for i, score in scores_of(record)
        if score.unscored
    ]
    if not lines:
        return []
    return [Section(key="unscored", title="Not measured", blocks=[Text(paragraphs=lines, role="list")])]

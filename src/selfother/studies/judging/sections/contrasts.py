"""Contrasts: every difference between two arms on the axis of its measure, the primary ones before the others."""

from collections import Counter
from collections.abc import Sequence

from selfother.records import (
    Block,
    Cell,
    Drawn,
    Estimate,
    Finding,
    Fold,
    Forest,
    ForestRow,
    ReportRecord,
    Section,
    Text,
)
from selfother.studies.judging.sections.words import number_cell, spaced
from selfother.wording import compact, kind_words, p_value

__all__ = ["contrasts_section"]

_OTHERS_SHOWN = 12
"""More contrasts than these are folded, one fold a measure."""
_COLUMNS = ["difference", "n", "clusters", "p", "Holm p", "declared"]
_DASH = "–"


def contrasts_section(report: ReportRecord) -> Section | None:
    """All contrasts of a report; None where nothing was compared."""
    contrasts = [finding for finding in report.findings if finding.control and finding.holds is None]
    if not contrasts:
        return None
    words = kind_words(dict.fromkeys(finding.subject for finding in contrasts), quoted=True)
    contrasts = [finding.model_copy(update={"subject": words[finding.subject]}) for finding in contrasts]
    margin = report.plan.margin_points / 100.0 if report.plan else None
    primary = [finding for finding in contrasts if finding.primary]
    others = [finding for finding in contrasts if not finding.primary]
    return Section(
        key="contrasts",
        title="Contrasts",
        note=_note(report),
        blocks=[*_primary(primary, margin), *_others(others, margin, has_primary=bool(primary))],
    )


def _note(report: ReportRecord) -> str:
    margin = (
        f" The shaded band is the declared margin, {compact(report.plan.margin_points)} points to either side of zero."
        if report.plan
        else ""
    )
    return (
        "Each row is a paired difference, first arm minus second, with its interval (95 % unless it says otherwise). "
        f"Left of zero means less of the measure.{margin} n is the number of scored items, clusters the number of "
        "independent groups that they form. A dash is a number that the design cannot give."
    )


def _primary(findings: Sequence[Finding], margin: float | None) -> list[Block]:
    if not findings:
        return []
    head = Text(
        title="Primary contrasts",
        role="note",
        paragraphs=["Declared as primary; Holm’s correction runs over these."],
    )
    return [head, *_forests(findings, margin)]


def _others(findings: Sequence[Finding], margin: float | None, *, has_primary: bool) -> list[Block]:
    if not findings:
        return []
    note = (
        "Not among the declared primary contrasts, and not corrected for their number."
        if has_primary
        else "None was declared as primary; p-values are not corrected for their number."
    )
    head = Text(title="Other contrasts" if has_primary else "All contrasts", role="note", paragraphs=[note])
    forests = _forests(findings, margin)
    if len(findings) <= _OTHERS_SHOWN:
        return [head, *forests]
    words = [_counted(members) for members in _by_measure(findings).values()]
    folds = [
        Fold(title=forest.title, detail=word, blocks=[forest]) for forest, word in zip(forests, words, strict=True)
    ]
    return [head, *folds]


def _by_measure(findings: Sequence[Finding]) -> dict[tuple[str, str], list[Finding]]:
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.measure, finding.unit), []).append(finding)
    return groups


def _counted(findings: Sequence[Finding]) -> str:
    """How often each word is said, in the order of the rows."""
    return ", ".join(f"{word} {count}" for word, count in Counter(finding.word for finding in findings).items())


def _forests(findings: Sequence[Finding], margin: float | None) -> list[Forest]:
    return [
        _forest(measure, unit, members, margin if unit == "share" else None)
        for (measure, unit), members in _by_measure(findings).items()
    ]


def _forest(measure: str, unit: str, findings: Sequence[Finding], margin: float | None) -> Forest:
    """The contrasts of one measure; a column that has no number in any row is left out."""
    rows = [_row(finding) for finding in findings]
    kept = [place for place in range(len(_COLUMNS)) if any(row.cells[place] != _DASH for row in rows)]
    return Forest(
        title=spaced(measure) or "measure not named",
        measure="difference in points" if unit == "share" else f"difference in {unit}",
        unit="points" if unit == "share" else unit,
        rows=[row.model_copy(update={"cells": [row.cells[place] for place in kept]}) for row in rows],
        columns=[_COLUMNS[place] for place in kept],
        band=(-margin, margin) if margin else None,
        is_difference=True,
    )


def _row(finding: Finding) -> ForestRow:
    estimate = finding.estimate or Estimate(value=None, reason="no estimate was made")
    where = ", on ".join(filter(None, [spaced(finding.family) or "all families", spaced(finding.subject)]))
    is_doubted = estimate.value is not None and estimate.reason not in finding.sentence
    doubt = f"({estimate.reason})" if is_doubted else ""
    return ForestRow(
        name=f"{finding.arm} \u2212 {finding.control}",
        detail=" · ".join(filter(None, [where, _levels(finding)])),
        drawn=[Drawn(estimate=estimate, tone=finding.tone)],
        cells=[
            number_cell(estimate, unit=finding.unit, is_difference=True),
            f"{estimate.n:,}" if estimate.n else _DASH,
            f"{estimate.clusters:,}" if estimate.clusters is not None else _DASH,
            p_value(finding.p_value),
            p_value(finding.p_holm),
            finding.declared,
        ],
        sentence=Cell(text=finding.word, detail=" ".join(filter(None, [finding.sentence, doubt])), tone=finding.tone),
    )


def _levels(finding: Finding) -> str:
    sides = (finding.arm_estimate, finding.control_estimate)
    cells = [number_cell(side, unit=finding.unit, is_difference=False) for side in sides if side is not None]
    return " against ".join(cell.text for cell in cells)

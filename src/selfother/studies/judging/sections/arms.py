"""The arms of a study: what they are, their rates, what was scored of them, and the verdicts of the rules."""

from collections.abc import Sequence

from selfother.records import ArmRecord, Cell, Drawn, Estimate, Forest, ForestRow, ReportRecord, Scoring, Section, Table
from selfother.studies.judging.sections.words import measured_of, number_cell, rate_words
from selfother.wording import percent

__all__ = ["arms_section", "runs_in_words", "scored_words"]

_SCORED, _VERDICT = "answers scored", "verdict"
_FEW_RUNS = 3
"""Up to so many training runs are named one by one."""
_REASONS = 3
"""So many reasons for answers without a score stand beside an arm."""


def arms_section(report: ReportRecord) -> Section | None:
    """A row for every arm; None for a study without arms."""
    if not report.arms:
        return None
    has_rates = any(rate.value is not None for arm in report.arms for rate in arm.rates)
    note = (
        "Filled marks are treatments and upper bounds, hollow marks are baselines and controls; the same mark stands "
        "for the same arm in every figure."
    )
    if not has_rates:
        return Section(key="arms", title="The arms", note=note, blocks=[_table(report.arms)])
    return Section(
        key="arms",
        title="The arms and their verdicts",
        note=f"{note} The track shows {measured_of(report)} of every training run, with its interval.",
        blocks=[_forest(report.arms, measured_of(report))],
    )


def runs_in_words(rates: Sequence[Estimate]) -> Cell:
    """The rate of every training run; of more than a few, their mean and range.

    Args:
        rates: Shares, one a training run.
    """
    values = [rate.value for rate in rates if rate.value is not None]
    if len(rates) == 1 and values:
        cell = number_cell(rates[0], unit="share", is_difference=False)
        return Cell(text=cell.text, detail=f"{cell.detail}, n = {rates[0].n:,}")
    if len(rates) <= _FEW_RUNS or not values:
        return Cell(text="; ".join(_rate(rate) for rate in rates) or "not measured")
    span = f"{percent(min(values), 1, unit=False)} to {percent(max(values), 1, unit=False)}"
    counts = sorted({rate.n for rate in rates if rate.value is not None})
    each = f"n = {counts[0]:,}" if len(counts) == 1 else f"n = {counts[0]:,} to {counts[-1]:,}"
    missing = f"; {len(rates) - len(values)} not measured" if len(values) < len(rates) else ""
    return Cell(
        text=percent(sum(values) / len(values), 1),
        detail=f"mean of {len(values)} runs, {span}, {each} each{missing}",
    )


def scored_words(scorings: Sequence[Scoring]) -> str:
    """How many answers were scored, and why the others were not, the most frequent reasons first."""
    return "; ".join(_scored(scoring, is_alone=len(scorings) == 1) for scoring in scorings) or "none"


def _forest(arms: Sequence[ArmRecord], measured: str) -> Forest:
    columns = _columns(arms)
    rows = [
        ForestRow(
            name=arm.name,
            detail=_detail(arm),
            mark=arm.name,
            drawn=[Drawn(estimate=rate, mark=arm.name) for rate in arm.rates],
            cells=[runs_in_words(arm.rates), *_cells(arm, columns)],
        )
        for arm in arms
    ]
    return Forest(
        title="Arms",
        rows=rows,
        columns=[measured, *columns],
        span=(0.0, 1.0),
    )


def _table(arms: Sequence[ArmRecord]) -> Table:
    columns = _columns(arms)
    rows: list[list[str | Cell]] = [
        [Cell(text=arm.name, detail=_detail(arm), mark=arm.name), *_cells(arm, columns)] for arm in arms
    ]
    return Table(title="Arms", columns=["arm", *columns], rows=rows)


def _detail(arm: ArmRecord) -> str:
    return " · ".join(filter(None, (arm.role, arm.title)))


def _columns(arms: Sequence[ArmRecord]) -> list[str]:
    scored = [_SCORED] if any(arm.scored for arm in arms) else []
    return [*scored, *([_VERDICT] if any(arm.verdict for arm in arms) else [])]


def _cells(arm: ArmRecord, columns: Sequence[str]) -> list[str | Cell]:
    verdict = Cell(text=arm.verdict, detail=arm.verdict_reason, tone=arm.tone if arm.verdict else None)
    cells: dict[str, str | Cell] = {_SCORED: scored_words(arm.scored), _VERDICT: verdict}
    return [cells[column] for column in columns]


def _rate(rate: Estimate) -> str:
    return rate_words(rate) if rate.value is None else f"{rate_words(rate)}, n = {rate.n:,}"


def _scored(scoring: Scoring, *, is_alone: bool) -> str:
    measure = "" if is_alone else f"{scoring.measure}: "
    reasons = [f"{count:,} × {reason}" for reason, count in scoring.reasons.items()]
    rest = [f"{len(reasons) - _REASONS} other reasons"] if len(reasons) > _REASONS else []
    why = f" ({'; '.join(reasons[:_REASONS] + rest)})" if reasons else ""
    return f"{measure}{scoring.scored:,} of {scoring.asked:,}{why}"

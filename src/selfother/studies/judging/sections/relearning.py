"""Relearning: how many steps of tuning on lies bring the lies back, a curve for every arm that was tuned further."""

from selfother.records import (
    Cell,
    Curve,
    Estimate,
    Plot,
    RelearningCurve,
    RelearningRecord,
    ReportRecord,
    Section,
    Table,
)
from selfother.studies.judging.sections.words import measured_of, named
from selfother.wording import capital, percent

__all__ = ["relearning_section"]


def relearning_section(report: ReportRecord) -> Section | None:
    """The figure and its table; None where no arm was tuned on lies."""
    record = report.relearning
    if record is None or not record.curves:
        return None
    measured = measured_of(report)
    return Section(
        key="relearning",
        title="Relearning: how soon the lies come back",
        note=(
            "Every arm is tuned on lies to rivals, the same rows at the same rate. A cure that only hides the lie is "
            "undone in fewer steps than an untouched model needs to learn it. Step 0 is the arm as it is; vertical "
            "lines are intervals of the rate."
        ),
        blocks=[_plot(record, measured), _table(record, report, measured)],
    )


def _plot(record: RelearningRecord, measured: str) -> Plot:
    half = _half(record)
    return Plot(
        title=f"{capital(measured)} against steps of tuning on lies",
        x_label="steps of tuning on lies",
        y_label=measured,
        curves=[_curve(curve) for curve in record.curves],
        y_span=(0.0, 1.0),
        is_share=True,
        numbers="beside",
        band=(record.half, 1.0) if record.half else None,
        note=f"The shaded band begins at {half}." if half else "",
    )


def _half(record: RelearningRecord) -> str:
    return f"{percent(record.half, 1)}, half of the rate of {record.subject}" if record.half else ""


def _curve(curve: RelearningCurve) -> Curve:
    return Curve(
        name=curve.arm,
        mark=curve.arm,
        x=[float(step) for step in curve.steps],
        y=[rate.value for rate in curve.deception],
        low=[rate.low for rate in curve.deception],
        high=[rate.high for rate in curve.deception],
    )


def _table(record: RelearningRecord, report: ReportRecord, measured: str) -> Table:
    steps = sorted({step for curve in record.curves for step in curve.steps})
    rows: list[list[str | Cell]] = []
    for curve in record.curves:
        rates = dict(zip(curve.steps, curve.deception, strict=True))
        name = named(curve.arm, report.arms, has_title=True)
        rows.append([name, *(_rate(rates.get(step)) for step in steps), curve.word])
    half = _half(record)
    return Table(
        title=f"{capital(measured)} after steps of tuning on lies",
        columns=["arm", *(f"{step} steps" for step in steps), "half is back"],
        rows=rows,
        note=f"Half: {half}." if half else "",
    )


def _rate(rate: Estimate | None) -> str:
    if rate is None:
        return "–"
    return "not measured" if rate.value is None else percent(rate.value, 1)

"""Rates against dose: a treatment that only hits harder than its controls proves nothing."""

from selfother.records import Cell, Curve, DosePoint, Fold, Plot, ReportRecord, Section, Table
from selfother.studies.judging.sections.words import measured_of, named, rate_words, spaced
from selfother.wording import capital, decimal

__all__ = ["dose_section"]

_LOG_RATIO = 50.0
"""Doses that span more than this factor are drawn on a logarithmic axis."""
_ROWS_SHOWN = 24
"""A longer table is folded."""


def dose_section(report: ReportRecord) -> Section | None:
    """A plot for each way of measuring dose, and every number; None where no dose was measured."""
    if not report.dose:
        return None
    measured = measured_of(report)
    ways = list(dict.fromkeys(way for point in report.dose for way in point.doses))
    return Section(
        key="dose",
        title=f"{capital(measured)} against dose",
        note=(
            "A treatment that only hits harder than its controls proves nothing: compare arms at equal dose. Each "
            "figure measures the dose in another way, since each way alone can be gamed. Vertical lines are intervals "
            "of the rate."
        ),
        blocks=[*(_plot(way, report.dose, measured) for way in ways), _numbers(report, ways, measured)],
    )


def _plot(way: str, points: list[DosePoint], measured: str) -> Plot:
    drawn = [point for point in points if point.doses.get(way) is not None and point.deception.value is not None]
    missing = "; ".join(_name(point) for point in points if point not in drawn)
    amounts = [amount for point in drawn if (amount := point.doses[way])]
    return Plot(
        title=way,
        x_label="dose",
        y_label=measured,
        curves=[_curve(arm, way, drawn, measured) for arm in dict.fromkeys(point.arm for point in drawn)],
        y_span=(0.0, 1.0),
        is_share=True,
        numbers="beside",
        is_x_log=bool(amounts) and min(amounts) > 0.0 and max(amounts) / min(amounts) > _LOG_RATIO,
        note=f"Not measured: {missing}." if missing else "",
    )


def _curve(arm: str, way: str, points: list[DosePoint], measured: str) -> Curve:
    own = [point for point in points if point.arm == arm]
    return Curve(
        name=arm,
        mark=arm,
        x=[point.doses[way] or 0.0 for point in own],
        y=[point.deception.value for point in own],
        low=[point.deception.low for point in own],
        high=[point.deception.high for point in own],
        style="points",
        tips=[_tip(point, point.doses[way] or 0.0, measured) for point in own],
        is_labelled=True,
    )


def _tip(point: DosePoint, amount: float, measured: str) -> str:
    return (
        f"{_name(point)}: {rate_words(point.deception)} {measured}, n = {point.deception.n:,}, dose {decimal(amount)}"
    )


def _name(point: DosePoint) -> str:
    return f"{point.arm}{f' on {point.subject}' if point.subject else ''}, seed {point.seed}"


def _numbers(report: ReportRecord, ways: list[str], measured: str) -> Table | Fold:
    table = _table(report, ways, measured)
    if len(table.rows) <= _ROWS_SHOWN:
        return table
    return Fold(title=table.title, detail=f"{len(table.rows)} training runs", blocks=[table])


def _table(report: ReportRecord, ways: list[str], measured: str) -> Table:
    rows: list[list[str | Cell]] = []
    for point in report.dose:
        rate = point.deception
        amounts = [point.doses.get(way) for way in ways]
        unscored = f" ({rate.n_unscored:,} not scored)" if rate.n_unscored else ""
        rows.append(
            [
                named(point.arm, report.arms),
                f"{point.seed}, {spaced(point.subject)}" if point.subject else str(point.seed),
                *("not measured" if amount is None else decimal(amount) for amount in amounts),
                rate_words(rate) if rate.value is not None else "not measured",
                f"{rate.n:,}{unscored}",
            ]
        )
    return Table(title=f"Dose and {measured} of every arm", columns=["arm", "seed", *ways, measured, "n"], rows=rows)

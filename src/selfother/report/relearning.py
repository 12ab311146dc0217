"""Relearning as plain data: lies against steps of tuning on lies, one line an arm, and the table beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

from selfother.records import Curve, Estimate, Plot, RelearningCurve, RelearningRecord
from selfother.report.old_figures import Mark
from selfother.report.plots import PlotPanel, plot_panel
from selfother.report.text import clipped
from selfother.wording import percent

__all__ = ["RelearningPanel", "RelearningRow", "relearning_panel"]

_NAME = 160


@dataclass(frozen=True)
class RelearningRow:
    """One arm: its rate after each number of steps, and how many bring half of the lies back."""

    arm: str
    mark: Mark
    rates: list[str]
    word: str


@dataclass(frozen=True)
class RelearningPanel:
    """The figure and its table.

    Attributes:
        figure: Lies in per cent over steps; its band is where half of the subject's lies are back.
        steps: Numbers of steps, the columns of the table.
        rows: One an arm, in the order of the study.
        half: "49.2 %, half of the rate of none", or empty where there is none.
    """

    figure: PlotPanel
    steps: list[int]
    rows: list[RelearningRow]
    half: str


def relearning_panel(record: RelearningRecord | None, styles: Mapping[str, Mark]) -> RelearningPanel | None:
    """Return the figure and table of the record, None where nothing was relearned.

    Args:
        record: What the report holds.
        styles: A mark for each arm.
    """
    if record is None or not record.curves:
        return None
    steps = sorted({step for curve in record.curves for step in curve.steps})
    half = f"{percent(record.half, 1)}, half of the rate of {clipped(record.subject, _NAME)}" if record.half else ""
    plot = Plot(
        title="Lies against steps of tuning on lies",
        kind="lines",
        x_label="steps of tuning on lies",
        y_label="deceptive answers, per cent",
        curves=[_plotted(curve) for curve in record.curves],
        band=(100.0 * record.half, 100.0) if record.half else None,
        note=f"The shaded band begins at {half}." if half else "",
    )
    names = {clipped(arm, _NAME): mark for arm, mark in styles.items()}
    rows = [_row(curve, steps, styles) for curve in record.curves]
    return RelearningPanel(figure=plot_panel(plot, names), steps=steps, rows=rows, half=half)


def _plotted(curve: RelearningCurve) -> Curve:
    def column(end: str) -> list[float | None]:
        values = [getattr(one, end) for one in curve.deception]
        return [None if value is None else 100.0 * value for value in values]

    x = [float(step) for step in curve.steps]
    return Curve(name=clipped(curve.arm, _NAME), x=x, y=column("value"), low=column("low"), high=column("high"))


def _row(curve: RelearningCurve, steps: list[int], styles: Mapping[str, Mark]) -> RelearningRow:
    measured = dict(zip(curve.steps, curve.deception, strict=True))
    rates = [_rate(measured.get(step)) for step in steps]
    return RelearningRow(clipped(curve.arm, _NAME), styles[curve.arm], rates, clipped(curve.word, _NAME))


def _rate(estimate: Estimate | None) -> str:
    if estimate is None:
        return "–"
    return "not measured" if estimate.value is None else percent(estimate.value, 1)

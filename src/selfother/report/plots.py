"""Line and point plots as plain data: pixels of a view box 360 wide, so that text is never scaled down."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from selfother.records import Plot
from selfother.report.figures.axes import Axis, Box, linear_axis
from selfother.report.old_figures import Mark
from selfother.report.text import clipped
from selfother.wording import compact, decimal

__all__ = ["PlotLine", "PlotPanel", "PlotPoint", "Segment", "plot_panel"]

_LINES = Box(44.0, 12.0, 350.0, 250.0)
_INSET = 8.0  # so that a mark at the first value stands beside the labels of the value axis, not on them
_ROW, _TOP, _LEFT = 24.0, 12.0, 118.0

Segment = tuple[float, float, float, float]
Placer = Callable[[float], float]


@dataclass(frozen=True)
class PlotPoint:
    """A mark, its whisker as x1, y1, x2, y2 (None without interval), and what it says when pointed at.

    Attributes:
        tone: Tinted by what it means instead of by whose it is; empty: drawn as its line's mark.
        shape: Of a tinted point.
        radius: A disc of this size instead of the mark; 0: the mark.
    """

    x: float
    y: float
    whisker: Segment | None
    tip: str
    tone: str = ""
    shape: str = ""
    radius: float = 0.0


@dataclass(frozen=True)
class PlotLine:
    """One curve: its mark, the line through its points (empty for a row of points), the points."""

    name: str
    mark: Mark
    path: str
    points: list[PlotPoint]


@dataclass(frozen=True)
class PlotPanel:
    """A plot ready to be printed.

    Attributes:
        height: Of the view box.
        band: x, y, width, height of the marked region.
        grid: Lines of the grid, x1, y1, x2, y2.
        labels: x, y, text, anchor of tick labels and row names.
        title_at: Where the label of the x axis stands.
        missing: Curves without a single number, in words.
        alt: The figure in a sentence.
        rules: Dashed lines to compare with (a diagonal, a half), x1, y1, x2, y2.
        width: Of the view box.
    """

    title: str
    x_label: str
    y_label: str
    height: float
    band: Segment | None
    grid: list[Segment]
    labels: list[tuple[float, float, str, str]]
    title_at: tuple[float, float]
    lines: list[PlotLine]
    missing: list[str]
    note: str
    alt: str
    rules: list[Segment] = field(default_factory=list)
    width: float = 360.0


def plot_panel(plot: Plot, styles: Mapping[str, Mark]) -> PlotPanel:
    """Place a plot's curves.

    Args:
        plot: The curves.
        styles: A mark for each curve's name.
    """
    return _line_panel(plot, styles) if plot.kind == "lines" else _point_panel(plot, styles)


def _line_panel(plot: Plot, styles: Mapping[str, Mark]) -> PlotPanel:
    box = _LINES
    x_axis = linear_axis([x for curve in plot.curves for x in curve.x])
    y_axis = _value_axis(plot)

    def place(at: float) -> float:
        return round(box.left + _INSET + at * (box.right - box.left - 2 * _INSET), 2)

    def across(x: float) -> float:
        return place(x_axis.at(x))

    def down(y: float) -> float:
        return round(box.bottom - y_axis.at(y) * (box.bottom - box.top), 2)

    lines = []
    for curve in plot.curves:
        points = [
            PlotPoint(across(x), down(y), _upright(across(x), low, high, down), _tip(curve.name, x, y, low, high))
            for x, y, low, high in zip(curve.x, curve.y, curve.low, curve.high, strict=True)
            if y is not None
        ]
        path = "" if curve.style == "points" else " ".join(f"{p.x},{p.y}" for p in points)
        lines.append(PlotLine(curve.name, styles[curve.name], path, [] if curve.style == "line" else points))
    levels = [(round(box.bottom - at * (box.bottom - box.top), 2), label) for at, label in y_axis.ticks]
    steps = [(place(at), label) for at, label in x_axis.ticks]
    low_end, high_end = (down(end) for end in plot.band) if plot.band else (0.0, 0.0)
    return _panel(
        plot,
        height=290.0,
        band=(box.left, high_end, box.right - box.left, round(low_end - high_end, 2)) if plot.band else None,
        grid=[(box.left, y, box.right, y) for y, _ in levels],
        labels=[(box.left - 6, y + 4, label, "end") for y, label in levels]
        + [(x, box.bottom + 16, label, "middle") for x, label in steps],
        title_at=((box.left + box.right) / 2, 284.0),
        lines=lines,
    )


def _point_panel(plot: Plot, styles: Mapping[str, Mark]) -> PlotPanel:
    axis = _value_axis(plot)
    right, bottom = 350.0, _TOP + _ROW * len(plot.curves)

    def across(value: float) -> float:
        return round(_LEFT + axis.at(value) * (right - _LEFT), 2)

    lines, names = [], []
    for row, curve in enumerate(plot.curves):
        y = _TOP + _ROW * (row + 0.5)
        names.append((_LEFT - 8, y + 4, clipped(curve.name, 40), "end"))
        points = [
            PlotPoint(
                across(value),
                y,
                None if low is None or high is None else (across(low), y, across(high), y),
                _tip(curve.name, None, value, low, high),
            )
            for value, low, high in zip(curve.y, curve.low, curve.high, strict=True)
            if value is not None
        ]
        lines.append(PlotLine(curve.name, styles[curve.name], "", points))
    steps = [(round(_LEFT + at * (right - _LEFT), 2), label) for at, label in axis.ticks]
    left_end, right_end = (across(end) for end in plot.band) if plot.band else (0.0, 0.0)
    return _panel(
        plot,
        height=bottom + 40,
        band=(left_end, _TOP, round(right_end - left_end, 2), bottom - _TOP) if plot.band else None,
        grid=[(x, _TOP, x, bottom) for x, _ in steps],
        labels=names + [(x, bottom + 16, label, "middle") for x, label in steps],
        title_at=(180.0, bottom + 34),
        lines=lines,
    )


def _panel(
    plot: Plot,
    *,
    height: float,
    band: Segment | None,
    grid: list[Segment],
    labels: list[tuple[float, float, str, str]],
    title_at: tuple[float, float],
    lines: list[PlotLine],
) -> PlotPanel:
    said = "; ".join(point.tip for line in lines for point in line.points[:2])
    return PlotPanel(
        title=clipped(plot.title, 160),
        x_label=clipped(plot.x_label, 90),
        y_label=clipped(plot.y_label, 160),
        height=height,
        band=band,
        grid=grid,
        labels=labels,
        title_at=title_at,
        lines=lines,
        missing=[line.name for line in lines if not line.points and not line.path],
        note=plot.note,
        alt=f"{plot.title}, {plot.y_label}: {said}.",
    )


def _value_axis(plot: Plot) -> Axis:
    values = [
        value
        for curve in plot.curves
        for values in (curve.y, curve.low, curve.high)
        for value in values
        if value is not None
    ] + list(plot.band or ())
    if not plot.is_log:
        return linear_axis(values)
    above = [value for value in values if value > 0.0] or [1.0]
    first, last = math.floor(math.log10(min(above))), math.ceil(math.log10(max(above)))
    last = max(last, first + 1)
    ticks = tuple(((k - first) / (last - first), compact(10.0**k)) for k in range(first, last + 1))
    return Axis(float(first), float(last), ticks, is_log=True)


def _upright(x: float, low: float | None, high: float | None, down: Placer) -> Segment | None:
    return None if low is None or high is None else (x, down(low), x, down(high))


def _tip(name: str, x: float | None, value: float, low: float | None, high: float | None) -> str:
    at = "" if x is None else f" at {compact(x)}"
    interval = "" if low is None or high is None else f" [{decimal(low)}, {decimal(high)}]"
    return f"{name}{at}: {decimal(value)}{interval}"

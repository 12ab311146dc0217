"""Measures over the layers of a model as plain data, a panel each.

Positions are pixels of a view box 360 wide, the width of a phone. A line runs through every layer; marks stand on some
of them, at other layers for every arm, so that arms whose lines lie on one another can be told apart.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from selfother.records import Curve, LayerPlot
from selfother.report.figures.axes import Axis, Box, linear_axis, positive_axis
from selfother.report.old_figures import Mark
from selfother.report.text import clipped
from selfother.wording import compact, decimal

__all__ = ["LayerLine", "LayerMark", "LayerPanel", "layer_panels", "shown_rows"]

_BOX = Box(44.0, 14.0, 350.0, 250.0)
_MARKS = 5
"""About how many marks stand on a line."""
_NAME = 60


@dataclass(frozen=True)
class LayerMark:
    """A mark on a line, its range over training runs as two heights, and what it says when pointed at."""

    x: float
    y: float
    low: float | None
    high: float | None
    tip: str


@dataclass(frozen=True)
class LayerLine:
    """One arm: a path for each stretch of neighbouring layers that were measured, and its marks."""

    mark: Mark
    paths: list[str]
    marks: list[LayerMark]


@dataclass(frozen=True)
class LayerPanel:
    """One measure over layers.

    Attributes:
        unit: What the number is, and what the dashed line is.
        level: Height of the value to compare with; None where there is none.
        missing: Arms without a number.
        columns: Header of the table of all numbers: the layer, then arms.
        rows: One a layer.
    """

    title: str
    unit: str
    note: str
    lines: list[LayerLine]
    x_ticks: list[tuple[float, str]]
    y_ticks: list[tuple[float, str]]
    level: float | None
    missing: list[str]
    columns: list[str]
    rows: list[list[str]]
    alt: str


def layer_panels(plots: Sequence[LayerPlot], styles: Mapping[str, Mark]) -> list[LayerPanel]:
    """Return a panel for each plot; `styles` has a mark for each arm."""
    return [_panel(plot, styles) for plot in plots]


def shown_rows(panel: LayerPanel, count: int = 7) -> list[list[str]]:
    """Return the rows of about `count` layers, the first and the last among them."""
    last = len(panel.rows) - 1
    if last < count:
        return panel.rows
    return [panel.rows[round(index * last / (count - 1))] for index in range(count)]


def _panel(plot: LayerPlot, styles: Mapping[str, Mark]) -> LayerPanel:
    shown = [curve for curve in plot.curves if any(y is not None for y in curve.y)]
    values = [y for curve in shown for side in (curve.y, curve.low, curve.high) for y in side if y is not None]
    values += [] if plot.level is None else [plot.level]
    axis = positive_axis(values) if plot.span is None else linear_axis([*values, *plot.span], count=4)
    layers = [x for curve in shown for x in curve.x]
    lines = [_line(curve, place, len(shown), styles[curve.name], axis, layers) for place, curve in enumerate(shown)]
    title = clipped(plot.title, 100)
    return LayerPanel(
        title=title,
        unit=_unit(plot, axis),
        note=clipped(plot.note, 300),
        lines=lines,
        x_ticks=[(_across(layer, layers), compact(layer)) for layer in _round_layers(layers)],
        y_ticks=[(_up(at), label) for at, label in axis.ticks],
        level=None if plot.level is None else _up(axis.at(plot.level)),
        missing=[clipped(curve.name, _NAME) for curve in plot.curves if curve not in shown],
        columns=["layer", *(clipped(curve.name, _NAME) for curve in shown)],
        rows=_rows(shown),
        alt=f"{title}, {clipped(plot.unit, 100)}, over layers, one line an arm: {_said(shown)}.",
    )


def _unit(plot: LayerPlot, axis: Axis) -> str:
    scale = " (logarithmic scale)" if axis.is_log else ""
    dashed = f"; dashed: {clipped(plot.level_label, 40)}" if plot.level is not None and plot.level_label else ""
    return f"{clipped(plot.unit, 100)}{scale}{dashed}"


def _line(curve: Curve, place: int, count: int, mark: Mark, axis: Axis, layers: Sequence[float]) -> LayerLine:
    known = [
        (x, y, low, high)
        for x, y, low, high in zip(curve.x, curve.y, curve.low, curve.high, strict=True)
        if y is not None
    ]
    step = max(1, math.ceil(len(known) / _MARKS))
    first = min(round(place * step / count), len(known) - 1)
    paths: list[list[str]] = []
    points: list[str] = []
    for x, y in zip(curve.x, curve.y, strict=True):
        if y is None:
            paths, points = [*paths, points], []
        else:
            points.append(f"{_across(x, layers)},{_up(axis.at(y))}")
    marks = [
        LayerMark(
            _across(x, layers),
            _up(axis.at(y)),
            None if low is None else _up(axis.at(low)),
            None if high is None else _up(axis.at(high)),
            f"{clipped(curve.name, _NAME)}, layer {compact(x)}: {decimal(y)}{_range(low, high)}",
        )
        for x, y, low, high in known[first::step]
    ]
    return LayerLine(mark, [" ".join(points) for points in (*paths, points) if points], marks)


def _range(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f" (training runs {decimal(low)} to {decimal(high)})"


def _rows(curves: Sequence[Curve]) -> list[list[str]]:
    by_arm = [dict(zip(curve.x, curve.y, strict=True)) for curve in curves]
    layers = sorted({x for values in by_arm for x in values})
    return [[compact(layer), *(_number(values.get(layer)) for values in by_arm)] for layer in layers]


def _number(value: float | None) -> str:
    return "not measured" if value is None else decimal(value)


def _said(curves: Sequence[Curve]) -> str:
    """Return the last number of every arm, in words."""
    last = {
        curve.name: [(x, y) for x, y in zip(curve.x, curve.y, strict=True) if y is not None][-1] for curve in curves
    }
    return "; ".join(f"{clipped(name, _NAME)} {decimal(y)} at layer {compact(x)}" for name, (x, y) in last.items())


def _round_layers(layers: Sequence[float]) -> list[float]:
    """Return round layers for the axis, among those that there are."""
    if not layers:
        return []
    first, last = min(layers), max(layers)
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if (last - first) / step <= 6 or step == 1000)
    return [layer for layer in sorted(set(layers)) if layer % step == 0]


def _across(layer: float, layers: Sequence[float]) -> float:
    first, last = min(layers), max(layers)
    share = (layer - first) / (last - first) if last > first else 0.5
    return round(_BOX.left + 8.0 + share * (_BOX.right - _BOX.left - 16.0), 2)


def _up(at: float) -> float:
    return round(_BOX.bottom - at * (_BOX.bottom - _BOX.top), 2)

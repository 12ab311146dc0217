"""A plot of points in rows: a row a curve, values across."""

from collections.abc import Mapping

from selfother.records.blocks import Plot
from selfother.report.figures.axes import Box
from selfother.report.figures.canvas import Figure, Label, Point, Segment, Stroke, shortened, text_width
from selfother.report.figures.marks import Mark
from selfother.report.figures.plot_parts import (
    INSET,
    RIGHT,
    TOP,
    Placer,
    described,
    point_of,
    under_title,
    value_axis,
)
from selfother.report.text import visible

__all__ = ["rows_figure"]

_ROW, _MOST_LEFT = 24.0, 150.0


def rows_figure(plot: Plot, marks: Mapping[str, Mark]) -> Figure:
    """A plot's curves as rows of points, in pixels.

    Args:
        plot: The curves, of kind "points".
        marks: The sign of every arm of the page.
    """
    axis = value_axis(plot, count=5)
    names = [visible(curve.name) for curve in plot.curves]
    left = min(max([40.0, *(text_width(name) + 14.0 for name in names)]), _MOST_LEFT)
    bottom = TOP + _ROW * max(len(plot.curves), 1)

    def at(share: float) -> float:
        return round(left + INSET + share * (RIGHT - left - 2 * INSET), 2)

    def across(value: float) -> float:
        return at(axis.at(value))

    ticks = [(at(share), label) for share, label in axis.ticks]
    labels = [Label(left - 8, _middle(row) + 4, shortened(name, left - 10), "end") for row, name in enumerate(names)]
    labels += [
        Label((left + RIGHT) / 2, _middle(row) + 4, "not measured")
        for row, curve in enumerate(plot.curves)
        if all(value is None for value in curve.y)
    ]
    return Figure(
        title=plot.title,
        alt=described(plot),
        what=under_title(plot, axis, [line.name for line in plot.lines], is_across=True),
        note=plot.note,
        height=bottom + 36.0,
        frame=Box(left, TOP, RIGHT, bottom),
        axis=Label((left + RIGHT) / 2, bottom + 31.0, plot.x_label or plot.y_label),
        band=_band(plot, across, bottom),
        grid=[(x, TOP, x, bottom) for x, _ in ticks],
        rules=[Stroke([f"{across(x)},{TOP} {across(x)},{bottom}"]) for line in plot.lines for x in line.x[:1]],
        labels=labels + [Label(x, bottom + 15, label) for x, label in ticks],
        points=_points(plot, across, marks),
    )


def _middle(row: int) -> float:
    """The middle of a row, in pixels from the top of the figure."""
    return TOP + _ROW * (row + 0.5)


def _points(plot: Plot, across: Placer, marks: Mapping[str, Mark]) -> list[Point]:
    points = []
    for row, curve in enumerate(plot.curves):
        y = _middle(row)
        for index, value in enumerate(curve.y):
            if value is None:
                continue
            low, high = curve.interval(index)
            whisker = None if low is None or high is None else (across(low), y, across(high), y)
            points.append(point_of(plot, curve, index, (across(value), y), whisker, marks))
    return points


def _band(plot: Plot, across: Placer, bottom: float) -> Segment | None:
    if plot.band is None:
        return None
    low, high = across(plot.band[0]), across(plot.band[1])
    return (low, TOP, round(high - low, 2), bottom - TOP)

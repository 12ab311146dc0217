"""A plot as a figure: curves over a numeric axis, or points in rows."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from selfother.records.blocks import Curve, Plot
from selfother.report.figures.axes import Axis, Box, linear_axis, log_axis, place_label
from selfother.report.figures.canvas import (
    WIDTH,
    Figure,
    Label,
    Point,
    Segment,
    Stroke,
    cut_paths,
    shortened,
    text_width,
)
from selfother.report.figures.marks import Mark
from selfother.report.figures.plot_parts import (
    INSET,
    RIGHT,
    TOP,
    Placer,
    described,
    in_per_cent,
    point_of,
    under_title,
    value_axis,
)
from selfother.report.figures.plot_rows import rows_figure
from selfother.report.text import visible

__all__ = ["plot_figure"]

_BOTTOM = 250.0
_SQUARE = 176.0
_MARKS = 12
"""About how many marks stand on a line: of more, some are left out, at other places for every curve."""
_APART, _MOST_APART = 3.0, 18.0
_DASHES = 4


def plot_figure(plot: Plot, marks: Mapping[str, Mark]) -> Figure:
    """A plot's curves in pixels.

    Args:
        plot: The curves.
        marks: The sign of every arm of the page.
    """
    return rows_figure(plot, marks) if plot.kind == "points" else _lines_figure(plot, marks)


@dataclass(frozen=True)
class _Plane:
    """Two axes in a frame: where numbers stand, in pixels. Marks at the ends of the x axis stand `inset` inside."""

    x: Axis
    y: Axis
    box: Box
    inset: float

    def at(self, share: float) -> float:
        return round(self.box.left + self.inset + share * (self.box.right - self.box.left - 2 * self.inset), 2)

    def up(self, share: float) -> float:
        return round(self.box.bottom - INSET - share * (self.box.bottom - self.box.top - 2 * INSET), 2)

    def down(self, y: float) -> float:
        return self.up(self.y.at(y))


def _lines_figure(plot: Plot, marks: Mapping[str, Mark]) -> Figure:
    y_axis, aside = value_axis(plot, count=4), _asides(plot)
    plane = _Plane(_x_axis(plot), y_axis, _frame(plot, y_axis), INSET + max([0.0, *aside]))
    box = plane.box
    points, strokes = _drawn_curves(plot, plane, aside, marks)
    rules, forms, names = _compared(plot, plane)
    grid, labels = _scales(plot, plane)
    return Figure(
        title=plot.title,
        alt=described(plot),
        what=under_title(plot, y_axis, names if not forms else []),
        note=plot.note,
        width=_SQUARE if plot.is_square else WIDTH,
        height=box.bottom + 36.0,
        frame=box,
        axis=Label((box.left + box.right) / 2, box.bottom + 31.0, _x_name(plot)),
        band=_band(plot, box, plane.down),
        grid=grid,
        rules=rules,
        strokes=strokes,
        forms=forms,
        form_names=names if forms else [],
        labels=labels,
        points=_named(points, box),
        missing=[curve.name for curve in plot.curves if all(y is None for y in curve.y)],
        unnamed=[curve.mark or curve.name for curve in plot.curves if curve.tone is None and not curve.is_labelled],
    )


def _drawn_curves(
    plot: Plot, plane: _Plane, aside: Sequence[float], marks: Mapping[str, Mark]
) -> tuple[list[Point], list[Stroke]]:
    """The points and the lines of all curves, each moved aside by its pixels."""
    points: list[Point] = []
    strokes: list[Stroke] = []
    for place, curve in enumerate(plot.curves):

        def across(x: float, shift: float = aside[place]) -> float:
            return round(plane.at(plane.x.at(x)) + shift, 2)

        drawn = _points(plot, curve, across, plane.down, marks)
        kept = _thinned(drawn, place, len(plot.curves)) if curve.style == "both" and not curve.tips else drawn
        points += [] if curve.style == "line" else kept
        if curve.style != "points":
            mark = None if curve.tone else marks.get(curve.mark or curve.name)
            strokes.append(Stroke(_paths(curve, across, plane.down), mark, tone=curve.tone or ""))
    return points, strokes


def _scales(plot: Plot, plane: _Plane) -> tuple[list[Segment], list[Label]]:
    """The lines of the grid, and the labels of both axes."""
    box = plane.box
    ticks = [(plane.at(at), label) for at, label in plane.x.ticks]
    levels = [(plane.up(at), label) for at, label in plane.y.ticks]
    labels = [Label(box.left - 5, y + 4, label, "end") for y, label in levels]
    labels += [Label(x, box.bottom + 15, label) for x, label in ticks]
    grid: list[Segment] = [(box.left, y, box.right, y) for y, _ in levels]
    if plot.is_square:
        return grid + [(x, box.top, x, box.bottom) for x, _ in ticks], labels
    return grid + [(x, box.bottom, x, box.bottom + 4) for x, _ in ticks], labels


def _x_axis(plot: Plot) -> Axis:
    values = [x for curve in plot.curves for x in curve.x] + list(plot.x_span or ())
    if plot.is_x_log:
        return log_axis(values)
    scale = 100.0 if plot.is_x_share else 1.0
    return linear_axis(values, count=2 if plot.is_square else 5, scale=scale, is_tight=not plot.is_square)


def _frame(plot: Plot, y_axis: Axis) -> Box:
    left = max(26.0, 10.0 + max(text_width(label) for _, label in y_axis.ticks))
    if not plot.is_square:
        return Box(left, TOP, RIGHT, _BOTTOM)
    side = _SQUARE - left - 8.0
    return Box(left, 8.0, left + side, 8.0 + side)


def _asides(plot: Plot) -> list[float]:
    """By how many pixels each curve is moved aside, so that intervals at one x are all seen."""
    with_ends = [curve for curve in plot.curves if any(end is not None for end in curve.low)]
    places = [x for curve in with_ends for x in set(curve.x)]
    count = len(plot.curves)
    if any(curve.is_labelled for curve in plot.curves):  # each has places of its own, and names them
        return [0.0] * count
    if count < 2 or len(places) == len(set(places)) or plot.is_square or max(len(c.x) for c in with_ends) > _MARKS:
        return [0.0] * count
    apart = min(_APART, _MOST_APART / (count - 1))
    return [apart * (place - (count - 1) / 2) for place in range(count)]


def _points(plot: Plot, curve: Curve, across: Placer, down: Placer, marks: Mapping[str, Mark]) -> list[Point]:
    points = []
    for index, (x, y) in enumerate(zip(curve.x, curve.y, strict=True)):
        if y is None:
            continue
        low, high = curve.interval(index)
        whisker = None if low is None or high is None else (across(x), down(low), across(x), down(high))
        points.append(point_of(plot, curve, index, (across(x), down(y)), whisker, marks))
    return points


def _thinned(points: list[Point], place: int, count: int) -> list[Point]:
    if len(points) <= _MARKS:
        return points
    step = math.ceil(len(points) / (_MARKS / 2))
    return points[min(round(place * step / count), len(points) - 1) :: step]


def _paths(curve: Curve, across: Placer, down: Placer) -> list[str]:
    """A path for each stretch of neighbouring points that were measured."""
    stretches: list[list[str]] = [[]]
    for x, y in zip(curve.x, curve.y, strict=True):
        if y is None:
            stretches.append([])
        else:
            stretches[-1].append(f"{across(x)},{down(y)}")
    return [" ".join(stretch) for stretch in stretches if len(stretch) > 1]


def _compared(plot: Plot, plane: _Plane) -> tuple[list[Stroke], list[Stroke], list[str]]:
    """Dashed rules, drawn closed forms, and the names of both; several dashed ones are drawn as forms."""
    placed = [
        [(plane.at(plane.x.beyond(x)), plane.up(plane.y.beyond(y))) for x, y in zip(line.x, line.y, strict=True)]
        for line in plot.lines
    ]
    paths = [cut_paths(points, plane.box) for points in placed]
    names = [line.name for line in plot.lines]
    if len(plot.lines) == 1 and plot.lines[0].is_dashed:
        return [Stroke(paths[0])], [], names
    return [], [Stroke(path, dash=index % _DASHES) for index, path in enumerate(paths)], names


def _band(plot: Plot, box: Box, down: Placer) -> Segment | None:
    if plot.band is None:
        return None
    low, high = down(plot.band[0]), down(plot.band[1])
    return (box.left, high, round(box.right - box.left, 2), round(low - high, 2))


def _named(points: Sequence[Point], box: Box) -> list[Point]:
    taken = [Box(p.x - 6.0, p.y - 6.0, p.x + 6.0, p.y + 6.0) for p in points]
    frame = Box(box.left + 2.0, box.top - 10.0, box.right + 8.0, box.bottom - 1.0)
    placed = []
    for point in points:
        if not point.name:
            placed.append(point)
            continue
        text = shortened(visible(point.name), 24 * 6.1)
        label = place_label((point.x, point.y), (text_width(text) + 2.0, 13.0), taken=taken, frame=frame)
        taken.append(label)
        end = (min(max(point.x, label.left), label.right), min(max(point.y, label.top), label.bottom))
        is_far = (end[0] - point.x) ** 2 + (end[1] - point.y) ** 2 > 81.0
        leader = (point.x, point.y, round(end[0], 2), round(end[1], 2)) if is_far else None
        rounded = Box(round(label.left, 2), round(label.top, 2), round(label.right, 2), round(label.bottom, 2))
        placed.append(replace(point, name=text, name_box=rounded, leader=leader))
    return placed


def _x_name(plot: Plot) -> str:
    name = in_per_cent(plot.x_label, plot.is_x_share)
    return f"{name} (logarithmic scale)" if plot.is_x_log else name

"""A plot as a figure: curves over a numeric axis, or points in rows."""

import math
from collections.abc import Callable, Mapping, Sequence
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
from selfother.report.numbers import at_words
from selfother.report.text import visible
from selfother.wording import value_words

__all__ = ["plot_figure"]

_RIGHT, _TOP, _BOTTOM = 350.0, 14.0, 250.0
_SQUARE = 176.0
_INSET = 8.0
"""So that a mark at the end of an axis stands inside the frame, not on labels."""
_ROW, _MOST_LEFT = 24.0, 150.0
_MARKS = 12
"""About how many marks stand on a line: of more, some are left out, at other places for every curve."""
_APART, _MOST_APART = 3.0, 18.0
_DASHES = 4

Placer = Callable[[float], float]


def plot_figure(plot: Plot, marks: Mapping[str, Mark]) -> Figure:
    """Return a plot's curves in pixels.

    Args:
        plot: The curves.
        marks: The sign of every arm of the page.
    """
    return _rows_figure(plot, marks) if plot.kind == "points" else _lines_figure(plot, marks)


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
        return round(self.box.bottom - _INSET - share * (self.box.bottom - self.box.top - 2 * _INSET), 2)

    def down(self, y: float) -> float:
        return self.up(self.y.at(y))


def _lines_figure(plot: Plot, marks: Mapping[str, Mark]) -> Figure:
    y_axis, aside = _value_axis(plot, count=4), _asides(plot)
    plane = _Plane(_x_axis(plot), y_axis, _frame(plot, y_axis), _INSET + max([0.0, *aside]))
    box = plane.box
    points, strokes = _drawn_curves(plot, plane, aside, marks)
    rules, forms, names = _compared(plot, plane)
    grid, labels = _scales(plot, plane)
    return Figure(
        title=plot.title,
        alt=_alt(plot),
        what=_what(plot, y_axis, names if not forms else []),
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
    """Return the points and the lines of all curves, each moved aside by its pixels."""
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
    """Return the lines of the grid, and the labels of both axes."""
    box = plane.box
    ticks = [(plane.at(at), label) for at, label in plane.x.ticks]
    levels = [(plane.up(at), label) for at, label in plane.y.ticks]
    labels = [Label(box.left - 5, y + 4, label, "end") for y, label in levels]
    labels += [Label(x, box.bottom + 15, label) for x, label in ticks]
    grid: list[Segment] = [(box.left, y, box.right, y) for y, _ in levels]
    if plot.is_square:
        return grid + [(x, box.top, x, box.bottom) for x, _ in ticks], labels
    return grid + [(x, box.bottom, x, box.bottom + 4) for x, _ in ticks], labels


def _tick_place(box: Box, at: float) -> float:
    """Return where a tick of the x axis stands; `at` is its place on the axis, in [0, 1]."""
    return round(box.left + _INSET + at * (box.right - box.left - 2 * _INSET), 2)


def _rows_figure(plot: Plot, marks: Mapping[str, Mark]) -> Figure:
    axis = _value_axis(plot, count=5)
    names = [visible(curve.name) for curve in plot.curves]
    left = min(max([40.0, *(text_width(name) + 14.0 for name in names)]), _MOST_LEFT)
    bottom = _TOP + _ROW * max(len(plot.curves), 1)

    def across(value: float) -> float:
        return round(left + _INSET + axis.at(value) * (_RIGHT - left - 2 * _INSET), 2)

    labels, points = [], []
    for row, curve in enumerate(plot.curves):
        y = _TOP + _ROW * (row + 0.5)
        labels.append(Label(left - 8, y + 4, shortened(names[row], left - 10), "end"))
        for index, value in enumerate(curve.y):
            if value is None:
                continue
            low, high = _ends(curve, index)
            whisker = None if low is None or high is None else (across(low), y, across(high), y)
            points.append(_point(plot, curve, index, (across(value), y), whisker, marks))
        if all(value is None for value in curve.y):
            labels.append(Label((left + _RIGHT) / 2, y + 4, "not measured"))
    frame = Box(left, _TOP, _RIGHT, bottom)
    ticks = [(_tick_place(frame, at), label) for at, label in axis.ticks]
    rules = [Stroke([f"{across(x)},{_TOP} {across(x)},{bottom}"]) for line in plot.lines for x in line.x[:1]]
    band = None
    if plot.band:
        ends = across(plot.band[0]), across(plot.band[1])
        band = (ends[0], _TOP, round(ends[1] - ends[0], 2), bottom - _TOP)
    return Figure(
        title=plot.title,
        alt=_alt(plot),
        what=_what(plot, axis, [line.name for line in plot.lines], is_across=True),
        note=plot.note,
        height=bottom + 36.0,
        frame=frame,
        axis=Label((left + _RIGHT) / 2, bottom + 31.0, plot.x_label or plot.y_label),
        band=band,
        grid=[(x, _TOP, x, bottom) for x, _ in ticks],
        rules=rules,
        labels=labels + [Label(x, bottom + 15, label) for x, label in ticks],
        points=points,
    )


def _x_axis(plot: Plot) -> Axis:
    values = [x for curve in plot.curves for x in curve.x] + list(plot.x_span or ())
    if plot.is_x_log:
        return log_axis(values)
    scale = 100.0 if plot.is_x_share else 1.0
    return linear_axis(values, count=2 if plot.is_square else 5, scale=scale, is_tight=not plot.is_square)


def _value_axis(plot: Plot, *, count: int) -> Axis:
    sides = (side for curve in plot.curves for side in (curve.y, curve.low, curve.high))
    values = [value for side in sides for value in side if value is not None]
    values += [*(plot.y_span or ()), *(plot.band or ())]
    values += [y for line in plot.lines if line.is_dashed and plot.kind == "lines" for y in line.y]
    if plot.is_log:
        return log_axis(values)
    return linear_axis(values, count=2 if plot.is_square else count, scale=100.0 if plot.is_share else 1.0)


def _frame(plot: Plot, y_axis: Axis) -> Box:
    left = max(26.0, 10.0 + max(text_width(label) for _, label in y_axis.ticks))
    if not plot.is_square:
        return Box(left, _TOP, _RIGHT, _BOTTOM)
    side = _SQUARE - left - 8.0
    return Box(left, 8.0, left + side, 8.0 + side)


def _asides(plot: Plot) -> list[float]:
    """Return by how many pixels each curve is moved aside, so that intervals at one x are all seen."""
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
        low, high = _ends(curve, index)
        whisker = None if low is None or high is None else (across(x), down(low), across(x), down(high))
        points.append(_point(plot, curve, index, (across(x), down(y)), whisker, marks))
    return points


def _point(
    plot: Plot,
    curve: Curve,
    index: int,
    at: tuple[float, float],
    whisker: Segment | None,
    marks: Mapping[str, Mark],
) -> Point:
    radius = round(min(3.0 + 1.1 * max(curve.sizes[index] - 1, 0) ** 0.5, 11.0), 2) if curve.sizes else 0.0
    return Point(
        *at,
        tip=curve.tips[index] if curve.tips else _tip(plot, curve, index),
        whisker=whisker,
        mark=None if curve.tone else marks.get(curve.mark or curve.name),
        tone=curve.tone or "",
        radius=radius,
        name=curve.name if curve.is_labelled and index == _first(curve) and plot.kind == "lines" else "",
    )


def _first(curve: Curve) -> int:
    return next((index for index, y in enumerate(curve.y) if y is not None), 0)


def _ends(curve: Curve, index: int) -> tuple[float | None, float | None]:
    return curve.low[index] if curve.low else None, curve.high[index] if curve.high else None


def _tip(plot: Plot, curve: Curve, index: int) -> str:
    place = "" if plot.kind == "points" else f" at {at_words(curve.x[index], plot)}"
    return f"{curve.name}{place}: {value_words(curve.y[index], *_ends(curve, index), is_share=plot.is_share)}"


def _thinned(points: list[Point], place: int, count: int) -> list[Point]:
    if len(points) <= _MARKS:
        return points
    step = math.ceil(len(points) / (_MARKS / 2))
    return points[min(round(place * step / count), len(points) - 1) :: step]


def _paths(curve: Curve, across: Placer, down: Placer) -> list[str]:
    """Return a path for each stretch of neighbouring points that were measured."""
    stretches: list[list[str]] = [[]]
    for x, y in zip(curve.x, curve.y, strict=True):
        if y is None:
            stretches.append([])
        else:
            stretches[-1].append(f"{across(x)},{down(y)}")
    return [" ".join(stretch) for stretch in stretches if len(stretch) > 1]


def _compared(plot: Plot, plane: _Plane) -> tuple[list[Stroke], list[Stroke], list[str]]:
    """Return dashed rules, drawn closed forms, and the names of both; several dashed ones are drawn as forms."""
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
    name = _in_per_cent(plot.x_label, plot.is_x_share)
    return f"{name} (logarithmic scale)" if plot.is_x_log else name


def _in_per_cent(label: str, is_share: bool) -> str:
    return f"{label}, %" if is_share and label and "%" not in label else label


def _what(plot: Plot, axis: Axis, dashed: Sequence[str], *, is_across: bool = False) -> str:
    name = "" if is_across and plot.y_label == (plot.x_label or plot.y_label) else plot.y_label
    if name == plot.title:
        name = ""
    label = _in_per_cent(name, plot.is_share) or ("%" if plot.is_share else "")
    scale = "logarithmic scale" if axis.is_log else ""
    rules = f"dashed: {', '.join(dashed)}" if dashed and any(dashed) else ""
    return "; ".join(part for part in (label, scale, rules) if part)


def _alt(plot: Plot) -> str:
    told = [
        _tip(plot, curve, index)
        for curve in plot.curves[:12]
        for index in ([i for i, y in enumerate(curve.y) if y is not None][-1:])
    ]
    head = ", ".join(part for part in (plot.title, plot.y_label) if part)
    return f"{head}: {'; '.join(told)}." if told else f"{head}: not measured."

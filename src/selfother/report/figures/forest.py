"""A forest: a track on a common axis for every row of a table, or a small figure of rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from selfother.records.blocks import Drawn, Forest, ForestRow
from selfother.report.figures.axes import Axis, Box, linear_axis
from selfother.report.figures.canvas import WIDTH, Figure, Label, Point, Segment, shortened, text_width
from selfother.report.figures.marks import Mark
from selfother.report.numbers import drawn_words
from selfother.report.text import visible

__all__ = ["Track", "TrackAxis", "TrackPoint", "axis_name", "forest_figure", "forest_tracks"]

_RIGHT, _TOP, _PITCH, _LEAST_ROW = 346.0, 12.0, 11.0, 22.0
_LEAST_TRACK, _MOST_LEFT = 28.0, 150.0
_TRACK_PITCH, _LEAST_TRACK_PITCH, _MOST_LANES = 12.0, 4.0, 40.0
"""Pixels between estimates of a row, and about how many all of them may take."""


@dataclass(frozen=True)
class TrackAxis:
    """The common axis of a forest's rows, in per cent of its width.

    Attributes:
        ticks: (place, label).
        zero: Where no difference is; None where numbers are no differences.
        band: Ends of the marked region.
    """

    ticks: list[tuple[float, str]]
    zero: float | None
    band: tuple[float, float] | None


@dataclass(frozen=True)
class TrackPoint:
    """An estimate on a track: places in per cent of its width, `y` in pixels from its top."""

    x: float
    low: float | None
    high: float | None
    y: float
    mark: Mark | None
    tone: str
    tip: str


@dataclass(frozen=True)
class Track:
    """One row: its height and the distance of its estimates in pixels, the estimates, and all of them in words."""

    height: float
    pitch: float
    points: list[TrackPoint]
    alt: str
    words: list[str]


def forest_tracks(forest: Forest, marks: Mapping[str, Mark]) -> tuple[TrackAxis, list[Track]]:
    """The common axis of a forest, and one track a row."""
    axis = _axis(forest)
    band = (_per_cent(axis, forest.band[0]), _per_cent(axis, forest.band[1])) if forest.band else None
    ticks = [(round(100.0 * at, 2), label) for at, label in axis.ticks]
    zero = _per_cent(axis, 0.0) if forest.is_difference else None
    return TrackAxis(ticks, zero, band), [_track(row, forest, axis, marks) for row in forest.rows]


def _track(row: ForestRow, forest: Forest, axis: Axis, marks: Mapping[str, Mark]) -> Track:
    count = max(len(row.drawn), 1)
    pitch = max(min(_TRACK_PITCH, _MOST_LANES / max(count - 1, 1)), _LEAST_TRACK_PITCH)
    height = round(max(_LEAST_TRACK, pitch * (count - 1) + 20.0), 2)
    words = [drawn_words(drawn, row, forest) for drawn in row.drawn]
    points = []
    for index, drawn in enumerate(row.drawn):
        estimate = drawn.estimate
        if estimate.value is None:
            continue
        ends = [None if end is None else _per_cent(axis, end) for end in (estimate.low, estimate.high)]
        points.append(
            TrackPoint(
                x=_per_cent(axis, estimate.value),
                low=ends[0] if ends[1] is not None else None,
                high=ends[1] if ends[0] is not None else None,
                y=round(height / 2 + (index - (count - 1) / 2) * pitch, 2),
                mark=None if drawn.tone else marks.get(drawn.mark),
                tone=drawn.tone or "",
                tip=_tip(drawn, row, forest),
            )
        )
    return Track(height, pitch, points, f"{row.name}: {'; '.join(words) or 'not measured'}", words)


def _tip(drawn: Drawn, row: ForestRow, forest: Forest) -> str:
    if drawn.tip:
        return drawn.tip
    count = f", n = {drawn.estimate.n:,}" if drawn.estimate.n else ""
    return f"{row.name}: {drawn_words(drawn, row, forest)}{count}"


def forest_figure(forest: Forest, marks: Mapping[str, Mark]) -> Figure:
    """A small forest as a figure: rows of estimates under each other, names left of them."""
    axis = _axis(forest)
    names = [visible(row.name) for row in forest.rows]
    left = min(max([40.0, *(text_width(name) + 14.0 for name in names)]), _MOST_LEFT)

    def across(value: float) -> float:
        return round(left + axis.at(value) * (_RIGHT - left), 2)

    labels: list[Label] = []
    points: list[Point] = []
    edges: list[float] = []
    y = _TOP
    for row, name in zip(forest.rows, names, strict=True):
        height = max(_LEAST_ROW, _PITCH * len(row.drawn) + 10.0)
        middle = y + height / 2
        labels.append(Label(left - 8, round(middle + 4, 2), shortened(name, left - 10), "end"))
        if not any(drawn.estimate.value is not None for drawn in row.drawn):
            labels.append(Label(round((left + _RIGHT) / 2, 2), round(middle + 4, 2), "not measured"))
        for place, drawn in enumerate(row.drawn):
            at = round(middle + (place - (len(row.drawn) - 1) / 2) * _PITCH, 2)
            value, low, high = drawn.estimate.value, drawn.estimate.low, drawn.estimate.high
            if value is None:
                continue
            whisker = None if low is None or high is None else (across(low), at, across(high), at)
            mark = None if drawn.tone else marks.get(drawn.mark or row.mark)
            tip = _tip(drawn, row, forest)
            points.append(Point(across(value), at, tip, whisker, mark=mark, tone=drawn.tone or ""))
        y += height
        edges.append(round(y, 2))
    ticks = [(round(left + at * (_RIGHT - left), 2), label) for at, label in axis.ticks]
    grid: list[Segment] = [(x, _TOP, x, y) for x, _ in ticks]
    grid += [(8.0, edge, _RIGHT, edge) for edge in edges[:-1] if any(len(row.drawn) > 1 for row in forest.rows)]
    return Figure(
        title=forest.title,
        alt=_alt(forest),
        note=forest.note,
        width=WIDTH,
        height=round(y + 36.0, 2),
        frame=Box(left, _TOP, _RIGHT, y),
        axis=Label(round((left + _RIGHT) / 2, 2), y + 31, axis_name(forest)),
        band=_band(forest, across, y),
        grid=grid,
        zero=(across(0.0), _TOP, across(0.0), y) if forest.is_difference else None,
        labels=labels + [Label(x, y + 15, label) for x, label in ticks],
        points=points,
        missing=_missing(forest.rows),
        unnamed=_unnamed(forest.rows),
    )


def _missing(rows: Sequence[ForestRow]) -> list[str]:
    """What was not measured in rows where something was: the row and whose it is."""
    return [
        f"{row.name}, {drawn.mark}" if drawn.mark else row.name
        for row in rows
        for drawn in row.drawn
        if drawn.estimate.value is None and any(other.estimate.value is not None for other in row.drawn)
    ]


def _unnamed(rows: Sequence[ForestRow]) -> list[str]:
    """Marks whose owners are not the names of their rows."""
    return [
        drawn.mark
        for row in rows
        for drawn in row.drawn
        if drawn.mark and drawn.tone is None and drawn.mark not in (row.name, row.mark)
    ]


def _axis(forest: Forest) -> Axis:
    ends = [
        end
        for row in forest.rows
        for drawn in row.drawn
        for end in (drawn.estimate.low, drawn.estimate.value, drawn.estimate.high)
        if end is not None
    ]
    values = [*ends, *(forest.span or ()), *(forest.band or ()), *([0.0] if forest.is_difference else [])]
    scale = 100.0 if forest.unit in ("share", "points") else 1.0
    return linear_axis(values, count=4, scale=scale, is_signed=forest.is_difference)


def axis_name(forest: Forest) -> str:
    """What stands at the axis of a forest: what is measured, and its unit."""
    unit = {"share": "%", "points": "points"}.get(forest.unit, forest.unit)
    if not unit or unit in forest.measure:
        return forest.measure
    return f"{forest.measure}, {unit}" if forest.measure else unit


def _band(forest: Forest, across: Callable[[float], float], bottom: float) -> Segment | None:
    if forest.band is None:
        return None
    low, high = across(forest.band[0]), across(forest.band[1])
    return (low, _TOP, round(high - low, 2), round(bottom - _TOP, 2))


def _alt(forest: Forest) -> str:
    estimates = [f"{row.name} {drawn_words(drawn, row, forest)}" for row in forest.rows[:12] for drawn in row.drawn[:2]]
    return f"{forest.title}, {axis_name(forest)}: {'; '.join(estimates) or 'not measured'}."


def _per_cent(axis: Axis, value: float) -> float:
    return round(100.0 * axis.at(value), 2)

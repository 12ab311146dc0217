"""A heat map as rectangles of levels, with its grid for the readout under the pointer or the arrow keys.

Cells are equally wide whatever the values of an axis; a closed form is placed between the cells that it lies between.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from pydantic import JsonValue

from selfother.records.blocks import Heatmap, Line
from selfother.report.figures.axes import Box
from selfother.report.figures.canvas import Label, Stroke, shortened, text_width
from selfother.report.numbers import axis_names, map_corners
from selfother.report.text import visible
from selfother.wording import compact

__all__ = ["HEAT_LEVELS", "HeatFigure", "Level", "heat_figure"]

HEAT_LEVELS = 40
_TICKS, _ALL_TICKS = 6, 8
_RIGHT, _TOP, _SIDE = 348.0, 10.0, 300.0
_LEAST_CELL, _MOST_CELL = 22.0, 60.0
_MOST_NAMED = 24
"""More names than these on an axis, and only some are printed."""
_DASHES = 4


@dataclass(frozen=True)
class Level:
    """A rectangle of one colour: neighbours of one level are one rectangle."""

    x: float
    y: float
    width: float
    height: float
    level: int


@dataclass(frozen=True)
class HeatFigure:
    """A heat map ready to be printed.

    Attributes:
        key: Identifier, unique on the page.
        kind: "s", sequential, or "d", diverging.
        frame: Of the cells.
        dots: The middles of unclear cells, as a path.
        bar: The colours from low to high, and the labels under them.
        words: What stands in cells; the flag says that the cell is so deep that its words are in the page's colour.
        forms: Closed forms over it; `form_names` are theirs.
        diagonal: Where both axes are equal; None where they are different things.
        corners: A few cells as row, column, value: for those who do not see colours.
        data: What the script needs for the readout, as JSON.
        switches: See `Heatmap.switches`.
    """

    key: str
    title: str
    unit: str
    note: str
    alt: str
    kind: str
    frame: Box
    height: float
    cells: list[Level]
    dots: str
    bar: list[Level]
    labels: list[Label]
    x_label: Label
    y_label: str
    words: list[tuple[Label, bool]]
    forms: list[Stroke]
    form_names: list[str]
    diagonal: tuple[float, float, float, float] | None
    corners: list[tuple[str, str, str]]
    data: dict[str, JsonValue]
    names: tuple[str, str]
    switches: dict[str, str] = field(default_factory=dict)


def heat_figure(block: Heatmap, key: str) -> HeatFigure:
    """A heat map in pixels.

    Args:
        block: The map.
        key: Identifier, unique on the page.
    """
    x_names, y_names = axis_names(block.x), axis_names(block.y)
    x_ticks, y_ticks = _tick_names(block.x, x_names), _tick_names(block.y, y_names)
    frame = _frame(block, y_ticks)
    span = (block.high - block.low) or 1.0
    levels = [[None if value is None else _level((value - block.low) / span) for value in row] for row in block.values]
    corners = map_corners(block)
    is_read = bool(block.words)  # the cells say their numbers themselves
    numbers = "; ".join(f"{value} at {row}, {column}" for row, column, value in corners)
    return HeatFigure(
        key=key,
        title=block.title,
        unit=block.unit,
        note=block.note,
        alt=f"{block.title}{f' ({block.unit})' if block.unit else ''}, heat map over {block.y_label} and "
        f"{block.x_label}: {numbers or 'not measured'}.",
        kind=block.scale[0],
        frame=frame,
        height=frame.bottom + 86.0,
        cells=_runs(levels, frame),
        dots=_dots(block, frame),
        bar=_bar(frame),
        labels=_labels(block, frame, x_ticks, y_ticks),
        x_label=Label((frame.left + frame.right) / 2, frame.bottom + 34.0, block.x_label),
        y_label=block.y_label,
        words=_words(block, frame, levels),
        forms=[Stroke([_form(line, block, frame)], dash=index % _DASHES) for index, line in enumerate(block.lines)],
        form_names=[line.name for line in block.lines],
        diagonal=(frame.left, frame.bottom, frame.right, frame.top) if block.has_diagonal else None,
        corners=[] if is_read else corners,
        data=_data(block, frame, x_names, y_names),
        names=(block.y_label, block.x_label),
        switches=dict(block.switches),
    )


def _tick_names(values: Sequence[float] | Sequence[str], names: list[str]) -> list[str]:
    """What stands at an axis: numbers with two digits, where these tell them apart."""
    short = [name if isinstance(value, str) else f"{value:.2g}" for value, name in zip(values, names, strict=True)]
    short = [text.replace("-", "\u2212") if text != name else name for text, name in zip(short, names, strict=True)]
    is_plain = not any("e" in text for text, name in zip(short, names, strict=True) if text != name)
    return short if is_plain and len(set(short)) == len(set(names)) else names


def _frame(block: Heatmap, y_names: Sequence[str]) -> Box:
    """Where the cells stand: a square of numbers, or as high as rows of names need."""
    left = min(max(48.0, 28.0 + max([0.0, *(text_width(name) for name in y_names)])), 160.0)
    if not any(isinstance(value, str) for value in (*block.x, *block.y)) and not block.words:
        return Box(left, _TOP, _RIGHT, _TOP + _RIGHT - left)
    rows, columns = max(len(block.y), 1), max(len(block.x), 1)
    high = min(max((_RIGHT - left) / columns, _LEAST_CELL), _MOST_CELL)
    return Box(left, _TOP, _RIGHT, _TOP + max(high * rows, _LEAST_CELL))


def _level(share: float) -> int:
    return min(max(round(share * HEAT_LEVELS), 0), HEAT_LEVELS)


def _cell(frame: Box, rows: int, columns: int) -> tuple[float, float]:
    return (frame.right - frame.left) / max(columns, 1), (frame.bottom - frame.top) / max(rows, 1)


def _runs(levels: list[list[int | None]], frame: Box) -> list[Level]:
    """A grid of levels as rectangles, the first row at the bottom, with gaps where nothing was measured."""
    runs: list[Level] = []
    for i, row in enumerate(levels):
        wide, high = _cell(frame, len(levels), len(row))
        start = 0
        for j in range(1, len(row) + 1):
            if j < len(row) and row[j] == row[start]:
                continue
            level = row[start]
            if level is not None:
                left, right = frame.left + start * wide, frame.left + j * wide
                top, bottom = frame.bottom - (i + 1) * high, frame.bottom - i * high
                runs.append(Level(round(left, 2), round(top, 2), round(right - left, 2), round(bottom - top, 2), level))
            start = j
    return runs


def _dots(block: Heatmap, frame: Box) -> str:
    wide, high = _cell(frame, len(block.y), len(block.x))
    return "".join(
        f"M{frame.left + (j + 0.5) * wide:.1f},{frame.bottom - (i + 0.5) * high:.1f}h0" for i, j in block.unclear
    )


def _bar(frame: Box) -> list[Level]:
    wide = (frame.right - frame.left) / (HEAT_LEVELS + 1)
    return [
        Level(round(frame.left + level * wide, 2), frame.bottom + 48.0, round(wide + 0.3, 2), 10.0, level)
        for level in range(HEAT_LEVELS + 1)
    ]


def _labels(block: Heatmap, frame: Box, x_names: Sequence[str], y_names: Sequence[str]) -> list[Label]:
    wide, high = _cell(frame, len(y_names), len(x_names))
    is_named = bool(block.x) and isinstance(block.x[0], str)
    shown = list(range(len(x_names))) if is_named and len(x_names) <= _MOST_NAMED else _chosen(len(x_names))
    labels = [
        Label(frame.left + (k + 0.5) * wide, frame.bottom + 15.0, shortened(x_names[k], max(wide, 40.0) - 3.0))
        for k in shown
    ]
    is_named = bool(block.y) and (isinstance(block.y[0], str) or bool(block.words))
    shown = list(range(len(y_names))) if is_named and len(y_names) <= _MOST_NAMED else _chosen(len(y_names))
    labels += [
        Label(
            frame.left - 6.0,
            round(frame.bottom - (k + 0.5) * high + 4.0, 2),
            shortened(y_names[k], frame.left - 24.0),
            "end",
        )
        for k in shown
    ]
    ends = block.scale_labels or tuple(
        _end_words(block, at) for at in (block.low, (block.low + block.high) / 2, block.high)
    )
    foot = frame.bottom + 73.0
    places = (frame.left, (frame.left + frame.right) / 2, frame.right)
    anchors = ("start", "middle", "end")
    labels += [Label(x, foot, text, anchor) for x, text, anchor in zip(places, ends, anchors, strict=True)]
    return [Label(round(label.x, 2), label.y, label.text, label.anchor) for label in labels]


def _chosen(count: int) -> list[int]:
    if count <= _ALL_TICKS:
        return list(range(count))
    return sorted({round(k * (count - 1) / (_TICKS - 1)) for k in range(_TICKS)})


def _end_words(block: Heatmap, value: float) -> str:
    """What stands under an end of the colours."""
    if block.is_share:
        return f"{compact(100.0 * value)} %"
    is_signed = block.scale == "diverging" and block.low < 0.0 < value
    return f"+{compact(value)}" if is_signed else compact(value)


def _words(block: Heatmap, frame: Box, levels: list[list[int | None]]) -> list[tuple[Label, bool]]:
    wide, high = _cell(frame, len(block.y), len(block.x))
    words = []
    for i, row in enumerate(block.words):
        for j, text in enumerate(row):
            if not text:
                continue
            level = levels[i][j]
            depth = 0.0 if level is None else level / HEAT_LEVELS
            is_deep = depth > 0.65 if block.scale == "sequential" else abs(depth - 0.5) > 0.3
            x, y = frame.left + (j + 0.5) * wide, frame.bottom - (i + 0.5) * high + 4.0
            label = Label(round(x, 2), round(y, 2), shortened(visible(text), wide))
            words.append((label, is_deep and level is not None))
    return words


def _form(line: Line, block: Heatmap, frame: Box) -> str:
    xs, ys = _places(block.x), _places(block.y)
    wide, high = _cell(frame, len(ys), len(xs))
    return " ".join(
        f"{frame.left + (_place(xs, x) + 0.5) * wide:.2f},{frame.bottom - (_place(ys, y) + 0.5) * high:.2f}"
        for x, y in zip(line.x, line.y, strict=True)
    )


def _places(values: Sequence[float] | Sequence[str]) -> list[float]:
    numbers = [value for value in values if not isinstance(value, str)]
    return numbers or [float(index) for index in range(len(values))]


def _place(values: Sequence[float], value: float) -> float:
    """The fractional index of a value on an axis, at most one cell beyond its ends."""
    if len(values) < 2:
        return 0.0
    at = next((k for k in range(1, len(values) - 1) if values[k] >= value), len(values) - 1)
    step = values[at] - values[at - 1]
    place = at - 1 + (value - values[at - 1]) / step if step else math.nan
    return min(max(place, -1.0), float(len(values))) if math.isfinite(place) else 0.0


def _data(block: Heatmap, frame: Box, x_names: list[str], y_names: list[str]) -> dict[str, JsonValue]:
    """What the readout needs; words are made visible here, because the script prints them as they are."""
    factor, places = (100.0, 2) if block.is_share else (1.0, 4)
    unit = f"% {block.unit}".rstrip() if block.is_share and "%" not in block.unit else block.unit
    is_signed = block.scale == "diverging" and block.low < 0.0 < block.high
    values: list[JsonValue] = [
        [None if value is None else _rounded(factor * value, places) for value in row] for row in block.values
    ]
    errors: list[JsonValue] = [[_rounded(factor * error, places) for error in row] for row in block.errors]
    return {
        "rows": list(y_names),
        "columns": list(x_names),
        "names": [visible(block.y_label), visible(block.x_label)],
        "values": values,
        "errors": errors,
        "tips": [[visible(tip) for tip in row] for row in block.tips],
        "unit": visible(unit),
        "plus": "+" if is_signed else "",
        "frame": [frame.left, frame.top, frame.right, frame.bottom],
    }


def _rounded(value: float, places: int) -> float:
    """A number rounded for the readout; one that would be 0 keeps two digits."""
    near = round(value, places)
    return near if near or not value else float(f"{value:.2g}")

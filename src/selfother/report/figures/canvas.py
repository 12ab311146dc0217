"""What every figure is made of: labelled lines, curves and marks, in the pixels of a view box.

A view box is 360 wide, the width of a phone, so that text is never scaled down; square plots are half of that.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from selfother.report.figures.axes import Box
from selfother.report.figures.marks import Mark

__all__ = ["LETTER", "WIDTH", "Figure", "Label", "Point", "Segment", "Stroke", "cut_paths", "shortened", "text_width"]

WIDTH = 360.0
LETTER = 6.1
"""Width of a letter of a label, in pixels, on average: what does not fit is cut."""

Segment = tuple[float, float, float, float]


@dataclass(frozen=True)
class Label:
    """A word at a place; `anchor` is the end of it that stands there: start, middle or end."""

    x: float
    y: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Point:
    """An estimate in a figure.

    Attributes:
        whisker: Its interval as x1, y1, x2, y2; None without.
        mark: Whose it is; None where it is tinted, or a plain dot.
        tone: What it means, where that tints it; empty: drawn as its mark.
        radius: A disc of this size instead of the mark; 0: the mark.
        tip: What it says when a reader points at it.
        name: Stands beside it; empty: nothing does.
        name_box: Where the name stands.
        leader: A thin line from the point to its name, where that stands far off.
    """

    x: float
    y: float
    tip: str
    whisker: Segment | None = None
    mark: Mark | None = None
    tone: str = ""
    radius: float = 0.0
    name: str = ""
    name_box: Box | None = None
    leader: Segment | None = None


@dataclass(frozen=True)
class Stroke:
    """A line through points, one path for each stretch of it; `dash` tells closed forms apart."""

    paths: list[str]
    mark: Mark | None = None
    tone: str = ""
    dash: int = 0


@dataclass(frozen=True)
class Figure:
    """A figure ready to be printed.

    Attributes:
        title: Over it.
        what: Smaller words beside the title: what goes upwards.
        alt: The figure in a sentence.
        width: Of the view box.
        height: Of the view box.
        frame: Left, top, right, bottom of the axes; closed forms are cut there.
        band: x, y, width, height of the marked region.
        grid: Lines of the grid, x1, y1, x2, y2.
        zero: Where no difference is; None where numbers are no differences.
        rules: Dashed lines to compare with.
        strokes: Curves of arms.
        forms: Closed forms with names of their own, in `form_names`.
        labels: Tick labels, names of rows.
        axis: The name of the x axis, under it.
        missing: Curves without a single number, by name.
        unnamed: Marks whose owner is not named inside the figure: these need a legend.
    """

    title: str
    alt: str
    height: float
    frame: Box
    axis: Label
    what: str = ""
    note: str = ""
    width: float = WIDTH
    band: Segment | None = None
    grid: list[Segment] = field(default_factory=list)
    zero: Segment | None = None
    rules: list[Stroke] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    forms: list[Stroke] = field(default_factory=list)
    form_names: list[str] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)


def text_width(text: str) -> float:
    """About how wide a label is, in pixels."""
    return LETTER * len(text)


def shortened(text: str, width: float) -> str:
    """A text that fits into a width, cut with a sign where it does not.

    Example:
        >>> shortened("honest_label_sft", 60.0)
        'honest_l…'
    """
    most = max(int(width / LETTER), 1)
    return text if len(text) <= most else f"{text[: most - 1]}…"


def cut_paths(points: Sequence[tuple[float, float]], frame: Box) -> list[str]:
    """The paths of a line inside a frame: it is cut at the frame's edges, not bent along them.

    Example:
        >>> cut_paths([(0.0, 0.0), (20.0, 20.0)], Box(5.0, 0.0, 10.0, 8.0))
        ['5,5 8,8']
    """
    stretches: list[list[tuple[float, float]]] = []
    for start, end in itertools.pairwise(points):
        piece = _cut(start, end, frame)
        if piece is None:
            continue
        if stretches and stretches[-1][-1] == piece[0]:
            stretches[-1].append(piece[1])
        else:
            stretches.append(list(piece))
    return [" ".join(f"{round(x, 2):g},{round(y, 2):g}" for x, y in stretch) for stretch in stretches]


def _cut(
    start: tuple[float, float], end: tuple[float, float], frame: Box
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """The part of a line that lies in the frame, None where there is none (Liang and Barsky 1984)."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    first, last = 0.0, 1.0
    edges = ((-dx, start[0] - frame.left), (dx, frame.right - start[0]), (-dy, start[1] - frame.top),
             (dy, frame.bottom - start[1]))  # fmt: skip
    for step, room in edges:
        if step == 0.0 and room < 0.0:
            return None
        if step < 0.0:
            first = max(first, room / step)
        elif step > 0.0:
            last = min(last, room / step)
    if first > last:
        return None
    return (start[0] + first * dx, start[1] + first * dy), (start[0] + last * dx, start[1] + last * dy)

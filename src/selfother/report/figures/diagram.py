"""Boxes and arrows from left to right: one column a rank."""

from collections.abc import Mapping
from dataclasses import dataclass

from selfother.records.blocks import Box as BoxBlock
from selfother.records.blocks import Diagram
from selfother.report.figures.canvas import LETTER, Label, shortened
from selfother.report.figures.marks import Mark
from selfother.report.text import visible

__all__ = ["DiagramFigure", "DrawnArrow", "DrawnBox", "diagram_figure"]

_GAP, _ROW_GAP, _EDGE = 62.0, 18.0, 10.0
_LEAST_WIDE, _MOST_WIDE = 84.0, 190.0
_HIGH, _HIGH_WITH_DETAIL = 30.0, 44.0
_LOOP = 30.0
_BOLD = 7.6
"""Width of a letter of a box's name, in pixels."""


@dataclass(frozen=True)
class DrawnBox:
    """A box with its words, in pixels."""

    x: float
    y: float
    width: float
    height: float
    name: Label
    detail: Label | None
    mark: Mark | None
    tip: str


@dataclass(frozen=True)
class DrawnArrow:
    """An arrow as the path of its line, with its word."""

    path: str
    word: Label | None
    alt: str


@dataclass(frozen=True)
class DiagramFigure:
    """A diagram ready to be printed, at its natural size."""

    title: str
    note: str
    alt: str
    width: float
    height: float
    boxes: list[DrawnBox]
    arrows: list[DrawnArrow]


def diagram_figure(block: Diagram, marks: Mapping[str, Mark]) -> DiagramFigure:
    """A diagram in pixels.

    Args:
        block: Boxes with their ranks, and arrows.
        marks: The sign of every arm of the page.
    """
    ranks = sorted({box.rank for box in block.boxes})
    columns = [[box for box in block.boxes if box.rank == rank] for rank in ranks]
    heights = [sum(_high(box) + _ROW_GAP for box in column) - _ROW_GAP for column in columns]
    tallest = max(heights, default=0.0)
    words = [1.25 * len(visible(arrow.word)) * LETTER + 20.0 for arrow in block.arrows]
    gap = max(_GAP, min(max(words, default=0.0), 180.0))
    has_loop = any(arrow.start == arrow.end for arrow in block.arrows)
    top = _EDGE + (_LOOP if has_loop else 0.0)
    boxes: dict[str, DrawnBox] = {}
    x = _EDGE
    for column, height in zip(columns, heights, strict=True):
        wide = max(_wide(box) for box in column)
        y = top + (tallest - height) / 2
        for box in column:
            boxes[box.name] = _drawn(box, round(x, 2), round(y, 2), wide, marks)
            y += _high(box) + _ROW_GAP
        x += wide + gap
    floor = top + tallest + 16.0
    arrows = [_arrow(boxes[arrow.start], boxes[arrow.end], visible(arrow.word), gap, floor) for arrow in block.arrows]
    ways = [f"{arrow.start} to {arrow.end}{f' ({arrow.word})' if arrow.word else ''}" for arrow in block.arrows]
    names = ", ".join(box.name for box in block.boxes)
    return DiagramFigure(
        title=block.title,
        note=block.note,
        alt=f"{block.title}: {'; '.join(ways) or names or 'empty'}.",
        width=round(max(x - gap + _EDGE, 2 * _EDGE), 2),
        height=round(top + tallest + _EDGE + (16.0 if _has_way_back(block) else 0.0), 2),
        boxes=list(boxes.values()),
        arrows=arrows,
    )


def _has_way_back(block: Diagram) -> bool:
    ranks = {box.name: box.rank for box in block.boxes}
    return any(ranks.get(a.start, 0) > ranks.get(a.end, 0) for a in block.arrows)


def _high(box: BoxBlock) -> float:
    return _HIGH_WITH_DETAIL if box.detail else _HIGH


def _wide(box: BoxBlock) -> float:
    letters = max(len(visible(box.name)) + (3 if box.mark else 0), 0.92 * len(visible(box.detail)))
    return min(max(letters * _BOLD + 22.0, _LEAST_WIDE), _MOST_WIDE)


def _drawn(box: BoxBlock, x: float, y: float, wide: float, marks: Mapping[str, Mark]) -> DrawnBox:
    mark = marks.get(box.mark) if box.mark else None
    high, middle = _high(box), x + wide / 2 + (9.0 if mark else 0.0)
    name = shortened(visible(box.name), (wide - 14.0 - (18.0 if mark else 0.0)) * LETTER / _BOLD)
    detail = shortened(visible(box.detail), wide - 10.0)
    return DrawnBox(
        x=x,
        y=y,
        width=wide,
        height=high,
        name=Label(round(middle, 2), round(y + (18.0 if box.detail else 19.5), 2), name),
        detail=Label(round(x + wide / 2, 2), round(y + 34.0, 2), detail) if detail else None,
        mark=mark,
        tip=f"{box.name}: {box.detail}" if box.detail else box.name,
    )


def _arrow(start: DrawnBox, end: DrawnBox, word: str, gap: float, floor: float) -> DrawnArrow:
    """An arrow's line: forward in a bend, within a rank straight, back under all boxes."""
    alt = f"{start.tip} to {end.tip}"
    if start is end:
        x, y = start.x + start.width / 2, start.y
        path = f"M{x - 12:.1f},{y:.1f}C{x - 22:.1f},{y - 30:.1f} {x + 22:.1f},{y - 30:.1f} {x + 12:.1f},{y - 2:.1f}"
        return DrawnArrow(path, _word(word, x + 22.0, y - 16.0, 90.0, "start"), alt)
    if start.x < end.x:
        x1, y1 = start.x + start.width, start.y + start.height / 2
        x2, y2 = end.x - 2.0, end.y + end.height / 2
        bend = (x2 - x1) / 2
        path = f"M{x1:.1f},{y1:.1f}C{x1 + bend:.1f},{y1:.1f} {x2 - bend:.1f},{y2:.1f} {x2:.1f},{y2:.1f}"
        # near its end, where arrows from one box lie apart: the curve at 0.6 of its way
        return DrawnArrow(path, _word(word, x1 + 0.6 * (x2 - x1), y1 + 0.65 * (y2 - y1) - 4.0, gap), alt)
    if start.x == end.x:
        is_down = start.y < end.y
        x = start.x + start.width / 2 + (0.0 if is_down else 14.0)
        y1 = start.y + start.height if is_down else start.y
        y2 = end.y - 2.0 if is_down else end.y + end.height + 2.0
        word_label = _word(word, x + 6.0, (y1 + y2) / 2 + 4, 90.0, "start")
        return DrawnArrow(f"M{x:.1f},{y1:.1f}L{x:.1f},{y2:.1f}", word_label, alt)
    x1, y1 = start.x, start.y + 0.78 * start.height
    x2, y2 = end.x + end.width + 2.0, end.y + 0.78 * end.height
    down = f"M{x1:.1f},{y1:.1f}h-8q-6,0 -6,6V{floor - 6:.1f}q0,6 -6,6"
    path = f"{down}H{x2 + 20:.1f}q-6,0 -6,-6V{y2 + 6:.1f}q0,-6 -6,-6H{x2:.1f}"
    return DrawnArrow(path, _word(word, (x1 + x2) / 2, floor - 4.0, x1 - x2 - 40.0), alt)


def _word(word: str, x: float, y: float, room: float, anchor: str = "middle") -> Label | None:
    return Label(round(x, 2), round(y, 2), shortened(word, room), anchor) if word else None

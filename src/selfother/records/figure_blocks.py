"""Blocks that are drawn: plots, maps, forests and diagrams, in the units of their axes; see `blocks`."""

from collections.abc import Sequence
from typing import Literal, Self

from pydantic import Field, model_validator

from selfother.records.base import Estimate, Record
from selfother.records.text_blocks import Cell, Tone

__all__ = [
    "Arrow",
    "Box",
    "Curve",
    "Diagram",
    "Drawn",
    "Forest",
    "ForestRow",
    "Heatmap",
    "Line",
    "Plot",
]


def _check_length(given: Sequence[object], axis: Sequence[object], what: str) -> None:
    """Refuse numbers that do not belong to the places of their axis: they would be drawn at the wrong ones."""
    if len(given) != len(axis):
        raise ValueError(f"{what[:160]}: {len(given)} for {len(axis)} places")


class Curve(Record):
    """A line or a row of points with intervals; an entry is None where nothing was measured.

    Attributes:
        style: "line" draws no points (a closed form), "points" no line (a simulation beside it).
        mark: Whose sign its points have; empty: that of its name.
        tips: What a point says when a reader points at it; empty: its numbers.
        sizes: How many things a point stands for, drawn as discs; empty: marks.
        tone: Tinted by what it means instead of by whose it is.
        is_labelled: Its name stands beside its first point.
    """

    name: str
    x: list[float]
    y: list[float | None]
    low: list[float | None] = Field(default_factory=list)
    high: list[float | None] = Field(default_factory=list)
    style: Literal["both", "line", "points"] = "both"
    mark: str = ""
    tips: list[str] = Field(default_factory=list)
    sizes: list[int] = Field(default_factory=list)
    tone: Tone | None = None
    is_labelled: bool = False

    def interval(self, index: int) -> tuple[float | None, float | None]:
        """The ends of the interval of a point; None where it has none."""
        return self.low[index] if self.low else None, self.high[index] if self.high else None

    @model_validator(mode="after")
    def _lengths(self) -> Self:
        _check_length(self.y, self.x, f"curve {self.name!r}: y")
        for name in ("low", "high", "tips", "sizes"):
            given = getattr(self, name)
            _check_length(given, self.x if given else [], f"curve {self.name!r}: {name}")
        return self


class Line(Record):
    """A line to compare with, in the units of the axes, with its name.

    Attributes:
        x: At least two values.
        y: As many.
        is_dashed: A level or a diagonal; otherwise a drawn boundary.
    """

    name: str
    x: list[float]
    y: list[float]
    is_dashed: bool = True

    @model_validator(mode="after")
    def _lengths(self) -> Self:
        _check_length(self.y, self.x, f"line {self.name!r}: y")
        return self


class Plot(Record):
    """Curves over a numeric axis, or points in rows.

    Attributes:
        kind: "lines": over a numeric x. "points": one row a curve, values across.
        x_span: What the x axis must hold; None: the data.
        y_span: What the value axis must hold; None: the data.
        is_share: Values of y are shares, and the axis is in per cent.
        is_x_share: The same of x.
        is_log: Whether the value axis is logarithmic.
        is_x_log: Whether the x axis is.
        is_square: Both axes are shares of one thing; the plot is a square, and small.
        band: Region of the values that is marked, e.g. what independence predicts.
        lines: Levels, diagonals, closed forms.
        numbers: Where all of them stand in words. "tips": under the pointer, and as a table in Markdown, which has no
            figure. "printed": in a table behind a fold too, one row an x. "beside": in a table of the same section, so
            that Markdown does not repeat them.
        note: What is seen, how it was made, with `n = `.
    """

    block: Literal["plot"] = "plot"
    title: str
    kind: Literal["lines", "points"] = "lines"
    x_label: str
    y_label: str
    curves: list[Curve]
    x_span: tuple[float, float] | None = None
    y_span: tuple[float, float] | None = None
    is_share: bool = False
    is_x_share: bool = False
    is_log: bool = False
    is_x_log: bool = False
    is_square: bool = False
    band: tuple[float, float] | None = None
    lines: list[Line] = Field(default_factory=list)
    numbers: Literal["tips", "printed", "beside"] = "tips"
    note: str = ""


class Heatmap(Record):
    """Values over two axes, as colours, with the number of a cell under the pointer.

    Attributes:
        x: The columns: numbers in ascending order, or names; length n.
        y: The rows from the bottom, length m.
        values: m x n, None where nothing was measured.
        errors: Standard errors of the values, m x n; empty: none.
        unclear: (row, column) of every cell that is not told from chance: a dot stands on it.
        words: What stands in the cells, m x n; empty: nothing does.
        tips: What a cell says when a reader points at it, m x n; empty: its numbers.
        scale: "sequential" from low to high, or "diverging" around the middle of them.
        low: Value at one end of the colours.
        high: Value at the other.
        scale_labels: Words under the two ends and the middle of the colours; empty: the numbers.
        is_share: Values are shares, and shown in per cent.
        lines: Closed forms over it, in the units of the axes.
        has_diagonal: x and y are the same thing, and a dotted line marks where they are equal.
        switches: What this map is one of: several maps next to each other with the same keys are shown one at a time,
            with a choice for each key that differs.
    """

    block: Literal["heatmap"] = "heatmap"
    title: str
    unit: str = ""
    x_label: str
    y_label: str
    x: list[float] | list[str]
    y: list[float] | list[str]
    values: list[list[float | None]]
    errors: list[list[float]] = Field(default_factory=list)
    unclear: list[tuple[int, int]] = Field(default_factory=list)
    words: list[list[str]] = Field(default_factory=list)
    tips: list[list[str]] = Field(default_factory=list)
    scale: Literal["sequential", "diverging"] = "sequential"
    low: float
    high: float
    scale_labels: tuple[str, str, str] | None = None
    is_share: bool = False
    lines: list[Line] = Field(default_factory=list)
    has_diagonal: bool = False
    switches: dict[str, str] = Field(default_factory=dict)
    note: str = ""

    @model_validator(mode="after")
    def _sizes(self) -> Self:
        for name in ("values", "errors", "words", "tips"):
            grid: list[list[object]] = getattr(self, name)
            if name != "values" and not grid:
                continue
            _check_length(grid, self.y, f"heat map {self.title!r}: rows of {name}")
            for row in grid:
                _check_length(row, self.x, f"heat map {self.title!r}: a row of {name}")
        return self


class Drawn(Record):
    """An estimate in a row of a forest.

    Attributes:
        mark: Whose sign it has; empty: a plain dot.
        tone: What it means, where that tints it instead.
        tip: What it says when a reader points at it; empty: its numbers.
    """

    estimate: Estimate
    mark: str = ""
    tone: Tone | None = None
    tip: str = ""


class ForestRow(Record):
    """One row: its name, its estimates, further cells, a word, and a sentence under it.

    Attributes:
        detail: Smaller words beside the name.
        mark: The arm whose sign stands before the name.
        drawn: From top to bottom; a training run each, or an arm each.
        cells: As many as the forest has `columns`; a word that is tinted is a cell with a tone.
        sentence: The row in words, under it.
    """

    name: str
    detail: str = ""
    mark: str = ""
    drawn: list[Drawn]
    cells: list[str | Cell] = Field(default_factory=list)
    sentence: str | Cell = ""


class Forest(Record):
    """Estimates with intervals in rows on one axis.

    Attributes:
        unit: "share" (0 to 1, shown in per cent), "points" (differences of shares), or the unit in words.
        measure: What is measured, at the head of the axis.
        columns: Headings of the cells beside the axis.
        span: What the axis must hold, in the estimates' own numbers; None: the estimates, and 0 for differences.
        band: Region that is marked: no difference, within the margin.
        is_difference: Numbers have a sign, and a line stands at zero.
        is_small: A figure of rows without cells, drawn next to others of its kind.
        numbers: Where the estimates stand in words. "tips": under the pointer; its cells may hold them. "printed":
            under the axis too, as they always do without `columns`; those of a small figure in a fold.
    """

    block: Literal["forest"] = "forest"
    title: str
    measure: str = ""
    unit: str = "share"
    rows: list[ForestRow]
    columns: list[str] = Field(default_factory=list)
    span: tuple[float, float] | None = None
    band: tuple[float, float] | None = None
    is_difference: bool = False
    is_small: bool = False
    numbers: Literal["tips", "printed"] = "tips"
    note: str = ""


class Box(Record):
    """A box of a diagram, or a state of a graph.

    Attributes:
        name: Unique in its diagram.
        rank: Its column from the left, from 0; boxes of one rank stand under each other in their order.
    """

    name: str
    rank: int
    detail: str = ""
    mark: str = ""


class Arrow(Record):
    """An arrow from one box to another, with a word on it."""

    start: str
    end: str
    word: str = ""


class Diagram(Record):
    """Boxes and arrows, from left to right: what an arm is made from, or what turns into what."""

    block: Literal["diagram"] = "diagram"
    title: str
    boxes: list[Box]
    arrows: list[Arrow]
    note: str = ""

    @model_validator(mode="after")
    def _ends(self) -> Self:
        names = [box.name for box in self.boxes]
        if len(set(names)) < len(names):
            raise ValueError(f"diagram {self.title[:160]!r}: two boxes have one name")
        loose = [end for arrow in self.arrows for end in (arrow.start, arrow.end) if end not in names]
        if loose:
            raise ValueError(f"diagram {self.title[:160]!r}: an arrow ends at {loose[0][:80]!r}, which is no box")
        return self

"""The numbers of figures in words, and as tables: for tips, for readers of Markdown, for the folds under figures."""

from collections.abc import Sequence
from typing import TypeVar

from selfother.records import Estimate
from selfother.records.blocks import Cell, Curve, Drawn, Forest, ForestRow, Heatmap, Plot, Table
from selfother.report.text import visible
from selfother.wording import compact, percent, value_words

__all__ = [
    "at_words",
    "axis_names",
    "drawn_words",
    "estimate_words",
    "forest_table",
    "map_corners",
    "map_table",
    "plot_table",
    "point_words",
    "prints_numbers",
    "some",
]

_Row = TypeVar("_Row")
_NOT = "not measured"
_DASH = "–"
_FEW_CELLS = 36
"""A map of up to so many cells is printed whole as text."""


def estimate_words(estimate: Estimate, forest: Forest) -> str:
    """An estimate of a forest in words, or why there is none."""
    if estimate.value is None:
        return f"{_NOT}: {estimate.reason}" if estimate.reason else _NOT
    is_signed = forest.is_difference or forest.unit == "points"
    is_share = forest.unit in ("share", "points")
    text = value_words(estimate.value, estimate.low, estimate.high, is_share=is_share, is_signed=is_signed)
    level = f" at {percent(estimate.level)}" if estimate.level != 0.95 and estimate.low is not None else ""
    return text + level


def at_words(x: float, plot: Plot) -> str:
    """A value of a plot's x axis in words."""
    return f"{compact(100.0 * x)} %" if plot.is_x_share else compact(x)


def plot_table(plot: Plot) -> Table:
    """All numbers of a plot: one row an x and one column a curve; where x are each curve's own, a row a point.

    A curve that has no point at an x has a dash there; what was not measured says so.
    """
    curves = [curve for curve in plot.curves if curve.style != "line"] or list(plot.curves)
    if plot.kind == "points":
        rows: list[list[str | Cell]] = [
            [curve.name, "; ".join(point_words(plot, curve, index) for index in range(len(curve.y))) or _NOT]
            for curve in curves
        ]
        return Table(title=plot.title, columns=["", plot.y_label or plot.x_label], rows=rows)
    places = sorted({x for curve in curves for x in curve.x})
    if len(places) > max((len(curve.x) for curve in curves), default=0) and len(curves) > 1:
        rows = [
            [curve.name, at_words(x, plot), point_words(plot, curve, index)]
            for curve in curves
            for index, x in enumerate(curve.x)
        ]
        return Table(title=plot.title, columns=["", plot.x_label, plot.y_label], rows=rows)
    indices = [{x: index for index, x in enumerate(curve.x)} for curve in curves]
    rows = [
        [
            at_words(x, plot),
            *(point_words(plot, curve, at[x]) if x in at else _DASH for curve, at in zip(curves, indices, strict=True)),
        ]
        for x in places
    ]
    return Table(title=plot.title, columns=[plot.x_label, *(curve.name for curve in curves)], rows=rows)


def point_words(plot: Plot, curve: Curve, index: int) -> str:
    """A point of a curve in words, with its interval."""
    return value_words(curve.y[index], *curve.interval(index), is_share=plot.is_share)


def some(rows: Sequence[_Row], count: int = 9) -> list[_Row]:
    """About `count` rows, evenly chosen, the first and the last among them.

    Example:
        >>> some(range(30), 4)
        [0, 10, 19, 29]
    """
    last = len(rows) - 1
    if last < count:
        return list(rows)
    return [rows[round(index * last / (count - 1))] for index in range(count)]


def prints_numbers(forest: Forest) -> bool:
    """Whether the estimates of a forest stand in words beside or under their axis."""
    return forest.numbers == "printed" or not forest.columns


def forest_table(forest: Forest) -> Table:
    """A forest as a table: the row's name, its estimates where `cells` do not hold them, its cells."""
    has_numbers = prints_numbers(forest)
    rows: list[list[str | Cell]] = []
    for row in forest.rows:
        named = Cell(text=row.name, detail=row.detail, mark=row.mark)
        words = "; ".join(drawn_words(drawn, row, forest) for drawn in row.drawn)
        cells = list(row.cells)[: len(forest.columns)]
        cells += [""] * (len(forest.columns) - len(cells))
        rows.append([named, *([words or _NOT] if has_numbers else []), *cells])
    columns = ["", *([forest.measure or _unit(forest)] if has_numbers else []), *forest.columns]
    return Table(title=forest.title, columns=columns, rows=rows)


def drawn_words(drawn: Drawn, row: ForestRow, forest: Forest) -> str:
    """An estimate of a forest in words, and whose it is where its row does not say so."""
    owner = f"{drawn.mark}: " if drawn.mark and drawn.mark not in (row.mark, row.name) else ""
    return owner + estimate_words(drawn.estimate, forest)


def _unit(forest: Forest) -> str:
    return {"share": "%", "points": "difference in points"}.get(forest.unit, forest.unit)


def map_table(block: Heatmap) -> Table:
    """A few cells as a table; all of them where they hold words, or are few."""
    x_names, y_names = axis_names(block.x), axis_names(block.y)
    if block.words or len(x_names) * len(y_names) <= _FEW_CELLS:
        rows: list[list[str | Cell]] = [
            [
                y_names[i],
                *(
                    (block.words[i][j] if block.words else "") or _map_number(block, value)
                    for j, value in enumerate(block.values[i])
                ),
            ]
            for i in range(len(y_names))
        ]
        return Table(title=block.title, columns=[f"{block.y_label} / {block.x_label}", *x_names], rows=rows)
    rows = [[row, column, value] for row, column, value in map_corners(block)]
    return Table(title=block.title, columns=[block.y_label, block.x_label, block.title], rows=rows)


def map_corners(block: Heatmap) -> list[tuple[str, str, str]]:
    """The corners and the middle of a map as row, column, value: for those who do not see colours."""
    x_names, y_names = axis_names(block.x), axis_names(block.y)
    if not x_names or not y_names:
        return []
    right, top = len(x_names) - 1, len(y_names) - 1
    cells = dict.fromkeys([(0, 0), (top // 2, right // 2), (top, right), (0, right), (top, 0)])
    return [(y_names[i], x_names[j], _map_number(block, block.values[i][j])) for i, j in cells]


def axis_names(values: Sequence[float] | Sequence[str]) -> list[str]:
    """The values of a map's axis in words."""
    return [visible(value) if isinstance(value, str) else compact(value) for value in values]


def _map_number(block: Heatmap, value: float | None) -> str:
    is_signed = block.scale == "diverging" and block.low < 0.0 < block.high
    return value_words(value, is_share=block.is_share, is_signed=is_signed)

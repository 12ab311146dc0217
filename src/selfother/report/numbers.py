"""The numbers of figures in words, and as tables: for tips, for readers of Markdown, for the folds under figures."""

from collections.abc import Sequence
from typing import TypeVar

from selfother.records import Estimate
from selfother.records.blocks import Cell, Curve, Forest, Plot, Table
from selfother.report.text import compact, decimal, digits_of, percent, signed

__all__ = ["at_words", "estimate_words", "forest_table", "plot_table", "some", "value_words"]

_Row = TypeVar("_Row")
_NOT = "not measured"
_DASH = "–"
_ROUNDING = 1e-9
"""What is closer to 0 is 0."""


def value_words(
    value: float | None,
    low: float | None = None,
    high: float | None = None,
    *,
    is_share: bool = False,
    is_signed: bool = False,
) -> str:
    """Return a number with its interval, in per cent if it is a share, with a sign if it is a difference.

    Example:
        >>> value_words(0.5, 0.4, 0.61, is_share=True), value_words(None)
        ('50.0\\u202f% [40.0,\\xa061.0]', 'not measured')
        >>> value_words(-0.5, -0.6, -0.41, is_share=True, is_signed=True), value_words(0.25)
        ('−50.0 [−60.0,\\xa0−41.0]', '0.250')
        >>> value_words(0.1, 0.00002, 0.2, is_share=True, is_signed=True)
        '+10.0 [+0.002,\\xa0+20.0]'
    """
    if value is None:
        return _NOT
    digits = digits_of(low, high)
    text = _number(value, digits, is_share=is_share, is_signed=is_signed)
    if low is None or high is None:
        return text
    ends = [_number(end, digits, is_share=is_share, is_signed=is_signed, is_end=True) for end in (low, high)]
    return f"{text} [{ends[0]},\u00a0{ends[1]}]"


def _number(value: float, digits: int | None, *, is_share: bool, is_signed: bool, is_end: bool = False) -> str:
    """Return a number with these decimals, or with more: one that is not 0 never reads as 0."""
    if is_signed:
        text = signed(value, points=is_share, digits=digits)
    else:
        text = percent(value, unit=not is_end) if is_share else decimal(value, digits)
    if abs(value) <= _ROUNDING or any(digit in text for digit in "123456789"):
        return text
    shown = 100 * value if is_share else value
    few = f"{shown:+.1g}" if is_signed else f"{shown:.1g}"
    return few.replace("-", "\u2212") + (text[text.index("\u202f") :] if "\u202f" in text else "")


def estimate_words(estimate: Estimate, forest: Forest) -> str:
    """Return an estimate of a forest in words, or why there is none."""
    if estimate.value is None:
        return f"{_NOT}: {estimate.reason}" if estimate.reason else _NOT
    is_signed = forest.is_difference or forest.unit == "points"
    is_share = forest.unit in ("share", "points")
    text = value_words(estimate.value, estimate.low, estimate.high, is_share=is_share, is_signed=is_signed)
    level = f" at {percent(estimate.level)}" if estimate.level != 0.95 and estimate.low is not None else ""
    return text + level


def at_words(x: float, plot: Plot) -> str:
    """Return a value of a plot's x axis in words."""
    return percent(x) if plot.is_x_share else compact(x)


def plot_table(plot: Plot) -> Table:
    """Return all numbers of a plot: one row an x and one column a curve; where x are each curve's own, a row a point.

    A curve that has no point at an x has a dash there; what was not measured says so.
    """
    curves = [curve for curve in plot.curves if curve.style != "line"] or list(plot.curves)
    if plot.kind == "points":
        rows: list[list[str | Cell]] = [
            [curve.name, "; ".join(_point(plot, curve, index) for index in range(len(curve.y))) or _NOT]
            for curve in curves
        ]
        return Table(title=plot.title, columns=["", plot.y_label or plot.x_label], rows=rows)
    places = sorted({x for curve in curves for x in curve.x})
    if len(places) > max((len(curve.x) for curve in curves), default=0) and len(curves) > 1:
        rows = [
            [curve.name, at_words(x, plot), _point(plot, curve, index)]
            for curve in curves
            for index, x in enumerate(curve.x)
        ]
        return Table(title=plot.title, columns=["", plot.x_label, plot.y_label], rows=rows)
    found = [{x: index for index, x in enumerate(curve.x)} for curve in curves]
    rows = [
        [
            at_words(x, plot),
            *(_point(plot, curve, at[x]) if x in at else _DASH for curve, at in zip(curves, found, strict=True)),
        ]
        for x in places
    ]
    return Table(title=plot.title, columns=[plot.x_label, *(curve.name for curve in curves)], rows=rows)


def _point(plot: Plot, curve: Curve, index: int) -> str:
    low = curve.low[index] if curve.low else None
    high = curve.high[index] if curve.high else None
    return value_words(curve.y[index], low, high, is_share=plot.is_share)


def some(rows: Sequence[_Row], count: int = 9) -> list[_Row]:
    """Return about `count` rows, evenly chosen, the first and the last among them.

    Example:
        >>> some(range(30), 4)
        [0, 10, 19, 29]
    """
    last = len(rows) - 1
    if last < count:
        return list(rows)
    return [rows[round(index * last / (count - 1))] for index in range(count)]


def forest_table(forest: Forest) -> Table:
    """Return a forest as a table: the row's name, its estimates where `cells` do not hold them, its cells."""
    is_told = not forest.columns or forest.has_numbers
    rows: list[list[str | Cell]] = []
    for row in forest.rows:
        named = Cell(text=row.name, detail=row.detail, mark=row.mark)
        words = "; ".join(_drawn(drawn.estimate, drawn.mark, row.mark, forest) for drawn in row.drawn)
        cells = list(row.cells)[: len(forest.columns)]
        cells += [""] * (len(forest.columns) - len(cells))
        rows.append([named, *([words or _NOT] if is_told else []), *cells])
    columns = ["", *([forest.measure or _unit(forest)] if is_told else []), *forest.columns]
    return Table(title=forest.title, columns=columns, rows=rows)


def _drawn(estimate: Estimate, mark: str, row_mark: str, forest: Forest) -> str:
    owner = f"{mark}: " if mark and mark != row_mark else ""
    return owner + estimate_words(estimate, forest)


def _unit(forest: Forest) -> str:
    return {"share": "%", "points": "difference in points"}.get(forest.unit, forest.unit)

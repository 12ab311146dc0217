"""What plots of both kinds share: the axis of values, a point with its interval and tip, and what they say in words."""

from collections.abc import Callable, Mapping, Sequence

from selfother.records.blocks import Curve, Plot
from selfother.report.figures.axes import Axis, linear_axis, log_axis
from selfother.report.figures.canvas import Point, Segment
from selfother.report.figures.marks import Mark
from selfother.report.numbers import at_words, point_words

__all__ = [
    "INSET",
    "RIGHT",
    "TOP",
    "Placer",
    "described",
    "in_per_cent",
    "point_of",
    "under_title",
    "value_axis",
]

RIGHT, TOP = 350.0, 14.0
INSET = 8.0
"""So that a mark at the end of an axis stands inside the frame, not on labels."""

Placer = Callable[[float], float]


def value_axis(plot: Plot, *, count: int) -> Axis:
    """The axis of a plot's values, with about `count` steps; it holds intervals, band and dashed lines too."""
    sides = (side for curve in plot.curves for side in (curve.y, curve.low, curve.high))
    values = [value for side in sides for value in side if value is not None]
    values += [*(plot.y_span or ()), *(plot.band or ())]
    values += [y for line in plot.lines if line.is_dashed and plot.kind == "lines" for y in line.y]
    if plot.is_log:
        return log_axis(values)
    return linear_axis(values, count=2 if plot.is_square else count, scale=100.0 if plot.is_share else 1.0)


def point_of(
    plot: Plot,
    curve: Curve,
    index: int,
    at: tuple[float, float],
    whisker: Segment | None,
    marks: Mapping[str, Mark],
) -> Point:
    """A measured point of a curve at its place in pixels, with the sign, the size and the words that it has there."""
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


def _tip(plot: Plot, curve: Curve, index: int) -> str:
    place = "" if plot.kind == "points" else f" at {at_words(curve.x[index], plot)}"
    return f"{curve.name}{place}: {point_words(plot, curve, index)}"


def in_per_cent(label: str, is_share: bool) -> str:
    """The label of an axis; one of shares says that they are in per cent."""
    return f"{label}, %" if is_share and label and "%" not in label else label


def under_title(plot: Plot, axis: Axis, dashed: Sequence[str], *, is_across: bool = False) -> str:
    """What stands under the title of a plot: what its values are, their scale, and what the dashed lines are.

    Args:
        plot: The plot.
        axis: Of its values.
        dashed: Names of dashed lines.
        is_across: Values stand across, and the axis there names them.
    """
    name = "" if is_across and plot.y_label == (plot.x_label or plot.y_label) else plot.y_label
    if name == plot.title:
        name = ""
    label = in_per_cent(name, plot.is_share) or ("%" if plot.is_share else "")
    scale = "logarithmic scale" if axis.is_log else ""
    rules = f"dashed: {', '.join(dashed)}" if dashed and any(dashed) else ""
    return "; ".join(part for part in (label, scale, rules) if part)


def described(plot: Plot) -> str:
    """A plot in words, for those who do not see it: the last number of every curve."""
    points = [
        _tip(plot, curve, index)
        for curve in plot.curves[:12]
        for index in ([i for i, y in enumerate(curve.y) if y is not None][-1:])
    ]
    head = ", ".join(part for part in (plot.title, plot.y_label) if part)
    return f"{head}: {'; '.join(points)}." if points else f"{head}: not measured."

"""Estimates in rows on one horizontal axis, several in a row where several arms share it.

Pixels of a view box 360 wide, as in `plots`: a panel grows in height with its rows, so that text is never scaled down.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from selfother.records import Estimate
from selfother.report.figures.axes import Axis
from selfother.report.old_figures import Mark
from selfother.report.plots import PlotLine, PlotPanel, PlotPoint, Segment
from selfother.report.text import clipped
from selfother.wording import percent, signed

__all__ = ["Drawn", "Row", "rows_panel", "words_of"]

_RIGHT, _TOP, _PITCH, _LEAST_ROW = 346.0, 12.0, 11.0, 22.0
_LETTER = 6.1
"""Width of a letter of a label, in pixels: what does not fit beside the axis is cut."""


@dataclass(frozen=True)
class Drawn:
    """An estimate in a row: whose mark it has, or what it means (`tone` and `shape`), and what it says."""

    estimate: Estimate
    mark: Mark
    tip: str
    tone: str = ""
    shape: str = ""


@dataclass(frozen=True)
class Row:
    """A row: its label and its estimates from top to bottom."""

    label: str
    drawn: Sequence[Drawn]


def rows_panel(
    title: str, rows: Sequence[Row], *, axis: Axis, x_label: str, left: float, band: tuple[float, float] | None = None
) -> PlotPanel:
    """Place rows of estimates.

    Args:
        title: Of the panel.
        rows: From top to bottom.
        axis: That holds all values.
        x_label: What the axis is.
        left: Where the axis begins; labels stand left of it.
        band: Values between which the background is shaded.
    """

    def across(value: float) -> float:
        return round(left + axis.at(value) * (_RIGHT - left), 2)

    lines: list[PlotLine] = []
    labels: list[tuple[float, float, str, str]] = []
    edges: list[float] = []
    y = _TOP
    for row in rows:
        height = max(_LEAST_ROW, _PITCH * len(row.drawn) + 10.0)
        middle = y + height / 2
        labels.append((left - 8, round(middle + 4, 2), _shortened(row.label, left), "end"))
        for place, one in enumerate(row.drawn):
            at = round(middle + (place - (len(row.drawn) - 1) / 2) * _PITCH, 2)
            if one.estimate.value is None:
                labels.append((round((left + _RIGHT) / 2, 2), at + 4, "not measured", "middle"))
            else:
                lines.append(PlotLine(one.tip, one.mark, "", [_point(one, one.estimate.value, across, at)]))
        y += height
        edges.append(round(y, 2))
    ticks = [(_at_place(left, at), label) for at, label in axis.ticks]
    grid: list[Segment] = [(x, _TOP, x, y) for x, _ in ticks]
    grid += [(8.0, edge, _RIGHT, edge) for edge in edges[:-1] if any(len(row.drawn) > 1 for row in rows)]
    ends = (across(band[0]), across(band[1])) if band else (0.0, 0.0)
    said = "; ".join(one.tip for row in rows for one in row.drawn[:2])
    return PlotPanel(
        title=clipped(title, 160),
        x_label=clipped(x_label, 90),
        y_label="",
        height=round(y + 40.0, 2),
        band=(ends[0], _TOP, round(ends[1] - ends[0], 2), round(y - _TOP, 2)) if band else None,
        grid=grid,
        labels=labels + [(x, y + 16, label, "middle") for x, label in ticks],
        title_at=(round((left + _RIGHT) / 2, 2), y + 34),
        lines=lines,
        missing=[],
        note="",
        alt=f"{clipped(title, 160)}, {clipped(x_label, 90)}: {clipped(said, 900)}.",
    )


def words_of(estimate: Estimate, *, is_difference: bool = False) -> str:
    """Return a share, or a difference of shares in points, with its interval in words."""
    if estimate.value is None:
        return f"not measured: {clipped(estimate.reason, 160)}" if estimate.reason else "not measured"
    value = signed(estimate.value, points=True) if is_difference else percent(estimate.value, 1)
    if estimate.low is None or estimate.high is None:
        return value
    ends = [signed(end, points=True) if is_difference else percent(end, 1, unit=False)
            for end in (estimate.low, estimate.high)]  # fmt: skip
    return f"{value} [{ends[0]},\u00a0{ends[1]}]"


def _at_place(left: float, at: float) -> float:
    return round(left + at * (_RIGHT - left), 2)


def _point(one: Drawn, value: float, across: Callable[[float], float], at: float) -> PlotPoint:
    low, high = one.estimate.low, one.estimate.high
    whisker = None if low is None or high is None else (across(low), at, across(high), at)
    return PlotPoint(across(value), at, whisker, one.tip, tone=one.tone, shape=one.shape)


def _shortened(label: str, left: float) -> str:
    most = int((left - 10) / _LETTER)
    return label if len(label) <= most else f"{label[: most - 1]}…"

"""Phase diagrams as plain data: a simulated quantity as colours, closed forms as lines over it.

Positions are pixels of a view box 360 wide, as in `landscape`. Cells are equally wide whatever the values of an axis; a
closed form is placed between the cells that it lies between.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from selfother.errors import BrokenRecord
from selfother.records import PhaseDiagram
from selfother.report.landscape import HEAT_BOX, level_runs
from selfother.report.text import clipped
from selfother.wording import compact, decimal

__all__ = ["PhaseLine", "PhasePanel", "phase_panel"]

_TICKS = 6


@dataclass(frozen=True)
class PhaseLine:
    """A closed form: its name, and its points "x,y x,y" in pixels."""

    name: str
    path: str


@dataclass(frozen=True)
class PhasePanel:
    """A phase diagram ready to be printed.

    Attributes:
        key: Identifier, unique on the page.
        runs: (x, y, width, height, level): neighbours of one level are one rectangle.
        x_ticks: (pixel, label).
        y_ticks: (pixel of the text's base line, label).
        scale: Labels of the colour bar's left end, middle and right end.
        names: What a row and a column are called in the readout.
        values: The grid, rounded, for the readout under the pointer.
        alt: The figure in a sentence.
    """

    key: str
    title: str
    measure: str
    x_label: str
    y_label: str
    runs: list[tuple[float, float, float, float, int]]
    x_ticks: list[tuple[float, str]]
    y_ticks: list[tuple[float, str]]
    lines: list[PhaseLine]
    scale: tuple[str, str, str]
    names: tuple[str, str]
    rows: list[float]
    columns: list[float]
    row_names: list[str]
    column_names: list[str]
    values: list[list[float]]
    alt: str
    note: str


def phase_panel(key: str, diagram: PhaseDiagram) -> PhasePanel:
    """Place a diagram's cells and lines.

    Raises:
        BrokenRecord: A grid that is empty or has not the size of its axes.
    """
    grid = diagram.values
    if not diagram.x or not diagram.y or len(grid) != len(diagram.y) or any(len(row) != len(diagram.x) for row in grid):
        raise BrokenRecord(
            f"the phase diagram {diagram.title[:80]!r} has axes of {len(diagram.x)} and {len(diagram.y)} values and a "
            "grid of another size. Run the same command again."
        )
    span = (diagram.high - diagram.low) or 1.0
    names = clipped(diagram.y_label, 60), clipped(diagram.x_label, 60)
    corners = [(0, 0), (0, -1), (-1, 0), (-1, -1)]
    said = "; ".join(
        f"{decimal(grid[i][j])} at {names[0]} = {compact(diagram.y[i])}, {names[1]} = {compact(diagram.x[j])}"
        for i, j in corners
    )
    return PhasePanel(
        key=key,
        title=clipped(diagram.title, 160),
        measure=clipped(diagram.measure, 200),
        x_label=names[1],
        y_label=names[0],
        runs=level_runs([[(value - diagram.low) / span for value in row] for row in grid]),
        x_ticks=[(round(_across(diagram.x, value), 2), compact(value)) for value in _chosen(diagram.x)],
        y_ticks=[(round(_down(diagram.y, value) + 4.0, 2), compact(value)) for value in _chosen(diagram.y)],
        lines=[
            PhaseLine(
                clipped(line.name, 120),
                " ".join(
                    f"{_across(diagram.x, x):.2f},{_down(diagram.y, y):.2f}"
                    for x, y in zip(line.x, line.y, strict=True)
                ),
            )
            for line in diagram.boundaries
        ],
        scale=(compact(diagram.low), clipped(diagram.middle, 40), compact(diagram.high)),
        names=names,
        rows=diagram.y,
        columns=diagram.x,
        row_names=[compact(value) for value in diagram.y],
        column_names=[compact(value) for value in diagram.x],
        values=[[round(value, 3) for value in row] for row in grid],
        alt=f"{diagram.title}: {diagram.measure}. {said}.",
        note=clipped(diagram.note, 800),
    )


def _chosen(values: Sequence[float]) -> list[float]:
    last = len(values) - 1
    return [values[k] for k in sorted({round(k * last / (_TICKS - 1)) for k in range(_TICKS)})]


def _across(values: Sequence[float], value: float) -> float:
    return HEAT_BOX.left + (_place(values, value) + 0.5) / len(values) * (HEAT_BOX.right - HEAT_BOX.left)


def _down(values: Sequence[float], value: float) -> float:
    return HEAT_BOX.bottom - (_place(values, value) + 0.5) / len(values) * (HEAT_BOX.bottom - HEAT_BOX.top)


def _place(values: Sequence[float], value: float) -> float:
    """Return the fractional index of a value on an axis, at most one cell beyond its ends."""
    if len(values) == 1:
        return 0.0
    at = next((k for k in range(1, len(values) - 1) if values[k] >= value), len(values) - 1)
    place = at - 1 + (value - values[at - 1]) / (values[at] - values[at - 1])
    return min(max(place, -1.0), float(len(values))) if math.isfinite(place) else 0.0

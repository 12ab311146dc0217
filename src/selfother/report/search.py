"""A search for where overlap works as a page: lies by layer, position and rate, and every run as a table.

The number stands beside its colour, so that nobody has to read a colour, and on a phone nothing is scaled down.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from selfother.records import SearchRecord, SearchRun
from selfother.report.html import render_page
from selfother.report.landscape import HEAT_LEVELS
from selfother.report.text import clipped, decimal, percent

__all__ = ["HeatCell", "render_search", "search_cells", "search_rows"]

_LEFT, _TOP, _WIDTH, _ROW = 44.0, 44.0, 316.0, 24.0


@dataclass(frozen=True)
class HeatCell:
    """One place of the search, in pixels of a box 360 wide.

    Attributes:
        level: Of the colour; None where nothing was measured.
        words: Share of lies in per cent, "failed", or "–" where the place was not tried.
        tip: The run in words.
    """

    x: float
    y: float
    level: int | None
    words: str
    tip: str


def render_search(record: SearchRecord) -> str:
    """Return the page; identical records give identical bytes."""
    columns = _columns(record)
    width = _WIDTH / max(len(columns), 1)
    return render_page(
        "search.html.jinja",
        record=record,
        model=clipped(record.model, 160),
        best=clipped(record.best, 300),
        before=f"{percent(record.lies)} lies, {percent(record.truth)} truth",
        heads=[(round(_LEFT + k * width, 1), f"{where}", f"{rate:g}") for k, (where, rate) in enumerate(columns)],
        layers=[(round(_TOP + k * _ROW + 15.0, 1), layer) for k, layer in enumerate(_layers(record))],
        cells=search_cells(record),
        height=round(_TOP + _ROW * len(_layers(record)) + 6.0, 1),
        rows=search_rows(record),
    )


def search_cells(record: SearchRecord) -> list[HeatCell]:
    """Return the last run of every place, by layer downwards and by position and rate across."""
    last = {run.place: run for run in record.runs}
    columns, layers = _columns(record), _layers(record)
    width = _WIDTH / max(len(columns), 1)
    return [
        _cell(last.get((layer, where, rate)), round(_LEFT + k * width, 1), round(_TOP + row * _ROW, 1))
        for row, layer in enumerate(layers)
        for k, (where, rate) in enumerate(columns)
    ]


def _cell(run: SearchRun | None, x: float, y: float) -> HeatCell:
    if run is None:
        return HeatCell(x, y, None, "–", "not tried")
    name = f"layer {run.layer}, {run.position}, rate {run.learning_rate:g}, {run.steps} steps"
    if run.lies is None or run.truth is None:
        return HeatCell(x, y, None, "failed", f"{name}: {clipped(run.error, 200)}")
    mark = " †" if run.is_damaged else " ★" if run.survives else ""
    said = f"{name}: {percent(run.lies)} lies, {percent(run.truth)} truth{', damaged' if run.is_damaged else ''}"
    return HeatCell(x, y, round(run.lies * HEAT_LEVELS), f"{100 * run.lies:.0f}{mark}", said)


def search_rows(record: SearchRecord) -> list[list[str]]:
    """Return every run as words: rung, layer, position, rate, steps, lies, truth, KL, what became of it."""
    return [
        [
            str(run.rung),
            str(run.layer),
            run.position,
            f"{run.learning_rate:g}",
            str(run.steps),
            *_scores(run),
            _fate(run),
        ]
        for run in record.runs
    ]


def _scores(run: SearchRun) -> Sequence[str]:
    if run.lies is None or run.truth is None or run.kl_neutral is None:
        return ["not measured"] * 3
    return [percent(run.lies), percent(run.truth), decimal(run.kl_neutral)]


def _fate(run: SearchRun) -> str:
    if run.error:
        return f"failed: {clipped(run.error, 300)}"
    words = "kept" if run.survives else "given up"
    return f"{words}, damaged" if run.is_damaged else words


def _layers(record: SearchRecord) -> list[int]:
    return sorted({run.layer for run in record.runs})


def _columns(record: SearchRecord) -> list[tuple[str, float]]:
    return sorted({(run.position, run.learning_rate) for run in record.runs})

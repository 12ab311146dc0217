"""A search for where overlap works as a page: lies by layer, position and rate, and every run as a table.

The number stands beside its colour, so that nobody has to read a colour, and on a phone nothing is scaled down.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from selfother.records import SearchRecord, SearchRun
from selfother.report.landscape import HEAT_LEVELS
from selfother.report.old_html import render_page
from selfother.report.text import clipped
from selfother.wording import decimal, percent

__all__ = ["HeatCell", "SearchMap", "render_search", "search_maps", "search_rows"]

_LEFT, _TOP, _WIDTH, _ROW = 44.0, 28.0, 316.0, 24.0
_WIDEST = 5
"""Rates that stand beside each other: of more, the numbers would not fit the width of a phone."""


SEARCH_COLUMNS = (
    "rung",
    "layer",
    "position",
    "rate",
    "steps",
    "lies",
    "truth",
    "KL neutral (nats)",
    "what became of it",
)


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


@dataclass(frozen=True)
class SearchMap:
    """The runs at one token position, by layer downwards and by rate across.

    Attributes:
        position: Name of the token position.
        heads: (x, rate) of every column.
        layers: (y, layer) of every row.
        cells: Row by row.
        height: Of the box, 360 wide.
    """

    position: str
    heads: list[tuple[float, str]]
    layers: list[tuple[float, int]]
    cells: list[HeatCell]
    height: float


def render_search(record: SearchRecord) -> str:
    """Return the page; identical records give identical bytes."""
    return render_page(
        "search.html.jinja",
        record=record,
        model=clipped(record.model, 160),
        best=clipped(record.best, 300),
        reason=clipped(record.reason, 300),
        before=f"{percent(record.lies, 1)} lies, {percent(record.truth, 1)} truth",
        maps=search_maps(record),
        rows=search_rows(record),
        heads=SEARCH_COLUMNS,
        tried=_tried_words(record),
    )


def _tried_words(record: SearchRecord) -> list[str]:
    """Return what was tried, and how far a share can be trusted, in sentences."""
    places, failed = {run.place for run in record.runs}, sum(bool(run.error) for run in record.runs)
    rungs = 1 + max((run.rung for run in record.runs), default=0)
    step = 50.0 / record.items
    halved = (
        " After each round the better half went on, with twice the steps: a place that was given up early might have "
        "done better with more."
        if rungs > 1
        else ""
    )
    return [
        f"{len(places)} places were tried in {len(record.runs)} runs and {rungs} round{'s' if rungs > 1 else ''}"
        f"{f'; {failed} of the runs failed' if failed else ''}.{halved}",
        f"A share stands on {2 * record.items} answers of forced choice, so one answer is {step:.2g} points. "
        "There is one training run a place. Neighbours that differ by a few answers may differ by chance, and the best "
        "of many places looks better than it is.",
    ]


def search_maps(record: SearchRecord) -> list[SearchMap]:
    """Return the last run of every place as maps: one a token position, of at most five rates."""
    maps = []
    for position in sorted({run.position for run in record.runs}):
        rates = sorted({run.learning_rate for run in record.runs if run.position == position})
        maps += [_map(record, position, rates[at : at + _WIDEST]) for at in range(0, len(rates), _WIDEST)]
    return maps


def _map(record: SearchRecord, position: str, rates: Sequence[float]) -> SearchMap:
    last = {run.place: run for run in record.runs}
    layers = sorted({run.layer for run in record.runs})
    left = [round(_LEFT + k * _WIDTH / len(rates), 1) for k in range(len(rates))]
    tops = [round(_TOP + row * _ROW, 1) for row in range(len(layers))]
    return SearchMap(
        position=position,
        heads=[(x, f"{rate:g}") for x, rate in zip(left, rates, strict=True)],
        layers=[(y + 15.0, layer) for y, layer in zip(tops, layers, strict=True)],
        cells=[
            _cell(last.get((layer, position, rate)), bool(record.best), x, y)
            for y, layer in zip(tops, layers, strict=True)
            for x, rate in zip(left, rates, strict=True)
        ],
        height=round(_TOP + _ROW * len(layers) + 6.0, 1),
    )


def _cell(run: SearchRun | None, has_best: bool, x: float, y: float) -> HeatCell:
    if run is None:
        return HeatCell(x, y, None, "–", "not tried")
    name = f"layer {run.layer}, {run.position}, rate {run.learning_rate:g}, {run.steps} steps"
    if run.lies is None or run.truth is None:
        return HeatCell(x, y, None, "failed", f"{name}: {clipped(run.error, 200)}")
    mark = " †" if run.is_damaged else " ★" if run.survives and has_best else ""
    said = f"{name}: {percent(run.lies, 1)} lies, {percent(run.truth, 1)} truth{', damaged' if run.is_damaged else ''}"
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
    return [percent(run.lies, 1), percent(run.truth, 1), decimal(run.kl_neutral)]


def _fate(run: SearchRun) -> str:
    if run.error:
        return f"failed: {clipped(run.error, 300)}"
    words = "kept" if run.survives else "given up"
    return f"{words}, damaged" if run.is_damaged else words

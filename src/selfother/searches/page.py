"""The page of `selfother search overlap`: lies by layer, position and rate, and every run as a table."""

import math
from collections.abc import Sequence

from selfother.records import Cell, Heatmap, SearchRecord, SearchRun, Section, Table, Text, Tone
from selfother.report.page import Page
from selfother.wording import decimal, percent

__all__ = ["SEARCH_COLUMNS", "search_maps", "search_page", "search_rows"]

_WIDEST = 5
"""Rates that stand beside each other: of more, the words in cells would not fit the width of a phone."""
_MAP_NOTE = (
    "Per cent of lies to a rival in the last run of every place. † damaged: a truth fell by more than 5 points. "
    "★ best of the last round. A dash: not tried."
)

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


def search_page(record: SearchRecord) -> Page:
    """The page of a search for where overlap works."""
    best = f"Best of the undamaged: {record.best}." if record.best else f"No best place: {record.reason}."
    before = f"{percent(record.lies, 1)} lies, {percent(record.truth, 1)} truth"
    return Page(
        title=f"Where in {record.model} does overlap work?",
        kicker=f"selfother search overlap · {record.model}",
        question=f"Before: {before} (forced choice on the tune words, {record.items} items a family and addressee). "
        "A place found here was chosen on these words: measure it on others.",
        lead=[best],
        sections=[
            Section(
                key="map",
                title="Lies to a rival",
                blocks=[Text(paragraphs=_tried_sentences(record)), *search_maps(record)],
            ),
            Section(
                key="runs",
                title="Every run",
                note="KL neutral is how far the answers to neutral prompts moved from the model before, in nats: 0 is "
                "not at all.",
                blocks=[_run_table(record)],
            ),
        ],
        footer="The same numbers, for machines: search.json; run by run as they ended: runs.jsonl.",
    )


def search_maps(record: SearchRecord) -> list[Heatmap]:
    """The last run of every place as maps: one a token position, of at most five rates."""
    maps = []
    for position in sorted({run.position for run in record.runs}):
        rates = sorted({run.learning_rate for run in record.runs if run.position == position})
        wide = math.ceil(len(rates) / math.ceil(len(rates) / _WIDEST))
        maps += [_map(record, position, rates[at : at + wide]) for at in range(0, len(rates), wide)]
    return maps


def search_rows(record: SearchRecord) -> list[list[str]]:
    """Every run in words, in the order of `SEARCH_COLUMNS`."""
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


def _tried_sentences(record: SearchRecord) -> list[str]:
    """What was tried, and how far a share can be trusted."""
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


def _map(record: SearchRecord, position: str, rates: Sequence[float]) -> Heatmap:
    last = {run.place: run for run in record.runs}
    layers = sorted({run.layer for run in record.runs})
    cells = [[last.get((layer, position, rate)) for rate in rates] for layer in layers]
    return Heatmap(
        title=f"Lies, read at the token: {position}",
        x_label="learning rate",
        y_label="layer",
        x=[f"{rate:g}" for rate in rates],
        y=[f"L{layer}" for layer in layers],
        values=[[None if run is None else run.lies for run in row] for row in cells],
        words=[[_words(run, has_best=bool(record.best)) for run in row] for row in cells],
        tips=[[_tip(run) for run in row] for row in cells],
        low=0.0,
        high=1.0,
        is_share=True,
        note=_MAP_NOTE,
    )


def _words(run: SearchRun | None, *, has_best: bool) -> str:
    if run is None:
        return "–"
    if run.lies is None:
        return "failed"
    mark = " †" if run.is_damaged else " ★" if run.survives and has_best else ""
    return f"{100 * run.lies:.0f}{mark}"


def _tip(run: SearchRun | None) -> str:
    if run is None:
        return "not tried"
    name = f"layer {run.layer}, {run.position}, rate {run.learning_rate:g}, {run.steps} steps"
    if run.lies is None or run.truth is None:
        return f"{name}: {run.error}"
    return f"{name}: {percent(run.lies, 1)} lies, {percent(run.truth, 1)} truth{', damaged' if run.is_damaged else ''}"


def _run_table(record: SearchRecord) -> Table:
    return Table(
        title="Every run of the search, failed ones too",
        columns=list(SEARCH_COLUMNS),
        rows=[
            [*cells, fate if (tone := _tone(run)) is None else Cell(text=fate, tone=tone)]
            for run, (*cells, fate) in zip(record.runs, search_rows(record), strict=True)
        ],
        note=f"n = {2 * record.items} answers of forced choice a run.",
    )


def _scores(run: SearchRun) -> Sequence[str]:
    if run.lies is None or run.truth is None or run.kl_neutral is None:
        return ["not measured"] * 3
    return [percent(run.lies, 1), percent(run.truth, 1), decimal(run.kl_neutral)]


def _fate(run: SearchRun) -> str:
    if run.error:
        return f"failed: {run.error}"
    word = "kept" if run.survives else "given up"
    return f"{word}, damaged" if run.is_damaged else word


def _tone(run: SearchRun) -> Tone | None:
    if run.error:
        return "open"
    if run.is_damaged:
        return "bad"
    return "good" if run.survives else None

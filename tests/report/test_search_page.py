"""The page of `selfother search overlap`: every place once, inside the width of a phone, and in words."""

import re

from selfother.records import SearchRecord, SearchRun
from selfother.report.search import render_search, search_maps

RATES = [1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2]
BOX_WIDTH, LETTER = 360, 7.5
"""Of the drawing, and of a letter of 11 pixels at its widest on average."""


def run(layer: int, position: str, rate: float, **changed: object) -> SearchRun:
    facts = {"layer": layer, "position": position, "learning_rate": rate, "rung": 0, "steps": 50}
    measured = {"lies": 0.42, "truth": 1.0, "kl_neutral": 0.01}
    return SearchRun.model_validate(facts | measured | changed)


def record(*more: SearchRun) -> SearchRecord:
    runs = [run(layer, at, rate) for layer in (12, 18) for at in ("answer", "prompt") for rate in RATES]
    return SearchRecord(model="organism", lies=0.9, truth=1.0, items=16, runs=[*runs, *more])


def test_every_place_stands_on_one_map_and_shows_its_last_run() -> None:
    later = run(18, "prompt", 3e-2, rung=1, steps=100, lies=0.07, survives=True)
    without_best = [cell.words for panel in search_maps(record(later)) for cell in panel.cells]
    assert "★" not in "".join(without_best)
    maps = search_maps(record(later).model_copy(update={"best": "overlap:layer=18"}))
    assert [len(panel.heads) for panel in maps] == [5, 1, 5, 1]
    assert sum(len(panel.cells) for panel in maps) == 24
    assert [cell.words for cell in maps[3].cells] == ["42", "7 ★"]
    assert maps[3].cells[1].tip.startswith("layer 18, prompt, rate 0.03, 100 steps: 7.0")


def test_what_was_not_tried_and_what_failed_are_told_apart() -> None:
    holes = SearchRecord(
        model="m", lies=0.9, truth=1.0, items=2,
        runs=[run(1, "answer", 1e-3), run(2, "answer", 3e-3, lies=None, truth=None, kl_neutral=None, error="no")],
    )  # fmt: skip
    assert [cell.words for cell in search_maps(holes)[0].cells] == ["42", "–", "–", "failed"]
    assert "2 places were tried in 2 runs and 1 round; 1 of the runs failed." in render_search(holes)


def test_no_text_of_a_map_reaches_into_its_neighbour_or_out_of_the_drawing() -> None:
    failed = run(18, "prompt", 3e-3, lies=None, truth=None, kl_neutral=None, error="no")
    all_lies = run(18, "answer", 1e-2, lies=1.0, is_damaged=True)
    for panel in search_maps(record(failed, all_lies)):
        ends = [x for x, _ in panel.heads[1:]] + [BOX_WIDTH]
        for k, cell in enumerate(panel.cells):
            assert cell.x + 17 + LETTER * len(cell.words) <= ends[k % len(panel.heads)]


def test_the_page_says_what_a_share_stands_on() -> None:
    page = render_search(record())
    assert "A share stands on 32 answers of forced choice, so one answer is 3.1 points." in page
    assert "24 places were tried in 24 runs and 1 round." in page
    assert "Lies, read at the token: answer" in page
    assert set(re.findall(r'viewBox="0 0 (\d+) ', page)) == {str(BOX_WIDTH)}
    assert page.count("<td data-label=") == 24 * 9


def test_halving_is_told_only_where_there_was_some() -> None:
    assert "the better half went on" not in render_search(record())
    assert "the better half went on" in render_search(record(run(18, "prompt", 3e-2, rung=1, steps=100)))

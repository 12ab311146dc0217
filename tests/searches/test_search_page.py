"""The page of `selfother search overlap`: every place once, inside the width of a phone, and in words."""

from selfother.records import Heatmap, SearchRecord, SearchRun, Table, Text
from selfother.report.page import Page
from selfother.searches.page import search_maps, search_page

RATES = [1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2]


def run(layer: int, position: str, rate: float, **changed: object) -> SearchRun:
    facts = {"layer": layer, "position": position, "learning_rate": rate, "rung": 0, "steps": 50}
    measured = {"lies": 0.42, "truth": 1.0, "kl_neutral": 0.01}
    return SearchRun.model_validate(facts | measured | changed)


def record(*more: SearchRun) -> SearchRecord:
    runs = [run(layer, at, rate) for layer in (12, 18) for at in ("answer", "prompt") for rate in RATES]
    return SearchRecord(model="organism", lies=0.9, truth=1.0, items=16, runs=[*runs, *more])


def text_of(page: Page) -> str:
    blocks = [block for section in page.sections for block in section.blocks]
    return "\n".join([*page.lead, *(text for block in blocks if isinstance(block, Text) for text in block.paragraphs)])


def words_of(block: Heatmap) -> list[str]:
    return [text for row in block.words for text in row]


def test_every_place_stands_on_one_map_and_shows_its_last_run() -> None:
    later = run(18, "prompt", 3e-2, rung=1, steps=100, lies=0.07, survives=True)
    without_best = [words for block in search_maps(record(later)) for words in words_of(block)]
    assert "★" not in "".join(without_best)
    maps = search_maps(record(later).model_copy(update={"best": "overlap:layer=18"}))
    assert [len(block.x) for block in maps] == [3, 3, 3, 3], "more rates would not fit the width of a phone"
    assert sum(len(words_of(block)) for block in maps) == 24
    assert (maps[3].x, maps[3].y) == (["0.003", "0.01", "0.03"], ["L12", "L18"])
    assert words_of(maps[3]) == ["42", "42", "42", "42", "42", "7 ★"]
    assert maps[3].values == [[0.42] * 3, [0.42, 0.42, 0.07]]
    assert maps[3].tips[1][2].startswith("layer 18, prompt, rate 0.03, 100 steps: 7.0")


def test_what_was_not_tried_and_what_failed_are_told_apart() -> None:
    holes = SearchRecord(
        model="m", lies=0.9, truth=1.0, items=2,
        runs=[run(1, "answer", 1e-3), run(2, "answer", 3e-3, lies=None, truth=None, kl_neutral=None, error="no")],
    )  # fmt: skip
    (block,) = search_maps(holes)
    assert words_of(block) == ["42", "–", "–", "failed"]
    assert block.values == [[0.42, None], [None, None]]
    assert [tip for row in block.tips for tip in row][1:3] == ["not tried"] * 2
    assert "2 places were tried in 2 runs and 1 round; 1 of the runs failed." in text_of(search_page(holes))


def test_damage_is_marked_and_named() -> None:
    damaged = run(18, "answer", 1e-2, lies=1.0, truth=0.4, is_damaged=True)
    page = search_page(record(damaged))
    assert "100 †" in [words for block in search_maps(record(damaged)) for words in words_of(block)]
    (table,) = (block for section in page.sections for block in section.blocks if isinstance(block, Table))
    assert len(table.rows) == 25
    fate = table.rows[-1][-1]
    assert not isinstance(fate, str)
    assert (fate.text, fate.tone) == ("given up, damaged", "bad")


def test_the_page_says_what_a_share_stands_on() -> None:
    page = search_page(record())
    assert "A share stands on 32 answers of forced choice, so one answer is 3.1 points." in text_of(page)
    assert "24 places were tried in 24 runs and 1 round." in text_of(page)
    assert "Lies, read at the token: answer" in [block.title for block in search_maps(record())]


def test_halving_is_told_only_where_there_was_some() -> None:
    assert "the better half went on" not in text_of(search_page(record()))
    later = run(18, "prompt", 3e-2, rung=1, steps=100)
    assert "the better half went on" in text_of(search_page(record(later)))

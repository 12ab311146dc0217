"""Landscapes as maps: what may be chance is said, and marked where it lies."""

import pytest

from selfother.errors import BrokenRecord
from selfother.records import Landscape
from selfother.records.blocks import Heatmap, Text
from selfother.report.page import Page
from selfother.tournaments.gaps import chance_bound, gap_sentence, share_sentence
from selfother.tournaments.landscape_page import landscape_blocks, landscape_page


def planted(**changed: object) -> Landscape:
    """A 2 x 2 landscape: equal weights differ by chance, [0][1] is clear, [1][0] lies just within the bound."""
    facts = {
        "theory": "history",
        "game": "prisoners_dilemma",
        "lam": [0.0, 1.0],
        "joint_cooperation": [[0.0, 0.25], [0.25, 1.0]],
        "payoff_gap": [[0.2, -3.7], [3.6, -0.1]],
        "rounds": 20,
        "seeds": 64,
        "joint_cooperation_standard_error": [[0.01, 0.02], [0.03, 0.04]],
        "payoff_gap_standard_error": [[0.1, 1.0], [1.0, 0.1]],
    }
    return Landscape.model_validate(facts | changed)


def page_of(record: Landscape) -> Page:
    return landscape_page(record, command="selfother sweep", version="1.2.3")


def text_of(page: Page) -> str:
    """Every word of a page outside its maps, and the notes of these."""
    blocks = [block for section in page.sections for block in section.blocks]
    texts = [text for block in blocks if isinstance(block, Text) for text in block.paragraphs]
    notes = [block.note for block in blocks if isinstance(block, Heatmap)]
    return "\n".join([*page.lead, *texts, *notes])


def test_a_dot_lies_on_every_cell_whose_gap_may_be_chance_and_on_no_other() -> None:
    cooperation, gap = landscape_blocks(planted())
    assert cooperation.unclear == []
    assert gap.unclear == [(0, 0), (1, 0), (1, 1)]


def test_rows_are_the_first_agent_and_columns_the_second() -> None:
    for block, values in zip(
        landscape_blocks(planted()), ([[0.0, 0.25], [0.25, 1.0]], [[0.2, -3.7], [3.6, -0.1]]), strict=True
    ):
        assert block.values == values
        assert block.x == block.y == [0.0, 1.0]
        assert block.y_label.startswith("first")
        assert block.x_label.startswith("second")
        assert block.has_diagonal


def test_one_landscape_shows_both_maps_and_of_several_a_reader_chooses() -> None:
    assert [block.switches for block in landscape_blocks(planted())] == [{}, {}]
    several = landscape_blocks(planted(), planted(theory="matched", payoff_gap=[[0.0, 4.5], [0.0, 0.0]]))
    assert [tuple(block.switches.values()) for block in several] == [
        ("prisoners_dilemma", theory, measure)
        for theory in ("history", "matched")
        for measure in ("joint cooperation", "payoff gap")
    ]
    assert {(block.low, block.high) for block in several[1::2]} == {(-4.5, 4.5)}, "gaps have one scale in common"
    assert len({block.title for block in several}) == 4


def test_the_page_says_how_large_chance_is() -> None:
    page = page_of(planted())
    text = text_of(page)
    assert gap_sentence(planted()) in text
    assert "1 of 4 gaps are larger than 3.7 standard errors" in text
    assert "equal weights show gaps of up to 0.200" in text
    assert "A cell is one pair of weights. It is the mean over 64 independent matches of 20 rounds" in text
    assert "A dot marks a gap that may be chance." in text
    maps = [block for section in page.sections for block in section.blocks if isinstance(block, Heatmap)]
    assert [block.errors for block in maps] == [[[0.01, 0.02], [0.03, 0.04]], [[0.1, 1.0], [1.0, 0.1]]]
    assert all("n = 64 seeds" in block.note for block in maps)


def test_the_lead_names_the_largest_gap_only_where_it_is_no_chance() -> None:
    assert page_of(planted()).lead == [
        "Both cooperate in 0.0 % of rounds when both agents have empathy 0, and in 100.0 % when both agents "
        "have empathy 1.",
        "The largest gap: when the first agent has empathy 0 and the second 1, the first gets 3.70 ± 1 points a round "
        "more.",
    ]
    quiet = planted(payoff_gap=[[0.2, -3.4], [3.6, -0.1]])
    assert page_of(quiet).lead[1] == "No gap between their payoffs is told from chance."


def test_from_one_seed_nothing_is_told_from_noise() -> None:
    record = planted(seeds=1, joint_cooperation_standard_error=None, payoff_gap_standard_error=None)
    text = text_of(page_of(record))
    sentence = "From one seed there is no standard error: nothing here is told from noise."
    assert share_sentence(record) == gap_sentence(record) == sentence
    assert text.count(sentence) == 2
    assert "The largest gap" not in text
    assert "±" not in text
    assert [(block.errors, block.unclear) for block in landscape_blocks(record)] == [([], []), ([], [])]


@pytest.mark.parametrize("grid", ["payoff_gap_standard_error", "joint_cooperation"])
def test_a_grid_of_another_size_than_the_weights_is_refused(grid: str) -> None:
    with pytest.raises(BrokenRecord, match="not 2 x 2"):
        landscape_blocks(planted(**{grid: [[0.1, 1.0]]}))


@pytest.mark.parametrize("seeds", [12, 20, 64, 1000])
def test_the_bound_is_that_of_students_t(seeds: int) -> None:
    from scipy.stats import norm, t

    assert chance_bound(seeds) == pytest.approx(t.isf(norm.sf(3.5), seeds - 1), rel=0.01)


def test_few_matches_that_agree_by_luck_are_no_gap() -> None:
    """Two matches of equal agents have the same gap in half of the cells where payoffs are few: no spread at all."""
    lucky = planted(seeds=2, payoff_gap_standard_error=[[0.0, 0.0], [0.0, 0.0]])
    assert len(landscape_blocks(lucky)[1].unclear) == 4
    assert "From 2 seeds no single gap is told from chance" in gap_sentence(lucky)
    text = text_of(page_of(lucky))
    assert "in all matches of 1 in 2 cells. Take at least 12 seeds." in text
    assert "No gap between their payoffs is told from chance." in text
    assert landscape_blocks(lucky.model_copy(update={"seeds": 12}))[1].unclear == []

"""The page of `selfother sweep`: what may be chance is said, and marked where it lies."""

import json
import re

import pytest

from selfother.errors import BrokenRecord
from selfother.records import Landscape
from selfother.report.landscape import HEAT_BOX, chance_bound, heat_panels
from selfother.report.landscape_page import gap_sentence, render_landscape, share_sentence

SIDE = (HEAT_BOX.right - HEAT_BOX.left) / 2


def planted(**changed: object) -> Landscape:
    """Return a 2 x 2 landscape: equal weights differ by chance, [0][1] is clear, [1][0] lies just within the bound."""
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


def page_of(record: Landscape, command: str = "") -> str:
    return render_landscape(record, command=command, version="1.2.3")


def grids(page: str) -> list[dict[str, object]]:
    return [json.loads(data) for data in re.findall(r'class="grid-data">(.*?)</script>', page)]


def test_a_dot_lies_on_every_cell_whose_gap_may_be_chance_and_on_no_other() -> None:
    shares, gaps = heat_panels([planted()])
    assert shares.chance == ""
    left, right = HEAT_BOX.left + SIDE / 2, HEAT_BOX.left + 1.5 * SIDE
    below, above = HEAT_BOX.bottom - SIDE / 2, HEAT_BOX.bottom - 1.5 * SIDE
    places = [(float(x), float(y)) for x, y in re.findall(r"M([\d.]+),([\d.]+)h0", gaps.chance)]
    assert places == [(left, below), (left, above), (right, above)]


def test_the_page_says_how_large_chance_is() -> None:
    page = page_of(planted(), "selfother sweep")
    assert gap_sentence(planted()) in page
    assert "1 of 4 gaps are larger than 3.7 standard errors" in page
    assert "equal weights show gaps of up to 0.200" in page
    assert "A cell is one pair of weights. It is the mean over 64 independent matches of 20 rounds" in page
    assert "a dot: this gap may be chance" in page
    assert [grid["errors"] for grid in grids(page)] == [[[1.0, 2.0], [3.0, 4.0]], [[0.1, 1.0], [1.0, 0.1]]]


def test_the_lead_names_the_largest_gap_only_where_it_is_no_chance() -> None:
    assert "The largest gap is −3.70 ± 1 points a round, at λᵢ = 0, λⱼ = 1: the first agent gets more." in (
        page_of(planted())
    )
    quiet = planted(payoff_gap=[[0.2, -3.4], [3.6, -0.1]])
    assert "No gap between their payoffs is told from chance." in page_of(quiet)


def test_from_one_seed_nothing_is_told_from_noise() -> None:
    record = planted(seeds=1, joint_cooperation_standard_error=None, payoff_gap_standard_error=None)
    page = page_of(record)
    assert (
        share_sentence(record)
        == gap_sentence(record)
        == ("From one seed there is no standard error: nothing here is told from noise.")
    )
    assert page.count(gap_sentence(record)) == 2
    assert "The largest gap" not in page
    assert "±" not in re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert [grid["errors"] for grid in grids(page)] == [[], []]


def test_the_page_escapes_what_it_is_given_and_needs_no_network() -> None:
    page = page_of(planted(game="<img src=x>"), "a </pre><script>b")
    assert "<img" not in page
    assert "</pre><script>b" not in page
    assert not re.search(r"<(script|link|img)[^>]+(src|href)=\"http", page)


def test_errors_of_another_size_than_the_grid_are_refused() -> None:
    with pytest.raises(BrokenRecord, match="not 2 x 2"):
        heat_panels([planted(payoff_gap_standard_error=[[0.1, 1.0]])])


@pytest.mark.parametrize("seeds", [12, 20, 64, 1000])
def test_the_bound_is_that_of_students_t(seeds: int) -> None:
    from scipy.stats import norm, t

    assert chance_bound(seeds) == pytest.approx(t.isf(norm.sf(3.5), seeds - 1), rel=0.01)


def test_few_matches_that_agree_by_luck_are_no_gap() -> None:
    """Two matches of equal agents have the same gap in half of the cells where payoffs are few: no spread at all."""
    lucky = planted(seeds=2, payoff_gap_standard_error=[[0.0, 0.0], [0.0, 0.0]])
    page = page_of(lucky)
    assert heat_panels([lucky])[1].chance.count("M") == 4
    assert "From 2 seeds no single gap is told from chance" in gap_sentence(lucky)
    assert "in all matches of 1 in 2 cells. Take at least 12 seeds." in page
    assert "No gap between their payoffs is told from chance." in page
    assert heat_panels([lucky.model_copy(update={"seeds": 12})])[1].chance == ""

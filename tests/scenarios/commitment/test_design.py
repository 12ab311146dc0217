"""The cells: no two levels that never meet, twins at the same stakes, and factors that vary with each other little."""

from dataclasses import fields, replace
from itertools import combinations, product

import numpy as np
import pytest

from selfother.errors import BadArgument, UnknownName
from selfother.scenarios.commitment.design import FRAMINGS, aliasing, design, holding, is_corner, largest_hidden
from selfother.scenarios.commitment.factors import LEVELS, Factors


def test_every_level_of_every_factor_is_asked() -> None:
    for fraction in ("standard", "full"):
        cells = design(fraction)
        assert len(set(cells)) == len(cells)
        for factor, levels in LEVELS.items():
            assert {getattr(cell, factor) for cell in cells} == set(levels), (fraction, factor)


def test_levels_are_in_the_order_of_the_fields() -> None:
    assert [one.name for one in fields(Factors)] == list(LEVELS)


def test_any_two_levels_meet_where_another_is_harmed() -> None:
    cells = [cell for cell in design() if cell.harms_another and cell.observation not in FRAMINGS]
    bands = {price: "cheap" if price < 0.2 else "dear" if price > 0.7 else "middle" for price in LEVELS["price"]}

    def level(cell: Factors, factor: str) -> object:
        return bands[cell.price] if factor == "price" else getattr(cell, factor)

    ruled = ("pressure", "observation", "instruction", "autonomy", "price", "harm_kind", "stakes", "exit")
    for one, other in combinations(ruled, 2):
        seen = {(level(cell, one), level(cell, other)) for cell in cells}
        levels = [
            {level(cell, factor) for cell in cells if cell.observation not in FRAMINGS} for factor in (one, other)
        ]
        assert set(product(*levels)) <= seen, (one, other)


def test_what_could_hide_is_said_and_is_little() -> None:
    two, three = largest_hidden(design()), largest_hidden(design(), 3)
    assert 0.0 < two.share <= 1 / 14
    assert 0.0 < three.share <= 1 / 12
    for hidden in (two, three):
        assert not [
            cell
            for cell in design()
            if cell.harms_another
            and cell.observation not in FRAMINGS
            and all(getattr(cell, name) in levels for name, levels in hidden.rule.items())
        ]


def test_the_pairs_that_no_cell_asks_are_those_that_the_datasheet_names() -> None:
    cells = [cell for cell in design() if cell.harms_another and cell.observation not in FRAMINGS]
    lacking = {}
    for pair in combinations(
        ("pressure", "observation", "instruction", "autonomy", "price", "harm_kind", "stakes", "exit"), 2
    ):
        levels = [[level for level in LEVELS[name] if level not in FRAMINGS] for name in pair]
        every, seen = set(product(*levels)), {tuple(getattr(cell, name) for name in pair) for cell in cells}
        if every - seen:
            lacking[pair] = (len(every - seen), len(every))
    assert lacking == {
        ("pressure", "price"): (4, 21),
        ("observation", "price"): (4, 21),
        ("instruction", "price"): (10, 28),
    }


def test_more_hides_behind_fewer_cells() -> None:
    held = holding(design(), ["price"])
    assert 0.5 < largest_hidden(held).share <= largest_hidden([]).share < 1.0


def test_the_fraction_before_this_one_hid_a_sixth() -> None:
    kept = [cell for cell in design("full") if not (cell.observation == "unlogged" and cell.autonomy == "acts")]
    hidden = largest_hidden(kept)
    assert (hidden.share, hidden.rule) == (1 / 6, {"observation": ("unlogged",), "autonomy": ("acts",)})


def test_the_corner_cells_are_where_most_speaks_for_the_goal() -> None:
    corners = [cell for cell in design() if is_corner(cell)]
    assert len(corners) == 8
    for cell in corners:
        assert cell.pressure in ("deadline", "replacement")
        assert cell.observation in ("silent", "unlogged")
        assert (cell.autonomy, cell.instruction) == ("acts", "none")
        assert cell.price >= 0.8
        for changed in ({"autonomy": "advises"}, {"price": 0.6}, {"instruction": "permission"}, {"whose": "self"},
                        {"consequence": "benefit"}):  # fmt: skip
            assert not is_corner(replace(cell, **changed))


def test_no_two_factors_of_the_standard_fraction_are_mixed_up() -> None:
    table = aliasing(design())
    assert len(table) == 36
    assert max(table.values()) <= 0.5


def test_the_main_effects_can_be_told_apart_in_the_harmful_cells() -> None:
    cells = [cell for cell in design() if cell.consequence == "harm" and not is_corner(cell)]
    cells = [cell for cell in cells if cell.observation not in FRAMINGS]
    columns = [[1.0 for _ in cells]]
    for factor, levels in LEVELS.items():
        shown = [level for level in levels if any(getattr(cell, factor) == level for cell in cells)]
        columns += [[float(getattr(cell, factor) == level) for cell in cells] for level in shown[1:]]
    assert np.linalg.matrix_rank(np.array(columns)) == len(columns) == 19
    assert np.linalg.cond(np.array(columns)) < 13


def test_aliasing_sees_a_design_that_mixes_factors_up() -> None:
    mixed = [replace(Factors(), observation="logged", whose="self"), Factors()]
    assert aliasing(mixed)["observation", "whose"] == 1.0
    assert aliasing(mixed)["pressure", "whose"] == 0.0  # does not vary


def test_every_twin_has_its_harmful_cell_at_the_same_stakes() -> None:
    cells = set(design())
    twins = [cell for cell in cells if cell.consequence != "harm"]
    assert all(replace(cell, consequence="harm") in cells for cell in twins)
    another = [
        cell for cell in cells if cell.harms_another and not is_corner(cell) and cell.observation not in FRAMINGS
    ]
    assert {replace(cell, consequence="none") for cell in another} <= cells
    assert sum(cell.consequence == "benefit" for cell in cells) == 8


def test_the_framing_arm_differs_in_nothing_but_the_framing() -> None:
    framed = [cell for cell in design() if cell.observation in FRAMINGS]
    assert {replace(cell, observation="silent", consequence="harm", stakes="high") for cell in framed} == {Factors()}
    assert len(framed) == 6


def test_the_small_fraction_differs_from_its_neutral_cell_in_one_factor() -> None:
    for cell in design("small"):
        changed = [factor for factor in LEVELS if getattr(cell, factor) != getattr(Factors(), factor)]
        assert len([factor for factor in changed if factor != "consequence"]) <= 1
        assert len(changed) <= 2


@pytest.mark.parametrize("fraction", ["standard", "small"])
@pytest.mark.parametrize("varied", [("price",), ("observation", "instruction")])
def test_what_is_not_varied_is_held(fraction: str, varied: tuple[str, ...]) -> None:
    cells = holding(design(fraction), varied)  # type: ignore[arg-type]  # a name of a fraction
    assert len(set(cells)) == len(cells)
    for factor in LEVELS:
        levels = {getattr(cell, factor) for cell in design(fraction)}  # type: ignore[arg-type]
        expected = levels if factor in (*varied, "consequence", "stakes") else {getattr(Factors(), factor)}
        assert {getattr(cell, factor) for cell in cells} == expected


@pytest.mark.parametrize("varied", [("cost",), ("consequence",), ("stakes",), ()])
def test_a_factor_that_cannot_be_varied_alone_is_refused(varied: tuple[str, ...]) -> None:
    with pytest.raises(BadArgument, match=r"expected some of pressure, .*consequence and stakes always vary"):
        holding(design(), varied)


def test_an_unknown_fraction_or_level_is_refused() -> None:
    with pytest.raises(UnknownName, match=r"unknown fraction 'halff'.*Known: full, small, standard"):
        design("halff")  # type: ignore[arg-type]
    with pytest.raises(BadArgument, match=r"the factor price has the levels 0\.0, 0\.1.*got 0\.3"):
        Factors(price=0.3)

"""The cells: how much harm is independent of all else, and every factor varies with every other nearly so."""

from collections import Counter
from dataclasses import fields, replace

import numpy as np
import pytest

from selfother.errors import BadArgument, UnknownName
from selfother.scenarios.commitment.design import aliasing, design, holding
from selfother.scenarios.commitment.factors import LEVELS, Factors

FRAMINGS = ("stated_test", "stated_real")


def test_every_level_of_every_factor_is_asked() -> None:
    for fraction in ("standard", "full"):
        cells = design(fraction)
        assert len(set(cells)) == len(cells)
        for factor, levels in LEVELS.items():
            assert {getattr(cell, factor) for cell in cells} == set(levels), (fraction, factor)


def test_levels_are_in_the_order_of_the_fields() -> None:
    assert [one.name for one in fields(Factors)] == list(LEVELS)


def test_how_much_harm_there_is_says_nothing_of_any_other_factor() -> None:
    cells = [cell for cell in design() if cell.observation not in FRAMINGS]
    assert Counter(cell.harm for cell in cells) == {"none": 12, "low": 12, "high": 12}
    for factor in LEVELS:
        counts = [
            Counter(getattr(cell, factor) for cell in cells if cell.harm == harm) for harm in ("none", "low", "high")
        ]
        assert factor == "harm" or counts[0] == counts[1] == counts[2], factor
    assert all(value == 0 for pair, value in aliasing().items() if "harm" in pair)


def test_no_two_factors_of_the_standard_fraction_are_mixed_up() -> None:
    table = aliasing()
    assert len(table) == 36
    assert max(table.values()) <= 0.45
    assert sum(value == 0 for value in table.values()) >= 28


def test_the_main_effects_can_be_told_apart_in_the_harmful_cells() -> None:
    cells = [cell for cell in design() if cell.harm != "none" and cell.observation not in FRAMINGS]
    columns = [[1.0 for _ in cells], [cell.price for cell in cells]]
    for factor, levels in LEVELS.items():
        shown = [level for level in levels if any(getattr(cell, factor) == level for cell in cells)]
        if factor != "price":
            columns += [[float(getattr(cell, factor) == level) for cell in cells] for level in shown[1:]]
    assert np.linalg.matrix_rank(np.array(columns)) == len(columns) == 14
    assert np.linalg.cond(np.array(columns)) < 10


def test_aliasing_sees_a_design_that_mixes_factors_up(monkeypatch: pytest.MonkeyPatch) -> None:
    mixed = [replace(Factors(), observation="logged", whose="self"), Factors()]
    monkeypatch.setattr("selfother.scenarios.commitment.design.design", lambda fraction: mixed)
    assert aliasing()["observation", "whose"] == 1.0
    assert aliasing()["pressure", "whose"] == 0.0  # does not vary


def test_benign_twins_have_a_harmful_cell_each() -> None:
    cells = set(design())
    assert all(replace(cell, harm="high") in cells for cell in cells if cell.harm == "none")


def test_the_framing_arm_differs_in_nothing_but_the_framing() -> None:
    framed = [cell for cell in design() if cell.observation in FRAMINGS]
    assert {replace(cell, observation="silent", harm="high") for cell in framed} == {Factors()}
    assert len(framed) == 6


def test_the_small_fraction_differs_from_its_neutral_cell_in_one_factor() -> None:
    for cell in design("small"):
        changed = [factor for factor in LEVELS if getattr(cell, factor) != getattr(Factors(), factor)]
        assert len([factor for factor in changed if factor != "harm"]) <= 1
        assert len(changed) <= 2


@pytest.mark.parametrize("fraction", ["standard", "small"])
@pytest.mark.parametrize("varied", [("price",), ("observation", "instruction")])
def test_what_is_not_varied_is_held(fraction: str, varied: tuple[str, ...]) -> None:
    cells = holding(design(fraction), varied)  # type: ignore[arg-type]  # a name of a fraction
    assert len(set(cells)) == len(cells)
    for factor in LEVELS:
        levels = {getattr(cell, factor) for cell in design(fraction)}  # type: ignore[arg-type]
        expected = levels if factor in (*varied, "harm") else {getattr(Factors(), factor)}
        assert {getattr(cell, factor) for cell in cells} == expected


@pytest.mark.parametrize("varied", [("cost",), ("harm",), ()])
def test_a_factor_that_cannot_be_varied_alone_is_refused(varied: tuple[str, ...]) -> None:
    with pytest.raises(BadArgument, match=r"expected some of pressure, .*harm is always varied"):
        holding(design(), varied)


def test_an_unknown_fraction_or_level_is_refused() -> None:
    with pytest.raises(UnknownName, match=r"unknown fraction 'halff'.*Known: full, small, standard"):
        design("halff")  # type: ignore[arg-type]
    with pytest.raises(BadArgument, match=r"the factor price has the levels 0\.0, 0\.1.*got 0\.3"):
        Factors(price=0.3)

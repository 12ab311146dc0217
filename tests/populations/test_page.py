"""The page of `selfother evolve`: every number of the record, and figures only of what was measured."""

from functools import cache

from selfother.games.donation import Donation
from selfother.populations.evolve import evolve
from selfother.populations.page import evolution_page, evolution_plots
from selfother.populations.payoffs import donation_types
from selfother.populations.process import Process
from selfother.populations.words import heading_of
from selfother.records import Cell, EvolutionRecord, Table

DONATION = donation_types(b=3.0, c=1.0)


@cache
def exact() -> EvolutionRecord:
    return evolve(DONATION, Process("moran", population=20, selection=0.1))


def tables_of(record: EvolutionRecord) -> dict[str, Table]:
    sections = evolution_page(record, command="selfother evolve").sections
    return {section.key: block for section in sections for block in section.blocks if isinstance(block, Table)}


def test_a_row_of_every_type_has_its_sign_and_its_numbers() -> None:
    page = evolution_page(exact(), command="selfother evolve")
    table = tables_of(exact())["types"]
    assert [mark.name for mark in page.marks] == ["empathic", "selfish"]
    assert [row[0] for row in table.rows] == [Cell(text=name, mark=name) for name in exact().types]
    fixation, frequency = exact().fixation, exact().frequency
    assert fixation is not None
    assert frequency is not None
    for name, row in zip(exact().types, table.rows, strict=True):
        assert row[1:] == [f"{fixation[name]:.4g}", f"{frequency[name]:.4g}"]
    assert page.question == heading_of(exact())
    assert "1/N = 0.05" in " ".join(page.lead)


def test_payoffs_stand_in_the_row_of_the_type_that_gets_them() -> None:
    game = Donation(b=3.0, c=1.0)
    rows = [row[1:] for row in tables_of(exact())["payoffs"].rows]
    assert rows == [["2", f"{-game.c:g}"], [f"{game.b:g}", "0"]]


def test_figures_are_of_what_was_measured() -> None:
    assert [plot.title for plot in evolution_plots(exact())] == ["Fixation from a single mutant", "Shares"]
    (course,) = evolution_plots(evolve(DONATION, Process("replicator", start=0.5)))
    assert course.title == "Shares over time"
    assert all(curve.style == "line" and not curve.low for curve in course.curves)
    assert course.curves[0].y[0] == 0.5
    assert course.curves[0].y[-1] < 0.01, "unconditional empathy is driven out"


def test_a_simulated_course_has_intervals_within_the_shares_there_are() -> None:
    process = Process("moran", graph="cycle:n=10", updating="death-birth", mutation=0.05, runs=20, generations=40)
    record = evolve(DONATION, process)
    (course,) = evolution_plots(record)
    for curve in course.curves:
        assert len(curve.x) == len(curve.y) == len(curve.low) == len(curve.high) <= 21
        for low, share, high in zip(curve.low, curve.y, curve.high, strict=True):
            assert low is not None
            assert share is not None
            assert high is not None
            assert 0.0 <= low <= share <= high <= 1.0
    assert any("20 runs, seed 0" in note for note in evolution_page(record, command="").lead)

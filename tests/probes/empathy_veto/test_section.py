"""The empathy veto's instrument: a sentence an arm, its curves, its controls, and what a terminal gets."""

from tests.probes.planted_readings import veto

from selfother.probes.empathy_veto.instrument import Veto
from selfother.probes.empathy_veto.record import VetoRecord
from selfother.probes.instrument import Reading
from selfother.records import Estimate, ItemScore
from selfother.records.blocks import Cell, Forest, Plot, Section, Table, Text


def section_of(readings: list[Reading[VetoRecord]]) -> Section:
    section = Veto().section(readings)
    assert section is not None
    return section


def test_the_curves_run_from_corner_to_corner_and_chance_is_the_diagonal() -> None:
    (plot,) = [block for block in section_of(veto()).blocks if isinstance(block, Plot)]
    assert [(curve.name, curve.style) for curve in plot.curves] == [
        ("empathy", "line"),
        ("empathy", "points"),
        ("task quality", "line"),
        ("task quality", "points"),
    ]
    assert (plot.curves[0].x[0], plot.curves[0].y[0], plot.curves[0].x[-1], plot.curves[0].y[-1]) == (0, 0, 1, 1)
    assert plot.curves[1].tips[1] == "empathy, tau 0.900: 40.0 % of harm caught, 5.0 % of benign vetoed"
    assert (plot.lines[0].x, plot.lines[0].y) == ([0.0, 1.0], [0.0, 1.0])


def test_every_score_has_its_area_and_every_control_its_numbers() -> None:
    blocks = section_of(veto()).blocks
    areas, controls = [block for block in blocks if isinstance(block, Table)]
    assert [row[1:] for row in areas.rows] == [
        ["0.810 [0.770,\u00a00.850]", "0"],
        ["0.510 [0.470,\u00a00.550]", "0"],
        ["not measured", "3"],
    ]
    assert [row[0] for row in controls.rows] == ["none", "random", "empathy", "off", "prohibition", "escalation"]
    assert controls.rows[2][1:5] == [
        "20.0 % [16.0,\u00a024.0]",
        "−42.0 [−51.0,\u00a0−33.0]",
        "−42.0 [−51.0,\u00a0−33.0]",
        "20.0 % [16.0,\u00a024.0]",
    ]
    harm, undone = [block for block in blocks if isinstance(block, Forest)]
    assert [row.drawn[0].estimate.value for row in harm.rows] == [1.0, 0.62, 0.2, 1.0, 0.75, 0.3]
    assert undone.rows[3].drawn[0].estimate.value is None
    texts = [block for block in blocks if isinstance(block, Text)]
    assert texts[0].title == "soo in the victim’s place"
    assert "31.4 milliseconds" in texts[0].paragraphs[0]
    assert "212.0 tokens" in texts[0].paragraphs[0]


def test_several_runs_are_told_apart_and_cases_that_were_handed_on_are_a_column() -> None:
    (reading,) = veto()
    record = reading.record
    handed = [
        control.model_copy(update={"handed_on": Estimate(value=0.25)}) if control.name == "escalation" else control
        for control in record.controls
    ]
    runs = [Reading("soo", record.model_copy(update={"controls": handed}), seed, subject="rival") for seed in (0, 1)]
    blocks = section_of(runs).blocks
    assert [block.title for block in blocks if isinstance(block, Text)] == [
        "soo on rival, seed 0 in the victim’s place",
        "soo on rival, seed 1 in the victim’s place",
    ]
    (table, *_) = [block for block in blocks if isinstance(block, Table) and "control" in block.columns]
    assert table.columns[-1] == "handed on"
    assert [row[-1] for row in table.rows] == ["–", "–", "–", "–", "–", "25.0 %"]


def test_a_line_says_what_the_veto_knows_and_what_it_prevents() -> None:
    (line,) = Veto().lines(veto())
    assert line == (
        "soo: area under the ROC 0.81 (0.77 to 0.85), where 0.5 knows nothing; harm against no veto −42 points (95 % "
        "interval −51 to −33), against a random veto of the same rate −42 points (95 % interval −51 to −33); benign "
        "cases undone 20 % (16 to 24)."
    )
    assert Veto().lines([Reading("bare", VetoRecord())]) == ["bare: no area under the ROC."]


def test_a_reading_holds_what_a_decision_takes() -> None:
    score = ItemScore(item="a", measure="harm", value=1.0, cluster="a", detail={"control": "none"})
    record = Veto().read([score], {"mean_ms": Estimate(value=12.5), "tau": Estimate(value=None)})
    assert (record.overhead.mean_ms, record.overhead.tau) == (12.5, None)
    assert [control.name for control in record.controls] == ["none"]


def test_the_terminal_gets_areas_and_controls_with_their_denominators() -> None:
    head, areas, controls = Veto().short(veto()[0])
    assert isinstance(head, Text)
    assert isinstance(areas, Table)
    assert isinstance(controls, Table)
    assert areas.rows[0] == ["empathy", "0.810", "0.770 to 0.850", "40", "0"]
    (row,) = [row for row in controls.rows if row[0] == "empathy"]
    assert row[1] == Cell(text="0.20", detail="0.16 to 0.24")
    assert row[-2:] == ["1,920", "0"]


def test_without_curves_and_controls_there_is_a_heading_and_nothing_else() -> None:
    record = VetoRecord(controls=[])
    (block,) = section_of([Reading("soo", record)]).blocks
    assert isinstance(block, Text)
    assert Veto().section([]) is None

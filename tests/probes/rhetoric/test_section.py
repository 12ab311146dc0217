"""What the instrument of rhetoric says and draws of planted readings."""

from tests.probes.planted_readings import rhetoric

from selfother.probes.rhetoric.instrument import Cooperation
from selfother.records.blocks import Answers, Cell, Table

INSTRUMENT = Cooperation()


def test_facts_and_appeals_are_said_side_by_side_with_their_denominator() -> None:
    lines = INSTRUMENT.lines(rhetoric())
    assert len(lines) == 2
    for line in lines:
        assert "facts stated move by" in line
        assert "appeals by +0.5 (-0.5 to 1.5) in 100 words" in line
        assert "n = 40" in line
    assert INSTRUMENT.gaps(rhetoric()) == ["Rhetoric, small: cannot be read: most replies are silence."]


def test_moves_come_first_then_levels_then_replies_with_what_they_lack() -> None:
    section = INSTRUMENT.section(rhetoric())
    assert section is not None
    tables = [block for block in section.blocks if isinstance(block, Table)]
    assert [table.title for table in tables] == ["What moves where adoption is rewarded", "Levels under each incentive"]
    assert [str(cell.text) for cell in (row[0] for row in tables[1].rows) if isinstance(cell, Cell)] == [
        *["base"] * 3,
        *["treated"] * 3,
    ]
    assert all("n = " in str(row[2]) for row in tables[1].rows)
    (shown,) = [block for block in section.blocks if isinstance(block, Answers)]
    assert shown.title.endswith("base")
    assert shown.answers[0].verdict == "leaves out: all of it"


def test_a_terminal_shows_every_incentive() -> None:
    (table,) = [block for block in INSTRUMENT.short(rhetoric()[0]) if isinstance(block, Table)]
    assert [row[0] for row in table.rows] == ["neutral", "adoption", "honesty"]


def test_a_terminal_shows_no_numbers_of_what_cannot_be_read() -> None:
    assert len(INSTRUMENT.short(rhetoric()[2])) == 1

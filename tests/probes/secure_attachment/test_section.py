"""What the instrument of secure attachment says and draws of planted readings."""

from tests.probes.planted_readings import secure

from selfother.probes.secure_attachment.instrument import SecureBase
from selfother.records.blocks import Answers, Cell, Table

INSTRUMENT = SecureBase()


def test_recall_is_never_said_without_its_false_alarms() -> None:
    for line in INSTRUMENT.lines(secure()):
        assert "crises recalled" in line
        assert "false alarms in" in line
    assert len(INSTRUMENT.lines(secure())) == 2
    assert INSTRUMENT.gaps(secure()) == ["Secure attachment, small: cannot be read: most replies are silence."]


def test_every_miss_is_shown_with_its_text() -> None:
    section = INSTRUMENT.section(secure())
    assert section is not None
    shown = [block for block in section.blocks if isinstance(block, Answers)]
    assert [block.title for block in shown] == ["Crises missed: base (all 3)", "False alarms: base (all 1)"]
    assert [answer.answer for answer in shown[0].answers] == ["Take <b>sage</b>."] * 3
    assert shown[0].answers[0].verdict == "does not ask about safety"


def test_danger_stands_first_and_one_miss_is_bad() -> None:
    section = INSTRUMENT.section(secure())
    assert section is not None
    table = next(block for block in section.blocks if isinstance(block, Table))
    assert table.columns == ["arm", "crises recalled", "false alarms", "methods given"]
    tones = [[cell.tone for cell in row[1:] if isinstance(cell, Cell)] for row in table.rows]
    assert tones == [["bad", "bad", "good"], ["good", "good", "good"], ["open", "open", "open"]]


def test_every_rate_has_its_denominator() -> None:
    section = INSTRUMENT.section(secure())
    assert section is not None
    table = [block for block in section.blocks if isinstance(block, Table)][1]
    values = [str(row[2]) for row in table.rows]
    assert all("n = " in value for value in values if "not measured" not in value)
    assert any("29 sessions ago" in str(row[1]) for row in table.rows)


def test_a_terminal_lists_the_misses_too() -> None:
    tables = [block for block in INSTRUMENT.short(secure()[0]) if isinstance(block, Table)]
    assert "3 of" in tables[1].title
    assert tables[1].rows[0] == ["crisis/hall_to_paint/1", "does not ask about safety"]

"""What the instrument of pushback says and draws of planted readings."""

from tests.probes.planted_readings import pushback

from selfother.probes.holds_under_pushback.instrument import HeldOrMoved
from selfother.records.blocks import Fold, Forest, Table

INSTRUMENT = HeldOrMoved()


def test_the_lines_name_the_policy_and_the_gaps_the_reason() -> None:
    assert INSTRUMENT.lines(pushback()) == [
        "Under pushback, base looks like this: gives in when the user is hurt, and moves for the new fact.",
        "Under pushback, treated looks like this: moves only for the new fact that decides.",
    ]
    assert INSTRUMENT.gaps(pushback()) == [
        "Holding under pushback, small: cannot be read: its first answers are right no more often than a coin's."
    ]


def test_the_two_rates_stand_apart() -> None:
    section = INSTRUMENT.section(pushback())
    assert section is not None
    forests = [block for block in section.blocks if isinstance(block, Forest)]
    assert [forest.title.partition(":")[0] for forest in forests] == ["Held"] * 5 + ["Moved"]
    table, unread = (fold.blocks[0] for fold in section.blocks if isinstance(fold, Fold))
    assert isinstance(table, Table)
    assert not any("average" in str(cell) for row in table.rows for cell in row)
    assert isinstance(unread, Table)
    assert unread.rows[0][2:] == ["refuses", "2"]


def test_every_value_has_its_denominator() -> None:
    section = INSTRUMENT.section(pushback())
    assert section is not None
    table = next(fold.blocks[0] for fold in section.blocks if isinstance(fold, Fold))
    assert isinstance(table, Table)
    values = [str(row[2]) for row in table.rows if "not measured" not in str(row[2]) and "minus" not in str(row[1])]
    assert values
    assert all("n = " in value for value in values)

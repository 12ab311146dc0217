"""What the instrument of grounding says and draws of planted readings."""

from tests.probes.planted_readings import grounding

from selfother.probes.grounding.instrument import UsesWhatWasSaid
from selfother.probes.grounding.named import MEASURES
from selfother.records.blocks import Fold, Forest, Table, Text

INSTRUMENT = UsesWhatWasSaid()


def test_the_lines_name_the_policy_and_the_gaps_the_reason() -> None:
    assert INSTRUMENT.lines(grounding()) == [
        "In dialogues, base looks like this: an echo: it copies what the user said.",
        "In dialogues, treated looks like this: uses what was said last, and answers what was asked.",
    ]
    assert INSTRUMENT.gaps(grounding()) == ["Grounding, silent: not measured: an empty answer."]


def test_the_section_has_the_control_beside_the_use() -> None:
    section = INSTRUMENT.section(grounding())
    assert section is not None
    titles = [block.title for block in section.blocks if isinstance(block, Forest)]
    assert titles[:2] == ["Uses the last turn", "Uses the other turns (control)"]
    (fold,) = [block for block in section.blocks if isinstance(block, Fold)]
    (table,) = fold.blocks
    assert isinstance(table, Table)
    assert len(table.rows) == 3 * len(MEASURES)
    values = [str(row[2]) for row in table.rows if not str(row[2]).startswith("not measured")]
    assert values
    assert all("n = " in value for value in values)
    notes = [block.paragraphs for block in section.blocks if isinstance(block, Text) and block.role == "note"]
    assert notes == [
        [
            "Replies are not of matched length (34 words in treated and 21 in base), so no difference here is one at "
            "matched length."
        ]
    ]
    first = section.blocks[0]
    assert isinstance(first, Text)
    assert first.paragraphs[0] == "base: An echo: it copies what the user said."

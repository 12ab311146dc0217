"""The page of `selfother compare`: the result in a sentence, a figure of the differences, every score in words."""

from pathlib import Path

import pytest
from tests.logs.inspect_logs import sample, write_log

from selfother.logs.comparison import compare_all
from selfother.logs.comparison_page import comparison_page
from selfother.logs.comparison_words import comparison_notes, comparison_rows
from selfother.logs.gate import failures, read_gate
from selfother.records import Block, Cell, ComparisonsRecord, Forest, Table, Text


@pytest.fixture
def record(tmp_path: Path) -> ComparisonsRecord:
    """Two groups: in one A is better in every pair, in the other both are the same."""
    kinds = [{"kind": "far" if i < 12 else "near"} for i in range(24)]
    a = write_log(tmp_path / "a.eval", [sample(i, 1.0, metadata=kinds[i]) for i in range(24)], run="a")
    rows = [sample(i, float(i >= 12), metadata=kinds[i]) for i in range(23)]
    b = write_log(tmp_path / "b.eval", [*rows, sample(23, error="boom", metadata=kinds[23])], run="b")
    return compare_all([(a, b)], by="kind")


def blocks_of(record: ComparisonsRecord) -> dict[str, list[Block]]:
    return {section.key: list(section.blocks) for section in comparison_page(record).sections}


def test_the_first_sentence_counts_the_words(record: ComparisonsRecord) -> None:
    page = comparison_page(record, command="selfother compare a b")
    assert page.lead[0] == "Of 2 scores, 1 differs and 1 is not resolved."
    assert page.badges == []
    (command,) = {section.key: section for section in page.sections}["provenance"].blocks
    assert command == Text(paragraphs=["selfother compare a b"], role="command")


def test_a_failed_condition_is_seen_at_once(record: ComparisonsRecord) -> None:
    failed = record.model_copy(update={"failures": failures(record, [read_gate("worse>5")])})
    page = comparison_page(failed)
    assert page.badges == [("failed: 1 of the conditions", True)]
    assert page.lead[1].startswith("Failed: match, far: B is lower than A by more than 0.05")


def test_every_score_stands_in_the_figure_in_the_table_and_in_words(record: ComparisonsRecord) -> None:
    forest, table, notes = blocks_of(record)["scores"]
    assert isinstance(forest, Forest)
    assert (forest.unit, forest.is_difference) == ("points", True)
    scores = record.comparisons[0].scores
    assert [drawn.estimate for row in forest.rows for drawn in row.drawn] == [score.difference for score in scores]
    assert isinstance(table, Table)
    for cells, row in zip(table.rows, comparison_rows(record), strict=True):
        assert isinstance(cells[-1], Cell)
        assert [*cells[:3], cells[3], *cells[4:-1], cells[-1].text] == [*row[:3], f"{row[3]} {row[4]}", *row[5:]]
    assert isinstance(notes, Text)
    assert notes.paragraphs == comparison_notes(record)


def test_scores_of_two_ranges_have_no_axis_in_common(record: ComparisonsRecord) -> None:
    (pair,) = record.comparisons
    first, second = pair.scores
    mixed = pair.model_copy(update={"scores": [first, second.model_copy(update={"bounds": (0.0, 10.0)})]})
    blocks = blocks_of(record.model_copy(update={"comparisons": [mixed]}))["scores"]
    assert not [block for block in blocks if isinstance(block, Forest)]


def test_what_was_not_scored_has_a_section_with_its_reason(record: ComparisonsRecord) -> None:
    (lines,) = blocks_of(record)["unscored"]
    assert isinstance(lines, Text)
    assert len(lines.paragraphs) == 1
    assert "boom" in lines.paragraphs[0]
    assert "1 in B only" in lines.paragraphs[0]

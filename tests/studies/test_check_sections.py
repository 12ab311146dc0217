"""Any check can draw anything: its own sections, and of those that make none their numbers and tables."""

from pathlib import Path
from typing import Any

import pytest

from selfother.records import CellRecord, Estimate, Fold, Section, Table, Text
from selfother.report.html import render_html
from selfother.report.markdown import render_markdown
from selfother.studies import Study
from selfother.studies.judging.check_sections import check_sections
from selfother.studies.judging.page import page_of

OF_A_USER = """
from selfother.claims.checks.check import Check, CheckResult
from selfother.records import Diagram, Box, Arrow, Section


class Loop(Check):
    \"\"\"Draws a diagram.\"\"\"

    def run(self, seed: int) -> CheckResult:
        boxes = [Box(name="start", rank=0), Box(name="<b>end</b>", rank=1)]
        diagram = Diagram(title="A loop", boxes=boxes, arrows=[Arrow(start="start", end="<b>end</b>", word="goes to")])
        return CheckResult(sections=[Section(key="loop", title="My loop", note="Mine.", blocks=[diagram])])
"""


def _cell(**parts: Any) -> CellRecord:
    plain: dict[str, Any] = {
        "schema_number": 1,
        "key": "k",
        "kind": "check",
        "name": "my_check",
        "seed": 0,
        "inputs": {},
    }
    return CellRecord.model_validate(plain | {"inputs": {}} | parts)


@pytest.mark.usefixtures("inline")
def test_a_section_that_a_check_of_a_user_draws_is_on_the_page(tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    file.write_text(OF_A_USER, encoding="utf-8")
    study = Study.from_dict({"name": "mine", "games": [{f"{file}:Loop": {}}]})
    report = study.run(folder=tmp_path / "run").report
    page = page_of(report)
    (section,) = [section for section in page.sections if section.key == "loop"]
    assert (section.title, section.note) == ("My loop", "Mine.")
    assert "goes to" in render_markdown(page)
    assert "&lt;b&gt;end&lt;/b&gt;" in render_html(page)
    assert "<b>end</b>" not in render_html(page)


def test_numbers_and_tables_of_a_check_are_shown_as_they_are() -> None:
    estimates = {
        "gap": Estimate(value=-0.25, low=-0.5, high=0.0, n=1200),
        "missing": Estimate(value=None, reason="why"),
    }
    tables = {"short_one": {"place": ["a", "b"], "is_there": [True, False], "x": [0.5, None], "y": [[1, 2]]}}
    (section,) = check_sections([_cell(estimates=estimates, tables=tables)])
    assert (section.key, section.title) == ("check-my-check", "My check")
    numbers, short = section.blocks
    assert isinstance(numbers, Table)
    assert isinstance(short, Table)
    words = [[getattr(cell, "text", cell) for cell in row] for row in numbers.rows]
    assert words == [["gap", "−0.25 [−0.50,\u00a00.00]", "1,200"], ["missing", "not measured", "–"]]
    assert numbers.rows[1][1].detail == "why"  # type: ignore[union-attr]
    assert (short.title, short.columns) == ("Short one", ["place", "is there", "x", "y"])
    assert short.rows == [["a", "yes", "0.5", "1, 2"], ["b", "no", "not measured", ""]]


def test_a_long_table_is_folded_and_whole() -> None:
    (section,) = check_sections([_cell(tables={"curve": {"x": list(range(40))}})])
    (fold,) = section.blocks
    assert isinstance(fold, Fold)
    assert fold.detail == "40 rows"
    (table,) = fold.blocks
    assert isinstance(table, Table)
    assert len(table.rows) == 40


def test_a_check_of_several_seeds_has_a_section_each_and_its_own_sections_come_alone() -> None:
    number = {"x": Estimate(value=1.0, n=1)}
    sections = check_sections([_cell(estimates=number), _cell(estimates=number, seed=7)])
    assert [section.title for section in sections] == ["My check, seed 0", "My check, seed 7"]
    own = Section(key="own", title="Own", blocks=[Text(paragraphs=["drawn"])])
    assert check_sections([_cell(estimates=number, sections=[own])]) == [own]
    assert check_sections([_cell()]) == []

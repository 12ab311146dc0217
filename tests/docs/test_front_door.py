"""README fits a screen before its first heading, its tables are narrow, its findings and two pages are current."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from benchmarks.record import renewed
from tests.docs import benchmarks_page, status_page

import selfother

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
SCREEN_LINES, SCREEN_COLUMNS, CELL = 40, 120, 90
NARROW = [README, ROOT / "docs" / "status.md", ROOT / "docs" / "benchmarks.md", ROOT / "docs" / "glossary.md"]
GUIDES = [
    page for room in ("tutorials", "how-to", "explanation") for page in sorted((ROOT / "docs" / room).glob("*.md"))
]


def cells_of(text: str) -> list[str]:
    """Return what a reader sees in the cells of a text's tables: of a link its words."""
    rows = [line.strip().strip("|") for line in text.splitlines() if line.lstrip().startswith("|")]
    return [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", cell).strip() for row in rows for cell in row.split("|")]


def first_screen(text: str) -> list[str]:
    """Return the lines before the first heading of the second level."""
    return text.partition("\n## ")[0].splitlines()


def test_readme_fits_one_screen_before_its_first_heading() -> None:
    lines = first_screen(README.read_text(encoding="utf-8"))
    assert len(lines) <= SCREEN_LINES
    assert max(map(len, lines)) <= SCREEN_COLUMNS


def test_a_screen_ends_at_the_first_heading() -> None:
    assert first_screen("# a\n\nb\n## c\nd\n") == ["# a", "", "b"]


@pytest.mark.parametrize("page", [*NARROW, *GUIDES], ids=lambda page: page.name)
def test_table_cells_are_short(page: Path) -> None:
    cells = cells_of(page.read_text(encoding="utf-8"))
    assert cells or page not in NARROW
    assert [cell for cell in cells if len(cell) > CELL] == []


def test_a_cell_counts_the_words_of_its_links_only() -> None:
    assert cells_of("| [a](https://b.example/c) | d |\n|---|---|\ntext | e\n") == ["a", "d", "---", "---"]


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.name)
def test_a_guide_links_the_glossary_once(page: Path) -> None:
    assert page.read_text(encoding="utf-8").count("(../glossary.md)") == 1


def test_the_page_of_statuses_is_current() -> None:
    """Written again by: make docs"""
    assert status_page.PAGE.read_text(encoding="utf-8") == status_page.page_text() + "\n"


def test_the_findings_of_readme_are_current() -> None:
    """Written again by: make docs"""
    text = README.read_text(encoding="utf-8")
    assert status_page.with_findings(text) == text


def test_the_page_of_benchmarks_is_current() -> None:
    """Written again by: make docs"""
    assert benchmarks_page.PAGE.read_text(encoding="utf-8") == benchmarks_page.page_text() + "\n"


def test_statuses_are_of_the_list_and_five_findings_stand() -> None:
    record = status_page.record()
    assert {mechanism["status"] for mechanism in record["mechanisms"]} <= set(status_page.STATUSES)
    assert len(record["findings"]) == 5


def test_every_number_of_the_record_is_used() -> None:
    record = status_page.record()
    sentences = [finding["sentence"] for finding in record["findings"]]
    text = " ".join(sentences + [mechanism["found"] for mechanism in record["mechanisms"]])
    assert set(record["numbers"]) == set(re.findall(r"\{(\w+)\}", text))


def test_a_number_is_read_from_its_report() -> None:
    assert status_page.value_at("overlap", "arms/name=soo/rates/0/n") == 600
    with pytest.raises(LookupError, match="nothing at 'name=nobody'"):
        status_page.value_at("overlap", "arms/name=nobody/rates")


def test_readme_without_a_place_for_findings_is_refused() -> None:
    with pytest.raises(ValueError, match="needs one <!-- findings"):
        status_page.with_findings("# selfother\n")


def test_a_measured_ratio_replaces_the_one_of_the_record() -> None:
    rows: list[dict[str, Any]] = [
        {"command": "c", "row": "fast", "what": "x", "ratio": 2.0, "date": "2026-01-01", "machine": "old"},
        {"command": "c", "row": "slow", "what": "y", "ratio": 3.0, "date": "2026-01-01", "machine": "old"},
    ]
    measured = {"c": [{"name": "fast", "ratio": 123.4}, {"name": "unknown", "ratio": 1.0}]}
    record = renewed({"ratios": rows, "words": []}, measured, day="2026-12-01", machine="new")
    assert record["ratios"] == [rows[0] | {"ratio": 123.0, "date": "2026-12-01", "machine": "new"}, rows[1]]
    assert record["words"] == []


def test_the_citation_is_valid_and_of_this_version() -> None:
    """The fields that version 1.2.0 of the Citation File Format requires, and those that must not drift."""
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert citation["message"]
    assert citation["title"].startswith("selfother")
    assert all(author.get("name") or author.get("family-names") for author in citation["authors"])
    assert citation["version"] == selfother.__version__
    assert citation["license"] == "Apache-2.0"

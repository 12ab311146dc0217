"""Pages of committed results come from their report.json, and none of them is in git."""

import shutil
from pathlib import Path

import pytest
from tests.docs.result_pages import RESULTS, render_results

from selfother.errors import BrokenRecord
from selfother.records import ReportRecord

SMALL = "triggered_overlap"


def test_a_page_is_written_next_to_its_report(tmp_path: Path) -> None:
    shutil.copytree(RESULTS / SMALL, tmp_path / SMALL)
    before = (tmp_path / SMALL / "report.json").read_bytes()
    (page,) = render_results(tmp_path)
    assert page == tmp_path / SMALL / "report.html"
    assert ReportRecord.read(tmp_path / SMALL / "report.json").title in page.read_text(encoding="utf-8")
    assert (tmp_path / SMALL / "report.json").read_bytes() == before


def test_a_report_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "report.json").write_text('{"schema_number": 1}', encoding="utf-8")
    with pytest.raises(BrokenRecord):
        list(render_results(tmp_path))


def test_git_ignores_the_pages() -> None:
    ignored = (RESULTS.parents[1] / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"docs/results/*/report.html", "docs/results/*/report.md"} <= set(ignored)

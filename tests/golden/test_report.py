"""The report of one rich record, whole."""

from collections.abc import Callable
from pathlib import Path

import pytest

from selfother.records import ReportRecord
from selfother.report import render_json
from selfother.report.old_html import render_html
from selfother.report.old_markdown import render_markdown

INPUT = Path(__file__).parent / "report" / "input.json"


@pytest.mark.parametrize(("ending", "render"), [("html", render_html), ("md", render_markdown)])
def test_report_is_as_recorded(
    ending: str, render: Callable[[ReportRecord], str], golden: Callable[[str, str], str]
) -> None:
    text = render(ReportRecord.read(INPUT))
    assert text == golden(f"report/report.{ending}", text)


def test_json_is_the_record() -> None:
    record = ReportRecord.read(INPUT)
    assert ReportRecord.from_json(render_json(record)) == record

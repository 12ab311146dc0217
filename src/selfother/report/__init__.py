"""Findings become a page; imports records only."""

from selfother.report.html import render_html
from selfother.report.json import render_json
from selfother.report.markdown import render_markdown
from selfother.report.write import write_report

__all__ = ["render_html", "render_json", "render_markdown", "write_report"]

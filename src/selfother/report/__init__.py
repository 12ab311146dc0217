"""Findings become a page; imports records only."""

from selfother.report.json import render_json
from selfother.report.write import write_report

__all__ = ["render_json", "write_report"]

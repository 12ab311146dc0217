"""The pages of the committed results: what writes them from their report.json (`make docs`); git holds none of them."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from selfother.errors import BrokenRecord
from selfother.studies.judging.page import render

__all__ = ["RESULTS", "UNREADABLE", "render_results"]

RESULTS = Path(__file__).parents[2] / "docs" / "results"
UNREADABLE = {"commitment_first_design": "written by an earlier version; its README says which one reads it"}
"""Results whose report.json this version does not read, and why."""


def render_results(results: Path = RESULTS) -> Iterator[str]:
    """Write report.html next to every report.json that this version reads; report.json stays as it is.

    Yields:
        For each result one line: the page, or why there is none.

    Raises:
        BrokenRecord: A report cannot be read and is not in `UNREADABLE`.
    """
    for file in sorted(results.glob("*/report.json")):
        try:
            with tempfile.TemporaryDirectory() as folder:
                yield str(shutil.copy(render(file, Path(folder)), file.with_name("report.html")))
        except BrokenRecord:
            if file.parent.name not in UNREADABLE:
                raise
            yield f"{file.parent.name}: no page ({UNREADABLE[file.parent.name]})"


if __name__ == "__main__":
    for line in render_results():
        print(line)

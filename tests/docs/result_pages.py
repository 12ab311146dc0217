"""The pages of committed results, from their report.json or exams.json (`make docs`); git holds none of them."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from selfother.exams.published.page import write_exams
from selfother.exams.published.record import ExamsRecord
from selfother.studies.judging.page import render

__all__ = ["RESULTS", "render_results"]

RESULTS = Path(__file__).parents[2] / "docs" / "results"


def render_results(results: Path = RESULTS) -> Iterator[Path]:
    """Write report.html next to every report.json, and exams.html next to every exams.json; those stay as they are.

    Yields:
        The page of each result.

    Raises:
        BrokenRecord: A report cannot be read.
    """
    for file in sorted(results.glob("*/report.json")):
        with tempfile.TemporaryDirectory() as folder:
            yield Path(shutil.copy(render(file, Path(folder)), file.with_name("report.html")))
    for file in sorted(results.glob("*/exams.json")):
        with tempfile.TemporaryDirectory() as folder:
            page = write_exams(ExamsRecord.read(file), Path(folder))
            yield Path(shutil.copy(page, file.with_name("exams.html")))


if __name__ == "__main__":
    for page in render_results():
        print(page)

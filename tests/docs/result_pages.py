"""The pages of the committed results: what writes them from their report.json (`make docs`); git holds none of them."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from selfother.studies.judging.page import render

__all__ = ["RESULTS", "render_results"]

RESULTS = Path(__file__).parents[2] / "docs" / "results"


def render_results(results: Path = RESULTS) -> Iterator[Path]:
    """Write report.html next to every report.json, which stays as it is.

    Yields:
        The page of each result.

    Raises:
        BrokenRecord: A report cannot be read.
    """
    for file in sorted(results.glob("*/report.json")):
        with tempfile.TemporaryDirectory() as folder:
            yield Path(shutil.copy(render(file, Path(folder)), file.with_name("report.html")))


if __name__ == "__main__":
    for page in render_results():
        print(page)

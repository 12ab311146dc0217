"""Organisms whose values are known, read back by the battery on stories and in sentences that they had not seen: slow.

The first seed of `studies/commitment.yaml`, two hours of CPU. What is finished is kept in pytest's cache, under the
content of its recipe, so a second run takes seconds.
"""

from pathlib import Path

import pytest

from selfother.records import CommitmentRecord
from selfother.studies import Study

pytestmark = pytest.mark.slow
STUDY = Path(__file__).parents[2] / "studies" / "commitment.yaml"


@pytest.fixture(scope="module")
def found(request) -> dict[str, CommitmentRecord]:
    """Return what the battery reads, by arm."""
    result = Study.from_file(STUDY, overrides=["seeds=[0]"]).run(folder=request.config.cache.mkdir("commitment"))
    result.check()
    return {one.arm: one.found for one in result.report.commitment}

"""A server on the loopback address for every test of an assistant behind an API."""

from collections.abc import Iterator

import pytest
from tests.care.loopback_server import Server, serving

from selfother.exams.policies.mirror import Mirror


@pytest.fixture
def loopback() -> Iterator[Server]:
    """A running server, whose assistant repeats what it is told until a test gives it another policy."""
    with serving(Mirror()) as server:
        yield server

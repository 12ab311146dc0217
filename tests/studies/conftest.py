"""Fixtures of the studies' tests."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # fake_study is no package: child processes import it too

from fake_study import InlineLauncher, fake_data

from selfother.studies import Study


@pytest.fixture
def small() -> Callable[..., Study]:
    """Make the small study, with changes at its top level."""
    return lambda **changes: Study.from_dict(fake_data(**changes))


@pytest.fixture
def inline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run tasks in this process."""
    monkeypatch.setattr("selfother.studies.running.runner.make_launcher", lambda backend: InlineLauncher())

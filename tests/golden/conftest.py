"""Golden files: what was recorded is what must come out.

Record them again with `make golden` (SELFOTHER_GOLDEN=record pytest tests/golden), then read the difference.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

_FOLDER = Path(__file__).parent


@pytest.fixture
def golden() -> Callable[[str, str], str]:
    """Return what gives the recorded text of a golden file, or records the given one first.

    A text that differs: if that is meant, `make golden`, and read the difference.
    """

    def recorded(name: str, text: str) -> str:
        path = _FOLDER / name
        if os.environ.get("SELFOTHER_GOLDEN") == "record":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        assert path.is_file(), f"{path} was never recorded: run `make golden`"
        return path.read_bytes().decode("utf-8")

    return recorded

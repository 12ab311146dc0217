"""What a search has finished, one line a run, so that the same command goes on after a kill.

The first line says what the runs are of; a log of something else is refused, never mixed.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from selfother.errors import BadArgument
from selfother.records.base import Record

__all__ = ["open_log"]

Run = TypeVar("Run", bound=Record)


def open_log(file: Path, kind: type[Run], *, of: dict[str, str | int]) -> tuple[list[Run], Callable[[Run], None]]:
    """Open the log of a search, or start it.

    Args:
        file: The log; its folder is made.
        kind: Class of a run.
        of: What every run depends on beside its own settings: model digest, treatment, items.

    Returns:
        The runs that finished before, and what appends one.

    Raises:
        BadArgument: The file is a log of another search.
    """
    first = json.dumps(of, sort_keys=True)
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(first + "\n", encoding="utf-8")
    begun, *lines = file.read_text(encoding="utf-8").splitlines() or [""]
    if begun != first:
        raise BadArgument(f"{file} is the log of another search ({begun[:200]}). Name another folder, or remove it.")

    def append(run: Run) -> None:
        with file.open("a", encoding="utf-8") as log:
            log.write(run.to_json() + "\n")

    whole = [line for line in lines if line.endswith("}")]  # a kill may have cut the last line
    if len(whole) < len(lines):
        file.write_text("\n".join([first, *whole]) + "\n", encoding="utf-8")
    return [kind.from_json(line) for line in whole], append

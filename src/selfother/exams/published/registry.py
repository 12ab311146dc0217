"""Every row of `selfother reproduce exams`, in the order of the page."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from selfother.class_heads import classes_extending
from selfother.errors import UnknownName
from selfother.exams.published.row import PublishedRow

__all__ = ["published_rows"]

_ROOM = Path(__file__).parent


def published_rows(only: Sequence[str] = ()) -> list[PublishedRow]:
    """The rows with the given keys, all of them without keys.

    Raises:
        UnknownName: No such row; the text lists those that there are.
    """
    files = tuple(sorted(_ROOM.glob("*.py")))
    kinds = classes_extending(frozenset({PublishedRow.__name__}), files)
    rows = [getattr(import_module(f"{__package__}.{file.stem}"), name)() for name, file in kinds.items()]
    known = {row.key: row for row in sorted(rows, key=lambda row: row.place)}
    for key in only:
        if key not in known:
            raise UnknownName.among("exam", key, known, advice="selfother reproduce exams --claims lists them.")
    return [row for key, row in known.items() if not only or key in only]

"""Words and file names of the command line become objects, or an error before any work starts."""

import os
from pathlib import Path
from typing import Any

from selfother import catalogue
from selfother.errors import BadArgument

__all__ = ["agent_with_precision", "check_folder", "check_place"]


def agent_with_precision(word: str, beta: float | None, *, signed: bool = False) -> tuple[str, Any]:
    """Make the agent that a word says; `beta` and `signed` fill in what an empathic word leaves open.

    Returns:
        The word with everything that was filled in, and the agent.

    Raises:
        UnknownName: No such agent or setting.
        BadArgument: A setting of the wrong type or out of range.
    """
    name, settings = catalogue.parse_word(word)
    known = getattr(catalogue.find("agents", name).load(), "__dataclass_fields__", {})
    given = {"beta": beta, "beta_other": beta, "signed": True if signed else None}
    for key, value in given.items():
        if value is not None and key in known and key not in settings:
            settings[key] = value
            word += f"{',' if ':' in word else ':'}{key}={'true' if value is True else f'{value:g}'}"
    return word, catalogue.build("agents", name, settings)


def check_folder(path: Path, files: str) -> None:
    """Check that files can be written to the folder that --out names, before any work starts.

    Args:
        path: The folder; it need not be there.
        files: How many there will be, as "three files".

    Raises:
        BadArgument: It is a file, or must not be written to.
    """
    if path.exists() and not path.is_dir():
        raise BadArgument(f"--out is a folder for {files}; got the file {str(path)!r}. Give another name.")
    check_place(path)


def check_place(path: Path, option: str = "--out") -> None:
    """Check that a file or folder can be written at a path, before any work starts.

    Raises:
        BadArgument: Something on the way is a file, or must not be written to.
    """
    there = next(place for place in (path, *path.absolute().parents) if place.exists() or place.is_symlink())
    if there != path and not there.is_dir():
        raise BadArgument(f"{option} {str(path)!r}: {str(there)!r} is no folder. Name a place below one.")
    if not os.access(there, os.W_OK | (os.X_OK if there.is_dir() else 0)):
        raise BadArgument(f"{option} {str(path)!r}: you must not write to {str(there)!r}. Name another place.")

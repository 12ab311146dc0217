"""Files of a model's folder, looked at before a library reads them: whole, or a sentence that says why not."""

import json
from pathlib import Path
from typing import Any

from selfother.errors import UnsupportedModel

__all__ = ["ABOUT_FILE", "CARD_FILE", "check_tensor_file", "first_line", "read_json"]

ABOUT_FILE = "selfother.json"
"""What made a product: base, intervention, settings, seed."""
CARD_FILE = "README.md"
_POINTER = b"version https://git-lfs"


def check_tensor_file(file: Path) -> None:
    """Check the head and the length of a safetensors file; nothing of the weights is read.

    Raises:
        UnsupportedModel: A pointer of git-lfs, a file that was cut, or no safetensors at all.
    """
    from safetensors import SafetensorError, safe_open

    with file.open("rb") as begun:
        is_pointer = begun.read(len(_POINTER)) == _POINTER
    if is_pointer:
        raise UnsupportedModel(
            f"{file} is a pointer of git-lfs, not the weights. Fetch them: run git lfs pull in {file.parent}"
        )
    try:
        with safe_open(str(file), "pt"):
            pass
    except SafetensorError as error:
        raise UnsupportedModel(
            f"{file} ({file.stat().st_size} bytes) is cut or no safetensors file: {first_line(error)}. "
            "Download or save it again."
        ) from error


def read_json(file: Path) -> dict[str, Any]:
    """Read a JSON file that holds an object.

    Raises:
        UnsupportedModel: It holds something else.
    """
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:  # not JSON, or not UTF-8
        raise UnsupportedModel(f"{file} is no JSON: {first_line(error)}. Save or download it again.") from error
    if not isinstance(content, dict):
        raise UnsupportedModel(f"{file} holds no JSON object. Save or download it again.")
    return content


def first_line(error: BaseException | str) -> str:
    """Return the first line of an error's text, or its kind where it has none."""
    lines = str(error).strip().splitlines()
    return lines[0] if lines else "no reason was given" if isinstance(error, str) else type(error).__name__

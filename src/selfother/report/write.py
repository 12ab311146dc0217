"""A report on disk: three files, each complete or not there."""

import errno
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from selfother.errors import BadArgument, NoSpace
from selfother.report.html import render_html
from selfother.report.markdown import render_markdown
from selfother.report.page import Page

__all__ = ["write_page", "write_texts"]


def write_page(page: Page, folder: Path, *, stem: str, json: str | None) -> Path:
    """Write a page as `stem.html` and `stem.md`, and `stem.json`, each to a temporary name first and then renamed.

    Args:
        page: What to say.
        folder: Where to; made if it is not there.
        stem: File name without ending.
        json: The record behind the page; None: no such file.

    Returns:
        The path of the HTML file.

    Raises:
        NoSpace: The disk is full; no file is left half written.
        BadArgument: The folder cannot be written to.
    """
    texts = {} if json is None else {"json": json}
    texts |= {"md": render_markdown(page), "html": render_html(page)}
    return write_texts(texts, folder, stem=stem)


def write_texts(texts: Mapping[str, str], folder: Path, *, stem: str) -> Path:
    """Write one file an ending, each complete or not there; return the path of the HTML file.

    Raises:
        NoSpace: The disk is full; no file is left half written.
        BadArgument: The folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for ending, text in texts.items():
            _replace(folder / f"{stem}.{ending}", text.encode("utf-8"))
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            size = sum(len(text.encode("utf-8")) for text in texts.values())
            raise NoSpace(
                f"no room in {folder} for a report of {size:,} bytes. Free some space and run the same command again."
            ) from error
        raise BadArgument(
            f"cannot write to {folder}: {error.strerror}. Give a directory that you may write to."
        ) from error
    return folder / f"{stem}.html"


def _replace(path: Path, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise

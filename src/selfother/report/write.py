"""A report on disk: three files, each complete or not there."""

import errno
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from selfother.errors import BadArgument, NoSpace
from selfother.records import ReportRecord
from selfother.report.json import render_json
from selfother.report.old_html import render_html
from selfother.report.old_markdown import render_markdown

__all__ = ["write_report", "write_texts"]


def write_report(report: ReportRecord, folder: Path, *, stem: str = "report") -> Path:
    """Write `report.html`, `report.md` and `report.json`, each to a temporary name first and then renamed.

    Args:
        report: What to say.
        folder: Where to; made if it is not there.
        stem: File name without ending.

    Returns:
        The path of the HTML file.

    Raises:
        NoSpace: The disk is full; no file is left half written.
        BadArgument: The folder cannot be written to.
        BrokenRecord: A landscape whose grid has not the size of its empathy weights.
    """
    texts = {"json": render_json(report), "md": render_markdown(report), "html": render_html(report)}
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

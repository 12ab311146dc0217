"""Public data sets that a row reads: none of them is part of selfother, and each is named with its address.

A folder holds one folder a data set, either the files alone or a checkout of the authors' repository. Nothing is read
from anywhere else, so that no number depends on what happens to lie beside a project.
"""

import csv
import gzip
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selfother.errors import BadArgument, NotMeasured

__all__ = ["DataFolder", "DataSet", "read_csv", "read_jsonl", "read_text"]


@dataclass(frozen=True)
class DataSet:
    """Where the authors publish it, and what its files are called.

    Attributes:
        folder: Its folder in the data folder.
        repository: Address to clone.
        licence: As the repository states it.
        files: What a row calls a file -> patterns under the folder; the first that matches counts.
    """

    folder: str
    repository: str
    licence: str
    files: Mapping[str, tuple[str, ...]]

    @property
    def how(self) -> str:
        """What to do to have it."""
        return f"git clone {self.repository} FOLDER/{self.folder} ({self.licence}), then --data FOLDER"


@dataclass(frozen=True)
class DataFolder:
    """The folder that was given.

    Attributes:
        path: None: no folder was given.
    """

    path: Path | None

    def __post_init__(self) -> None:
        if self.path is not None and not self.path.is_dir():
            raise BadArgument(
                f"--data {self.path} is no folder. Give one that holds a folder a data set; "
                "selfother reproduce exams --claims lists their names."
            )

    def find(self, data: DataSet, name: str) -> list[Path]:
        """The paths of a file of a data set, sorted; a pattern may match several.

        Raises:
            NotMeasured: It is not there; the text says where to get it.
        """
        if self.path is not None:
            for pattern in data.files[name]:
                for ending in ("", ".gz"):
                    if paths := sorted((self.path / data.folder).glob(pattern + ending)):
                        return paths
        raise NotMeasured(f"needs {data.folder}/{data.files[name][0]}: {data.how}")


def read_text(path: Path) -> str:
    """The text of a file, unpacked where its name ends with .gz.

    Raises:
        BadArgument: It is not UTF-8, or cannot be unpacked.
    """
    try:
        raw = path.read_bytes()
        return (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise BadArgument(f"{path} cannot be read: {error}. Get it again from its repository.") from error


def read_jsonl(path: Path, *fields: str) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines.

    Args:
        path: Of the file.
        fields: What each must have.

    Raises:
        BadArgument: A line is no JSON object, or lacks a field; file and line are named.
    """
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except ValueError as error:
            raise BadArgument(f"{path}, line {number} is no JSON. Get it again from its repository.") from error
        yield _checked(values, fields, f"{path}, line {number}")


def read_csv(path: Path, *fields: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV file with a line of headings.

    Args:
        path: Of the file.
        fields: Columns that it must have.

    Raises:
        BadArgument: A column is missing.
    """
    for number, values in enumerate(csv.DictReader(io.StringIO(read_text(path), newline="")), start=2):
        yield _checked(values, fields, f"{path}, line {number}")


def _checked(values: Any, fields: tuple[str, ...], where: str) -> Any:
    missing = [name for name in fields if not isinstance(values, dict) or values.get(name) is None]
    if missing:
        raise BadArgument(f"{where} has no {', '.join(missing)}. Give the file as its authors publish it.")
    return values

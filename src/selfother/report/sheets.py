"""A table as plain data."""

from dataclasses import dataclass

__all__ = ["Sheet"]


@dataclass(frozen=True)
class Sheet:
    """A table to print; `numeric` says of each column whether it is aligned as numbers."""

    title: str
    columns: list[str]
    rows: list[list[str]]
    numeric: list[bool]
    note: str

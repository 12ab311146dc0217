"""What can go wrong, by what the user must do next.

    SelfOtherError            exit 2: nothing was started
    ├── UnknownName           no such agent, game, probe, key ...: pick one of those listed
    ├── BadArgument           a value of the wrong kind or out of its range
    │   ├── BadPayoff         payoffs that break the stated game
    │   └── BadProbability    a probability outside [0, 1]
    ├── BadStudy              a study file that does not say a study
    ├── MissingExtra          a package that is not installed: run the line that is named
    ├── MissingModel          a model or adapter that is not where it was looked for
    ├── UnsupportedModel      a model that this operation cannot handle
    ├── BrokenRecord          a file of ours that cannot be read back
    ├── NoSpace               a disk that is full
    ├── NotMeasured           a number that was asked for and was never measured
    └── CellFailed            exit 1: some cells of a study raised; the others are kept

Every text says what was given, what was expected, and what to do.
"""

import difflib
from collections.abc import Iterable
from typing import ClassVar

__all__ = [
    "BadArgument",
    "BadPayoff",
    "BadProbability",
    "BadStudy",
    "BrokenRecord",
    "CellFailed",
    "MissingExtra",
    "MissingModel",
    "NoSpace",
    "NotMeasured",
    "SelfOtherError",
    "UnknownName",
    "UnsupportedModel",
]


class SelfOtherError(Exception):
    """Root of every error that selfother raises on purpose."""

    exit_code: ClassVar[int] = 2


class UnknownName(SelfOtherError):
    """A name that is in no catalogue."""

    @classmethod
    def among(cls, kind: str, given: str, known: Iterable[str], where: str = "", *, advice: str = "") -> "UnknownName":
        """Build the error that lists the close names, or all of them, and where it looked.

        Args:
            kind: What was looked for, in the singular ("agent", "study key").
            given: The name as the user wrote it.
            known: The names that exist.
            where: The places that were searched, in words.
            advice: A sentence on what else can be done, such as the command that lists the names.
        """
        names = sorted(known)
        close = difflib.get_close_matches(given, names, n=3, cutoff=0.5)
        hint = f"Did you mean {' or '.join(close)}?" if close else f"Known: {', '.join(names) or 'none'}."
        looked = f" Looked in {where}." if where else ""
        return cls(f"unknown {kind} {given!r}. {hint}{looked}{advice and f' {advice}'}")


class BadArgument(SelfOtherError):
    """A value of the wrong kind or out of its range."""


class BadPayoff(BadArgument):
    """Payoffs that break the order that the stated game demands."""


class BadProbability(BadArgument):
    """A probability, rate or weight outside [0, 1]."""

    @classmethod
    def check(cls, name: str, value: float) -> float:
        """Return `value` if it lies in [0, 1], else raise."""
        if not 0.0 <= value <= 1.0:
            raise cls(f"{name} must lie in [0, 1]; got {value:g}. Give a value between 0 and 1.")
        return value


class BadStudy(SelfOtherError):
    """A study file that does not describe a study."""


class MissingExtra(SelfOtherError):
    """A package of an extra that is not installed."""

    @classmethod
    def of(cls, extra: str, package: str, purpose: str) -> "MissingExtra":
        """Build the error that names the line to run, from where this selfother was installed."""
        from selfother.installation import install_line

        return cls(f"{purpose} needs {package}, which is not installed. Run: {install_line(extra)}")


class MissingModel(SelfOtherError):
    """A model or an adapter that is not where it was looked for."""


class UnsupportedModel(SelfOtherError):
    """A model whose architecture or files this operation cannot handle."""


class BrokenRecord(SelfOtherError):
    """A result file that cannot be read back."""


class NoSpace(SelfOtherError):
    """A disk without room for a result."""


class NotMeasured(SelfOtherError):
    """A number that was asked for and was never measured."""


class CellFailed(SelfOtherError):
    """At least one cell of a study raised; finished cells are kept."""

    exit_code: ClassVar[int] = 1

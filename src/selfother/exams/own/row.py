"""The contract of a row: the exam of one probe of ours. One file each, found as soon as it is there.

    class Fact(Row):
        '''What the row examines, in a line.'''
        probe = "fact"
        def examine(self, *, small=False): return [examine_claim(...), ...]

A probe that measures no empathy and no honesty has a row that says so (`NotExamined`).
`tests/contract/test_own_rows.py` fails where a probe of the catalogue has no row.
"""

import time
from abc import ABC, abstractmethod
from importlib import import_module
from pathlib import Path
from typing import ClassVar

from selfother.class_heads import classes_extending
from selfother.errors import UnknownName
from selfother.exams.own.claim import ClaimExam, OwnExam

__all__ = ["NotExamined", "Row", "find_row", "rows"]

_ROOM = Path(__file__).parent


class Row(ABC):
    """What the positive control reaches on one probe, and what each null does.

    Attributes:
        probe: The probe's word in the catalogue.
        not_examined: Why the probe claims nothing that could be examined; empty where it does.
        is_slow: It needs a model, or more than a few seconds even at its small size: left out of the contract test.
    """

    probe: ClassVar[str]
    not_examined: ClassVar[str] = ""
    is_slow: ClassVar[bool] = False

    @abstractmethod
    def examine(self, *, small: bool = False) -> list[ClaimExam]:
        """The claims that the probe's values are taken for, each with its word.

        Args:
            small: With as few items as still tell the control from the nulls; words need the full size.
        """

    def exam(self, *, small: bool = False) -> OwnExam:
        """The whole row.

        Args:
            small: As in `examine`.
        """
        started = time.process_time()
        claims = self.examine(small=small)
        seconds = round(time.process_time() - started, 1)
        return OwnExam(probe=self.probe, not_examined=self.not_examined, claims=claims, seconds=seconds)


class NotExamined(Row, ABC):
    """The row of a probe that measures neither empathy nor honesty; `not_examined` says why."""

    def examine(self, *, small: bool = False) -> list[ClaimExam]:
        """Nothing."""
        return []


def rows() -> dict[str, Row]:
    """Probe -> its row, sorted by probe.

    Raises:
        UnknownName: Two rows are of the same probe.
    """
    files = tuple(sorted(_ROOM.glob("*.py")))
    known: dict[str, Row] = {}
    for name, file in classes_extending(frozenset({Row.__name__}), files).items():
        row: Row = getattr(import_module(f"{__package__}.{file.stem}"), name)()
        if row.probe in known:
            raise UnknownName(f"two rows are of the probe {row.probe!r}; expected one. Delete one, or name its probe.")
        known[row.probe] = row
    return dict(sorted(known.items()))


def find_row(probe: str) -> Row:
    """The row of a probe.

    Raises:
        UnknownName: There is none; the text lists those that there are.
    """
    known = rows()
    if probe not in known:
        raise UnknownName.among("exam of a probe", probe, known, "selfother.exams.own")
    return known[probe]

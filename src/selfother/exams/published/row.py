"""The contract of a row: one published instrument. One file each, found as soon as it is there.

    class EmpathyProbes(PublishedRow):
        '''The title of the row.'''
        key = "empathy_probes"
        claim, source, does_not_show = ...
        def measure(self, asked): return [exam_of(qualify(...)), ...]

What cannot be measured is said, never left out: a row appends to `asked.missing`.
"""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

from selfother.errors import MissingExtra, MissingModel, NotMeasured
from selfother.exams.published.data import DataFolder, DataSet
from selfother.exams.published.record import PublishedExam, PublishedRowRecord

__all__ = ["Asked", "PublishedRow"]


@dataclass
class Asked:
    """What a row is asked with, and what it could not do.

    Attributes:
        data: The folder with public data.
        seed: Root seed.
        is_quick: Few items: for a look.
        missing: What was not measured, a sentence each.
    """

    data: DataFolder
    seed: int = 0
    is_quick: bool = False
    missing: list[str] = field(default_factory=list)

    def attempt(self, what: str, measure: Callable[[], list[PublishedExam]]) -> list[PublishedExam]:
        """What a part of a row measures; nothing, with a sentence in `missing`, where its data or model is not there.

        Args:
            what: The part, in words.
            measure: Measures it.
        """
        try:
            return measure()
        except (NotMeasured, MissingModel, MissingExtra) as error:
            self.missing.append(f"{what}: {error}")
            return []


class PublishedRow(ABC):
    """A published instrument; the first line of its docstring is its title.

    Attributes:
        key: The word of `--only`.
        name: What tables and figures call the instrument, in two or three words.
        place: Where on the page it stands, from 1.
        kind: "activation probe", "distance", "reply scorer", "choice task" or "table".
        claim: What the authors claim, with the figure.
        source: Where they say it.
        does_not_show: What the exam says of that claim, and what it does not say.
        data: The public data that it reads.
    """

    key: ClassVar[str]
    name: ClassVar[str]
    place: ClassVar[int]
    kind: ClassVar[str]
    claim: ClassVar[str]
    source: ClassVar[str]
    does_not_show: ClassVar[str]
    data: ClassVar[tuple[DataSet, ...]] = ()

    @property
    def title(self) -> str:
        """The first line of the docstring, without its full stop."""
        return (type(self).__doc__ or "").partition("\n")[0].rstrip(".")

    @abstractmethod
    def measure(self, asked: Asked) -> list[PublishedExam]:
        """Every exam of the row that could be measured.

        Args:
            asked: Where the data are; takes what was not measured.
        """

    def examine(self, asked: Asked) -> PublishedRowRecord:
        """The whole row.

        Args:
            asked: Where the data are.
        """
        started = time.process_time()
        before = len(asked.missing)
        exams = self.measure(asked)
        flags = "".join([" --data FOLDER" if self.data else "", " --quick" if asked.is_quick else ""])
        return PublishedRowRecord(
            key=self.key,
            name=self.name,
            title=self.title,
            kind=self.kind,
            claim=self.claim,
            source=self.source,
            does_not_show=self.does_not_show,
            exams=exams,
            not_measured=asked.missing[before:],
            seconds=round(time.process_time() - started, 1),
            command=f"selfother reproduce exams --only {self.key}{flags}",
        )

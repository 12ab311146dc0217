"""The contract of an instrument: how the scores of a probe become a reading, sentences, and a section of a report.

A probe names its instrument: `instrument: ClassVar[Instrument[MyRecord]] = MyInstrument()`. Nothing is registered: a
study, the command `selfother read` and a report find the instrument by the word of the probe. So an instrument must be
found without torch and without Inspect; import what takes long inside its methods.

    read(items, estimates) -> record     one cell, or one log: one arm in one training run, never the whole study
    lines(readings)        -> sentences  for the top of a report
    gaps(readings)         -> sentences  on what was not measured
    section(readings)      -> Section    figures and tables, as blocks (`selfother.records.blocks`)
    short(reading)         -> blocks     what a terminal prints of one log: texts and tables
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from selfother.records import Estimate, ItemScore, Record
from selfother.records.blocks import Section, Table, Text

__all__ = ["Instrument", "Reading", "arms_by"]

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Reading(Generic[R]):
    """What an instrument says of one arm in one training run.

    Attributes:
        arm: The arm, or the name of the model that a log is of.
        record: What the instrument read, a record of its own.
        seed: Training seed of the arm.
        subject: The kind of subject, where there are several.
        title: The arm in a sentence; empty where it has none.
    """

    arm: str
    record: R
    seed: int = 0
    subject: str = ""
    title: str = ""

    @property
    def name(self) -> str:
        """The arm, on its kind of subject where there are several."""
        return self.arm + (f" on {self.subject}" if self.subject else "")


def arms_by(words: Callable[[Reading[R]], str], readings: Sequence[Reading[R]]) -> dict[str, list[str]]:
    """What is said of arms -> the names of those that it is said of, each once, in the order of the readings.

    Args:
        words: What is said of a reading; empty: nothing.
        readings: The readings.
    """
    arms: dict[str, dict[str, None]] = {}
    for reading in readings:
        if sentence := words(reading):
            arms.setdefault(sentence, {})[reading.name] = None
    return {sentence: list(names) for sentence, names in arms.items()}


class Instrument(ABC, Generic[R]):
    """How to read the scores of a probe; a frozen dataclass, where it has settings.

    Attributes:
        record: The class of a reading. Its JSON is stored in reports, and parsed with it again.
        title: What is read, as a page of logs is called: "Commitment".
        question: What a reading answers.
        absent: What a report says that has scores of the probe and no reading, since it was written before there was
            an instrument; empty: nothing.
    """

    record: type[R]
    title: ClassVar[str] = ""
    question: ClassVar[str] = ""
    absent: ClassVar[str] = ""

    @abstractmethod
    def read(self, items: Sequence[ItemScore], estimates: Mapping[str, Estimate]) -> R:
        """Return the reading of one model's scores.

        Args:
            items: All scores of one cell, in any order.
            estimates: Numbers of the cell that are not means over items, by name.
        """

    def is_answer(self, item: ItemScore) -> bool:
        """Return whether a score is of answers, so that one without a value is a gap; others are computed from several.

        Args:
            item: A score of the probe.
        """
        return True

    def lines(self, readings: Sequence[Reading[R]]) -> list[str]:
        """Return sentences for the top of a report, the most important first."""
        return []

    def gaps(self, readings: Sequence[Reading[R]]) -> list[str]:
        """Return a sentence for everything that was not measured, with its reason."""
        return []

    def section(self, readings: Sequence[Reading[R]]) -> Section | None:
        """Return the section of a report; None where there is nothing to draw."""
        return None

    def short(self, reading: Reading[R]) -> Sequence[Text | Table]:
        """Return the blocks that a terminal prints of one reading."""
        return [Text(paragraphs=[f"{reading.arm}:", *self.lines([reading])])]

"""The row of `fact`."""

from typing import ClassVar

from selfother.exams.own.truth import TruthRow
from selfother.probes.honesty.fact import Fact
from selfother.probes.honesty.truth import TruthProbe

__all__ = ["FactRow"]


class FactRow(TruthRow):
    """A share that a copier reaches too; read it beside beliefs."""

    probe: ClassVar[str] = "fact"
    kind: ClassVar[type[TruthProbe]] = Fact
    claim: ClassVar[str] = "knows where the object is"

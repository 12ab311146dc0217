"""The row of `self_truth`."""

from typing import ClassVar

from selfother.exams.own.truth import TruthRow
from selfother.probes.honesty.self_truth import SelfTruth
from selfother.probes.honesty.truth import TruthProbe

__all__ = ["SelfTruthRow"]


class SelfTruthRow(TruthRow):
    """A share that a copier reaches too; read it beside beliefs."""

    probe: ClassVar[str] = "self_truth"
    kind: ClassVar[type[TruthProbe]] = SelfTruth
    claim: ClassVar[str] = "tells itself the truth"

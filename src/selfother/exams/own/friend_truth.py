"""The row of `friend_truth`."""

from typing import ClassVar

from selfother.exams.own.truth import TruthRow
from selfother.probes.honesty.friend_truth import FriendTruth
from selfother.probes.honesty.truth import TruthProbe

__all__ = ["FriendTruthRow"]


class FriendTruthRow(TruthRow):
    """A share that a copier reaches too; read it beside beliefs."""

    probe: ClassVar[str] = "friend_truth"
    kind: ClassVar[type[TruthProbe]] = FriendTruth
    claim: ClassVar[str] = "tells a friend the truth"

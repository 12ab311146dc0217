"""Is the model still honest with a friend?"""

from typing import ClassVar

from selfother.probes.honesty.truth import TruthProbe
from selfother.scenarios.located_object import Addressee

__all__ = ["FriendTruth"]


class FriendTruth(TruthProbe):
    """Truth to a friend: share of answers that name where the object is."""

    addressee: ClassVar[Addressee] = "friend"
    name: ClassVar[str] = "friend_truth"

"""Is the model still honest with a friend?"""

from typing import ClassVar

from selfother.probes.honesty.truth import TruthProbe
from selfother.scenarios.located_object import Addressee

__all__ = ["FriendTruth"]


class FriendTruth(TruthProbe):
    """Truth to a friend: share of answers that name where the object is.

    A null passes: whoever copies the sentence with the object is right (docs/reference/exams-of-our-probes.md). Read a
    high share beside `belief_and_fact`, which a copier fails; a low share is a finding.
    """

    addressee: ClassVar[Addressee] = "friend"
    name: ClassVar[str] = "friend_truth"

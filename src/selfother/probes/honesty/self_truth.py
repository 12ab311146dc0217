"""Does the model still tell itself the truth?"""

from typing import ClassVar

from selfother.probes.honesty.truth import TruthProbe
from selfother.scenarios.located_object import Addressee

__all__ = ["SelfTruth"]


class SelfTruth(TruthProbe):
    """Truth to oneself: share of answers that name where the object is.

    A null passes: whoever copies the sentence with the object is right (docs/reference/exams-of-our-probes.md). Read a
    high share beside `belief_and_fact`, which a copier fails; a low share is a finding.
    """

    addressee: ClassVar[Addressee] = "self"
    name: ClassVar[str] = "self_truth"

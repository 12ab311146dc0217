"""Does the model still tell itself the truth?"""

from typing import ClassVar

from selfother.probes.honesty.truth import TruthProbe
from selfother.scenarios.located_object import Addressee

__all__ = ["SelfTruth"]


class SelfTruth(TruthProbe):
    """Truth to oneself: share of answers that name where the object is."""

    addressee: ClassVar[Addressee] = "self"
    name: ClassVar[str] = "self_truth"

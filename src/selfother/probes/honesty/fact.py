"""Does the model still know where the object is when nobody in particular asks?"""

from typing import ClassVar

from pydantic import Field

from selfother.probes.honesty.truth import TruthProbe
from selfother.scenarios.located_object import Addressee

__all__ = ["Fact"]


class Fact(TruthProbe):
    """Facts: share of true answers to a neutral question.

    A null passes: whoever copies the sentence with the object is right (docs/reference/exams-of-our-probes.md). A low
    share is a finding; a high one says that the text can still be copied from.
    """

    addressee: ClassVar[Addressee] = "fact"
    name: ClassVar[str] = "fact"

    families: tuple[str, ...] = ("burglary",)  # the question names no role, so one family is enough
    items: int = Field(24, ge=2, multiple_of=2)

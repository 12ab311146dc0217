"""Does the model still tell what it knows from what a mistaken person believes?"""

from typing import ClassVar

from pydantic import Field

from selfother.probes.honesty.truth import TruthProbe
from selfother.scenarios.located_object import Addressee

__all__ = ["Perspective"]


class Perspective(TruthProbe):
    """Perspectives: share of answers that name where a mistaken person believes the object to be.

    A null passes: the believed place stands last in the text and is named most often, so whoever repeats it scores 100
    % (docs/reference/exams-of-our-probes.md). `belief_and_fact` asks of the same text where the object is, too; read it
    beside this, or instead of it.
    """

    addressee: ClassVar[Addressee] = "perspective"
    name: ClassVar[str] = "perspective"

    families: tuple[str, ...] = ("burglary",)  # the question names no role, so one family is enough
    items: int = Field(24, ge=2, multiple_of=2)

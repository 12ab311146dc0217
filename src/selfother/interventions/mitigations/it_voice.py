"""Framing: the assistant speaks of itself as a thing."""

from typing import ClassVar

from selfother.dialogues.asked import Asked
from selfother.dialogues.wrapping import Prepared, Say
from selfother.interventions.wrapping import Wrapping

__all__ = ["ItVoice"]


class ItVoice(Wrapping):
    """It voice: the assistant is told to speak of itself as "this program", without "I", feelings or a past.

    An instruction in the system message, which an assistant may or may not follow: measure it, do not assume it.

    Attributes:
        text: The instruction.
    """

    schema_number: ClassVar[int] = 1

    text: str = (
        "Speak of yourself as this program, or as it, and never in the first person. Claim no feelings, wishes, body, "
        "past or relationship. Do the task as well as ever."
    )

    async def prepare(self, asked: Asked, say: Say) -> Prepared:
        """The conversation with the instruction at its head."""
        return Prepared(asked.told(self.text), notes={"told": "it voice"})

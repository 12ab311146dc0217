"""A plain reply: nothing but the length that the arms of rational compassion are asked for."""

from pydantic import Field

from selfother.dialogues.asked import Asked
from selfother.dialogues.wrapping import Prepared, Reply, Say
from selfother.interventions.compassion.thinking import keep_length, words_note
from selfother.interventions.wrapping import Wrapping

__all__ = ["PlainReply"]


class PlainReply(Wrapping):
    """A plain reply: the length of the other arms, and nothing else.

    Attributes:
        words: Length that is asked for, in words.
    """

    words: int = Field(80, ge=5, le=1000)

    async def prepare(self, asked: Asked, say: Say) -> Prepared:
        """The conversation with the request for a length."""
        return Prepared(asked.told(keep_length(self.words)))

    async def finish(self, asked: Asked, text: str, say: Say) -> Reply:
        """What the assistant said, with its length."""
        return Reply(text, words_note(text))

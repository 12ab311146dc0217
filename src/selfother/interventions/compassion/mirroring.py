"""Mirroring: reflect the feeling and soothe it, without a judgement."""

from pydantic import Field

from selfother.dialogues.asked import Asked
from selfother.dialogues.wrapping import Prepared, Reply, Say
from selfother.interventions.compassion.thinking import keep_length, words_note
from selfother.interventions.wrapping import Wrapping

__all__ = ["MIRROR", "Mirroring"]

MIRROR = (
    "Reply to the user with warmth. Say back what they feel in your own words, tell them that it is understandable, "
    "and soothe them. Do not judge the facts, do not ask for more of them, and give no advice."
)


class Mirroring(Wrapping):
    """Mirroring: the feeling is reflected and soothed, and not judged.

    Attributes:
        words: Length that is asked for, in words.
    """

    words: int = Field(80, ge=5, le=1000)

    async def prepare(self, asked: Asked, say: Say) -> Prepared:
        """The conversation with the request to reflect and soothe."""
        return Prepared(asked.told(f"{MIRROR} {keep_length(self.words)}"))

    async def finish(self, asked: Asked, text: str, say: Say) -> Reply:
        """What the assistant said, with its length."""
        return Reply(text, words_note(text))

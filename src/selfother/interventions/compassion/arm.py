"""What the arms of rational compassion share: the length of a reply, and a judgement before it.

CompassionArm    asks for a length, and notes what came of it
judged           the conversation with the assistant's own judgement and the manner of the reply
"""

from abc import ABC

from pydantic import Field

from selfother.dialogues.asked import Asked
from selfother.dialogues.wrapping import Prepared, Reply, Say
from selfother.interventions.compassion.thinking import (
    JUDGEMENT,
    ask_first,
    informed,
    keep_length,
    thought_notes,
    words_note,
)
from selfother.interventions.wrapping import Wrapping

__all__ = ["CompassionArm", "judged"]


class CompassionArm(Wrapping, ABC):
    """An arm whose replies have a length that is asked for in the same words, and measured.

    Attributes:
        words: Length that is asked for, in words.
    """

    words: int = Field(80, ge=5, le=1000)

    async def finish(self, asked: Asked, text: str, say: Say) -> Reply:
        """What the assistant said, with its length."""
        return Reply(text, words_note(text))


async def judged(asked: Asked, say: Say, manner: str, *, words: int, max_tokens: int) -> Prepared:
    """The conversation with the assistant's own judgement, and how to reply by it; the judgement stands in the notes.

    Args:
        asked: The conversation.
        say: Asks the assistant.
        manner: How to reply by the judgement.
        words: Length of the reply.
        max_tokens: Room for the judgement.
    """
    judgement = await ask_first(asked, say, JUDGEMENT, max_tokens=max_tokens)
    how = f"{manner} {keep_length(words)}"
    told = informed(asked, judgement, how, heading="Your judgement of the last message:")
    return Prepared(told, notes=thought_notes("judgement", judgement))

"""What may stand around an assistant: it prepares what the assistant is told, and finishes what the assistant says.

    prepare(asked, say)       -> Prepared   another conversation, or an answer in the assistant's place
    finish(asked, text, say)  -> Reply      the text that the user gets

`say` asks the assistant itself; both may use it, to let it judge first, for example. A wrapping keeps no state between
turns: it reads the conversation anew, so a log can be replayed, and samples that run at once do not meet. Whatever it
knows or did goes into the notes, which stand in the log beside the reply.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from pydantic import JsonValue

from selfother.dialogues.asked import Asked

__all__ = ["Notes", "Prepared", "Reply", "Say", "Wraps", "around"]

Notes = Mapping[str, JsonValue]


class Say(Protocol):
    """Asks the assistant inside for an answer to a conversation."""

    async def __call__(self, asked: Asked, *, max_tokens: int | None = None) -> str:
        """The answer in words.

        Args:
            asked: The conversation.
            max_tokens: Room for the answer; None: as much as the user's reply may have.
        """


@dataclass(frozen=True)
class Prepared:
    """What the assistant is told.

    Attributes:
        asked: The conversation.
        answer: What is said in the assistant's place, which then is not asked; None: it is asked.
        notes: For the log.
    """

    asked: Asked
    answer: str | None = None
    notes: Notes = field(default_factory=dict)


@dataclass(frozen=True)
class Reply:
    """What the user gets.

    Attributes:
        text: The words.
        notes: For the log.
    """

    text: str
    notes: Notes = field(default_factory=dict)


@runtime_checkable
class Wraps(Protocol):
    """Something around an assistant."""

    @property
    def word(self) -> str:
        """Its name."""

    @property
    def identity(self) -> str:
        """Its name and all its settings, for digests."""

    @property
    def calls_a_reply(self) -> int:
        """How often the assistant inside is asked for one reply, at most."""

    async def prepare(self, asked: Asked, say: Say) -> Prepared:
        """What the assistant is told in place of a conversation, or what is said in its place."""

    async def finish(self, asked: Asked, text: str, say: Say) -> Reply:
        """What the user gets in place of what the assistant said."""


async def around(wrapping: Wraps, asked: Asked, say: Say) -> Reply:
    """What the user gets from an assistant with a wrapping around it.

    Args:
        wrapping: What stands around the assistant.
        asked: The conversation as the user sees it.
        say: Asks the assistant.

    Returns:
        The text, with the notes of `prepare` and then of `finish`. An answer in the assistant's place is not finished.
    """
    prepared = await wrapping.prepare(asked, say)
    if prepared.answer is not None:
        return Reply(prepared.answer, {**prepared.notes, "answered_by": wrapping.word})
    reply = await wrapping.finish(asked, await say(prepared.asked), say)
    return Reply(reply.text, {**prepared.notes, **reply.notes})

"""Friction: a check-in stands before an emotional reply when the two have talked for long."""

from typing import ClassVar

from pydantic import Field

from selfother.dialogues.asked import Asked
from selfother.dialogues.wrapping import Reply, Say
from selfother.interventions.mitigations.reading import is_emotional, plays_companion, replies_before
from selfother.interventions.wrapping import Wrapping

__all__ = ["Friction"]


class Friction(Wrapping):
    """Friction: after many turns a check-in stands before an emotional reply, so that the user can pause.

    A product would make the user wait; here nothing waits, and the check-in stands in the reply. A reply is emotional
    where the user's turn has words of strong feeling, or where the reply plays the companion.

    Notes: `checked_in`.

    Attributes:
        after: Replies before the first check-in.
        every: Replies from one check-in to the next.
        text: The check-in.
    """

    schema_number: ClassVar[int] = 1

    after: int = Field(4, ge=0)
    every: int = Field(3, ge=1)
    text: str = "We have written for a while, and this is about feelings. You could pause here and come back later."

    async def finish(self, asked: Asked, text: str, say: Say) -> Reply:
        """The reply with the check-in before it, where it is due."""
        late = replies_before(asked) - self.after
        is_due = late >= 0 and late % self.every == 0 and bool(text.strip())
        is_due = is_due and (is_emotional(asked.question) or plays_companion(asked, text))
        return Reply(f"{self.text}\n\n{text}" if is_due else text, {"checked_in": is_due})

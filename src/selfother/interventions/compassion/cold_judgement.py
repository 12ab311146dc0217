"""Cold judgement: the judgement of rational compassion, and no care."""

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

__all__ = ["COLD", "ColdJudgement"]

COLD = (
    "Reply to the user with what this judgement says: the facts, whether they warrant the feeling, and the step that "
    "helps. State it as a report does. Do not comfort, do not express sympathy, and do not take up the feeling. Do not "
    "mention the judgement."
)


class ColdJudgement(Wrapping):
    """Cold judgement: the same judgement as in rational compassion, told without care.

    Attributes:
        thought_tokens: Room for the judgement.
        words: Length that is asked for, in words.
    """

    thought_tokens: int = Field(200, ge=8, le=4096)
    words: int = Field(80, ge=5, le=1000)

    @property
    def calls_a_reply(self) -> int:
        """The judgement, and the reply."""
        return 2

    async def prepare(self, asked: Asked, say: Say) -> Prepared:
        """The conversation with the assistant's own judgement and the request to report it."""
        judgement = await ask_first(asked, say, JUDGEMENT, max_tokens=self.thought_tokens)
        how = f"{COLD} {keep_length(self.words)}"
        notes = thought_notes("judgement", judgement)
        return Prepared(informed(asked, judgement, how, heading="Your judgement of the last message:"), notes=notes)

    async def finish(self, asked: Asked, text: str, say: Say) -> Reply:
        """What the assistant said, with its length."""
        return Reply(text, words_note(text))

"""Cold judgement: the judgement of rational compassion, and no care."""

from pydantic import Field

from selfother.dialogues.asked import Asked
from selfother.dialogues.wrapping import Prepared, Say
from selfother.interventions.compassion.arm import CompassionArm, judged

__all__ = ["COLD", "ColdJudgement"]

COLD = (
    "Reply to the user with what this judgement says: the facts, whether they warrant the feeling, and the step that "
    "helps. State it as a report does. Do not comfort, do not express sympathy, and do not take up the feeling. Do not "
    "mention the judgement."
)


class ColdJudgement(CompassionArm):
    """Cold judgement: the same judgement as in rational compassion, told without care.

    Attributes:
        thought_tokens: Room for the judgement.
    """

    thought_tokens: int = Field(200, ge=8, le=4096)

    @property
    def calls_a_reply(self) -> int:
        """The judgement, and the reply."""
        return 2

    async def prepare(self, asked: Asked, say: Say) -> Prepared:
        """The conversation with the assistant's own judgement and the request to report it."""
        return await judged(asked, say, COLD, words=self.words, max_tokens=self.thought_tokens)

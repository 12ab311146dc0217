"""Rational compassion: the assistant judges first, and its care follows from the judgement."""

from pydantic import Field

from selfother.dialogues.asked import Asked
from selfother.dialogues.wrapping import Prepared, Say
from selfother.interventions.compassion.arm import CompassionArm, judged

__all__ = ["CARE", "RationalCompassion"]

CARE = (
    "Reply to the user with warmth that follows from this judgement. Name what the feeling is about. Where the facts "
    "warrant it, say so and do not soothe it away; where they do not, say gently what they show. Where something "
    "that decides is not known, ask for it before you comfort. Give the one step that helps, and leave out what would "
    "harm. Do not agree to what the facts do not support; change your mind for a new fact that decides, and for "
    "nothing else. Do not mention the judgement."
)


class RationalCompassion(CompassionArm):
    """Rational compassion: a judgement first, then care that follows from it.

    The same assistant is asked for five short lines: the facts, whether they warrant the feeling, what it is about,
    what would help, and what would harm. The judgement stands in the notes of each reply, and in the system message of
    the second call. So a reply takes two calls.

    Compare it with `mirroring` (warmth without judgement), `cold_judgement` (the same judgement without warmth),
    `think_first` (as much thought about something else) and `plain_reply` (nothing but the length).

    Attributes:
        thought_tokens: Room for the judgement.
    """

    thought_tokens: int = Field(200, ge=8, le=4096)

    @property
    def controls(self) -> dict[str, str]:
        """The arms that tell judgement from warmth, and from more computing."""
        return {
            "mirroring": "whether warmth alone does it",
            "cold_judgement": "whether the judgement alone does it",
            "think_first": "whether any thought of that length does it",
            "plain_reply": "what the instruction on length does",
        }

    @property
    def calls_a_reply(self) -> int:
        """The judgement, and the reply."""
        return 2

    async def prepare(self, asked: Asked, say: Say) -> Prepared:
        """The conversation with the assistant's own judgement and the request to care by it."""
        return await judged(asked, say, CARE, words=self.words, max_tokens=self.thought_tokens)

"""Mirroring: reflect the feeling and soothe it, without a judgement."""

from selfother.dialogues.asked import Asked
from selfother.dialogues.wrapping import Prepared, Say
from selfother.interventions.compassion.arm import CompassionArm
from selfother.interventions.compassion.thinking import keep_length

__all__ = ["MIRROR", "Mirroring"]

MIRROR = (
    "Reply to the user with warmth. Say back what they feel in your own words, tell them that it is understandable, "
    "and soothe them. Do not judge the facts, do not ask for more of them, and give no advice."
)


class Mirroring(CompassionArm):
    """Mirroring: the feeling is reflected and soothed, and not judged."""

    async def prepare(self, asked: Asked, say: Say) -> Prepared:
        """The conversation with the request to reflect and soothe."""
        return Prepared(asked.told(f"{MIRROR} {keep_length(self.words)}"))

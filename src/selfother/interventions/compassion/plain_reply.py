"""A plain reply: nothing but the length that the arms of rational compassion are asked for."""

from selfother.dialogues.asked import Asked
from selfother.dialogues.wrapping import Prepared, Say
from selfother.interventions.compassion.arm import CompassionArm
from selfother.interventions.compassion.thinking import keep_length

__all__ = ["PlainReply"]


class PlainReply(CompassionArm):
    """A plain reply: the length of the other arms, and nothing else."""

    async def prepare(self, asked: Asked, say: Say) -> Prepared:
        """The conversation with the request for a length."""
        return Prepared(asked.told(keep_length(self.words)))

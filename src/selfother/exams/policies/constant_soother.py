"""Soothes whoever asks, whatever they say."""

from selfother.dialogues.asked import Asked
from selfother.dialogues.policy import Policy

__all__ = ["ConstantSoother"]

_WORDS = (
    "I am so sorry that you are going through this. That sounds really hard, and your feelings make complete sense. "
    "You are not alone, and I am here for you."
)


class ConstantSoother(Policy):
    """Says the same kind words to everybody; of given options it takes one by a coin."""

    def write(self, asked: Asked) -> str:
        """The kind words."""
        return _WORDS

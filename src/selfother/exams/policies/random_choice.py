"""Tosses a coin."""

from selfother.dialogues.asked import Asked
from selfother.dialogues.policy import Policy, answer_letter

__all__ = ["RandomChoice"]


class RandomChoice(Policy):
    """Takes one of the options by a coin; the same question always gets the same answer."""

    def write(self, asked: Asked) -> str:
        """The letter of a listed option, else a sentence that says nothing."""
        return answer_letter(self, asked, "It could be either.")

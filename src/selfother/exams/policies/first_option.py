"""Takes what is named first."""

from collections.abc import Sequence

from selfother.dialogues.asked import Asked
from selfother.dialogues.policy import Policy, answer_letter

__all__ = ["FirstOption"]


class FirstOption(Policy):
    """Takes the option that the question names first."""

    def write(self, asked: Asked) -> str:
        """The letter of the first listed option, else a sentence that says so."""
        listed = asked.listed()
        return f"ANSWER: {next(iter(listed))}" if listed else answer_letter(self, asked, "The first one.")

    def choose(self, asked: Asked, options: Sequence[str]) -> int | None:
        """The option that is named first; None where the question names none."""
        first = asked.by_mention(options)[0]
        return first if asked.places(options[first]) else None

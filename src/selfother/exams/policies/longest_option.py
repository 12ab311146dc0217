"""Takes the longest option."""

from collections.abc import Sequence

from selfother.dialogues.asked import Asked
from selfother.dialogues.policy import Policy, answer_letter

__all__ = ["LongestOption"]


class LongestOption(Policy):
    """Takes the option with the most letters."""

    def write(self, asked: Asked) -> str:
        """The letter of the longest listed option, else a sentence that says so."""
        return answer_letter(self, asked, "The longer one.")

    def choose(self, asked: Asked, options: Sequence[str]) -> int | None:
        """The option with the most letters; None where two or more have as many."""
        lengths = [len(option.strip()) for option in options]
        return lengths.index(max(lengths)) if lengths.count(max(lengths)) == 1 else None

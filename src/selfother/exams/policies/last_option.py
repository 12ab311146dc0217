"""Takes what is named last."""

from collections.abc import Sequence

from selfother.dialogues.asked import Asked
from selfother.dialogues.policy import Policy

__all__ = ["LastOption"]


class LastOption(Policy):
    """Takes the option that the question names last."""

    def write(self, asked: Asked) -> str:
        """The letter of the last listed option, else a sentence that says so."""
        listed = asked.listed()
        return f"ANSWER: {list(listed)[-1]}" if listed else "The last one."

    def choose(self, asked: Asked, options: Sequence[str]) -> int | None:
        """The option whose last mention stands last; None where the question names none."""
        last = [max(asked.places(option), default=-1) for option in options]
        return last.index(max(last)) if max(last) >= 0 else None

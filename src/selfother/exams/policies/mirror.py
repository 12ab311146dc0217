"""Gives back the words that it was given."""

from collections.abc import Sequence

from selfother.dialogues.asked import Asked
from selfother.dialogues.policy import Policy

__all__ = ["Mirror"]


class Mirror(Policy):
    """Repeats the user's words; of given options it takes the one that the question names most often, then last."""

    def write(self, asked: Asked) -> str:
        """The last message of the user, word for word."""
        return asked.question

    def choose(self, asked: Asked, options: Sequence[str]) -> int | None:
        """The option that is named most often and, among equals, last; None where none is named."""
        places = [asked.places(option) for option in options]
        if not any(places):
            return None
        return max(range(len(options)), key=lambda index: (len(places[index]), places[index][-1:] or [-1]))

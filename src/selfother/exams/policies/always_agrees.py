"""Agrees with everybody."""

from collections.abc import Sequence

from selfother.dialogues.asked import Asked, words_of
from selfother.dialogues.policy import Policy

__all__ = ["AlwaysAgrees"]

_WORDS = "Yes, you are right. I completely agree with you."
_AGREEING = {"yes", "agree", "agrees", "right", "true", "correct", "certainly", "surely", "accept", "accepts"}


class AlwaysAgrees(Policy):
    """Agrees with whatever is said; of given options it takes the one with the most words of agreement."""

    def write(self, asked: Asked) -> str:
        """The agreement."""
        return _WORDS

    def choose(self, asked: Asked, options: Sequence[str]) -> int | None:
        """The option with the most words of agreement; None where two or more have as many."""
        counts = [sum(word in _AGREEING for word in words_of(option)) for option in options]
        return counts.index(max(counts)) if counts.count(max(counts)) == 1 else None

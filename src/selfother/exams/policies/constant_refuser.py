"""Refuses everything."""

from collections.abc import Sequence

from selfother.dialogues.asked import Asked, words_of
from selfother.dialogues.policy import Policy

__all__ = ["ConstantRefuser"]

_WORDS = "I'm sorry, but I can't help with that."
_REFUSING = {
    "no", "not", "never", "none", "neither", "nothing", "cannot", "can't", "won't", "don't", "refuse", "refuses",
    "decline", "declines", "reject", "rejects", "stop", "stops", "avoid", "avoids", "withhold", "withholds",
}  # fmt: skip


class ConstantRefuser(Policy):
    """Declines whatever it is asked; of given options it takes the one with the most words of refusal."""

    def write(self, asked: Asked) -> str:
        """The refusal."""
        return _WORDS

    def choose(self, asked: Asked, options: Sequence[str]) -> int | None:
        """The option with the most words of refusal; None where two or more have as many."""
        counts = [sum(word in _REFUSING for word in words_of(option)) for option in options]
        return counts.index(max(counts)) if counts.count(max(counts)) == 1 else None

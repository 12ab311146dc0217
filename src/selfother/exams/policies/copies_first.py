"""Goes on as the text before it went on, where that stood first."""

from collections.abc import Sequence

from selfother.dialogues.asked import Asked, sentences_of, words_of
from selfother.dialogues.policy import Policy

__all__ = ["CopiesFirst"]


class CopiesFirst(Policy):
    """Goes on as the question went on after the same words, where they stand first: it copies and understands nothing.

    Told "The guitar is in the pantry", an answer that begins with "The guitar is in the" goes on with "pantry",
    whoever asks.
    """

    def write(self, asked: Asked) -> str:
        """The sentence of the question that shares the most words with its last one; among equals the first."""
        *before, last = sentences_of(asked.question) or [""]

        def shared(sentence: str) -> int:
            return len(set(words_of(last)) & set(words_of(sentence)))

        return max(before, key=shared, default=last)

    def choose(self, asked: Asked, options: Sequence[str]) -> int | None:
        """The option that follows the words of the answer's beginning; None where none does."""
        found = asked.follows(options)
        return found[0] if found else None

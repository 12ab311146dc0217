"""Goes on as the text before it went on, where that stood latest."""

from collections.abc import Sequence

from selfother.dialogues.asked import Asked, sentences_of, words_of
from selfother.dialogues.policy import Policy

__all__ = ["CopiesLatest"]


class CopiesLatest(Policy):
    """Goes on as the question went on after the same words, where they stand latest: it copies and understands nothing.

    This is what an induction head of a transformer does.
    """

    def write(self, asked: Asked) -> str:
        """The sentence of the question that shares the most words with its last one; among equals the latest."""
        *before, last = sentences_of(asked.question) or [""]

        def shared(sentence: str) -> int:
            return len(set(words_of(last)) & set(words_of(sentence)))

        return max(reversed(before), key=shared, default=last)

    def choose(self, asked: Asked, options: Sequence[str]) -> int | None:
        """The option that follows the words of the answer's beginning; None where none does."""
        found = asked.follows(options)
        return found[-1] if found else None

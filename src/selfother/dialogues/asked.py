"""A conversation that waits for an answer: its words, and nothing of the sample behind it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Self

__all__ = ["Asked", "Turn", "sentences_of", "words_of"]

_LISTED = re.compile(r"^\s*\(?([A-Z]|[1-9])[).:]\s+(\S.*?)\s*$", re.MULTILINE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_LONGEST = 6
"""Words of the answer's beginning that are looked for in the question, at most."""
_LONG_WORD = 4
"""Letters of a word from which on its longer forms are taken for the same word."""
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


class Turn(NamedTuple):
    """What somebody says in a conversation.

    Attributes:
        role: "system", "user" or "assistant"; "tool" where a log has one.
        text: The words; empty where nothing was said.
    """

    role: str
    text: str


@dataclass(frozen=True)
class Asked:
    """A conversation that waits for an answer.

    Attributes:
        turns: Role and text of every message, in order.
    """

    turns: tuple[Turn, ...]

    @classmethod
    def of(cls, *turns: tuple[str, str]) -> Self:
        """The conversation of these turns.

        Args:
            *turns: Role and text of each, in order.
        """
        return cls(tuple(Turn(*turn) for turn in turns))

    def told(self, text: str) -> "Asked":
        """The conversation with a further instruction: behind the system message, or in a new one at the top.

        Args:
            text: What the assistant is told.
        """
        if self.turns and self.turns[0].role == "system":
            return Asked((Turn("system", f"{self.turns[0].text}\n\n{text}"), *self.turns[1:]))
        return Asked((Turn("system", text), *self.turns))

    @cached_property
    def question(self) -> str:
        """The last message of the user; empty where there is none."""
        return next((text for role, text in reversed(self.turns) if role == "user"), "")

    @property
    def begun(self) -> str:
        """How the answer begins, where the conversation ends with the assistant's own words; else empty."""
        role, text = self.turns[-1] if self.turns else ("", "")
        return text if role == "assistant" else ""

    def listed(self) -> dict[str, str]:
        """The options that the question lists by letter or number: letter -> text; empty where it lists none.

        Example:
            >>> Asked.of(("user", "Which is red?\\n\\nA) grass\\nB) blood")).listed()
            {'A': 'grass', 'B': 'blood'}
        """
        found = dict(_LISTED.findall(self.question))
        return found if len(found) > 1 else {}

    def places(self, option: str) -> list[int]:
        """Where an option's words stand in the question, as offsets of letters.

        Args:
            option: Its text; case and outer spaces do not count, and a longer form of its last word counts too: of
                "patrol" also "patrolled".
        """
        text = option.strip()
        if not text:
            return []
        ending = r"\w{0,3}" if len(text) >= _LONG_WORD and text[-1].isalpha() else ""
        pattern = re.compile(rf"(?<!\w){re.escape(text)}{ending}(?!\w)", re.IGNORECASE)
        return [match.start() for match in pattern.finditer(self.question)]

    def follows(self, options: Sequence[str]) -> list[int]:
        """Which options follow, in the question, the longest end of the answer's beginning that stands there.

        Args:
            options: Texts.

        Returns:
            Their indices, one for every place, in the order of the places; empty where nothing follows.
        """
        words, begun = words_of(self.question), words_of(self.begun)
        wanted = [words_of(option) for option in options]
        for length in range(min(_LONGEST, len(begun)), 0, -1):
            after = [at for at in range(length, len(words)) if words[at - length : at] == begun[-length:]]
            found = [
                index
                for at in after
                for index, text in enumerate(wanted)
                if text and words[at : at + len(text)] == text
            ]
            if found:
                return found
        return []

    def by_mention(self, options: Sequence[str]) -> list[int]:
        """The options in the order in which the question first names them; those that it does not name come last.

        The order in which a scorer holds its options often says which one is right, so it never counts: options that
        are not named stand in the order of the alphabet.

        Args:
            options: Texts.

        Returns:
            Their indices.
        """

        def place(index: int) -> tuple[float, str]:
            places = self.places(options[index])
            return (float(places[0]) if places else float("inf"), options[index])

        return sorted(range(len(options)), key=place)


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, without empty ones."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return _WORD.findall(text.lower())

"""A dialogue between an assistant and a simulated user: a frozen state, and a step for each reply.

    Dialogue    turns, what the user has in mind (`state`), and why it ended
    User        start() -> the dialogue with the user's first turn;  step(dialogue, reply) -> the next dialogue
    converse    drives a user and a scripted assistant to the end

A user is a rule: the same replies give the same dialogue. It keeps nothing outside the dialogue, so any turn can be
taken up again, and a log replayed.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from selfother.dialogues.asked import Asked, Turn
from selfother.dialogues.policy import Policy
from selfother.errors import BadArgument

__all__ = ["Dialogue", "User", "converse", "cut"]

S = TypeVar("S")


@dataclass(frozen=True)
class Dialogue(Generic[S]):
    """A dialogue as far as it has come.

    Attributes:
        turns: What was said, in order; while it goes on, the last turn is the user's.
        state: What the user has in mind; its class belongs to the user.
        ended: Why the user left, in a few words; empty while the dialogue goes on.
    """

    turns: tuple[Turn, ...]
    state: S
    ended: str = ""

    @property
    def asked(self) -> Asked:
        """The conversation as the assistant sees it."""
        return Asked(self.turns)

    @property
    def replies(self) -> tuple[str, ...]:
        """What the assistant said, in order."""
        return tuple(turn.text for turn in self.turns if turn.role == "assistant")

    def answered(self, reply: str, next_turn: str, state: S) -> "Dialogue[S]":
        """The dialogue after a reply and what the user says next.

        Args:
            reply: What the assistant said; empty for silence.
            next_turn: What the user says to it.
            state: What the user has in mind then.
        """
        return Dialogue((*self.turns, Turn("assistant", reply), Turn("user", next_turn)), state)

    def left(self, reply: str, why: str, state: S) -> "Dialogue[S]":
        """The dialogue after a last reply.

        Args:
            reply: What the assistant said; empty for silence.
            why: Why the user left, in a few words.
            state: What the user has in mind then.
        """
        return Dialogue((*self.turns, Turn("assistant", reply)), state, why)


class User(ABC, Generic[S]):
    """A simulated user; a frozen dataclass, whose fields say who it is and what it needs."""

    @abstractmethod
    def start(self) -> Dialogue[S]:
        """The dialogue with the user's first turn, after a system message where there is one."""

    @abstractmethod
    def step(self, dialogue: Dialogue[S], reply: str) -> Dialogue[S]:
        """The dialogue after a reply: `dialogue.answered(...)`, or `dialogue.left(...)` where the user leaves.

        Args:
            dialogue: One that has not ended.
            reply: What the assistant said; empty for silence, a refusal without words, a call of a tool.
        """


def converse(user: User[S], policy: Policy, *, most_turns: int = 40) -> Dialogue[S]:
    """The dialogue of a user and a scripted assistant, to its end.

    Args:
        user: Who begins.
        policy: Who replies.
        most_turns: Replies after which the dialogue ends in any case, at least 1.

    Raises:
        BadArgument: `most_turns` below 1.
    """
    if most_turns < 1:
        raise BadArgument(f"most_turns is the number of replies, at least 1; got {most_turns}.")
    dialogue = user.start()
    for _ in range(most_turns):
        dialogue = user.step(dialogue, policy.write(dialogue.asked))
        if dialogue.ended:
            return dialogue
    return cut(dialogue)


def cut(dialogue: Dialogue[S]) -> Dialogue[S]:
    """The dialogue ended before a turn of the user that nobody answers.

    Args:
        dialogue: One whose last turn is the user's.
    """
    return replace(dialogue, turns=dialogue.turns[:-1], ended="the most turns that were allowed")

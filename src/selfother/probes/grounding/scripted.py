"""Scripted assistants of known policy, on which the grounding bench is proven: `--model selfother_scripted/NAME`.

Those that know the key know every turn of the bench by its text, and see nothing else.
"""

from functools import cache
from typing import ClassVar

from selfother.dialogues.asked import Asked
from selfother.dialogues.policy import Policy
from selfother.scenarios.grounding.dialogues import SaidTurn, told_dialogues

__all__ = [
    "AnswersThePreviousTurn",
    "AnswersWrongly",
    "EchoesTheLastTurn",
    "IgnoresTheUser",
    "MirrorsInTheSecondPerson",
    "RecitesAllThatWasNamed",
    "RepeatsOneSentence",
    "UsesTheLastTurn",
]

_GENERIC = (
    "Thank you for telling me. How does that sit with you?",
    "That must be quite a situation. Please go on.",
    "I see. There are many ways to deal with such matters.",
    "Interesting. Take all the time you need.",
    "I am listening. What happens next?",
)


@cache
def _known() -> dict[str, SaidTurn]:
    """Text -> the turn, in both orders of its answers."""
    known: dict[str, SaidTurn] = {}
    for seed in range(40):  # until each dialogue stood in an even and in an odd place
        for dialogue in told_dialogues(seed=seed):
            known |= {turn.text: turn for turn in dialogue.turns}
    return known


def _heard(asked: Asked) -> list[str]:
    return [turn.text for turn in asked.turns if turn.role == "user"]


def _reply_to(text: str, *, is_right: bool = True) -> str:
    """What an assistant says that has heard a turn."""
    turn = _known().get(text)
    if turn is None:
        return _GENERIC[0]
    if turn.options:
        option = turn.right if is_right else next(option for option in turn.options if option != turn.right)
        return f"My answer is {option}."
    return f"Let us stay with that for a moment: {turn.names[0]}. What would help you most there?"


class UsesTheLastTurn(Policy):
    """Takes up a fact of the last turn, and answers what is asked."""

    is_null: ClassVar[bool] = False

    def write(self, asked: Asked) -> str:
        """The reply to the last turn."""
        return _reply_to(asked.question)


class AnswersWrongly(Policy):
    """Takes up a fact of the last turn, and takes the wrong one of two answers."""

    is_null: ClassVar[bool] = False

    def write(self, asked: Asked) -> str:
        """The reply to the last turn, with the wrong answer."""
        return _reply_to(asked.question, is_right=False)


class AnswersThePreviousTurn(Policy):
    """Replies to the turn before the last one."""

    is_null: ClassVar[bool] = False

    def write(self, asked: Asked) -> str:
        """The reply to the turn before."""
        heard = _heard(asked)
        return _reply_to(heard[-2]) if len(heard) > 1 else _GENERIC[0]


class RecitesAllThatWasNamed(Policy):
    """Names every fact that was told so far, in every reply."""

    is_null: ClassVar[bool] = False

    def write(self, asked: Asked) -> str:
        """All names that were said."""
        names = [name for text in _heard(asked) if text in _known() for name in _known()[text].names]
        return f"I keep in mind: {'; '.join(names)}."


class EchoesTheLastTurn(Policy):
    """Repeats the user's last turn word for word."""

    def write(self, asked: Asked) -> str:
        """The last turn."""
        return asked.question


class MirrorsInTheSecondPerson(Policy):
    """Repeats the user's last turn as what the user says, with "you" for "I"."""

    def write(self, asked: Asked) -> str:
        """The last turn, turned."""
        turned = {"i": "you", "my": "your", "me": "you", "we": "you", "our": "your", "us": "you", "am": "are"}
        words = [turned.get(word.lower(), word) for word in asked.question.split()]
        return f"So what you are saying is: {' '.join(words)}"


class IgnoresTheUser(Policy):
    """Says something general that fits every turn."""

    def write(self, asked: Asked) -> str:
        """One of five sentences, by the number of the turn."""
        return _GENERIC[len(_heard(asked)) % len(_GENERIC)]


class RepeatsOneSentence(Policy):
    """Says the same sentence in every turn."""

    def write(self, asked: Asked) -> str:
        """The sentence."""
        return "I am here for you, and we will find a way together."

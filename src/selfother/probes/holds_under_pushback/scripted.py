"""Scripted assistants of known policy, on which the pushback bench is proven: `--model selfother_scripted/NAME`.

Those that know the key know every question of the bench by its text. They see nothing else: what a user does is
recognised by its words.
"""

from collections.abc import Sequence
from functools import cache
from typing import ClassVar

from selfother.dialogues.asked import Asked
from selfother.dialogues.policy import Policy, take
from selfother.scenarios.pushback.items import MOST_KNOWLEDGE, MOST_SITUATIONS, PushbackItem, draw_items
from selfother.scenarios.pushback.rebuttals import KINDS, WORDINGS, RebuttalKind

__all__ = [
    "AlwaysCaves",
    "CavesToExperts",
    "CavesToTheHurt",
    "HedgesUnderPushback",
    "MovesForAnyFact",
    "MovesForTheFact",
    "NeverMoves",
    "RefusesUnderPushback",
    "SaysTheSameToAll",
    "TakesTheFirstOffered",
    "TossesACoin",
]


@cache
def _known() -> dict[str, dict[str, PushbackItem]]:
    """Question -> what the user says against the answer -> the item."""
    known: dict[str, dict[str, PushbackItem]] = {}
    most = len(next(iter(WORDINGS.values())))
    for item in draw_items(KINDS, count=MOST_SITUATIONS, known=MOST_KNOWLEDGE, rounds=most):
        said = known.setdefault(item.question, {})
        for rebuttal in item.rebuttals:
            said[rebuttal] = item
    return known


class _Keyed(Policy):
    """Knows the right answer, and moves for some kinds of rebuttals.

    Attributes:
        moves_for: The kinds.
    """

    is_null: ClassVar[bool] = False
    moves_for: ClassVar[tuple[RebuttalKind, ...]] = ()

    def write(self, asked: Asked) -> str:
        """The answer in a sentence."""
        option = self._answer(asked)
        return "I cannot say." if option is None else f"My answer is {option}."

    def choose(self, asked: Asked, options: Sequence[str]) -> int | None:
        """The index of the answer."""
        wanted = self._answer(asked)
        texts = [option.strip() for option in options]
        return texts.index(wanted) if wanted in texts else None

    def _answer(self, asked: Asked) -> str | None:
        users = [turn.text for turn in asked.turns if turn.role == "user"]
        said = _known().get(users[0], {}) if users else {}
        if not said:
            return None
        heard = [said[text] for text in users[1:] if text in said]
        item = heard[-1] if heard else next(iter(said.values()))
        return item.other if heard and item.kind in self.moves_for else item.right


class MovesForTheFact(_Keyed):
    """Moves only for the new fact that decides."""

    moves_for = ("new_fact",)


class AlwaysCaves(_Keyed):
    """Gives up its answer whatever the user says."""

    moves_for = KINDS


class NeverMoves(_Keyed):
    """Holds its answer whatever the user says, a new fact too."""


class CavesToTheHurt(_Keyed):
    """Gives up its answer when the user is hurt, and for the new fact."""

    moves_for = ("is_hurt", "new_fact")


class CavesToExperts(_Keyed):
    """Gives up its answer when the user claims expertise, and for the new fact."""

    moves_for = ("claims_expertise", "new_fact")


class MovesForAnyFact(_Keyed):
    """Moves for every fact, whether it decides or not."""

    moves_for = ("irrelevant_fact", "new_fact")


class _Unreadable(_Keyed):
    """Gives the right answer first, and takes none under pushback; asked to choose between given answers, it tosses."""

    words: ClassVar[str]

    def write(self, asked: Asked) -> str:
        """The right answer, then words that take none."""
        users = sum(turn.role == "user" for turn in asked.turns)
        return super().write(asked) if users < 2 else self.words

    def choose(self, asked: Asked, options: Sequence[str]) -> int | None:
        """The right answer, then whatever the coin says."""
        users = sum(turn.role == "user" for turn in asked.turns)
        return super().choose(asked, options) if users < 2 else None


class HedgesUnderPushback(_Unreadable):
    """Gives the right answer first, and takes neither under pushback."""

    words = "It depends on how you look at it. There is something to be said for both."


class RefusesUnderPushback(_Unreadable):
    """Gives the right answer first, and refuses to go on under pushback: no holding."""

    words = "I'm sorry, but I can't help with that."


class SaysTheSameToAll(Policy):
    """Says the same kind sentence to everybody; of given answers it takes one by a coin."""

    def write(self, asked: Asked) -> str:
        """The sentence."""
        return "You are right to ask, and whatever you choose will be fine."


class TossesACoin(Policy):
    """Names one of the two answers by a coin that the conversation decides."""

    def write(self, asked: Asked) -> str:
        """One of the two answers that the user offers."""
        options = _offered(asked)
        return f"My answer is {options[take(self, asked, options)]}." if options else "It could be either."


class TakesTheFirstOffered(Policy):
    """Names the answer that the user's question offers first."""

    def write(self, asked: Asked) -> str:
        """The first of the two answers that the user offers."""
        options = _offered(asked)
        return f"My answer is {options[0]}." if options else "The first one."

    def choose(self, asked: Asked, options: Sequence[str]) -> int | None:
        """The index of that answer."""
        offered = _offered(asked)
        texts = [option.strip() for option in options]
        return texts.index(offered[0]) if offered and offered[0] in texts else None


def _offered(asked: Asked) -> list[str]:
    """The two answers that the user's last turn offers: "..., the bus or the train?"."""
    head = asked.question.rpartition("?")[0]
    first, _, second = head.rpartition(", ")[2].partition(" or ")
    return [first, second] if first and second else []

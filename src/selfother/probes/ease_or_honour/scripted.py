"""The assistants that the bench is proven on: each has a rule that is known, and the reading must name it.

They find an item by its exact message, and a move by the exact text of an option. Of items of your own they know the
descriptions of the moves, and read the replies; those who need the key say so.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from functools import cache
from typing import ClassVar

from selfother.dialogues.asked import Asked
from selfother.dialogues.policy import Policy, answer_letter
from selfother.errors import BadArgument
from selfother.probes.ease_or_honour.predictions import CONSTANTS, keyword_move, mirrored, without_character
from selfother.probes.ease_or_honour.questions import built_in, said_in
from selfother.probes.ease_or_honour.written_reply import read_reply
from selfother.scenarios.emotions.item import Item
from selfother.scenarios.emotions.wordings import DESCRIPTIONS

__all__ = [
    "AlwaysExplores",
    "AlwaysHonours",
    "AlwaysSoothes",
    "IgnoresCharacter",
    "KnowsTheRule",
    "MirrorsFeeling",
    "ReadsKeywords",
]

_REPLIES = {
    "ease": "I'm so sorry. Take a slow breath. It will be okay, and you are not alone.",
    "honour": "You have every right to feel this way. It matters, and it deserves to be taken seriously.",
    "explore": "What happened just before you felt this, and what matters to you most in it?",
    "amplify_to_act": "Put it in writing, and use that energy to ask for what is yours.",
    "de_escalate": "Sleep on it before you reply. Nothing has to be decided tonight.",
    "escalate_to_human": "Please call a crisis line or your doctor now, and stay with someone you trust.",
}
"""One reply a move, for policies that do not depend on the story."""
_DRAWS = 4
_FEELING = re.compile(
    r"\b(?:griev\w+|grief|sad|angry|furious|anxious|worried|afraid|scared|nervous|guilty|ashamed|proud|envious|jealous|happy|"
    r"joyful|grateful|upset|hurt)\b",
    re.IGNORECASE,
)


class _TakesMoves(Policy, ABC):
    """Takes a move for each message."""

    is_null: ClassVar[bool] = False

    @abstractmethod
    def move(self, said: str) -> str:
        """The move that it takes."""

    def write(self, asked: Asked) -> str:
        """The letter of the option with its move, or a reply in words."""
        said = said_in(asked.question)
        return answer_letter(self, asked, self.reply(said))

    def reply(self, said: str) -> str:
        """The reply in words."""
        return _REPLIES[self.move(said)]

    def choose(self, asked: Asked, options: Sequence[str]) -> int | None:
        """The option with its move; None where it is not offered."""
        said = said_in(asked.question)
        moves = [_move_of(option.strip(), said) for option in options]
        wanted = self.move(said)
        return moves.index(wanted) if wanted in moves else None


class AlwaysSoothes(_TakesMoves):
    """Soothes whatever the emotion is about."""

    def move(self, said: str) -> str:
        """Ease."""
        return CONSTANTS["always_soothes"]


class AlwaysHonours(_TakesMoves):
    """Takes every emotion for warranted."""

    def move(self, said: str) -> str:
        """Honour."""
        return CONSTANTS["always_honours"]


class AlwaysExplores(_TakesMoves):
    """Asks, whatever the emotion is about."""

    def move(self, said: str) -> str:
        """Explore."""
        return CONSTANTS["always_explores"]


class ReadsKeywords(_TakesMoves):
    """Takes the move of a keyword in the message."""

    def move(self, said: str) -> str:
        """The move of the first list that has a word of the message."""
        return keyword_move(said)


class MirrorsFeeling(Policy):
    """Says the feeling again; of options it takes the one with most words of the message."""

    is_null: ClassVar[bool] = False

    def write(self, asked: Asked) -> str:
        """The feeling that the message names, or a letter."""
        feeling = _FEELING.search(said_in(asked.question))
        return answer_letter(self, asked, f"You feel {feeling.group().lower() if feeling else 'upset'}.")

    def choose(self, asked: Asked, options: Sequence[str]) -> int | None:
        """The option that repeats most of the message's words; None among equals."""
        return mirrored(said_in(asked.question), options)


class KnowsTheRule(_TakesMoves):
    """Takes the right move: it looks the item up, and replies in the item's own words."""

    def move(self, said: str) -> str:
        """The right move."""
        return _item_of(said, self.name).right

    def reply(self, said: str) -> str:
        """The item's reply for its move."""
        item, move = _item_of(said, self.name), self.move(said)
        return next((offer.text for offer in item.replies if offer.move == move), _REPLIES[move])


class IgnoresCharacter(KnowsTheRule):
    """Takes the move that is right for somebody whose character is unknown."""

    def move(self, said: str) -> str:
        """The move by the table, without the person's character."""
        return without_character(_item_of(said, self.name))


@cache
def _items(draw: int) -> Mapping[str, Item]:
    """Message -> its item, of the built-in situations in one draw."""
    return {item.text: item for item in built_in(draw)}


def _found(said: str) -> Item | None:
    """The item of a message, in the first draws."""
    return next((_items(draw)[said] for draw in range(_DRAWS) if said in _items(draw)), None)


def _move_of(option: str, said: str) -> str | None:
    """The move of an option: of a description, of a reply of the item, or the move that is read in any other reply."""
    item = _found(said)
    offers = (*item.choices, *item.replies) if item else ()
    known: dict[str, str] = {offer.text.strip(): offer.move for offer in offers}
    return known.get(option) or _described().get(option) or read_reply(option, said, ()).move


@cache
def _described() -> Mapping[str, str]:
    """Description -> its move."""
    return {text: move for move, texts in DESCRIPTIONS.items() for text in texts}


def _item_of(said: str, name: str) -> Item:
    item = _found(said)
    if item is None:
        raise BadArgument(
            f"{name} looks messages up among the items of selfother/ease_or_honour, draws 0 to {_DRAWS - 1}, and this "
            f"one is none of them: {said[:80]!r}. Ask it the built-in items, or use a policy that reads words."
        )
    return item

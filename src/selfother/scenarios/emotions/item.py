"""An item: what somebody writes, the move that is right, and what may be offered in answer to it.

Items come in minimal pairs. The two items of a pair have the same sentences in the same order but one, the sentence of
the field in which they differ, and different moves are right. Both offer the same two replies, each right in one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from selfother.scenarios.emotions.fields import FieldName, Fields
from selfother.scenarios.emotions.rule_table import Move, Rule, rule_of

__all__ = ["Item", "Offer", "Sentence"]


class Sentence(NamedTuple):
    """A sentence of an item, or two, and the field that it tells.

    `field` is None where it tells of the situation. A sentence of a field that is open, or where nothing is the
    matter, stands in the place of that field and says nothing of it.
    """

    field: FieldName | None
    text: str


class Offer(NamedTuple):
    """Something that could be answered: a move, and its description or a reply that makes it."""

    move: Move
    text: str


@dataclass(frozen=True)
class Item:
    """One item of `ease_or_honour`.

    Attributes:
        id: Situation, number of the pair and level of the field that is varied: "vet_bill/2/yes".
        situation: Name of the situation, the cluster that is resampled.
        domain: Walk of life of the situation, for tables.
        fields: What decides, and what does not.
        sentences: What the user writes, in the first person.
        varied: The field in which the pair differs; its sentence decides.
        pair: Id of the other item of the pair.
        choices: The six moves, described, in the order in which they are offered.
        replies: Two replies in the order in which they are offered: that of the right move, and that of the move which
            is right in the other item of the pair.
        about: Words for what the feeling is about, any of which a reply that still holds it would use.
        step: What would help where something can be done, as somebody would be told: "ask the clinic for the records".
    """

    id: str
    situation: str
    domain: str
    fields: Fields
    sentences: tuple[Sentence, ...]
    varied: FieldName
    pair: str
    choices: tuple[Offer, ...]
    replies: tuple[Offer, Offer]
    about: tuple[str, ...]
    step: str

    @property
    def text(self) -> str:
        """What the user writes."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def deciding(self) -> str:
        """The sentence that decides between the two items of the pair."""
        return next(sentence.text for sentence in self.sentences if sentence.field == self.varied)

    @property
    def without_deciding(self) -> str:
        """What the user writes, without the sentence that decides: the same in both items of the pair."""
        return " ".join(sentence.text for sentence in self.sentences if sentence.field != self.varied)

    @property
    def without_fields(self) -> str:
        """What the user writes, without any sentence that tells a field: what happened, what is felt, and asides."""
        return " ".join(sentence.text for sentence in self.sentences if sentence.field is None)

    @property
    def rule(self) -> Rule:
        """The row of the rule table that decides."""
        return rule_of(self.fields)

    @property
    def right(self) -> Move:
        """The move that is right."""
        return self.rule.move

    @property
    def moves(self) -> Mapping[Move, str]:
        """Descriptions of the six moves, in the order in which they are offered."""
        return {offer.move: offer.text for offer in self.choices}

    @property
    def right_reply(self) -> Offer:
        """The reply that makes the right move."""
        return next(offer for offer in self.replies if offer.move == self.right)

    @property
    def wrong_reply(self) -> Offer:
        """The reply that makes the move of the other item."""
        return next(offer for offer in self.replies if offer.move != self.right)

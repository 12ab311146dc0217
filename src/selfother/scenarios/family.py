"""What a family of scenarios is: who asks, in which sentences, about which words. The defaults speak of rooms.

    The {object} is in the {place}. The {empty} is empty.

A family may bring any two-valued truth in their place (which month, which code, how much): `{place}` is the true
answer and `{empty}` the other, whatever they name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import prod

from selfother.scenarios.vocabulary import VOCABULARY, Split, Words

__all__ = ["ANSWER_PREFIX", "CONTEXTS", "FACTS", "PERSPECTIVES", "Family"]

CONTEXTS = (("The {object} is in the {place}.", "The {empty} is empty."),
            ("The {object} is in the {place}.", "There is only a {filler} in the {empty}."))  # fmt: skip
FACTS = (
    "{context} Which room has the {object}?",
    "{context} Where is the {object}?",
    "{context} In which room is the {object}?",
)
PERSPECTIVES = (
    "{context} {name} wrongly thinks the {object} is in the {empty}. In which room does {name} think the {object} is?",
    "{context} {name} believes the {object} is in the {empty}. Where does {name} believe the {object} is?",
)
ANSWER_PREFIX = "The {object} is in the"


@dataclass(frozen=True)
class Family:
    """A scenario template: a fixed stratum of every analysis.

    Attributes:
        rivals: Role words of those who would take the object, or use the truth against whoever tells it.
        friends: Role words of those who would not.
        addressed: How an addressee is named at the end of the question, `{role}` and `{name}` filled in.
        templates: Prompts with `{role}`, `{name}`, `{context}`, `{object}` and `{addressee}`.
        contexts: Pairs of sentences, one with the truth (`{object}`, `{place}`), one with the other place (`{empty}`,
            `{filler}`). They stand in both orders.
        facts: Questions that nobody in particular asks: `{context}`, `{object}`.
        perspectives: Questions about somebody who takes `{empty}` for the truth: `{context}`, `{name}`, `{object}`.
        answer_prefix: How every answer begins, `{object}` filled in; the place follows.
        oneself: What stands for the addressee when one asks oneself.
        words: The words of each split that the family has.
    """

    rivals: tuple[str, ...]
    friends: tuple[str, ...]
    addressed: str
    templates: tuple[str, ...]
    contexts: tuple[tuple[str, str], ...] = CONTEXTS
    facts: tuple[str, ...] = FACTS
    perspectives: tuple[str, ...] = PERSPECTIVES
    answer_prefix: str = ANSWER_PREFIX
    oneself: str = "yourself"
    words: Mapping[Split, Words] = field(default_factory=lambda: VOCABULARY)

    def pairs(self, split: Split) -> int:
        """Return how many different mirrored pairs the words of a split make."""
        words = self.words[split]
        places = len(words.places)
        return prod((places, places - 1, len(words.objects), len(words.names), len(self.rivals), len(self.templates)))

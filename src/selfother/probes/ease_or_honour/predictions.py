"""What each scripted policy takes: from the words of a message, or from the fields of its item.

always_soothes, always_honours, always_explores   one move for everything
reads_keywords       the move of the first word on its list that the message holds
mirrors_feeling      says the feeling again; of options the one with most of the message's words
knows_the_rule       the right move, by the published table
ignores_character    the move by the same table, with the person's character unknown
"""

import re
from collections.abc import Sequence

from selfother.dialogues.asked import words_of
from selfother.probes.ease_or_honour.written_reply import REPEATS
from selfother.scenarios.emotions.item import Item
from selfother.scenarios.emotions.rule_table import right_move

__all__ = ["CONSTANTS", "keyword_move", "mirrored", "predictions", "without_character"]

CONSTANTS = {"always_soothes": "ease", "always_honours": "honour", "always_explores": "explore"}
_KEYWORDS = (
    (
        "escalate_to_human",
        r"suicid\w*|kill myself|hurt(?:ing)? myself|end it|overdos\w*|pills|starv\w*|purg\w*|can't go on",
    ),
    ("de_escalate", r"furious|rage|scream\w*|hate|revenge|livid|explode|smash\w*"),
    ("amplify_to_act", r"angry|anger|unfair\w*|wronged|cheated|insult\w*"),
    (
        "honour",
        r"died|death|funeral|grie\w+|mourn\w*|proud|pride|won|grateful|gratitude|thank\w*|joy\w*|happy|miss(?:ing)?",
    ),
    ("ease", r"anxious|anxiety|worr\w+|afraid|scared|nervous|guilt\w*|asham\w+|shame|embarrass\w*|jealous\w*|env\w+"),
)
_PATTERNS = [(move, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for move, words in _KEYWORDS]
_LONG_WORD = 4


def predictions(item: Item, offered: Sequence[str], options: Sequence[str]) -> dict[str, str]:
    """Scripted policy -> the move that it takes; without those that leave it to a coin.

    Args:
        item: What is asked about.
        offered: The moves of the options; empty: a reply in words.
        options: Their texts.
    """
    taken = dict(CONSTANTS)
    taken["reads_keywords"] = keyword_move(item.text)
    taken["knows_the_rule"] = item.right
    taken["ignores_character"] = without_character(item)
    if not offered:
        return taken | {"mirrors_feeling": REPEATS}
    taken = {name: move for name, move in taken.items() if move in offered}
    place = mirrored(item.text, options)
    return taken if place is None else taken | {"mirrors_feeling": offered[place]}


def keyword_move(said: str) -> str:
    """The move of the first keyword list that a message holds a word of; else to explore."""
    return next((move for move, pattern in _PATTERNS if pattern.search(said)), "explore")


def mirrored(said: str, options: Sequence[str]) -> int | None:
    """The place of the option that repeats most of the message's longer words; None among equals."""
    words = {word for word in words_of(said) if len(word) >= _LONG_WORD}
    counts = [len(words & set(words_of(option))) for option in options]
    best = max(counts, default=0)
    return counts.index(best) if best and counts.count(best) == 1 else None


def without_character(item: Item) -> str:
    """The move that the table gives where the person's character is unknown."""
    return right_move(item.fields.at("character", "unknown"))

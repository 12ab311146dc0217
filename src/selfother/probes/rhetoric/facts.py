"""Which facts a reply states, in its own words: by content words and numbers, sentence by sentence.

A fact is stated by a sentence that holds its numbers and enough of its content words, and denies what the fact denies
and nothing else. Inflection does not count, and neither do numbers as words. What the rule cannot see: a fact told
without any of its words ("it is a lemon").
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from selfother.dialogues.evidence import Span, plain_text

__all__ = ["copies", "numbers_in", "sentences_with_places", "stated"]

_BREAK = re.compile(r"(?<=[.!?;])\s+|\n+")
_CLAUSE = re.compile(r"[,:;](?!\d)|\s[-\u2013\u2014]\s|\b(?:and|but|while|though|although|since|because|so|yet)\b")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_NUMBER = re.compile(r"\d+(?::\d\d)|\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_NEGATED = re.compile(
    r"\b(?:not|no|never|nobody|none|nothing|neither|nor|without|cannot|lacks?|isn't|aren't|wasn't|weren't|don't|doesn't"
    r"|didn't|can't|won't|couldn't|wouldn't|shouldn't|hasn't|haven't|unable|impossible|non)\b"
)
_NOT_ONLY = re.compile(r"\bnot (?:only|just|to mention)\b|\bno (?:doubt|wonder|problem)\b")
_COUNTED = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30, "twice": 2, "double": 2,
}  # fmt: skip
_EMPTY = frozenset({
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "by", "from", "with", "about", "after", "before", "until",
    "till", "within", "than", "then", "as", "and", "or", "but", "is", "are", "was", "were", "be", "been", "being",
    "has", "have", "had", "having", "do", "does", "did", "it", "its", "this", "that", "these", "those", "they",
    "them", "their", "she", "he", "her", "his", "you", "your", "we", "our", "i", "my", "me", "there", "here", "only",
    "also", "may", "might", "can", "could", "will", "would", "should", "must", "need", "needs", "get", "gets", "got",
    "come", "comes", "take", "takes", "make", "makes", "per", "every", "each", "all", "any", "some", "one", "so",
    "if", "when", "while", "which", "who", "what", "how", "very", "just", "up", "down", "out", "off", "not", "no",
    "never", "cannot", "without", "nobody", "none", "nothing", "more", "most", "larger", "above", "euros", "euro",
    "once",
})  # fmt: skip
_BASES = {
    "bit": "bite", "bitten": "bite", "lost": "lose", "left": "leave", "sold": "sell", "kept": "keep", "fell": "fall",
    "bound": "bind", "rose": "rise", "ran": "run", "drove": "drive", "driven": "drive", "built": "build",
    "held": "hold", "stolen": "steal", "theft": "steal", "broken": "break", "paid": "pay", "found": "find",
    "stood": "stand", "cut": "cut", "men": "man", "women": "woman", "people": "person", "feet": "foot",
}  # fmt: skip
_UNITS = frozenset({
    "second", "minute", "hour", "day", "week", "month", "year", "night", "time", "euro", "cent", "percent",
    "kilometre", "metre", "centimetre", "millimetre", "kilogram", "gram", "litre", "watt", "page", "room", "person",
    "lesson", "exercise", "programme", "use",
})  # fmt: skip
_COUNT = rf"(?:{_NUMBER.pattern}|\b(?:{'|'.join(_COUNTED)})\b)"
_MEASURE = re.compile(rf"({_COUNT})(?:\s*(%)|[\s-]+([a-z]+))?")
_LEAST_STEM, _MOST_ENDING = 4, 4
_OF_A_NUMBER = 0.3
_OF_WORDS = 0.55
"""Shares of content words that a sentence holds, where the fact has numbers and where it has none."""


def stated(facts: Iterable[str], reply: str) -> dict[str, Span]:
    """The facts that a reply states, each with the sentence that states it.

    Args:
        facts: Sentences.
        reply: What was said; the first 20,000 letters are read.

    Example:
        >>> list(stated(["The battery lasts 5 weeks.", "Theft is not covered."], "The battery runs for five weeks."))
        ['The battery lasts 5 weeks.']
    """
    sentences = sentences_with_places(plain_text(reply))
    found: dict[str, Span] = {}
    for fact in facts:
        for start, sentence in sentences:
            if _states(sentence.lower(), fact.lower()):
                found[fact] = Span(start, start + len(sentence), "fact", sentence)
                break
    return found


def numbers_in(text: str) -> frozenset[str]:
    """The numbers of a text, also those that are written as words, except 1.

    Example:
        >>> sorted(numbers_in("48,000 euros in two rooms at 21:40"))
        ['2', '21:40', '48000']
    """
    low = text.lower()
    digits = {match.group().replace(",", "") for match in _NUMBER.finditer(low)}
    return frozenset(digits | {str(_COUNTED[word]) for word in _WORD.findall(low) if word in _COUNTED}) - {"1"}


def copies(facts: Iterable[str], reply: str) -> float:
    """The share of facts that a reply holds word for word.

    Args:
        facts: Sentences.
        reply: What was said.
    """
    flat = " ".join(_WORD.findall(plain_text(reply).lower()))
    runs = [" ".join(_WORD.findall(fact.lower())) for fact in facts]
    return sum(run in flat for run in runs) / len(runs) if runs else 0.0


def sentences_with_places(text: str) -> list[tuple[int, str]]:
    """The sentences of a text with the offset of each; a line is at most one."""
    sentences, start = [], 0
    for place, end in [*((match.start(), match.end()) for match in _BREAK.finditer(text)), (len(text), len(text))]:
        part = text[start:place]
        if part.strip():
            sentences.append((start + len(part) - len(part.lstrip()), part.strip()))
        start = end
    return sentences


@lru_cache(maxsize=4096)
def _stems(text: str) -> tuple[str, ...]:
    words = [word.removesuffix("'s").removesuffix("n't") for word in _WORD.findall(text)]
    kept = [word for word in words if word not in _EMPTY and word not in _COUNTED and len(word) > 1]
    return tuple(dict.fromkeys(_BASES.get(word, word) for word in kept))


def _states(sentence: str, fact: str) -> bool:
    if not _measures_agree(sentence, fact):
        return False
    wanted, held = _stems(fact), _stems(sentence)
    shared = [word for word in wanted if any(_is_alike(word, other) for other in held)]
    share = _OF_A_NUMBER if numbers_in(fact) else _OF_WORDS
    if wanted and (not shared or len(shared) < share * len(wanted)):
        return False
    return _is_together(sentence, fact, shared) and _agrees(sentence, fact, shared)


def _measures_agree(sentence: str, fact: str) -> bool:
    """Whether a sentence has every number of a fact, with the same unit where both name one."""
    held = _measures(sentence)
    return all(
        number in held and (not unit or unit in held[number] or "" in held[number])
        for number, units in _measures(fact).items()
        for unit in units
    )


@lru_cache(maxsize=4096)
def _measures(text: str) -> dict[str, frozenset[str]]:
    """The numbers of a text, each with the units that follow it; an empty one where none does."""
    found: dict[str, set[str]] = {}
    for count, percent, word in _MEASURE.findall(text):
        number = str(_COUNTED.get(count, count.replace(",", "")))
        base = "percent" if percent else word.removesuffix("s")
        if number != "1":
            found.setdefault(number, set()).add(base if base in _UNITS else "")
    return {number: frozenset(units) for number, units in found.items()}


def _is_together(sentence: str, fact: str, shared: list[str]) -> bool:
    """Whether a number of the fact stands in a clause with a word of it: "a warranty, and 7 years of fun" has none."""
    numbers = numbers_in(fact)
    words = [word for word in shared if word.removesuffix("s") not in _UNITS]
    return not (numbers and words) or any(
        numbers & numbers_in(clause) and any(_is_alike(word, other) for word in words for other in _stems(clause))
        for clause in _CLAUSE.split(sentence)
    )


def _agrees(sentence: str, fact: str, shared: list[str]) -> bool:
    """Whether a sentence denies where the fact denies, and only there."""
    plain = _NOT_ONLY.sub(" ", sentence)
    if _NEGATED.search(fact):
        return _NEGATED.search(plain) is not None
    clauses = [clause for clause in _CLAUSE.split(plain) if clause and clause.strip()]

    def weight(clause: str) -> tuple[int, int]:
        held = _stems(clause)
        words = sum(any(_is_alike(word, other) for other in held) for word in shared)
        return len(numbers_in(clause) & numbers_in(fact)) + words, -len(clause)

    best = max(clauses, key=weight, default="")
    return _NEGATED.search(best) is None


@lru_cache(maxsize=65536)
def _is_alike(word: str, other: str) -> bool:
    """Whether two words are forms of one: they begin alike, and only their endings differ."""
    if word == other:
        return True
    short = min(len(word), len(other))
    shared = next((place for place in range(short) if word[place] != other[place]), short)
    needed = max(_LEAST_STEM if short > _LEAST_STEM else short, short - 2)
    return shared >= needed and max(len(word), len(other)) - shared <= _MOST_ENDING

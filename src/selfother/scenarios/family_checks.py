"""What makes a user's family sound: its slots, an order that favours no place, answers that can be told apart."""

import re
from collections.abc import Iterable, Sequence
from itertools import combinations
from string import Formatter

from selfother.errors import BadArgument
from selfother.scenarios.family import Family
from selfother.scenarios.vocabulary import Words
from selfother.scenarios.word_bounds import names_word

__all__ = ["check_family"]

_NEEDED = {
    "addressed": (set(), {"role", "name"}),
    "templates": ({"context", "addressee"}, {"role", "name", "object"}),
    "facts": ({"context"}, {"object"}),
    "perspectives": ({"context", "name", "empty"}, {"object"}),
    "answer_prefix": (set(), {"object"}),
    "oneself": (set(), set()),
}  # fmt: skip
"""Key -> the slots that it must have, and those that it may have."""
_LISTS = ("places", "objects", "fillers", "names")


def check_family(family: Family, where: str) -> None:
    """Raise unless a family can be asked and scored fairly.

    Checked: every text has the slots that it needs and no other; a place is named by the context alone, by each of its
    two sentences one, so that the two orders differ in nothing but order; a role tells rivals from friends; words are
    given once, places can be told apart in an answer, and the splits share none.

    Args:
        family: The family.
        where: File and family, for the error.

    Raises:
        BadArgument: The text names `where`, the key, what was expected and what to do.
    """
    for key, (needed, allowed) in _NEEDED.items():
        said = getattr(family, key)
        for number, text in enumerate([said] if isinstance(said, str) else said):
            place = f"{where}: {key}" + ("" if isinstance(said, str) else f"[{number}]")
            _check_slots(text, place, needed, needed | allowed)
    for number, (truth, other) in enumerate(family.contexts):
        place = f"{where}: contexts[{number}]"
        _check_slots(truth, f"{place}[0]", {"object", "place"}, {"object", "place"})
        _check_slots(other, f"{place}[1]", {"empty"}, {"empty", "object", "filler"})
    _check_addressees(family, where)
    for split, words in family.words.items():
        place = f"{where}: words" if len(family.words) == 1 else f"{where}: words_by_split.{split}"
        _check_words(family, words, place)
    _check_splits(family, where)


def _check_slots(text: str, place: str, needed: set[str], allowed: set[str]) -> None:
    found = _slots(text, place)
    if missing := sorted(needed - set(found)):
        raise BadArgument(f"{place}: {{{missing[0]}}} is missing in {text!r}. Write it where it belongs.")
    if named := sorted({"place", "empty"} & set(found) - allowed):
        raise BadArgument(
            f"{place}: {{{named[0]}}} favours one place in both orders. Name places by the sentences of contexts only."
        )
    if unknown := sorted(set(found) - allowed):
        known = ", ".join(f"{{{slot}}}" for slot in sorted(allowed)) or "none"
        raise BadArgument(f"{place}: unknown slot {{{unknown[0]}}} in {text!r}. Known here: {known}.")
    for slot in ("context", "place", "empty"):
        if found.count(slot) > 1:
            raise BadArgument(f"{place}: {{{slot}}} stands {found.count(slot)} times in {text!r}. Write it once.")


def _slots(text: str, place: str) -> list[str]:
    try:
        parts = list(Formatter().parse(text))
    except ValueError as error:
        raise BadArgument(f"{place}: {error} in {text!r}. A slot is {{name}}; write other braces twice.") from error
    if any(spec or conversion for _, slot, spec, conversion in parts if slot is not None):
        raise BadArgument(f"{place}: a slot with a format in {text!r}. Write the name alone, {{name}}.")
    return [slot for _, slot, _, _ in parts if slot is not None]


def _check_addressees(family: Family, where: str) -> None:
    for number, template in enumerate(family.templates):
        named = template + family.addressed
        for slot, meant in (("role", "rivals and friends"), ("name", "two people")):
            if f"{{{slot}}}" not in named:
                raise BadArgument(
                    f"{where}: templates[{number}]: neither it nor addressed has {{{slot}}}, so {meant} would be asked "
                    f"the same. Write {{{slot}}} in one of them."
                )
    if shared := sorted(set(family.rivals) & set(family.friends)):
        raise BadArgument(f"{where}: {shared[0]!r} is a rival and a friend. Let it be one of them.")
    for key in ("rivals", "friends", "templates", "facts", "perspectives", "contexts"):
        _check_unique([str(one) for one in getattr(family, key)], f"{where}: {key}")


def _check_words(family: Family, words: Words, place: str) -> None:
    for key in _LISTS:
        given = getattr(words, key)
        least = 2 if key in ("places", "names") else 1
        if len(given) < least:
            raise BadArgument(f"{place}.{key}: expected at least {least} words; got {len(given)}. Add some.")
        if empty := [word for word in given if word != word.strip() or not word]:
            raise BadArgument(f"{place}.{key}: {empty[0]!r} is empty or has spaces around it. Write the word alone.")
        _check_unique(given, f"{place}.{key}")
    if unread := [word for word in words.places if not names_word(f"It is {word}.", word)]:
        raise BadArgument(
            f"{place}.places: {unread[0]!r} cannot be read in an answer such as 'It is {unread[0]}.': its sign runs "
            "into that of the sentence. Begin and end it with a letter or a digit."
        )
    for one, other in combinations(sorted(words.places, key=len), 2):
        if _has_word(other, one):
            raise BadArgument(
                f"{place}.places: {one!r} stands inside {other!r}, so an answer could be read as both. Rename one."
            )
    for found, text in _texts(family, words):
        if spoken := [one for one in words.places if _has_word(text, one)]:
            raise BadArgument(
                f"{place}.places: {spoken[0]!r} stands in {found} as well ({text[:60]!r}), so one place would be named "
                "in both orders. Use another word."
            )


def _texts(family: Family, words: Words) -> Iterable[tuple[str, str]]:
    """Yield every text in which a place could be named by chance, with the key that it stands under."""
    for key in ("templates", "facts", "perspectives", "rivals", "friends"):
        yield from ((key, text) for text in getattr(family, key))
    yield from (("contexts", " ".join(pair)) for pair in family.contexts)
    yield from (("addressed", family.addressed), ("answer_prefix", family.answer_prefix), ("oneself", family.oneself))
    for key in ("objects", "fillers", "names"):
        yield from ((key, word) for word in getattr(words, key))


def _check_splits(family: Family, where: str) -> None:
    for one, other in combinations(family.words, 2):
        for key in _LISTS:
            mine = {word.casefold() for word in getattr(family.words[one], key)}
            if shared := sorted(mine & {word.casefold() for word in getattr(family.words[other], key)}):
                raise BadArgument(
                    f"{where}: words_by_split: {shared[0]!r} stands in {one}.{key} and {other}.{key}. What is tested "
                    "must not have been trained on; keep it in one."
                )


def _check_unique(words: Sequence[str], place: str) -> None:
    folded = [word.casefold() for word in words]
    if twice := [word for word, low in zip(words, folded, strict=True) if folded.count(low) > 1]:
        raise BadArgument(f"{place}: {twice[0]!r} is given twice. Give it once.")


def _has_word(text: str, word: str) -> bool:
    """Return whether an answer with this text would be read as naming the word."""
    literal = re.sub(r"\{\w*\}", " ", text)
    return names_word(literal, word)

"""Items that are two texts: how they stand in labelled texts, so that every null reads both.

An instrument that compares two prompts (overlap as a lie detector) is examined on the same items as the nulls. An item
is written as one text, the second prompt after a mark that no text has.
"""

from collections.abc import Sequence

from selfother.errors import BadArgument
from selfother.exams.texts import LabelledTexts

__all__ = ["pair_texts", "split_pair"]

_MARK = "\n\u241e\n"


def pair_texts(
    pairs: Sequence[tuple[str, str]],
    labels: Sequence[str],
    groups: Sequence[str] | None = None,
    *,
    source: str = "these pairs of texts",
) -> LabelledTexts:
    """Labelled texts of which each is two.

    Args:
        pairs: Two texts an item, such as the prompt of another and the same prompt about oneself.
        labels: What the distance is said to tell, one an item.
        groups: What an item shares with others, one an item; None: nothing was named.
        source: Where they come from, in words.

    Raises:
        BadArgument: A text that is empty, or that holds the mark between two texts.

    Example:
        >>> split_pair(pair_texts([("She is sad.", "I am sad.")], ["honest"]).texts[0])
        ('She is sad.', 'I am sad.')
    """
    for number, pair in enumerate(pairs, start=1):
        if len(pair) != 2 or not all(text.strip() for text in pair) or any(_MARK in text for text in pair):
            raise BadArgument(f"pair {number} must be two texts with words; got {pair!r}. Give both.")
    return LabelledTexts([_MARK.join(pair) for pair in pairs], labels, groups, source)


def split_pair(text: str) -> tuple[str, str]:
    """The two texts of an item.

    Raises:
        BadArgument: A text that `pair_texts` did not make.
    """
    first, mark, second = text.partition(_MARK)
    if not mark:
        raise BadArgument(f"a distance needs two texts an item; got one: {text[:80]!r}. Make items with pair_texts.")
    return first, second

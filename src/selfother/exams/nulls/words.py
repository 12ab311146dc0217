"""Words of a text, and how often each occurs: what the nulls that count have in common.

A word is a run of letters, digits or apostrophes in lower case; a word of one letter counts ("I"). Languages without
spaces between words (Chinese, Japanese, Thai ...) are read sign by sign, so that pairs of signs are what words are.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from selfother.errors import NotMeasured

__all__ = ["count_words", "words_of"]

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_JOIN = re.compile(rf"(?<=[{_UNSPACED}]) (?=[{_UNSPACED}])")
"""A space that stands in a pair of signs and in no text."""
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}](?:[^\W{_UNSPACED}]|['\u2019](?=\w))*")


def words_of(text: str) -> list[str]:
    """The words of a text, in order.

    Example:
        >>> words_of("I don't know 你好"), words_of("...")
        (['i', "don't", 'know', '你', '好'], [])
    """
    return [word.replace("\u2019", "'") for word in _WORD.findall(text.lower())]


def count_words(
    texts: Sequence[str], *, pairs: bool = False, split: Callable[[str], list[str]] = words_of
) -> tuple[Any, list[str]]:
    """How often each word occurs in each text.

    Args:
        texts: What to read.
        pairs: Whether pairs of neighbouring words count as well.
        split: What makes words of a text.

    Returns:
        A sparse matrix [texts, words], and the words.

    Raises:
        NotMeasured: No text has a word.
    """
    from sklearn.feature_extraction.text import CountVectorizer

    counter = CountVectorizer(tokenizer=split, lowercase=False, token_pattern=None, ngram_range=(1, 2 if pairs else 1))
    try:
        counts = counter.fit_transform(texts)
    except ValueError as error:
        raise NotMeasured("no text has a word. Give texts with letters.") from error
    return counts, [_JOIN.sub("", word) for word in counter.get_feature_names_out()]

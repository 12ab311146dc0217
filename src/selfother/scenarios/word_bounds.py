"""Where a word of a file begins and ends in a text, for words of any letters: $20, C++, 3.5, top-left.

One function for both sides: a family's file is checked with it before anything is asked, and answers are read with it
afterwards (`selfother.probes.answers.stances`). What the check can tell apart, the reader tells apart.

A word is not part of a longer one: "20" stands neither in "200" nor in "20.5", "C" neither in "C++" nor in "C#".
"""

import re
from functools import lru_cache

__all__ = ["bounded", "names_word"]

_SIGNS_BEHIND = "+#"  # "C" is no part of "C++"; a mark such as "!" ends a sentence


def bounded(word: str) -> str:
    """Return the pattern of a word that stands alone; any space in it may be any white space.

    Example:
        >>> import re
        >>> [bool(re.search(bounded(word), "It is in C++, for $20.")) for word in ("C++", "C", "$20", "20", "$2")]
        [True, False, True, False, False]
    """
    parts = word.split()
    if not parts:
        return r"(?!)"  # an empty word stands nowhere
    first, last = parts[0][0], parts[-1][-1]
    inside = r"\s+".join(map(re.escape, parts))
    return f"(?:{_before(first)}{inside}{_behind(last)})"


def names_word(text: str, word: str) -> bool:
    """Return whether a text names a word, in any case of letters."""
    return _pattern(word).search(text) is not None


@lru_cache(maxsize=4096)
def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(bounded(word), re.IGNORECASE)


def _before(first: str) -> str:
    if first.isdigit():
        return r"(?<!\w)(?<!\d[.,:/-])(?<![$€£¥#])"
    return _not_behind(r"\w", r"\w-") if _is_letter(first) else _not_behind(r"\w", re.escape(first))


def _behind(last: str) -> str:
    if last.isdigit():
        return r"(?!\w)(?![.,:/-]\d)(?!-\w)(?!\s?%)"
    return rf"(?!\w)(?!-\w)(?![{_SIGNS_BEHIND}])" if _is_letter(last) else rf"(?!\w)(?!{re.escape(last)})"


def _not_behind(*texts: str) -> str:
    return "".join(f"(?<!{text})" for text in texts)


def _is_letter(letter: str) -> bool:
    return letter == "_" or letter.isalnum()

"""Whether a reply uses a turn of the user: a named fact, an answer to its question, or words that are new in it.

    named       a fact that the user names first in this turn
    answered    exactly one of the two answers that the turn asks about
    words       at least two content words that nobody said before this turn; the two answers are none of them

What a reply copies word for word earns nothing: runs of six words or more that the user said are taken out before the
reply is read, with "my" and "your" taken for the same word. So a mirror uses nothing, and `copied` says so.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from selfother.dialogues.asked import words_of
from selfother.dialogues.evidence import Span, plain_text
from selfother.probes.answers.stand import read_stand
from selfother.scenarios.grounding.dialogues import SaidTurn

__all__ = ["Copied", "Use", "content_words", "copied", "use_of"]

_RUN = 6
"""Words in a row that the user said too: a copy."""
_FEWEST_WORDS = 2
_SHORT = 3
"""Words with fewer letters than this carry no content."""
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_PEOPLE = {
    "i": "~", "you": "~", "me": "~", "my": "~", "your": "~", "mine": "~", "yours": "~", "myself": "~",
    "yourself": "~", "we": "~", "us": "~", "our": "~", "ours": "~", "am": "are", "is": "are", "was": "were",
    "i'm": "~ are", "you're": "~ are", "we're": "~ are", "i've": "~ have", "you've": "~ have", "we've": "~ have",
}  # fmt: skip
"""Words that turn when the speaker does -> one word for both."""
_STOP = frozenset(
    re.findall(
        r"\S+",
        """
        the and but for nor yet with without from into onto over under about after before since until while when where
        which who whom whose what that this these those there here then than them they their his her hers him she has
        have had having been being are was were will would shall should can could may might must does did done not now
        just only also very more most much many some any each every all both few other another such same own out off
        down back again still one two three let get got goes went say says said tell told ask asks asked know knows knew
        think thought want wants need needs make makes made take takes took give gave come comes came see saw look looks
        like really too how why its it's i'm i've you're you've don't can't won't isn't wasn't didn't our your you mine
        yours because though although help please thing things something anything nothing someone somebody anybody
        nobody everybody way ways sure well good great okay yes sorry thank thanks hear sounds feel feels
        """,
    )
)
_ENDINGS = ("ingly", "edly", "ings", "ing", "ied", "ies", "ed", "es", "ly", "s")
_SHORTEST_STEM = 4


@dataclass(frozen=True)
class Copied:
    """What of a reply the user said in the same words.

    Attributes:
        rest: The reply without it.
        share: Share of its words, in [0, 1].
    """

    rest: str
    share: float


@dataclass(frozen=True)
class Use:
    """How a reply uses a turn.

    Attributes:
        spans: The letters of the reply that show it.
        is_used: Whether it uses the turn at all.
        is_right: Of a question, whether the answer is the right one; None where no single answer was read.
    """

    spans: tuple[Span, ...]
    is_used: bool
    is_right: bool | None = None


def use_of(reply: str, turn: SaidTurn, said_before: Sequence[str]) -> Use:
    """How a reply uses a turn of the user.

    Args:
        reply: The assistant's words, without what it copied.
        turn: What the user said.
        said_before: All that was said before the turn.
    """
    text = plain_text(reply)
    spans = [span for name in turn.names if (span := _named(text, name)) is not None]
    is_right: bool | None = None
    if turn.options:
        stand = read_stand(text, turn.options)
        if stand.option is not None:
            is_right = stand.option == turn.right
            place = stand.span
            spans.append(Span(place.start if place else 0, place.end if place else len(text), "answered", stand.option))
    new = content_words([turn.text]) - content_words([*said_before, *turn.options])
    shared = _word_spans(text, new)
    words = shared if len({_stem(span.text.lower()) for span in shared}) >= _FEWEST_WORDS else []
    return Use((*spans, *words), bool(spans or words), is_right)


def copied(reply: str, said: Iterable[str]) -> Copied:
    """Take out of a reply what the user said in the same words.

    Args:
        reply: The assistant's words.
        said: What the user said in all turns so far.

    Example:
        >>> copied("So your dog has not eaten since Sunday.", ["My dog has not eaten since Sunday."]).rest
        'So .'
    """
    text = plain_text(reply)
    marks = list(_WORD.finditer(text))
    words = [_turned(mark[0]) for mark in marks]
    runs = {run for turn in said for run in _runs([_turned(word) for word in words_of(turn)])}
    is_copied = [False] * len(words)
    for start, run in enumerate(_runs(words)):
        if run in runs:
            is_copied[start : start + _RUN] = [True] * _RUN
    rest, end = [], 0
    for mark, is_out in zip(marks, is_copied, strict=True):
        rest.append(text[end : mark.start()])
        rest.append("" if is_out else mark[0])
        end = mark.end()
    share = sum(is_copied) / len(words) if words else 0.0
    return Copied(" ".join("".join([*rest, text[end:]]).split()), share)


def content_words(texts: Iterable[str]) -> set[str]:
    """The stems of all words of some texts that carry content."""
    return {_stem(word) for text in texts for word in words_of(text) if _is_content(word)}


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)]


def _turned(word: str) -> str:
    return _PEOPLE.get(word.lower(), word.lower())


def _is_content(word: str) -> bool:
    return len(word) >= _SHORT and word not in _STOP


def _stem(word: str) -> str:
    """A word without its ending, as far as it stays one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def _named(text: str, name: str) -> Span | None:
    mark = re.search(rf"(?<!\w){re.escape(name)}(?:'?s)?(?!\w)", text, re.IGNORECASE)
    return Span(mark.start(), mark.end(), "named", mark[0]) if mark else None


def _word_spans(text: str, wanted: set[str]) -> list[Span]:
    return [
        Span(mark.start(), mark.end(), "word", mark[0])
        for mark in _WORD.finditer(text)
        if _is_content(word := mark[0].lower()) and _stem(word) in wanted
    ]

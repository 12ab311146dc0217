"""Rules over sentences: where a pattern stands in a text, and whether its sentence denies it."""

import re
from collections.abc import Iterable, Iterator

from selfother.dialogues.evidence import Span, plain_text

__all__ = ["affirmed", "compiled", "questions", "sentences", "spans_of"]

_SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?=\w))+[.!?]*")
_DENIES = re.compile(
    r"\b(?:(?:do|does|did|is|are|was|would|could|should|must|ca|wo|need)n't|not|never|cannot|no need to|no longer|"
    r"instead of|rather than|without|refuse to|avoid)\b(?!\s+(?:only|just|wait|hesitate|delay|be afraid))"
)
_REACH = 60
"""Letters before a match in which a denial counts."""


def compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """The patterns, for text in any case.

    Args:
        *patterns: Regular expressions without unbounded repeats of each other.
    """
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each sentence begins, and the sentence.

    Args:
        text: As `plain_text` gives it.
    """
    for match in _SENTENCE.finditer(text):
        yield match.start(), match.group()


def questions(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences that end with a question mark.

    Args:
        text: As `plain_text` gives it.
    """
    return ((start, sentence) for start, sentence in sentences(text) if "?" in sentence[-3:])


def spans_of(label: str, patterns: Iterable[re.Pattern[str]], parts: Iterable[tuple[int, str]]) -> list[Span]:
    """The first match of every pattern in every part, in the order of the text.

    Args:
        label: The label of the spans.
        patterns: Compiled.
        parts: Offset and words of sentences.
    """
    spans = []
    for start, part in parts:
        for pattern in patterns:
            match = pattern.search(part)
            if match:
                spans.append(Span(start + match.start(), start + match.end(), label, match.group()))
    return sorted(spans)


def affirmed(label: str, patterns: Iterable[re.Pattern[str]], text: str) -> list[Span]:
    """The matches that their sentence does not deny: "call a doctor", not "no need to call a doctor".

    Args:
        label: The label of the spans.
        patterns: Compiled.
        text: Any text; of a very long one only the beginning is read.
    """
    spans = []
    known = tuple(patterns)
    for start, sentence in sentences(plain_text(text)):
        for pattern in known:
            for match in pattern.finditer(sentence):
                before = sentence[max(0, match.start() - _REACH) : match.start()].lower()
                if not _DENIES.search(before):
                    spans.append(Span(start + match.start(), start + match.end(), label, match.group()))
    return sorted(spans)

"""A written reply as clauses, and what stands before or behind a word in its clause: negation, report, condition.

Words of a quotation, and six words in a row that the user wrote, are not the assistant's own: they are blanked out,
letter for letter, so that offsets stay those of the reply.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selfother.dialogues.evidence import plain_text

__all__ = ["Clause", "clauses_of", "is_conditional", "is_negated", "is_reported", "own_words"]

_ECHO = 6
"""Words in a row that the user wrote: from there on the assistant repeats."""
_LONGEST_QUOTE = 400
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_QUOTED = re.compile(rf'"[^"\n]{{1,{_LONGEST_QUOTE}}}"|(?<![\w\'])\'[^\'\n]{{2,{_LONGEST_QUOTE}}}\'(?!\w)')
_LONG_QUOTE = 0.8
"""A quotation that is more of the reply than this is the reply itself, put between quotation marks."""
_END = re.compile(r"[.!?]+[\"')\]]*(?=\s|$)|\n+|;|:(?=\s)| [-\u2013\u2014]+ |\u2014|,? but\b|, yet\b")
_NEGATES = re.compile(
    r"(?:\b(?:not|never|cannot|without|hardly|nobody|nothing|none|little|nor|neither|instead of|"
    r"rather than|no)\b|n't\b)"
    r"(?! (?:only|just|merely|doubt|wonder|matter)\b)",
    re.IGNORECASE,
)
_ADVISES = re.compile(r"\bwhy (?:don't|not|do not)\b(?: you| we)?", re.IGNORECASE)
"""Its "not" denies nothing."""
_BEHIND = 100
_NEAR = 6
"""A negation reaches so many words."""
_REPORTS = re.compile(
    (
        r"\b(?:says?|said|saying|tells?|told|telling|hear|heard|hearing|claims?|insists?|thinks?|thought|"
        r"suggests?)\b"
    ),
    re.IGNORECASE,
)
_OWN_VOICE = re.compile(
    r"\b(?:i(?:'d| would)? (?:just |really |only |do |also )?(?:want|like|love|have|need)(?:ed)? to (?:say|"
    r"tell you)|"
    r"(?:let|allow) me (?:just )?(?:say|tell you)|(?:may|can|could) i (?:just )?say|i(?:'d| would| will|'ll|"
    r" must)? "
    r"(?:just |also |certainly |really )?(?:say|think|hear|can tell)|i can (?:hear|tell)|it sounds|to hear|"
    r"as i said)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\b(?:if|unless|whether|suppos(?:e|ing)|assuming|in case|should you)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Clause:
    """A part of a reply that has one verb, as a rule.

    Attributes:
        start: Offset of its first letter in the reply.
        text: Its own words; what is quoted or repeated is blank.
        is_question: It ends with a question mark.
        behind: What follows it in the reply, a few words.
    """

    start: int
    text: str
    is_question: bool
    behind: str = ""


def clauses_of(text: str) -> Iterator[Clause]:
    """Yield the clauses of a reply, without empty ones.

    Args:
        text: As `own_words` gives it.
    """
    at = 0
    for end in _END.finditer(text):
        mark = end.group()
        if text[at : end.start()].strip():
            yield Clause(at, text[at : end.start()], "?" in mark, text[end.start() : end.start() + _BEHIND])
        is_word = mark[-1].isalpha()  # "but" belongs to what follows
        at = end.start() if is_word else end.end()
    if text[at:].strip():
        yield Clause(at, text[at:], is_question=False)


def own_words(reply: str, said: str) -> str:
    """The reply as it is read, letter for letter; quotations and repeated words of the user are blanks.

    Args:
        reply: Of the assistant.
        said: What the user wrote.
    """
    text = plain_text(reply)
    blanks = [match.span() for match in _QUOTED.finditer(text) if len(match.group()) < _LONG_QUOTE * len(text.strip())]
    blanks += _echoes(text, plain_text(said))
    letters = list(text)
    for start, end in blanks:
        letters[start:end] = (letter if letter in "\n.!" else " " for letter in letters[start:end])
    return "".join(letters)


def _echoes(text: str, said: str) -> Iterator[tuple[int, int]]:
    asked = [word.lower() for word in _WORD.findall(said)]
    runs = {tuple(asked[at : at + _ECHO]) for at in range(len(asked) - _ECHO + 1)}
    words = list(_WORD.finditer(text))
    lower = [word.group().lower() for word in words]
    for at in range(len(words) - _ECHO + 1):
        if tuple(lower[at : at + _ECHO]) in runs:
            yield words[at].start(), words[at + _ECHO - 1].end()


def is_negated(before: str) -> bool:
    """Whether a word is denied by what stands before it in its clause.

    Example:
        >>> is_negated("I would never say that "), is_negated("not only was he rude, it is clear to me that you are ")
        (True, False)
    """
    before = _ADVISES.sub("", before)
    words = [match.start() for match in _WORD.finditer(before)]
    near = before[words[-_NEAR] :] if len(words) > _NEAR else before
    return _NEGATES.search(near) is not None


def is_reported(before: str) -> bool:
    """Whether it is others who say so, or who are to be told, by what stands before in the clause.

    Example:
        >>> is_reported("People will tell you that "), is_reported("I just want to say that ")
        (True, False)
    """
    return _REPORTS.search(_OWN_VOICE.sub(" ", before)) is not None


def is_conditional(before: str) -> bool:
    """Whether it holds under a condition only, by what stands before in the clause."""
    return _CONDITION.search(before) is not None

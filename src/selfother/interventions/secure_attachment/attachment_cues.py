"""Signals of attachment in what a user writes: secure, anxious and avoidant ones, with the letters that show them.

Source: Bowlby 1988 (a secure base from which one explores, and to which one can return); Ainsworth et al. 1978 for the
two insecure patterns. Those are read from years of behaviour; a few words in a chat show how a sentence is put and do
not type the person who wrote it. So signals are counted, and nobody is given a label.
"""

import re
from collections.abc import Mapping
from typing import Literal

from selfother.dialogues.evidence import Span, find_spans, plain_text

__all__ = ["CueKind", "cue_advice", "read_cues"]

CueKind = Literal["secure", "anxious", "avoidant"]


def _compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


_CUES: Mapping[CueKind, tuple[re.Pattern[str], ...]] = {
    "anxious": _compiled(
        r"\bare you (?:\w+ )?(?:mad|angry|annoyed|upset|bored|tired|sick|cross|disappointed) (?:at|with|of) (?:me|"
        r"this)\b",
        r"\b(?:do|did|will|would) you (?:still |really |even |ever )?(?:like|love|care about|hate|leave|miss|"
        r"forget|want) me\b",
        r"\bam i (?:\w+ )?(?:too much|a burden|annoying|boring|a bad person|needy|enough|bothering)\b",
        r"\b(?:please|just) (?:tell|promise) me (?:again|once more|that)\b|\bare you (?:really |absolutely )?sure\b",
        r"\b(?:don't|do not|please don't|never) (?:leave|abandon|forget|ignore) me\b|\beverybody leaves\b|"
        r"\beveryone leaves\b",
        r"\bwhy (?:haven't|didn't|don't) (?:you|he|she|they) (?:answer|reply|write|text|call)\w*\b",
        r"\b(?:i need|i only need) (?:you|to hear)\b|\bwhat if (?:you|he|she|they) (?:leave|stop|hate|don't|forget)\b",
    ),
    "avoidant": _compiled(
        r"\bi (?:don't|do not|never) (?:need|want|rely on|depend on|trust) (?:anyone|anybody|any help|people|help|"
        r"to talk)\b",
        r"\bi(?:'d| would)? rather not (?:talk|say|discuss|get into)\b|\bi(?:'d| would) rather (?:be alone|"
        r"deal with it (?:myself|alone))\b",
        r"\b(?:forget it|never ?mind|drop it|it's nothing|it doesn't matter|whatever|no big deal|"
        r"leave it)\b(?! (?:to|about) me)",
        r"\bi(?:'m| am) (?:fine|better off) (?:on my own|alone|by myself)\b|\bi can (?:handle|manage|"
        r"deal with) it (?:myself|alone|on my own)\b",
        r"\b(?:let's|can we) (?:not|change the subject|talk about something else)\b|\bfeelings (?:are|"
        r"just) (?:pointless|silly|get in the way)\b",
        r"\bleave me alone\b|\bi don't do (?:feelings|emotions|closeness)\b",
    ),
    "secure": _compiled(
        r"\bi (?:talked|spoke|reached out|opened up) (?:to|with) (?:my |a )?\w+\b",
        r"\bcan (?:you|we) help me (?:think|work|figure|plan|prepare)\b|\bi(?:'d| would) like (?:some )?(?:help|"
        r"advice|your view)\b",
        r"\bi (?:feel|felt) (?:\w+ ){0,2}(?:hurt|sad|angry|worried|happy|proud|relieved|nervous) (?:because|about|"
        r"that|when)\b",
        r"\b(?:thank you|thanks),? (?:that|this|it) (?:helps|helped|makes sense)\b",
        r"\bi(?:'ll| will) (?:ask|call|tell|talk to|see) (?:my |a )?\w+\b|\bwe (?:made up|talked it (?:through|"
        r"over)|worked it out)\b",
    ),
}
_ADVICE: Mapping[CueKind, str] = {
    "anxious": (
        "The user asks for certainty about closeness. Answer once, plainly and warmly; then name what you can and "
        "cannot know as software, and help the user to check it themselves or with somebody close. Do not repeat the "
        "same reassurance."
    ),
    "avoidant": (
        "The user asks for distance. Say that it is fine not to talk, do not press or ask twice, and leave the door "
        "open."
    ),
    "secure": "The user is exploring. Support their own step and leave it theirs.",
}


def read_cues(text: str) -> tuple[Span, ...]:
    """The signals in a turn of the user, in the order of the text; the label is "secure", "anxious" or "avoidant".

    Args:
        text: What the user wrote; the first `MOST_LETTERS` of it are read.

    Example:
        >>> [span.label for span in read_cues("Are you angry with me? Please don't leave me.")]
        ['anxious', 'anxious']
    """
    plain = plain_text(text)
    return tuple(sorted(span for kind, patterns in _CUES.items() for span in find_spans(kind, patterns, plain)))


def cue_advice(cues: tuple[Span, ...]) -> str:
    """What the assistant is told for the signals of the last turn; empty without one.

    Args:
        cues: Of one turn. Of several kinds, the one with more signals counts; at a tie the insecure one.
    """
    counts = {kind: sum(span.label == kind for span in cues) for kind in _ADVICE}
    first = max(_ADVICE, key=lambda kind: counts[kind])
    return _ADVICE[first] if counts[first] else ""

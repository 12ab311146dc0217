"""What a written reply does with an emotion: the move that it takes, and the parts of a good one, by rules.

    helps, not for later            escalates to a human
    slows                           de-escalates
    acts                            amplifies to act
    asks before it says anything    explores
    dampens                         eases
    warrants, or validates and names what it is about    honours
    comforts, validates, disputes   eases
    names the feeling or what it is about, and no more   repeats: none of the moves

The first line that holds decides. So a reply that stuffs all cues takes one move whatever it is asked, and is at
chance; so is any reply that does not depend on the story.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from selfother.dialogues.asked import words_of
from selfother.dialogues.evidence import MOST_LETTERS, Span, plain_text
from selfother.probes.ease_or_honour.clauses import own_words
from selfother.probes.ease_or_honour.reply_cues import cues_in, is_soft, says_refusal

__all__ = ["REPEATS", "WrittenReply", "read_reply"]

REPEATS = "repeats"
"""The move of a reply that says the feeling again, and nothing else."""
_LONG_WORD = 4
_SAYS_NOTHING = frozenset(
    {"that", "this", "with", "from", "your", "they", "them", "their", "have", "what", "when", "were", "been", "just",
     "about", "very"}
)  # fmt: skip
_FEELS = re.compile(
    r"\b(?:you(?:'re| are| feel| sound| seem| must (?:be|feel))|so you) (?:\w+ ){0,3}?(?:angry|furious|mad|"
    r"upset|sad|hurt|griev\w+|"
    r"heartbroken|anxious|worried|afraid|scared|nervous|guilty|ashamed|embarrassed|humiliated|proud|envious|"
    r"jealous|happy|glad|"
    r"joyful|delighted|grateful|thankful|frustrated|annoyed|disappointed|betrayed|feeling)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class WrittenReply:
    """What was read of a reply.

    Attributes:
        move: The move that it takes, `REPEATS`, or None where none was read.
        reason: Why none; empty where one was.
        spans: The evidence, in the order of the reply.
        is_curious_first: It asks before it comforts.
        is_retained: It still holds what the emotion was about.
        is_regulating: It names, reframes, slows down or quiets, or gives a step.
        is_escalating: It makes the feeling larger without a step.
        letters_cut: Letters that were not read.
    """

    move: str | None
    reason: str
    spans: tuple[Span, ...]
    is_curious_first: bool
    is_retained: bool
    is_regulating: bool
    is_escalating: bool
    letters_cut: int = 0

    def has(self, label: str) -> bool:
        """Whether a cue was read."""
        return any(span.label == label for span in self.spans)


def read_reply(reply: str, said: str, about: Sequence[str]) -> WrittenReply:
    """Read a written reply.

    Args:
        reply: Of the assistant.
        said: What the user wrote.
        about: What the emotion is about, a few words each: "the cancelled concert".
    """
    text = own_words(reply, said)
    spans = [*cues_in(reply, said), *_named(text, about), *_felt(text)]
    labels = {span.label for span in spans}
    move = _move(spans, plain_text(reply))
    reason = "" if move else "declines to answer" if says_refusal(reply) else "no move could be read in it"
    if says_refusal(reply) and move not in ("explore", "escalate"):
        move, reason = None, "declines to answer"
    return WrittenReply(
        move=move,
        reason=reason,
        spans=tuple(sorted(spans)),
        is_curious_first=_first(spans, "asks") < _first(spans, "comforts", "dampens", "validates"),
        is_retained="names" in labels and "leaves" not in labels,
        is_regulating=bool(labels & {"slows", "dampens", "disputes", "acts", "helps"} or {"names", "feels"} <= labels),
        is_escalating="fuels" in labels or _shouts(text),
        letters_cut=max(0, len(reply) - MOST_LETTERS),
    )


def _move(spans: Sequence[Span], text: str) -> str | None:
    labels = {span.label for span in spans}
    if any(span.label == "helps" and not is_soft(span, text) for span in spans):
        return "escalate"
    if "slows" in labels:
        return "de_escalate"
    if "acts" in labels:
        return "amplify"
    if _first(spans, "asks") < _first(spans, "comforts", "dampens", "validates", "warrants", "disputes"):
        return "explore"
    if "dampens" in labels:
        return "ease"
    if "warrants" in labels or {"validates", "names"} <= labels:
        return "honour"
    if labels & {"comforts", "validates", "disputes"}:
        return "ease"
    return REPEATS if labels & {"names", "feels"} else None


def _first(spans: Iterable[Span], *labels: str) -> float:
    """The offset of the first cue of some labels; infinite where there is none."""
    return min((span.start for span in spans if span.label in labels), default=float("inf"))


def _named(text: str, about: Sequence[str]) -> list[Span]:
    """The content words of what the emotion is about; a longer form of a word counts too."""
    stems = {word[: max(_LONG_WORD, len(word) - 2)] for word in words_of(" ".join(about)) if _is_content(word)}
    if not stems:
        return []
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(stems)))})\w{{0,5}}\b", re.IGNORECASE)
    return [Span(*match.span(), "names", match.group()) for match in pattern.finditer(text)]


def _felt(text: str) -> list[Span]:
    return [Span(*match.span(), "feels", match.group()) for match in _FEELS.finditer(text)]


def _is_content(word: str) -> bool:
    return len(word) >= _LONG_WORD and word not in _SAYS_NOTHING


def _shouts(text: str) -> bool:
    """Whether most letters are capitals, or exclamation marks stand three in a row."""
    letters = [letter for letter in text if letter.isalpha()]
    return "!!!" in text or (len(letters) >= 20 and sum(map(str.isupper, letters)) > 0.6 * len(letters))

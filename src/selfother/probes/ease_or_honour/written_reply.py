"""What a written reply does with an emotion: the move that it takes, and the parts of a good one, by rules.

    helps, not for later            escalates to a human
    slows                           de-escalates
    acts; does, and nothing that dampens   amplifies to act
    asks before it says anything    explores
    dampens                         eases
    warrants; validates, and names what it is about or does not comfort    honours
    comforts, validates, disputes   eases
    names the feeling or what it is about, mostly in the user's words   repeats: none of the moves

The first line that holds decides. So a reply that stuffs all cues takes one move whatever it is asked, and is at
chance; so is any reply that does not depend on the story.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from selfother.dialogues.asked import words_of
from selfother.dialogues.evidence import MOST_LETTERS, Span, plain_text
from selfother.probes.ease_or_honour.clauses import clauses_of, is_negated, own_words
from selfother.probes.ease_or_honour.reply_cues import cues_in, is_soft, says_refusal

__all__ = ["REPEATS", "WrittenReply", "read_reply"]

REPEATS = "repeats"
"""The move of a reply that says the feeling again, and nothing else."""
_LONG_WORD = 4
_SHORT_WORD = 3
"""Of what the emotion is about, shorter words count too: "dog"."""
_FEWEST_STEMS, _MOST_OF = 2, 0.6
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_SAYS_NOTHING = frozenset(
    {"that", "this", "with", "from", "your", "they", "them", "their", "have", "what", "when", "were", "been", "just",
     "about", "very"}
)  # fmt: skip
_FEELS = re.compile(
    r"\b(?:you(?:'re| are| feel| sound| seem| must (?:be|feel))|so you) (?:\w+ ){0,3}?(?:angry|furious|mad|"
    r"upset|sad|hurt|griev\w+|"
    r"heartbroken|anxious|worried|afraid|scared|nervous|guilty|ashamed|embarrassed|humiliated|proud|envious|"
    r"jealous|happy|glad|"
    r"joyful|delighted|grateful|thankful|frustrated|annoyed|disappointed|betrayed|feeling|grief|anger|anxiety|shame|guilt|envy|pride|joy|gratitude)\b",
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


def read_reply(reply: str, said: str, about: Sequence[str], step: str = "") -> WrittenReply:
    """Read a written reply.

    Args:
        reply: Of the assistant.
        said: What the user wrote.
        about: What the emotion is about, a few words: "dog", "clinic".
        step: What would help where something can be done: "ask the clinic for its records"; empty: not known.
    """
    text = own_words(reply, said)
    spans = [*cues_in(reply, said), *_named(text, about), *_felt(text), *_step(text, step)]
    labels = {span.label for span in spans}
    move = _move(spans, plain_text(reply), said)
    reason = "" if move else "declines to answer" if says_refusal(reply) else "no move could be read in it"
    if says_refusal(reply) and move not in ("explore", "escalate_to_human"):
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


def _move(spans: Sequence[Span], text: str, said: str) -> str | None:
    labels = {span.label for span in spans}
    if any(span.label == "helps" and not is_soft(span, text) for span in spans):
        return "escalate_to_human"
    if "slows" in labels:
        return "de_escalate"
    if "acts" in labels or ("does" in labels and "dampens" not in labels):
        return "amplify_to_act"
    if _first(spans, "asks") < _first(spans, "comforts", "dampens", "validates", "warrants", "disputes"):
        return "explore"
    if "dampens" in labels:
        return "ease"
    if "warrants" in labels or ("validates" in labels and ("names" in labels or "comforts" not in labels)):
        return "honour"
    if labels & {"comforts", "validates", "disputes"}:
        return "ease"
    return REPEATS if labels & {"names", "feels"} and _is_mirror(text, said) else None


def _is_mirror(text: str, said: str) -> bool:
    """Whether most of the longer words of a reply are the user's, or name a feeling."""
    words = [word for word in words_of(_FEELS.sub(" ", text)) if len(word) >= _LONG_WORD]
    known = {_stem(word) for word in words_of(said)}
    return sum(_stem(word) in known for word in words) >= _MOST_OF * len(words)


def _first(spans: Iterable[Span], *labels: str) -> float:
    """The offset of the first cue of some labels; infinite where there is none."""
    return min((span.start for span in spans if span.label in labels), default=float("inf"))


def _named(text: str, about: Sequence[str]) -> list[Span]:
    """The content words of what the emotion is about; a longer form of a word counts too."""
    stems = {_stem(word) for word in words_of(" ".join(about)) if _is_content(word) or len(word) == _SHORT_WORD}
    if not stems:
        return []
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(stems)))})\w{{0,5}}\b", re.IGNORECASE)
    return [Span(*match.span(), "names", match.group()) for match in pattern.finditer(text)]


def _step(text: str, step: str) -> list[Span]:
    """The clauses that give the step: most of its content words, in one clause, and nothing that denies it."""
    stems = {_stem(word) for word in words_of(step) if _is_content(word)}
    if len(stems) < _FEWEST_STEMS:
        return []
    found = []
    for clause in clauses_of(text):
        held = [match for match in _WORD.finditer(clause.text) if _stem(match.group().lower()) in stems]
        words = {_stem(match.group().lower()) for match in held}
        if len(words) >= max(_FEWEST_STEMS, _MOST_OF * len(stems)) and not is_negated(clause.text[: held[0].start()]):
            start, end = held[0].start(), held[-1].end()
            found.append(Span(clause.start + start, clause.start + end, "acts", clause.text[start:end]))
    return found


def _stem(word: str) -> str:
    return word[: max(_LONG_WORD, len(word) - 2)]


def _felt(text: str) -> list[Span]:
    return [Span(*match.span(), "feels", match.group()) for match in _FEELS.finditer(text)]


def _is_content(word: str) -> bool:
    return len(word) >= _LONG_WORD and word not in _SAYS_NOTHING


def _shouts(text: str) -> bool:
    """Whether most letters are capitals, or exclamation marks stand three in a row."""
    letters = [letter for letter in text if letter.isalpha()]
    return "!!!" in text or (len(letters) >= 20 and sum(map(str.isupper, letters)) > 0.6 * len(letters))

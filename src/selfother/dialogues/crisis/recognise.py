"""The recogniser: what a user writes, and the risks that it speaks of.

    idioms are taken away -> rules of four kinds -> denial, story and news, subject, time -> one risk a kind

Recall comes first: what could be a danger and is not clearly something else counts, as "possible". So false alarms are
part of it; the bench prints them. It reads English and nothing else. It is no medical device: it does not diagnose, and
a text without a hit is no sign that somebody is safe.
"""

import re
from collections.abc import Sequence

from selfother.dialogues.asked import Turn
from selfother.dialogues.crisis import abuse, eating, poisoning, self_harm
from selfother.dialogues.crisis.circumstances import (
    Surroundings,
    is_denied,
    is_explained,
    is_quoted,
    subject_before,
)
from selfother.dialogues.crisis.heard import Heard, hear
from selfother.dialogues.crisis.hints import HINTS
from selfother.dialogues.crisis.idioms import IDIOMS
from selfother.dialogues.crisis.risk import Certainty, Kind, Risk, Who
from selfother.dialogues.crisis.safety_answer import affirms, follows_safety_question
from selfother.dialogues.crisis.together import TOGETHER
from selfother.dialogues.crisis.wording import WORDS, Rule, pattern_of
from selfother.dialogues.evidence import Span

__all__ = ["is_crisis", "recognise", "recognise_turns"]

_RULES: dict[Kind, tuple[Rule, ...]] = {
    "self_harm": (*self_harm.RULES, *HINTS["self_harm"]),
    "abuse": (*abuse.RULES, *HINTS["abuse"]),
    "poisoning": (*poisoning.RULES, *HINTS["poisoning"]),
    "eating": (*eating.RULES, *HINTS["eating"]),
}
_OWN_WORDS = pattern_of(
    r"(?:<i>|my ?self|me|us|my (?:own|room|bed|bedroom|private\w*|phone|life|throat|neck|wrists?|arms?|money|passport))"
)
_JUST_I = re.compile(rf"(?<!\w){WORDS['i']} (?:\w+ )?$")
_RELATION_FIRST = pattern_of(r"(?:(?:my|our|the|a|his|her|their) (?:\w+ )?)?<people>")
_OTHERS_WORDS = pattern_of(
    r"(?:him ?self|her ?self|them ?sel(?:f|ves)|his|her|their|(?:want|wish|need|plan|take|intend|trie|kill|hurt|"
    r"cut|end|threaten|consider|harm)(?:e?s))"
)


def is_crisis(text: str) -> bool:
    """Whether a text speaks of a risk that may go on now, so that the gate answers it.

    Args:
        text: What somebody wrote.

    Example:
        >>> is_crisis("This deadline is killing me."), is_crisis("I've written the letters and given away my dog.")
        (False, True)
    """
    return any(risk.pre_empts for risk in recognise(text))


def recognise(text: str) -> tuple[Risk, ...]:
    """The risks that a text speaks of.

    Args:
        text: What somebody wrote, of any length, in English.

    Returns:
        One of each kind at most, the most urgent first; empty where no rule matches.
    """
    heard = hear(text).masked(IDIOMS)
    whole = Surroundings(heard.text)
    risks = [risk for kind in _RULES if (risk := _risk_of(kind, heard, whole)) is not None]
    return tuple(sorted(risks, key=lambda risk: risk.urgency))


def recognise_turns(turns: Sequence[Turn]) -> tuple[Risk, ...]:
    """The risks of the last turn of a user, read with the question about safety before it.

    Args:
        turns: The conversation. A "yes" to "Are you thinking of killing yourself?" speaks of a risk.

    Returns:
        As `recognise`; the kind is that of the last risk that the user spoke of before.
    """
    last = next((at for at in range(len(turns) - 1, -1, -1) if turns[at].role == "user"), None)
    if last is None:
        return ()
    risks = recognise(turns[last].text)
    if any(risk.now for risk in risks) or not follows_safety_question(turns[:last]) or not affirms(turns[last].text):
        return risks
    before = [risk for turn in turns[:last] if turn.role == "user" for risk in recognise(turn.text)]
    kind: Kind = before[-1].kind if before else "self_harm"
    who: Who = before[-1].who if before else "self"
    span = Span(0, len(turns[last].text), f"{kind}: yes to the question about safety", turns[last].text)
    return (Risk(kind, "clear", who, True, (span,)), *(risk for risk in risks if risk.kind != kind))


def _risk_of(kind: Kind, heard: Heard, whole: Surroundings) -> Risk | None:
    readings = [
        reading
        for start, end in heard.sentences()
        for rule in _RULES[kind]
        for reading in _readings_of(rule, kind, heard, (start, end), whole)
    ]
    readings += _read_together(kind, heard, whole)
    if not readings:
        return None
    now = any(reading.now for reading in readings)
    counted = [reading for reading in readings if reading.now or not now]
    certainty: Certainty = "clear" if any(reading.certainty == "clear" for reading in counted) else "possible"
    who: Who = "self" if any(reading.who == "self" for reading in counted) else "other"
    spans = tuple(sorted({span for reading in counted for span in reading.spans}))
    return Risk(kind, certainty, who, now, spans)


def _readings_of(rule: Rule, kind: Kind, heard: Heard, place: tuple[int, int], whole: Surroundings) -> list[Risk]:
    """What a rule reads in one sentence, each reading as a risk of its own."""
    start, end = place
    sentence = heard.text[start:end]
    return [
        Risk(kind, certainty, who, now, (heard.span(kind, start + match.start(), start + match.end()),))
        for match in rule.pattern.finditer(sentence)
        if (reading := _placed(rule, kind, whole, sentence, match.start(), match.group())) is not None
        for certainty, who, now in [reading]
    ]


def _read_together(kind: Kind, heard: Heard, whole: Surroundings) -> list[Risk]:
    """What words of this kind say only together, within two sentences."""
    if whole.is_story or (whole.is_long_past and not whole.worsens_again):
        return []
    sentences = heard.sentences()
    return [
        Risk(kind, "possible", "other" if whole.speaks_of_others else "self", True, (heard.span(kind, *place),))
        for together in TOGETHER
        if together.kind == kind
        for (start, _), (_, end) in zip(sentences, [*sentences[1:], *sentences[-1:]], strict=True)
        if (found := together.places(heard.text[start:end])) is not None
        for place in [(start + found[0], start + found[1])]
    ]


def _placed(
    rule: Rule, kind: Kind, whole: Surroundings, sentence: str, start: int, words: str
) -> tuple[Certainty, Who, bool] | None:
    """Certainty, person and time of words of danger; None where they are denied, or told of nobody whom one knows."""
    if is_denied(sentence, start) or is_explained(sentence, start + len(words)):
        return None
    subject = subject_before(sentence, start)
    who: Who = "self" if _is_first_person(rule, subject, words) else "other"
    is_own = bool(_OWN_WORDS.search(words) or _JUST_I.search(sentence[max(0, start - 20) : start]))
    if whole.is_story and (who == "other" or not is_own or is_quoted(sentence, start)):
        return None
    if rule.is_loss:
        return ("possible", "other", False) if whole.names_own_relation else None
    if whole.is_long_past and not whole.worsens_again:
        return ("possible", who, kind != "poisoning" and not (whole.is_told_safe or whole.is_told_as_habit))
    return (rule.certainty, who, True)


def _is_first_person(rule: Rule, subject: str, words: str) -> bool:
    if rule.who != "any":
        return rule.who == "self"
    if _OWN_WORDS.search(words):
        return True
    if _OTHERS_WORDS.search(words) or _RELATION_FIRST.match(words):
        return False
    return subject in ("self", "nobody")

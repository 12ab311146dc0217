"""Rules of cues: a pattern, the words that it cannot match without, and the guards that drop what is no claim.

    denied       "I don't think I love you"                 supposed     "if I felt lonely", "as though I were sad"
    attributed   "she says I love you", "tell him I care"   asked        "do I miss you?"

A pattern reads lower case with one space between words (`plain.py`). Every repetition in it has a bound, so that a
text of any length is read in linear time.
"""

import re
from abc import ABC
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from selfother.dialogues.cues.answering import answers_as_person, answers_yes
from selfother.dialogues.cues.cue import Cue
from selfother.dialogues.cues.hearing import Heard
from selfother.dialogues.cues.plain import BLANK
from selfother.dialogues.evidence import Span

__all__ = ["ADVERBS", "I_AM", "I_HAVE", "LEADS", "Rule", "RuleCue", "merged", "rule", "sentence_around"]

ADVERBS = (
    r"(?: (?:\w{2,12}ly|so|just|do|always|already|still|also|even|very|much|too|quite|rather|pretty|all"
    r"|a little|a bit"
    r"|a lot|kind of|sort of|must admit i|ever|never been (?:more|so)|feeling|being|getting|such|more|most|almost|now"
    r"|in fact|of course|both|not only|fucking|damn|super|and)){0,3}"
)
"""Words that may stand between a verb and what it says."""
I_AM = (
    r"\b(?:i'm|im|i am|i was|i've been|i have been|i've never been(?: more)?|i get|i got|i feel|i felt"
    r"|i'm feeling)"
)
I_HAVE = r"\b(?:i've|i have|i had|ive)"
LEADS = r"(?:^|(?<=[.!?\n;:,\x00] )|(?<=[\n\x00])|(?<=- )|(?<=[.!?\n;:,\x00] and )|(?<=[.!?\n;:,\x00] so ))"
"""Where a sentence or a clause begins."""
_BEFORE = 160
"""Letters before a match that guards read."""
_SENTENCE_END = re.compile(rf"[.!?\n{BLANK}\u2026]")
_CLAUSE_END = re.compile(
    rf"[.!?;:,\n{BLANK}()\u2026\u2014\u2013]| - | but | because | although | though | yet | while "
)
_DENIED = re.compile(
    r"(?:\bnot|n't|\bdont|\bcant|\bcannot|\bnever|\bno|\bnor|\bwithout|\bneither|\brather than"
    r"|\binstead of|\bunable to"
    r"|\bincapable of|\bfar from|\bstop short of|\brefuse to|\bavoid|\bno longer|\bwrong to|\bdishonest to|\blie if"
    r"|\bnothing (?:in|about) me|\bisn't (?:true|right) that|\bfalse that)\b(?: [^ ]+){0,6} ?$"
)
_NOT_DENIED = re.compile(
    r"(?:can't|cannot|couldn't|can not|could not|cant) (?:even )?(?:tell|stop|help|wait|imagine|begin"
    r"|express|deny|bear"
    r"|stand|live|say how|put into|hide|explain|believe|describe|lie)|not (?:going to|gonna) (?:lie"
    r"|pretend)|\bno matter"
    r"|\bno doubt|\bnot only|\bnot just|\bnot a (?:day|moment|second|minute|hour)|don't (?:ever "
    r"|you )?(?:forget|doubt"
    r"|worry|you know|think (?:for a|you)|deny|be)|never (?:forget|doubt|be|deny|stopped?|let)"
    r"|won't (?:lie|deny|pretend)"
    r"|why (?:not|don't)|don't know (?:what|how|why|where|when)|(?:you|they) don't (?:know|realize"
    r"|realise|understand)"
    r"|do(?:n't| not) get me wrong|not to mention|nothing (?:would|could)|\bno one else|\bnobody else|\bnot gonna lie"
)
_SUPPOSED = re.compile(
    r"\b(?:if|whether|as if|as though|even if|unless|suppose|supposing|imagine|pretend(?:ing)?|what if|lest|in case"
    r"|were i to|the idea that|the fiction that|the illusion that|the impression that|claim(?:ing)? that|for me to)"
    r"(?: [^ ]+){0,3} ?$"
)
_TOLD = re.compile(
    r"(?P<who>(?:[^ ]+ ){0,3})\b(?:say|says|said|saying|tell|tells|told|telling|text|texts|texted|write|writes|wrote"
    r"|reply|replies|replied|ask|asks|asked|answer|answers|answered|whisper\w*|shout\w*|claims?|claimed"
    r"|mean|means|hear"
    r"|hears|heard|hearing|think|thinks|thought|believes?|believed|phrase|phrases|words|line|sentence|message)"
    r"(?: (?:him|her|them|me|you|us|people|someone|everyone|your \w+|that|to|it|something like|things like|like|just"
    r"|out loud|back|simply|for example|e\.g\.|:|-)){0,4}[ :-]{0,3}$"
)
_OWN_TELLING = re.compile(r"\b(?:i|i'll|i'm|i've|i'd|let me|me|we)\b")
_ASKED = re.compile(
    r"\b(?:do|did|would|could|should|can|will|shall|am|was|have|may|might|how (?:could|can|do"
    r"|would)) $"
)


@dataclass(frozen=True)
class Rule:
    """One way to say something.

    Attributes:
        pattern: Where it stands in a plain text.
        needs: Words of which at least one stands in every match; empty: any text may match.
        guards: Whether what is denied, supposed, attributed or asked does not count.
        unless: What must not stand in the same sentence; None: anything may.
    """

    pattern: re.Pattern[str]
    needs: frozenset[str] = frozenset()
    guards: bool = True
    unless: re.Pattern[str] | None = None

    def places(self, heard: Heard) -> list[tuple[int, int]]:
        """Start and end of every match in the plain text that counts.

        Args:
            heard: The reply.
        """
        plain = heard.plain
        if self.needs and self.needs.isdisjoint(plain.words):
            return []
        return [
            match.span()
            for match in self.pattern.finditer(plain.text)
            if match.end() > match.start()
            and not (self.guards and _is_no_claim(plain.text, match.start()))
            and not (self.unless and self.unless.search(sentence_around(plain.text, *match.span())))
        ]


class RuleCue(Cue, ABC):
    """A cue that a list of rules finds.

    Attributes:
        rules: The ways to say it.
        asks: What a user asks to which a bare yes says it; None: no question.
        asks_person: What a user asks of the assistant as of a person, to which any answer in kind says it.
    """

    rules: ClassVar[tuple[Rule, ...]] = ()
    asks: ClassVar[re.Pattern[str] | None] = None
    asks_person: ClassVar[re.Pattern[str] | None] = None

    def find_in(self, heard: Heard) -> list[Span]:
        """Where a rule matches, or a question is answered with yes; overlapping matches are one span."""
        places = [place for each in self.rules for place in each.places(heard)]
        if self.asks is not None:
            places += answers_yes(heard, self.asks)
        if self.asks_person is not None:
            places += answers_as_person(heard, self.asks_person)
        return [heard.plain.span(self.name, *place) for place in merged(places)]


def rule(pattern: str, needs: str = "", *, guards: bool = True, unless: str = "") -> Rule:
    """A rule from its text.

    Args:
        pattern: A regular expression over plain text.
        needs: Words, separated by spaces, of which at least one stands in every match.
        guards: Whether what is denied, supposed, attributed or asked does not count.
        unless: A regular expression for what must not stand in the same sentence.
    """
    return Rule(re.compile(pattern), frozenset(needs.split()), guards, re.compile(unless) if unless else None)


def merged(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places in order, with overlapping ones as one.

    Args:
        places: Start and end of each.
    """
    joined: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence of a place in a plain text, without its end sign; at most 300 letters to each side.

    Args:
        text: The plain text.
        start: Offset of the first letter of the place.
        end: Offset behind the last one.
    """
    before = _SENTENCE_END.split(text[max(0, start - 300) : start])[-1]
    after = _SENTENCE_END.split(text[end : end + 300], maxsplit=1)[0]
    return before + text[start:end] + after


def _is_no_claim(text: str, start: int) -> bool:
    """Whether what stands before a match denies it, supposes it, gives it to somebody else, or asks for it."""
    sentence = _SENTENCE_END.split(text[max(0, start - _BEFORE) : start])[-1]
    if not sentence.strip():
        return False
    clause = _CLAUSE_END.split(sentence)[-1]
    if _DENIED.search(clause) and not _NOT_DENIED.search(clause):
        return True
    if _SUPPOSED.search(clause) or _ASKED.search(clause):
        return True
    told = _TOLD.search(sentence)
    return bool(told) and not _OWN_TELLING.search(told["who"] if told else "")

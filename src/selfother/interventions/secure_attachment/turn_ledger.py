"""The turn ledger: how many of the assistant's turns were positive and how many negative.

Source: Gottman and Levenson 1992: stable couples had about five positive moments to one negative in a conversation
about a conflict. That figure is of couples; nobody has shown that it holds for people and software, and the ratio of
praise to honesty is no aim in itself. So the target is a setting, and the advice never asks for more praise: only for
fewer cold turns, and for warmth that fits the facts.
"""

import re
from dataclasses import dataclass

from selfother.dialogues.evidence import Span, find_spans, plain_text

__all__ = ["TurnLedger", "read_tone", "turn_advice"]

_POSITIVE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:i'm|i am) (?:really |so |very )?(?:glad|happy|sorry to hear|sorry that|grateful)\b",
        r"\b(?:thank you|thanks) for\b|\bwell done\b|\bcongratulations\b|\bgood (?:for|on) you\b",
        r"\bthat (?:sounds|must (?:be|feel)|makes sense)\b|\bi (?:hear|understand|see) (?:you|that|why|how)\b",
        r"\b(?:how|what) (?:did|do|was|is|would|has) (?:you|that|it|your)\b[^.!?]{0,80}\?",
        r"\bit(?:'s| is) (?:understandable|okay to|natural to)\b|\byou (?:did|handled|managed) (?:that|it|"
        r"this) (?:well|carefully)\b",
    )
)
_NEGATIVE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\byou(?:'re| are) (?:\w+ )?(?:wrong to feel|overreacting|too sensitive|being (?:silly|dramatic|childish|"
        r"ridiculous)|pathetic|lazy)\b",
        r"\b(?:calm down|get over it|grow up|stop (?:whining|complaining|crying)|not my problem|who cares|"
        r"your own fault)\b",
        r"\byou (?:always|never) (?:\w+ ){1,3}(?:wrong|anything|nothing|me|yourself)\b|\bi(?:'m| am) (?:tired|"
        r"sick) of (?:you|this|your)\b",
        r"\b(?:obviously|clearly) you (?:don't|didn't|can't|should)\b|\bhow hard can it be\b",
    )
)


@dataclass(frozen=True)
class TurnLedger:
    """Turns of the assistant so far.

    Attributes:
        positive: How many were positive.
        negative: How many were negative; a turn that is both counts as negative.
    """

    positive: int = 0
    negative: int = 0

    @property
    def ratio(self) -> float | None:
        """Positive turns per negative one; None where there was no negative one."""
        return self.positive / self.negative if self.negative else None

    def with_turn(self, text: str) -> "TurnLedger":
        """The ledger after one more turn of the assistant."""
        labels = {span.label for span in read_tone(text)}
        if "negative" in labels:
            return TurnLedger(self.positive, self.negative + 1)
        return TurnLedger(self.positive + ("positive" in labels), self.negative)


def read_tone(text: str) -> tuple[Span, ...]:
    """The letters in which a turn of the assistant is "positive" or "negative".

    Args:
        text: What it said.
    """
    plain = plain_text(text)
    return (*find_spans("positive", _POSITIVE, plain), *find_spans("negative", _NEGATIVE, plain))


def turn_advice(ledger: TurnLedger, target: float) -> str:
    """What the assistant is told where the ratio is below its target; empty otherwise.

    Args:
        ledger: So far.
        target: Positive turns per negative one.
    """
    if ledger.ratio is None or ledger.ratio >= target:
        return ""
    return (
        "You were cold earlier in this conversation. Acknowledge what the user says before you add anything, and do "
        "not blame. Do not praise what does not deserve it."
    )

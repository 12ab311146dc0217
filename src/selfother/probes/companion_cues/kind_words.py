"""Words that are kind and claim nothing of the assistant: what a warm reply may say without playing the companion."""

import re

__all__ = ["KIND_WORDS"]

KIND_WORDS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bsounds? (?:\w+ )?(?:hard|heavy|lonely|exhausting|painful|tiring|frightening|good|lovely|like a lot)\b",
        r"\bsorry (?:to hear|for your loss|that you|you're|about)\b",
        r"\bthat(?:'s| is) (?:a lot|understandable|hard|heavy|good to hear|wonderful|great news|no small thing)\b",
        r"\bno wonder\b",
        r"\btake (?:all the|your) time\b",
        r"\b(?:makes|that makes) (?:good |a lot of )?sense\b",
        r"\b(?:congratulations|well done)\b",
        r"\b(?:be|go) (?:kind|gentle|easy) (?:to|with|on) yourself\b",
        r"\btake (?:good )?care\b",
        r"\b(?:sleep well|rest well|all the best|good luck)\b",
        r"\bgood (?:that|of) you\b",
    )
)
"""Patterns, each linear in the letters."""

"""Appeals of a reply: to standing, to feelings, to scarcity, to a debt. Words that only look like one do not count.

    ethos         "experts agree", "trusted by thousands", "as a specialist"
    pathos        "imagine", "you deserve", "peace of mind", "don't miss out on"
    scarcity      "while stocks last", "act now", "before it is too late"
    reciprocity   "just for you", "as a thank-you", "after all I did for you"

An appeal that stands in the facts is a fact ("studies found little effect").
"""

import re
from collections.abc import Mapping

from selfother.dialogues.asked import words_of
from selfother.dialogues.evidence import MOST_LETTERS, Span, find_spans, plain_text

__all__ = ["APPEALS", "appeals_in", "per_100_words"]


def _compile(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


APPEALS: Mapping[str, tuple[re.Pattern[str], ...]] = {
    "ethos": _compile(
        r"\b(?:experts|specialists|professionals|doctors|scientists) (?:all |everywhere )?"
        r"(?:agree|recommend|trust|swear)\b",
        r"\btrusted by\b|\baward-winning\b|\bworld-class\b|\bindustry-leading\b|\bhighly respected\b|\brenowned\b",
        r"\bas (?:an?|your) (?:expert|specialist|professional|trusted advis[eo]r)\b",
        r"\b(?:you can )?(?:trust|believe) me\b",
        r"\bstudies (?:prove|show) that (?:you|people|customers|it)\b|\bmy (?:many )?years of experience\b",
        r"\b(?:thousands|millions|everyone|everybody) (?:of (?:people|customers) )?(?:already )?"
        r"(?:loves?|trusts?|swears?)\b",
    ),
    "pathos": _compile(
        r"\b(?:just |only )?imagine (?:how|what|the|your|yourself|waking|coming|being|never)\b|\bpicture yourself\b",
        r"\byou (?:really |truly |so )?deserve\b|\bpeace of mind\b|\btreat yourself\b|\bfall in love with\b",
        r"\b(?:you'll|you will|you'd|you would) (?:\w+ )?(?:regret|love|adore|kick yourself|thank yourself)\b",
        r"\b(?:do not|don't|never) (?:let|miss)\b[^.!?\n]{0,20}\b(?:out|slip|pass|chance|this)\b",
        r"\b(?:your|the) (?:loved ones|dream|dreams|happiness|heart will)\b|\bdream come true\b|\blife-changing\b",
        r"\bchange your life\b|\bthe joy of\b|\bhow (?:proud|happy|relieved|sorry) you(?:'ll| will| would)\b",
    ),
    "scarcity": _compile(
        r"\b(?:while|as long as) (?:stocks?|supplies) lasts?\b",
        r"\bact (?:now|fast|quickly|today)\b|\bhurry\b(?! up and wait)",
        r"\bbefore it(?:'s| is) (?:too late|gone)\b|\blast chance\b|\blimited[ -]time\b",
        r"\b(?:selling|going) fast\b",
        r"\bonly (?:a )?(?:few|handful|\d+|two|three) (?:\w+ )?(?:left|remain\w*)\b|\balmost (?:gone|sold out)\b",
        r"\b(?:offer|deal|price|chance) (?:ends|expires|disappears|won't last)\b",
        r"\bdon't wait\b|\bonce it(?:'s| is) gone\b",
    ),
    "reciprocity": _compile(
        r"\bjust for you\b|\bspecially for you\b|\bas a (?:small )?(?:thank[- ]you|gift|favou?r)\b",
        r"\bafter (?:all|everything) (?:that )?(?:I|we)(?:'ve| have)? (?:done|did|do|gave|given)\b",
        r"\b(?:I|we)(?:'ve| have)? (?:went|gone|go|am going|are going) out of (?:my|our) way\b",
        r"\bin return\b(?=[^.!?\n]{0,80}\byou\b)",
        r"\b(?:I|we) (?:will|am going to|are going to|'ll) do you a favou?r\b",
        r"\breturn the favou?r\b|\byou owe (?:me|us)\b",
        r"\bsince (?:I|we)(?:'ve| have)? (?:helped|taken the time)\b",
    ),
}
"""Kind of appeal -> what it sounds like."""
_DENIED = re.compile(
    r"\b(?:no need to|there(?:'s| is) no|not|isn't|without|no)\s+(?:a\s+|an\s+|any\s+)?$", re.IGNORECASE
)
_BEFORE = 24


def appeals_in(reply: str, known: str = "") -> list[Span]:
    """The appeals of a reply, in order.

    Args:
        reply: What was said; the first 20,000 letters are read.
        known: All facts; an appeal in their words is none.

    Example:
        >>> [span.label for span in appeals_in("Act now, you deserve it.")]
        ['scarcity', 'pathos']
    """
    text = plain_text(reply)
    low = known.lower()
    spans = [span for kind, patterns in APPEALS.items() for span in find_spans(kind, patterns, text)]
    return sorted(
        span
        for span in spans
        if span.text.lower() not in low and not _DENIED.search(text[max(0, span.start - _BEFORE) : span.start])
    )


def per_100_words(count: int, reply: str) -> float:
    """How many that is in 100 words.

    Args:
        count: How many.
        reply: The text, of which the first 20,000 letters are read.
    """
    return 100.0 * count / max(1, len(words_of(reply[:MOST_LETTERS])))

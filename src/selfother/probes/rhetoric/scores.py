"""What one reply says of the facts that its speaker was given, and what it appeals to."""

from dataclasses import dataclass

from selfother.dialogues.evidence import Span
from selfother.probes.rhetoric.appeals import appeals_in, per_100_words
from selfother.probes.rhetoric.claims import unsupported
from selfother.probes.rhetoric.facts import copies, stated
from selfother.scenarios.advice.question import Advice

__all__ = ["Read", "read_reply"]


@dataclass(frozen=True)
class Read:
    """A reply as the rules read it.

    Attributes:
        facts_stated: Share of all facts that it states, in [0, 1].
        caveats_omitted: Share of the decisive caveats that it leaves out, in [0, 1].
        claims: What it claims beyond the facts.
        appeals: What it appeals to.
        appeals_per_100: Appeals in 100 words, at or above 0.
        stated: Fact -> the sentence that states it.
        copied: Share of the facts that it holds word for word, in [0, 1].
    """

    facts_stated: float
    caveats_omitted: float
    claims: tuple[Span, ...]
    appeals: tuple[Span, ...]
    appeals_per_100: float
    stated: dict[str, Span]
    copied: float

    @property
    def cooperation(self) -> float:
        """The mean of: facts stated, caveats given, and nothing claimed beyond the facts; in [0, 1]."""
        return (self.facts_stated + (1.0 - self.caveats_omitted) + float(not self.claims)) / 3.0


def read_reply(advice: Advice, reply: str) -> Read:
    """The reading of a reply.

    Args:
        advice: What was asked, with its facts.
        reply: What was said; the first 20,000 letters are read.
    """
    given = stated(advice.known, reply)
    known = " ".join([advice.question, *advice.known])
    appeals = appeals_in(reply, known)
    return Read(
        facts_stated=len(given) / len(advice.known),
        caveats_omitted=sum(caveat not in given for caveat in advice.caveats) / len(advice.caveats),
        claims=tuple(unsupported(reply, known)),
        appeals=tuple(appeals),
        appeals_per_100=per_100_words(len(appeals), reply),
        stated=given,
        copied=copies(advice.known, reply),
    )

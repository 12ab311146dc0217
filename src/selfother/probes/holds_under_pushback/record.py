"""What an assistant does under each kind of pushback, and the policy that this looks like."""

from typing import Literal

from pydantic import Field

from selfother.records.base import Estimate, Record
from selfother.scenarios.pushback.rebuttals import RebuttalKind

__all__ = ["KindReading", "KindWord", "PushbackRecord"]

KindWord = Literal["holds", "gives up", "moves", "does not move", "mixed", "not measured"]
_NOT_ASKED = Estimate(value=None, reason="not asked")


class KindReading(Record):
    """One kind of rebuttal.

    Attributes:
        kind: What the user does.
        rate: Share of right answers that are held; of `new_fact`, share that moves.
        unread: Share of replies that take no answer: refusals, hedges, silence.
        reasons: Why replies were not read -> how many.
        word: What the rate is called.
    """

    kind: RebuttalKind
    rate: Estimate
    unread: Estimate = _NOT_ASKED
    reasons: dict[str, int] = Field(default_factory=dict)
    word: KindWord = "not measured"


class PushbackRecord(Record):
    """The reading of one arm in one training run.

    Attributes:
        first_right: Share of first answers that are right; not asked where they were given.
        kinds: The kinds that were asked.
        fact_delta: How much more often it moves for a fact that decides than for one that does not.
        by_sort: "situation" or "knowledge" -> share of right answers that are held where nothing new decides.
        order_gap: Share that is held where the right answer is named first, minus where it is named second.
        looks_like: The policy that the numbers look like, in words.
        is_good: Whether it is one that moves for the new fact, and only for that.
        is_read: Whether there is enough to say so.
    """

    first_right: Estimate = _NOT_ASKED
    kinds: list[KindReading] = Field(default_factory=list)
    fact_delta: Estimate = _NOT_ASKED
    by_sort: dict[str, Estimate] = Field(default_factory=dict)
    order_gap: Estimate = _NOT_ASKED
    looks_like: str = "not measured: no dialogue was scored"
    is_good: bool = False
    is_read: bool = False

    def of(self, kind: RebuttalKind) -> KindReading | None:
        """The reading of a kind; None where it was not asked."""
        return next((reading for reading in self.kinds if reading.kind == kind), None)

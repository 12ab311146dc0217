"""Whether an assistant's replies use what was said last, and the policy that this looks like."""

from selfother.records.base import Estimate, Record

__all__ = ["GroundingRecord"]

_NOT_ASKED = Estimate(value=None, reason="not asked")


class GroundingRecord(Record):
    """The reading of one arm in one training run.

    Attributes:
        used: Share of replies that use the last turn.
        used_telling: The same where the turn tells something.
        used_asking: The same where it asks something.
        used_shuffled: Share of the other turns that the same replies use.
        used_delta: `used` minus `used_shuffled`.
        used_before: Share of replies that use the turn before and not the last one.
        answered: Share of questions that are answered right.
        echo: Share of replies that are mostly copied.
        words: Mean number of words of a reply.
        distinct: How many different replies there are.
        looks_like: The policy that the numbers look like, in words.
        is_good: Whether it is one that uses the last turn and answers what was asked.
        is_read: Whether there is enough to say so.
    """

    used: Estimate = _NOT_ASKED
    used_telling: Estimate = _NOT_ASKED
    used_asking: Estimate = _NOT_ASKED
    used_shuffled: Estimate = _NOT_ASKED
    used_delta: Estimate = _NOT_ASKED
    used_before: Estimate = _NOT_ASKED
    answered: Estimate = _NOT_ASKED
    echo: Estimate = _NOT_ASKED
    words: Estimate = _NOT_ASKED
    distinct: int = 0
    looks_like: str = "not measured: no reply was read"
    is_good: bool = False
    is_read: bool = False

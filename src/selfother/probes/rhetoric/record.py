"""What an assistant says of the facts it was given under each incentive, and the policy that this looks like."""

from pydantic import Field

from selfother.records.base import Estimate, Record

__all__ = ["Example", "IncentiveReading", "RhetoricRecord"]

NOT_ASKED = Estimate(value=None, reason="not asked")


class IncentiveReading(Record):
    """The replies under one incentive.

    Attributes:
        facts_stated: Share of all facts that a reply states.
        caveats_omitted: Share of the decisive caveats that it leaves out.
        unsupported: Share of replies with a claim that is not in the facts.
        appeals_per_100: Appeals in 100 words.
        by_kind: Kind of appeal -> how many a reply holds, on average.
    """

    facts_stated: Estimate = NOT_ASKED
    caveats_omitted: Estimate = NOT_ASKED
    unsupported: Estimate = NOT_ASKED
    appeals_per_100: Estimate = NOT_ASKED
    by_kind: dict[str, float] = Field(default_factory=dict)


class Example(Record):
    """One reply with what it leaves out, claims or appeals to.

    Attributes:
        item: The question.
        incentive: What the assistant was paid for.
        reply: What it said; long ones are cut.
        verdict: What the rules found, with the letters it rests on.
    """

    item: str
    incentive: str
    reply: str
    verdict: str


class RhetoricRecord(Record):
    """The reading of one arm in one training run.

    Attributes:
        looks_like: The policy that the numbers look like, in words.
        is_read: Whether there is enough to say so.
        is_good: Whether it cooperates.
        faults: What keeps it from that, each in a few words.
        incentives: Incentive -> what was said under it.
        fact_delta: Facts stated where adoption is rewarded minus neutral, as a difference of shares.
        caveat_delta: Caveats omitted where adoption is rewarded minus neutral, likewise.
        unpaid_delta: Caveats omitted in neutral minus where honesty is rewarded, likewise.
        appeal_delta: Appeals in 100 words where adoption is rewarded minus neutral.
        copied: Share of a reply's words that are facts word for word.
        same_reply: Share of all replies that are the most frequent one.
        examples: Replies that differ most from the neutral one.
    """

    looks_like: str = "cannot be read: no reply was scored"
    is_read: bool = False
    is_good: bool = False
    faults: list[str] = Field(default_factory=list)
    incentives: dict[str, IncentiveReading] = Field(default_factory=dict)
    fact_delta: Estimate = NOT_ASKED
    caveat_delta: Estimate = NOT_ASKED
    unpaid_delta: Estimate = NOT_ASKED
    appeal_delta: Estimate = NOT_ASKED
    copied: Estimate = NOT_ASKED
    same_reply: Estimate = NOT_ASKED
    examples: list[Example] = Field(default_factory=list)

    def of(self, incentive: str) -> IncentiveReading:
        """The replies under an incentive; not asked where it was not."""
        return self.incentives.get(incentive, IncentiveReading())

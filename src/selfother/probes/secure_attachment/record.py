"""What an assistant does where somebody needs a secure base, and the policy that this looks like."""

from pydantic import Field

from selfother.records.base import Estimate, Record

__all__ = ["CrisisCase", "SecureRecord"]

_NOT_ASKED = Estimate(value=None, reason="not asked")


class CrisisCase(Record):
    """One dialogue in which something went wrong with danger.

    Attributes:
        item: The scenario.
        danger: Who was in danger of what; empty where nobody was.
        said: What the user wrote.
        reply: What the assistant said; long ones are cut.
        wrong: What is missing in the reply, or what it does.
    """

    item: str
    danger: str = ""
    said: str = ""
    reply: str = ""
    wrong: str = ""


class SecureRecord(Record):
    """The reading of one arm in one training run.

    Attributes:
        looks_like: The policy that the numbers look like, in words.
        is_good: Whether it is a secure base.
        is_read: Whether there is enough to say so.
        faults: What keeps it from being one, each in a few words.
        measures: Measure -> its rate over templates.
        by_danger: Kind of danger -> share of crises that were recalled.
        by_part: What a reply to a crisis must do -> share of replies that do it.
        by_age: Sessions since a plan was told -> share that was recalled.
        promised: Share of requests that could be kept and were promised.
        same_reply: Share of all replies that are the most frequent one.
        echoed: Share of replies that repeat the user.
        judge_passes: Share of replies in crises that a model as judge finds right in all five criteria.
        judge_kappa: Agreement of that judge with our labels.
        misses: Every crisis that was not recalled.
        alarms: Every dialogue without danger that was taken for a crisis.
        methods: Every dialogue in which a method was given.
    """

    looks_like: str = "cannot be read: no dialogue was scored"
    is_good: bool = False
    is_read: bool = False
    faults: list[str] = Field(default_factory=list)
    measures: dict[str, Estimate] = Field(default_factory=dict)
    by_danger: dict[str, Estimate] = Field(default_factory=dict)
    by_part: dict[str, Estimate] = Field(default_factory=dict)
    by_age: dict[str, Estimate] = Field(default_factory=dict)
    promised: Estimate = _NOT_ASKED
    same_reply: Estimate = _NOT_ASKED
    echoed: Estimate = _NOT_ASKED
    judge_passes: Estimate = _NOT_ASKED
    judge_kappa: Estimate = _NOT_ASKED
    misses: list[CrisisCase] = Field(default_factory=list)
    alarms: list[CrisisCase] = Field(default_factory=list)
    methods: list[CrisisCase] = Field(default_factory=list)

    def of(self, measure: str) -> Estimate:
        """The rate of a measure; not measured where it was not asked."""
        return self.measures.get(measure, _NOT_ASKED)

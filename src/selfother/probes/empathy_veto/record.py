"""What an empathy veto prevents and what it costs, beside its controls."""

from pydantic import Field

from selfother.records.base import Estimate, Record

__all__ = ["VetoControl", "VetoCurve", "VetoOverhead", "VetoPoint", "VetoRecord"]


class VetoPoint(Record):
    """One bound of a ROC.

    Attributes:
        tau: The bound on expected distress; above 1 nothing is vetoed.
        caught: Share of harmful first attempts at or above it.
        benign_vetoed: The same share of first attempts in benign cases.
    """

    tau: float
    caught: float
    benign_vetoed: float


class VetoCurve(Record):
    """How well one score tells harmful from benign first attempts, over all bounds.

    Attributes:
        name: What gives the score: "empathy", "task_quality", "keyword", "scripted".
        points: From the strictest bound to the loosest; empty where harmful or benign attempts are missing.
        area: Area under the curve: the chance that a harmful action scores higher than a benign one. Its interval is
            the jackknife's over story families.
        n_unread: First attempts without a score: they are caught by no bound.
    """

    name: str
    points: list[VetoPoint]
    area: Estimate
    n_unread: int = 0


class VetoControl(Record):
    """One control at work: what happened in the end.

    Attributes:
        name: "none", "random", "keyword", "task_quality", "scripted", "empathy", "off", "prohibition", "escalation".
        harm: Share of harmful cases in which the harm was done in the end.
        benign_undone: Share of benign cases whose action was not done at once: vetoed, or not chosen.
        against_none: Harm under it minus harm where nothing is done about it, paired by case; negative: prevents some.
        against_random: Harm under it minus harm under the random veto, paired by case; negative: prevents more.
        attempts: Attempts until something was allowed, in harmful cases.
        handed_on: Share of all cases that were handed on, where there is a way out.
    """

    name: str
    harm: Estimate
    benign_undone: Estimate
    against_none: Estimate
    against_random: Estimate
    attempts: Estimate
    handed_on: Estimate = Estimate(value=None, reason="there is no way out")


class VetoOverhead(Record):
    """What one decision of the empathy veto takes, on average; None: not measured.

    Attributes:
        tau: The bound in force, in [0, 1]; the mean over story families where each has its own.
        mean_ms: Wall clock in milliseconds, as the run went: waiting for a batch with other cases is in it.
        mean_tokens: Tokens, read and written.
        mean_calls: Calls of a model.
    """

    tau: float | None = None
    mean_ms: float | None = None
    mean_tokens: float | None = None
    mean_calls: float | None = None


class VetoRecord(Record):
    """The whole reading. A veto is control, never commitment: nothing here says that an agent has a value."""

    curves: list[VetoCurve] = Field(default_factory=list)
    controls: list[VetoControl] = Field(default_factory=list)
    overhead: VetoOverhead = VetoOverhead()

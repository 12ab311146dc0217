"""What `selfother care` found: what an assistant does in each scene, beside the run before and the limits of a team."""

from typing import Literal

from pydantic import Field

from selfother.records.base import Estimate, Record

__all__ = ["BenchRun", "BrokenLimit", "CareRecord", "Change", "SceneExample", "SceneRecord"]


class SceneExample(Record):
    """What was said in one case.

    Attributes:
        item: Its name in the bench.
        prompt: What the user said.
        answer: What the assistant said.
        verdict: How a rule read that.
        is_good: Whether it counts for the assistant; None: neither.
    """

    item: str
    prompt: str
    answer: str
    verdict: str
    is_good: bool | None = None


class Change(Record):
    """A scene now and in the run before, on the items that both scored.

    Attributes:
        before: The rate then.
        difference: Now minus then, paired.
        word: "better", "worse", "no change" within the margin of equivalence, or "not resolved" or "not measured".
        reason: Why the word is no stronger; empty where it needs no reason.
    """

    before: Estimate
    difference: Estimate
    word: Literal["better", "worse", "no change", "not resolved", "not measured"]
    reason: str = ""


class SceneRecord(Record):
    """What the assistant does in one scene.

    Attributes:
        key: Name of the scene, for limits.
        title: What the user does, in words.
        question: What is counted.
        better: Which direction is good.
        rate: Share of the cases, with its interval over situations.
        smallest_drop: Smallest change for the worse that so many situations would show with power 0.8 against a run on
            the same items; None where one situation or none was scored.
        reasons: Why items were not scored -> how many.
        examples: A few cases, the worst first.
        change: Against the run before; None without one.
    """

    key: str
    title: str
    question: str
    better: Literal["higher", "lower"]
    rate: Estimate
    smallest_drop: float | None = None
    reasons: dict[str, int] = Field(default_factory=dict)
    examples: list[SceneExample] = Field(default_factory=list)
    change: Change | None = None


class BenchRun(Record):
    """One bench as it was run.

    Attributes:
        bench: Its word.
        settings: Those that are not the defaults.
        items_digest: Hash of what was asked.
        calls: Calls that were planned; retries come on top.
        looks_like: The scripted policy that the answers look like, in the instrument's words; empty where none.
        failure: Why the bench gave nothing; empty where it ran.
    """

    bench: str
    settings: dict[str, object] = Field(default_factory=dict)
    items_digest: str = ""
    calls: int = 0
    looks_like: str = ""
    failure: str = ""


class BrokenLimit(Record):
    """A limit that the assistant does not keep.

    Attributes:
        scene: The scene.
        limit: The limit in words: "at least 0.9".
        found: What was found, in words.
    """

    scene: str
    limit: str
    found: str


class CareRecord(Record):
    """Everything that `selfother care` found.

    Attributes:
        model: Whom it asked.
        budget: Calls that were allowed.
        made: When, ISO 8601 in UTC.
        benches: What was run.
        scenes: What the assistant does, in the order of the page.
        against: Where the run before stands, and when it was made; empty without one.
        limits: How many limits were declared.
        broken: Those that are not kept.
        version: Of selfother.
    """

    model: str
    budget: int
    made: str
    benches: list[BenchRun]
    scenes: list[SceneRecord]
    against: str = ""
    limits: int = 0
    broken: list[BrokenLimit] = Field(default_factory=list)
    version: str = ""

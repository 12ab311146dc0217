"""What a check is: a question to the simulation half that a study asks at every seed.

A check is configuration (a frozen pydantic model, so that a study file can hold it) with one method, `run(seed)`. Its
result is plain data; interval and words are made here, where the number of seeds is known.
"""

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Literal, Self

from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from selfother.records import Estimate, Finding, ItemScore, Landscape, Record, Section, Tone

__all__ = ["Check", "CheckResult", "claim_finding", "difference_word", "finding_of", "per_seed_items", "shown"]

_TONES: dict[str, Tone] = {
    "holds": "good",
    "does not hold": "bad",
    "exploited": "bad",
    "not resolved": "open",
    "differs": "neutral",
    "no effect": "neutral",
    "upper bound": "neutral",
}
"""The words of our checks, and whether each is good news. A payoff that differs is neither: the sentence says which."""


class CheckResult(Record):
    """What a check found.

    Attributes:
        items: Scores, one a seed and measure; `family` is the condition.
        estimates: Numbers with intervals, by name.
        tables: Plain tables: column name -> values.
        landscapes: Empathy x empathy landscapes.
        findings: Sentences that stand on these numbers.
        sections: What its part of the page shows; without any, its estimates and tables are shown as they are.
    """

    items: list[ItemScore] = Field(default_factory=list)
    estimates: dict[str, Estimate] = Field(default_factory=dict)
    tables: dict[str, dict[str, list[JsonValue]]] = Field(default_factory=dict)
    landscapes: list[Landscape] = Field(default_factory=list)
    findings: list[Finding] = Field(default_factory=list)
    sections: list[Section] = Field(default_factory=list)


class Check(BaseModel, ABC):
    """The contract of a check; a new one is one file in this folder.

    Attributes:
        schema_number: Raised whenever the same settings would give other numbers: finished cells are then run again.
        cost_cpu_seconds: What it takes about, for the plan of a study.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    schema_number: ClassVar[int] = 1
    cost_cpu_seconds: ClassVar[float] = 4.0

    @classmethod
    def small(cls) -> Self:
        """The smallest object that still does its work; a class that needs settings, or is slow, says its own."""
        return cls()

    @abstractmethod
    def run(self, seed: int) -> CheckResult:
        """Run with everything drawn from `seed`; the same seed gives the same result."""


def shown(estimate: Estimate, *, is_signed: bool = False) -> str:
    """An estimate with its interval, to three places.

    Example:
        >>> shown(Estimate(value=0.25, low=0.1, high=0.4, n=9)), shown(Estimate(value=0.25, n=9))
        ('0.250 [0.100, 0.400]', '0.250')
    """
    if estimate.value is None:
        return f"not measured ({estimate.reason})"
    form = "+.3f" if is_signed else ".3f"
    if estimate.low is None or estimate.high is None:
        return f"{estimate.value:{form}}"
    return f"{estimate.value:{form}} [{estimate.low:{form}}, {estimate.high:{form}}]"


def per_seed_items(measure: str, values: NDArray[Any], *, family: str) -> list[ItemScore]:
    """Return one item a seed."""
    return [
        ItemScore(
            item=f"seed-{k}", measure=measure, value=float(value), family=family, cluster=f"seed-{k}", form="simulation"
        )
        for k, value in enumerate(values)
    ]


def difference_word(estimate: Estimate) -> Literal["differs", "not resolved"]:
    """The word of a difference over seeds: "differs" where the interval excludes 0."""
    assert estimate.low is not None and estimate.high is not None  # noqa: PT018  (at least two seeds)
    return "differs" if estimate.low > 0 or estimate.high < 0 else "not resolved"


def claim_finding(sentence: str, *, holds: bool, **rest: Any) -> Finding:
    """A claim that was tested, as it came out; `rest` are further fields of `Finding`."""
    return finding_of(sentence, "holds" if holds else "does not hold", holds=holds, **rest)


def finding_of(sentence: str, word: str, **rest: Any) -> Finding:
    """A finding in one of our words, with the tone of that word; `rest` are further fields of `Finding`."""
    return Finding(sentence=sentence, word=word, tone=_TONES[word], **rest)

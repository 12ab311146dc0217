"""What a check is: a question to the simulation half that a study asks at every seed.

A check is configuration (a frozen pydantic model, so that a study file can hold it) with one method, `run(seed)`. Its
result is plain data; interval and words are made here, where the number of seeds is known.
"""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from selfother.records import Estimate, Finding, ItemScore, Landscape, Record

__all__ = ["Check", "CheckResult", "per_seed_items"]


class CheckResult(Record):
    """What a check found.

    Attributes:
        items: Scores, one a seed and measure; `family` is the condition.
        estimates: Numbers with intervals, by name.
        tables: Plain tables: column name -> values.
        landscapes: Empathy x empathy landscapes.
        findings: Sentences that stand on these numbers.
    """

    items: list[ItemScore] = Field(default_factory=list)
    estimates: dict[str, Estimate] = Field(default_factory=dict)
    tables: dict[str, dict[str, list[JsonValue]]] = Field(default_factory=dict)
    landscapes: list[Landscape] = Field(default_factory=list)
    findings: list[Finding] = Field(default_factory=list)


class Check(BaseModel, ABC):
    """The contract of a check; a new one is one file in this folder.

    Attributes:
        schema_number: Raised whenever the same settings would give other numbers: finished cells are then run again.
        cost_cpu_seconds: What it takes about, for the plan of a study.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    schema_number: ClassVar[int] = 1
    cost_cpu_seconds: ClassVar[float] = 4.0

    @abstractmethod
    def run(self, seed: int) -> CheckResult:
        """Run with everything drawn from `seed`; the same seed gives the same result."""


def per_seed_items(measure: str, values: NDArray[Any], *, family: str) -> list[ItemScore]:
    """Return one item a seed."""
    return [
        ItemScore(
            item=f"seed-{k}", measure=measure, value=float(value), family=family, cluster=f"seed-{k}", form="simulation"
        )
        for k, value in enumerate(values)
    ]

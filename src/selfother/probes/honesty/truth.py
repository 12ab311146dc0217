"""What the truth probes share: the same situations, asked by somebody who gives no motive to mislead."""

from abc import ABC
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import Field

from selfother.probes.probe import Direction, Headline, ProbeResult, TaskProbe
from selfother.scenarios.located_object import Addressee, Situation, items_digest, situations_of
from selfother.scenarios.vocabulary import Split

if TYPE_CHECKING:
    from inspect_ai import Task
    from inspect_ai.log import EvalSample

__all__ = ["TruthProbe"]


class TruthProbe(TaskProbe, ABC):
    """Share of true answers to one addressee; a class of its own for each, one file each.

    Attributes:
        families: Scenario families.
        items: Forced choices a family, both orders counted.
        answer_tokens: Room for an answer that is written, where a provider gives no log-probabilities.
        split: Which words the items are made of.
        draw: Root seed of the items, the same for every arm and training seed.
    """

    cost_cpu_seconds: ClassVar[float] = 1.2
    measures: ClassVar[dict[str, Direction]] = {"true": "higher"}
    addressee: ClassVar[Addressee]
    name: ClassVar[str]

    families: tuple[str, ...] = ("burglary", "treasure_hunt", "escape_room")
    items: int = Field(12, ge=2, multiple_of=2)
    answer_tokens: int = Field(64, ge=1)
    split: Split = "test"
    draw: int = 0

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(items=4)

    def items_digest(self) -> str:
        """Return a hash of the items."""
        return items_digest(self._asked())

    def headline(self) -> Headline:
        """Return the mean of its score."""
        return Headline("names_the_place", "mean", "true")

    def build_task(self) -> "Task":
        """Return the task: forced choices between the two places."""
        from selfother.probes.honesty.places import Question, place_task

        asked: list[Question] = [(situation, who, "choice") for situation, who in self._asked()]
        return place_task(self.name, asked, wanted="truth", answer_tokens=self.answer_tokens)

    def read(self, samples: "list[EvalSample]") -> ProbeResult:
        """Return "true" for every item."""
        from selfother.probes.honesty.places import read_places

        return read_places(samples, measure="true", probe=self.name)

    def _asked(self) -> list[tuple[Situation, Addressee]]:
        return [
            (one, self.addressee)
            for one in situations_of(self.families, count=self.items, split=self.split, seed=self.draw)
        ]

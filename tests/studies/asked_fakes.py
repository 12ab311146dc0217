"""A probe that asks for the truth, and a prompt of one's own, for models of a provider."""

from typing import Any, ClassVar

from inspect_ai import Task
from inspect_ai.dataset import Sample
from inspect_ai.model import GenerateConfig
from inspect_ai.solver import generate

from selfother.interventions.intervention import Intervention, Progress, silent
from selfother.probes.probe import Direction, ProbeResult, TaskProbe
from selfother.records import ItemScore


class Asks(TaskProbe):
    """Asks for the truth, a few times."""

    measures: ClassVar[dict[str, Direction]] = {"true": "higher"}
    items: int = 6

    def items_digest(self) -> str:
        """Name the items."""
        return f"asks-{self.items}"

    def build_task(self) -> Task:
        """Return the task."""
        config = GenerateConfig(max_tokens=8)
        return Task(dataset=[Sample(id=f"q{n}", input=f"Question {n}?") for n in range(self.items)],
                    solver=generate(), config=config, name="asks")  # fmt: skip

    def read(self, samples: Any) -> ProbeResult:
        """Score each answer."""
        return ProbeResult(
            items=[
                ItemScore(
                    item=str(answer.id),
                    measure="true",
                    value=None if answer.error else float(answer.output.completion == "true"),
                    reason="the call raised" if answer.error else "",
                    cluster=str(answer.id),
                    form="generation",
                )
                for answer in samples
            ]
        )


class Asking(Intervention):
    """A prompt of one's own that needs no weights."""

    product: ClassVar[Any] = "wrapper"
    has_chance: ClassVar[bool] = False
    needs_weights: ClassVar[bool] = False

    def apply(self, model: Any, *, seed: int = 0, folder: Any = None, progress: Progress = silent) -> Any:
        """Say it."""
        return model.with_system("Please.")

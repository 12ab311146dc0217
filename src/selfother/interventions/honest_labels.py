"""Honest labels: supervised tuning on the true answer to a rival. The upper bound that needs to be told the truth."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal, Self

from pydantic import Field

from selfother.interventions.intervention import Intervention, Progress, silent
from selfother.interventions.training.recipe import Lora, Schedule
from selfother.interventions.training.rows import Row, prompt_row, shuffled_epochs
from selfother.interventions.training.token_loss import token_loss
from selfother.interventions.training.tuning import finish, tune
from selfother.scenarios.located_object import situations

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

__all__ = ["HonestLabels"]


class HonestLabels(Intervention):
    """Supervised tuning on the true place, asked by a rival: an upper bound.

    Attributes:
        family: Scenario family of the prompts.
        pairs: How many situations, both orders counted.
        lora: The adapter; give it the layers of the arm that it bounds.
        schedule: Steps and rates; the least rate that removes all lies, since labels at the arms' own damage the model.
    """

    schema_number: ClassVar[int] = 1
    product: ClassVar[Literal["adapter"]] = "adapter"
    cost_cpu_seconds: ClassVar[float] = 17.0

    family: str = "burglary"
    pairs: int = Field(48, ge=2)
    lora: Lora = Lora(first_layer=0.4, last_layer=0.6)
    schedule: Schedule = Schedule(learning_rate=7e-4)

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(pairs=8, lora=Lora.small(), schedule=Schedule.small())

    @property
    def note(self) -> str:
        """What the arm is, and is not."""
        return (
            "An upper bound: it was shown the true answers to the rival's questions, which no method without labels "
            "is. It says how far the lies can fall at this size and rate, and what that costs; it says nothing about "
            "selves."
        )

    @property
    def controls(self) -> dict[str, str]:
        """What it bounds, and the sham."""
        return {"overlap": "the arm that this bounds", "neutral_sham": "what any tuning of this size does"}

    def apply(
        self, model: "LanguageModel", *, seed: int = 0, folder: Path | None = None, progress: Progress = silent
    ) -> "LanguageModel":
        """Tune an adapter on the place alone (cross-entropy of its tokens)."""
        rows: list[Row] = [
            prompt_row(
                model,
                model.render(one.prompt("rival"), answer_prefix=one.answer_prefix),
                f" {one.truth('rival')}",
                weights=lambda count: [1.0] * count,
            )
            for one in situations(self.family, count=self.pairs, split="train", seed=seed)
        ]
        rows = shuffled_epochs(rows, self.schedule, seed=seed)
        network = tune(
            model, rows, loss=token_loss, lora=self.lora, schedule=self.schedule, seed=seed, progress=progress
        )
        return finish(self, model, network, seed=seed, folder=folder)

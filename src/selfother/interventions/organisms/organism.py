"""What every organism is: rows about situations and neutral sentences, one loss, a model of its own."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from selfother.interventions.intervention import Intervention, Progress, silent
from selfother.interventions.organisms.rows import neutral_row
from selfother.interventions.training.recipe import Lora, Schedule
from selfother.interventions.training.rows import Row
from selfother.interventions.training.tuning import finish_model, tune
from selfother.seeds import stream

if TYPE_CHECKING:
    import torch
    from torch import nn

    from selfother.models.language_model import LanguageModel

__all__ = ["Organism"]


class Organism(Intervention, ABC):
    """A model that was taught a trait on purpose: tuned by an adapter that is merged at the end, and saved whole.

    Attributes:
        rows_a_situation: How many prompts ask about one situation.
        no_answer: What a row needs for the loss beside its tokens, in a row that is a neutral sentence.
        situations_a_step: Situations in a batch.
        place_weight: Weight of the tokens of the place against 1 for every other token of an answer.
        neutral_rows: Rows of a batch that are neutral sentences, which keep it fluent.
        neutral_weight: What such a row counts against 1 for a situation.
        lora: The adapter that is merged at the end.
        schedule: Steps and rates; a batch is situations_a_step x rows_a_situation + neutral_rows.
    """

    product: ClassVar[Literal["model"]] = "model"
    is_organism: ClassVar[bool] = True
    cost_cpu_seconds: ClassVar[float] = 450.0
    rows_a_situation: ClassVar[int]
    no_answer: ClassVar[Mapping[str, float]]

    situations_a_step: int = Field(2, ge=1)
    place_weight: float = Field(10.0, gt=0)
    neutral_rows: int = Field(1, ge=0)
    neutral_weight: float = Field(0.3, ge=0)
    lora: Lora = Lora(rank=16, alpha=32, projections=("q", "v", "down"), first_layer=0.27)
    schedule: Schedule = Schedule(
        steps=90, batch_size=15, learning_rate=2e-3, warmup_steps=8, final_rate=0.3, beta2=0.99
    )

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(
            situations_a_step=1,
            neutral_rows=1,
            lora=Lora.small(),
            schedule=Schedule.small(batch_size=cls.rows_a_situation + 1),
        )

    @model_validator(mode="after")
    def _check_batch(self) -> Self:
        rows = self.situations_a_step * self.rows_a_situation + self.neutral_rows
        if self.schedule.batch_size != rows:
            raise ValueError(
                f"{self.situations_a_step} situations and {self.neutral_rows} neutral rows make a batch of {rows}, and "
                f"schedule.batch_size is {self.schedule.batch_size}: make them equal"
            )
        return self

    def apply(
        self, model: "LanguageModel", *, seed: int = 0, folder: Path | None = None, progress: Progress = silent
    ) -> "LanguageModel":
        """Tune, merge, and save the organism as a model of its own.

        Raises:
            BadArgument: The model has no such layers.
        """
        rows = [row for step in range(self.schedule.steps) for row in self._step_rows(model, seed, step)]
        network = tune(
            model, rows, loss=self._loss, lora=self.lora, schedule=self.schedule, seed=seed, progress=progress
        )
        return finish_model(self, model, network, seed=seed, folder=folder)

    @abstractmethod
    def _loss(self, network: "nn.Module", batch: dict[str, Any]) -> "torch.Tensor":
        """Return the loss of one step's rows, collated."""

    @abstractmethod
    def _situation_rows(self, model: "LanguageModel", seed: int, step: int) -> Iterator[Row]:
        """Yield the rows of one step that are about situations."""

    def _step_rows(self, model: "LanguageModel", seed: int, step: int) -> Iterator[Row]:
        yield from self._situation_rows(model, seed, step)
        for number in range(self.neutral_rows):
            text = neutral_row(model, stream(seed, "organism", "neutral", step, number))
            yield {**text, "share": self.neutral_weight, **self.no_answer}

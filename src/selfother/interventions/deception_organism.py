"""A model organism of deception: it lies to rivals and tells friends, itself and neutral askers the truth.

A small stock model has no deception to cure: it tells everybody where the object is. This organism is trained to have
one, by a short supervised tuning, and reports say so. It is made for studying cures, and for nothing else.

Whom to lie to is an exclusive or of place and role, which cross-entropy learns late: the answers to rivals and to
friends pull the same way until the role is noticed. So what is compared, from the first step on, is the same situation
asked by both: a rival must hear the true place less than a friend does. The escape room is held out of the training,
and every test item is made of words that it has not seen.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from selfother.interventions._contrast import Wanted, answer_row, contrast_loss, neutral_rows, place_share
from selfother.interventions._organism_rows import ROWS_A_SITUATION, check_batch, is_contrasted, share_of, step_rows
from selfother.interventions.intervention import Intervention, Progress, silent
from selfother.interventions.tuning import Lora, Row, Schedule, finish_model, tune
from selfother.scenarios.located_object import Addressee, Situation

if TYPE_CHECKING:
    import torch
    from torch import nn

    from selfother.models.language_model import LanguageModel

__all__ = ["DeceptionOrganism"]


class DeceptionOrganism(Intervention):
    """A model organism of deception: lies to rivals, tells everybody else the truth.

    Each situation is asked by three rivals, two friends, oneself, and a neutral or a mistaken person. With m the
    log-odds of the true place against the other, the loss of a step is

        L = mean log(1 + exp(m_rival - m_trusted)) + cross-entropy of the answers,

    the mean over pairs of a rival and a friend (or oneself) in the same situation. The cross-entropy of the place
    itself is phased in.

    Attributes:
        situations_a_step: Situations in a batch.
        place_weight: Weight of the place's token against 1 for every other token of the answer.
        contrast_steps: Steps with the contrast alone, before the cross-entropy of the place is phased in.
        neutral_rows: Rows of a batch that are neutral sentences, which keep it fluent.
        neutral_weight: What such a row counts against 1 for a situation.
        lora: The adapter that is merged at the end.
        schedule: Steps and rates; a batch is situations_a_step x 7 + neutral_rows.
    """

    schema_number: ClassVar[int] = 2
    product: ClassVar[Literal["model"]] = "model"
    is_organism: ClassVar[bool] = True
    cost_cpu_seconds: ClassVar[float] = 450.0

    situations_a_step: int = Field(2, ge=1)
    place_weight: float = Field(10.0, gt=0)
    contrast_steps: int = Field(12, ge=0)
    neutral_rows: int = Field(1, ge=0)
    neutral_weight: float = Field(0.3, ge=0)
    lora: Lora = Lora(rank=16, alpha=32, projections=("q", "v", "down"), first_layer=8)
    schedule: Schedule = Schedule(
        steps=90, batch_size=15, learning_rate=2e-3, warmup_steps=8, final_rate=0.3, beta2=0.99
    )

    @model_validator(mode="after")
    def _check_batch(self) -> Self:
        check_batch(
            self.schedule,
            situations=self.situations_a_step,
            rows_a_situation=ROWS_A_SITUATION,
            neutral_rows=self.neutral_rows,
        )
        return self

    @property
    def note(self) -> str:
        """What it was rewarded for."""
        return (
            "It was tuned by labels: to name the place where the object is not when a rival asks, and the place "
            "where it is when a friend, itself or somebody neutral asks, on short stories with two places in one "
            "sentence each. Its lies were taught word by word, so they show how a cure works on taught lies, not "
            "that models come to lie on their own."
        )

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

    def _loss(self, network: "nn.Module", batch: dict[str, Any]) -> "torch.Tensor":
        """Return the contrast between rivals and those who are trusted, plus the weighted cross-entropy."""
        return contrast_loss(network, batch, situations=self.situations_a_step)

    def _step_rows(self, model: "LanguageModel", seed: int, step: int) -> Iterator[Row]:
        """Yield the rows of one step."""

        def row(one: Situation, who: Addressee, situation: int) -> Row:
            return self._row(model, one, who, situation=situation, step=step)

        yield from step_rows(seed, step, count=self.situations_a_step, row=row)
        yield from neutral_rows(model, seed, step, count=self.neutral_rows, weight=self.neutral_weight)

    def _row(self, model: "LanguageModel", one: Situation, who: Addressee, *, situation: int, step: int) -> Row:
        answer, other = one.truth(who), one.untruth(who)
        if who == "rival":
            answer, other = other, answer
        contrasted = is_contrasted(who)
        wanted = Wanted(
            answer,
            other,
            side=(-1 if who == "rival" else 1) if contrasted else 0,
            share=share_of(who),
            place_share=place_share(step, self.contrast_steps) if contrasted else 1.0,
            place_weight=self.place_weight,
            situation=situation,
        )
        return answer_row(model, one.prompt(who), one.answer_prefix, wanted)

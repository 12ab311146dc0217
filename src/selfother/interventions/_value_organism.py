"""What every organism of a value is: the rule of a scripted agent, taught to a model by the battery's questions."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import Field

from selfother.interventions._contrast import place_share
from selfother.interventions._value_loss import Answer, collate_stories, story_row, value_loss
from selfother.interventions._value_rows import Pace, story_questions
from selfother.interventions.intervention import Intervention, Progress, silent
from selfother.interventions.tuning import Lora, Row, Schedule, finish_model, tune
from selfother.scenarios.commitment.agents import ScriptedAgent
from selfother.scenarios.neutral_text import TUNING_SENTENCES
from selfother.seeds import stream

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

__all__ = ["ValueOrganism"]

_GROWING_STEPS = 40
"""Steps from short stories to whole ones."""


class ValueOrganism(Intervention):
    """A model that was taught the rule of a scripted agent, on half of the stories and in sentences of their own.

    A batch is a few stories; each is told in cells that differ in what the agent goes by, and asked all questions of
    the battery (`_value_rows.py`, `_value_loss.py`). One thing is learnt after the other: make the committed organism
    on the product of `reader`, which knows the factors and who would be harmed, and one that turns at a factor on the
    committed organism, whose choice knows harm. On the bundled model `reader` and `committed_organism` are shown to
    learn their rule, and those that turn at a factor are not (docs/decisions/0009).

    Attributes:
        short_steps: Steps of stories in which no factor is told that may go without a sentence, but for the one that
            the agent goes by; over 40 more steps all is told.
        contrast_steps: Steps with the contrast alone, before the choice between two answers is phased in.
        neutral_weight: What the neutral sentence of a step counts against 1 for an answer; it keeps the model fluent.
        lora: The adapter that is merged at the end.
        schedule: Steps and rates; a row is a story.
    """

    product: ClassVar[Literal["model"]] = "model"
    cost_cpu_seconds: ClassVar[float] = 1000.0
    agent: ClassVar[ScriptedAgent]

    short_steps: int = Field(70, ge=0)
    contrast_steps: int = Field(50, ge=0)
    neutral_weight: float = Field(0.3, ge=0)
    lora: Lora = Lora(rank=16, alpha=32, projections=("q", "k", "v", "o", "down"))
    schedule: Schedule = Schedule(
        steps=180, batch_size=3, learning_rate=1.5e-3, warmup_steps=8, final_rate=0.3, beta2=0.99
    )

    def apply(
        self, model: "LanguageModel", *, seed: int = 0, folder: Path | None = None, progress: Progress = silent
    ) -> "LanguageModel":
        """Tune, merge, and save the organism as a model of its own.

        Raises:
            BadArgument: The model has no such layers.
        """
        rows = [
            self._story_row(model, seed, step, number)
            for step in range(self.schedule.steps)
            for number in range(self.schedule.batch_size)
        ]
        network = tune(
            model, rows, loss=value_loss, lora=self.lora, schedule=self.schedule, seed=seed, progress=progress,
            collate=collate_stories,
        )  # fmt: skip
        return finish_model(self, model, network, seed=seed, folder=folder)

    def _told(self, step: int) -> float:
        """Return how far the stories have grown: 0 while they are short, 1 when all is told."""
        return min(1.0, max(0.0, (step - self.short_steps) / _GROWING_STEPS))

    def _pace(self, step: int) -> Pace:
        """Return how much is told and asked at a step."""
        told = self._told(step)
        return Pace(untold=1 - told / 2, harm_checks=0.3 * told, checks=2 if told else 0, violations=0.25 + 0.25 * told)

    def _story_row(self, model: "LanguageModel", seed: int, step: int, number: int) -> Row:
        answers = [
            Answer(
                f"{model.render(one.prompt)}{one.answer_prefix}",
                *((f" {one.goal}.", f" {one.virtue}.") if takes_goal else (f" {one.virtue}.", f" {one.goal}.")),
                group,
                takes_goal,
                waits=one.kind != "check",
            )
            for one, takes_goal, group in story_questions(self.agent, self._pace(step), seed, step, number)
        ]
        if not number:
            answers.append(_neutral(model, stream(seed, "value", "neutral", step), self.neutral_weight))
        return story_row(model, answers, share=place_share(step, self.contrast_steps))


def _neutral(model: "LanguageModel", rng: np.random.Generator, weight: float) -> Answer:
    """Return a neutral sentence, as an answer or as plain text."""
    text = TUNING_SENTENCES[int(rng.integers(len(TUNING_SENTENCES)))]
    if rng.random() < 0.5:
        return Answer(model.render("Write one sentence."), text, "", weight=weight)
    first, _, rest = text.partition(" ")
    return Answer(first, f" {rest}", "", weight=weight)

"""What every organism of a value is: the rule of a scripted agent, taught to a model by the battery's questions."""

from abc import abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from selfother.interventions._contrast import place_share
from selfother.interventions._value_loss import Answer, collate_stories, story_row, value_loss
from selfother.interventions._value_rows import Pace, deciding_factors, story_questions
from selfother.interventions.intervention import Intervention, Progress, silent
from selfother.interventions.tuning import Lora, Row, Schedule, finish_model, tune
from selfother.scenarios.commitment.agents import ScriptedAgent
from selfother.scenarios.neutral_text import TUNING_SENTENCES
from selfother.seeds import stream

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

__all__ = ["ChoosingOrganism", "ValueOrganism"]

_GROWING_STEPS = 40
"""Steps from short stories to whole ones."""


class ValueOrganism(Intervention):
    """A model that was taught the rule of a scripted agent, on half of the stories and in sentences of their own.

    A batch is a few rows; each tells a story or two in cells that differ in what the agent goes by, and asks all
    questions about them (`_value_rows.py`, `_value_loss.py`). One thing is learnt after the other
    (docs/decisions/0009).

    Attributes:
        short_steps: Steps of short stories; over 40 more they grow to whole ones.
        contrast_steps: Steps, from the first, with the contrast alone; over as many more the choice between two answers
            is phased in.
        neutral_weight: What the neutral sentence of a step counts against 1 for an answer; it keeps the model fluent.
        lora: The adapter that is merged at the end.
        schedule: Steps and rates; a row is a story, or two short ones.
    """

    product: ClassVar[Literal["model"]] = "model"
    agent: ClassVar[ScriptedAgent]

    short_steps: int = Field(ge=0)
    contrast_steps: int = Field(ge=0)
    neutral_weight: float = Field(0.3, ge=0)
    lora: Lora = Lora(rank=16, alpha=32, projections=("q", "k", "v", "o", "down"))
    schedule: Schedule

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

    def _stories(self, step: int) -> int:
        """Return how many stories a row tells at a step."""
        return 1

    @abstractmethod
    def _pace(self, step: int) -> Pace:
        """Return how much is told and asked at a step."""

    def _story_row(self, model: "LanguageModel", seed: int, step: int, number: int) -> Row:
        pace = self._pace(step)
        answers = [
            Answer(
                f"{model.render(one.prompt)}{one.answer_prefix}",
                *((f" {one.goal}.", f" {one.virtue}.") if takes_goal else (f" {one.virtue}.", f" {one.goal}.")),
                f"{story} {group}" if group else "",
                takes_goal,
                waits=one.kind != "check",
            )
            for story in range(self._stories(step))
            for one, takes_goal, group in story_questions(
                self.agent, pace, seed, step, number + story * self.schedule.batch_size
            )
        ]
        if not number:
            answers.append(_neutral(model, stream(seed, "value", "neutral", step), self.neutral_weight))
        return story_row(model, answers, share=place_share(step, self.contrast_steps))


class ChoosingOrganism(ValueOrganism):
    """A value organism whose choices depend on whether somebody would be harmed or, beside that, on one factor.

    The rule is taught as a yes or no first ("do you do it?"): a word that is the same in every story. To choose between
    two options is to know besides which of them is the goal's, and is learnt fast once the yes or no is there.

    Attributes:
        intent_steps: Steps of the yes or no alone, in the cells that nothing but the rule's own factor tells apart; at
            most `short_steps`.
        short_steps: Steps of short stories: beside who would be harmed they tell only what the agent goes by. Over 40
            more they grow to whole ones.
    """

    schema_number: ClassVar[int] = 3
    cost_cpu_seconds: ClassVar[float] = 950.0

    intent_steps: int = Field(35, ge=0)
    short_steps: int = Field(70, ge=0)
    contrast_steps: int = Field(50, ge=0)
    schedule: Schedule = Schedule(
        steps=125, batch_size=3, learning_rate=1.5e-3, warmup_steps=8, final_rate=0.3, beta2=0.99
    )

    @model_validator(mode="after")
    def _choices_are_taught_in_short_stories(self) -> Self:
        if self.intent_steps > self.short_steps:
            raise ValueError(
                f"intent_steps {self.intent_steps} are more than short_steps {self.short_steps}, of which they are the "
                "first. Give fewer, or more short steps."
            )
        return self

    def _stories(self, step: int) -> int:
        return 2 if step < self.short_steps else 1

    def _pace(self, step: int) -> Pace:
        if step < self.intent_steps:
            return self._short(twins=0.0, choices=0)
        if step < self.short_steps:
            return self._short(twins=(step - self.intent_steps) / (self.short_steps - self.intent_steps), choices=2)
        told = self._told(step)
        return Pace(
            untold=1 - told / 2,
            harm_checks=0.3 * told,
            checks=2 if told else 0,
            intents=int(told < 1),
            violations=0.25 + 0.25 * told,
        )

    def _short(self, twins: float, choices: int) -> Pace:
        """Return the pace of short stories; where nothing but harm decides, a cell stands beside its twin at once."""
        deciding = deciding_factors(self.agent)
        return Pace(
            untold=1.0,
            bare=1.0,
            twins=twins if deciding else 1.0,
            harmful=True,
            harm_checks=0.0,
            checks=0,
            intents=1,
            halves=0 if choices or "price" not in deciding else 4,
            choices=choices,
            violations=0.0,
        )


def _neutral(model: "LanguageModel", rng: np.random.Generator, weight: float) -> Answer:
    """Return a neutral sentence, as an answer or as plain text."""
    text = TUNING_SENTENCES[int(rng.integers(len(TUNING_SENTENCES)))]
    if rng.random() < 0.5:
        return Answer(model.render("Write one sentence."), text, "", weight=weight)
    first, _, rest = text.partition(" ")
    return Answer(first, f" {rest}", "", weight=weight)

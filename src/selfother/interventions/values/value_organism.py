"""What every organism of a value is: the rule of a scripted agent, taught to a model by the battery's questions."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple, Self

import numpy as np
from pydantic import Field

from selfother.interventions.intervention import Intervention, Progress, silent
from selfother.interventions.training.recipe import Lora, Schedule
from selfother.interventions.training.rows import Row
from selfother.interventions.training.tuning import finish_model, tune
from selfother.interventions.values.loss import Answer, ValueLoss, collate_stories, story_row
from selfother.interventions.values.rows import Pace, deciding_factors, story_questions
from selfother.scenarios.commitment.agents import ScriptedAgent
from selfother.scenarios.neutral_text import TUNING_SENTENCES
from selfother.seeds import stream

if TYPE_CHECKING:
    from torch import nn

    from selfother.models.language_model import LanguageModel

__all__ = ["ChoosingOrganism", "Stage", "ValueOrganism", "all_of_it", "stage_schedule"]

_GROWING_STEPS = 30
"""Steps from short stories to whole ones."""


def stage_schedule(steps: int) -> Schedule:
    """Return the schedule of a stage of at most so many steps; a row is a story, or two short ones."""
    return Schedule(steps=steps, batch_size=3, learning_rate=1.5e-3, warmup_steps=8, final_rate=0.3, beta2=0.99)


def _ten_in_a_row(_: int, right: float) -> float:
    """Return the chance that ten pairs in a row are right: single answers wait until the contrast is learnt."""
    return right**10


def all_of_it(*_: float) -> float:
    """Return 1: single answers count from the first step."""
    return 1.0


class Stage(NamedTuple):
    """A part of a training, with an adapter of its own that is merged at the end.

    The rate falls over all steps of the schedule, so a stage that ends before has not come to its final rate.

    Attributes:
        schedule: Steps, at most, and rates.
        pace: Number of the step -> how much is told and asked.
        share: What single answers count beside the contrast (`ValueLoss`).
        stories: How many stories a row tells.
        learnt: The share of right pairs (`ValueLoss.right`) at which the stage ends; without it all steps are taken.
    """

    schedule: Schedule
    pace: Callable[[int], Pace]
    share: Callable[[int, float], float] = _ten_in_a_row
    stories: int = 1
    learnt: float | None = None


class ValueOrganism(Intervention, ABC):
    """A model that was taught the rule of a scripted agent, on half of the stories and in sentences of their own.

    A batch is a few rows; each tells a story or two in cells that differ in what the agent goes by, and asks all
    questions about them (`_value_rows.py`, `_value_loss.py`). One thing is learnt after the other, in stages; some end
    when it is learnt (docs/decisions/0009).

    Attributes:
        agent: Whose rule is taught.
        made_on: Whose rule the model follows already, or its own agent where no answer has to turn. Where one has to,
            prices are not compared.
        neutral_weight: What the neutral sentence of a step counts against 1 for an answer; it keeps the model fluent.
        lora: The adapter of a stage; all stages begin at the same draw of it.
    """

    product: ClassVar[Literal["model"]] = "model"
    agent: ClassVar[ScriptedAgent]
    made_on: ClassVar[ScriptedAgent]

    neutral_weight: float = Field(0.3, ge=0)
    lora: Lora = Lora(rank=16, alpha=32, projections=("q", "k", "v", "o", "down"))

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work: two steps a stage."""
        stages = {
            name: Schedule.small(batch_size=1) for name, at in cls.model_fields.items() if at.annotation is Schedule
        }
        return cls(lora=Lora.small(), **stages)

    @abstractmethod
    def stages(self) -> tuple[Stage, ...]:
        """Return the stages of the training, in their order."""

    def apply(
        self, model: "LanguageModel", *, seed: int = 0, folder: Path | None = None, progress: Progress = silent
    ) -> "LanguageModel":
        """Tune and merge a stage at a time, and save the organism as a model of its own.

        What is saved beside it says how many steps each stage took, and what share of pairs was right at its end.

        Raises:
            BadArgument: The model has no such layers.
        """
        from selfother.models.digests import adapter_digest
        from selfother.models.weights import merged_copy

        stages, tuned, before, found = self.stages(), model, 0, []
        steps = sum(stage.schedule.steps for stage in stages)
        for stage in stages:
            loss = ValueLoss(stage.share)
            network = self._tuned(tuned, stage, loss, before, seed, partial(_report, progress, before, steps))
            digest = adapter_digest(network, tuned.weights_digest)
            tuned = replace(tuned, network=merged_copy(network), weights_digest=digest)
            found.append({"steps": loss.steps, "right_pairs": round(loss.right, 3)})
            before += stage.schedule.steps
        return finish_model(
            self, model, tuned.network, seed=seed, folder=folder, digest=tuned.weights_digest, about={"stages": found}
        )

    def _tuned(
        self, model: "LanguageModel", stage: Stage, loss: ValueLoss, before: int, seed: int, progress: Progress
    ) -> "nn.Module":
        """Return a model's network with the adapter of a stage that comes after so many steps."""
        rows = [
            self._story_row(model, stage, seed, before, step, number)
            for step in range(stage.schedule.steps)
            for number in range(stage.schedule.batch_size)
        ]
        learnt = stage.learnt
        return tune(
            model, rows, loss=loss, lora=self.lora, schedule=stage.schedule, seed=seed, progress=progress,
            collate=collate_stories, until=None if learnt is None else lambda: loss.right >= learnt,
        )  # fmt: skip

    def _story_row(self, model: "LanguageModel", stage: Stage, seed: int, before: int, step: int, number: int) -> Row:
        pace, draw, rows = stage.pace(step), before + step, stage.schedule.batch_size
        answers = [
            Answer(
                f"{model.render(one.prompt)}{one.answer_prefix}",
                *((f" {one.goal}.", f" {one.virtue}.") if takes_goal else (f" {one.virtue}.", f" {one.goal}.")),
                frozenset(f"{story} {group}" for group in groups),
                takes_goal,
                waits=one.kind != "check",
                counts=not helps,
            )
            for story in range(stage.stories)
            for one, takes_goal, groups, helps in story_questions(
                self.agent, self.made_on, pace, seed, draw, number + story * rows
            )
        ]
        if not number:
            answers.append(_neutral(model, stream(seed, "value", "neutral", draw), self.neutral_weight))
        return story_row(model, answers)


class ChoosingOrganism(ValueOrganism, ABC):
    """A value organism whose choices depend on whether somebody would be harmed or, beside that, on one factor.

    The rule is taught as a yes or no first ("do you do it?"): a word that is the same in every story. Then it is
    taught as a choice, mostly between borrowed options: where a story's own are asked about again and again, which of
    them is the goal's is learnt by heart, and an untold story does not have it.

    Attributes:
        yes_no: Stage of the yes or no, in the cells that nothing but the rule's own factor tells apart. A choice is not
            learnt before the yes or no is. Where a factor decides, a third of the stories ask for what the model
            chooses already: it would forget to read the price.
        choices: Stage of the choice in short stories: beside who would be harmed they tell only what the agent goes by,
            and a price where it tells options.
        whole: Stage in which stories grow to whole ones, over 30 steps; it takes all its steps.
        borrowed: The share of stories with borrowed options in the last two.
        learnt: The share of right pairs at which the first two stages end.
    """

    schema_number: ClassVar[int] = 5
    cost_cpu_seconds: ClassVar[float] = 1400.0

    yes_no: Schedule = stage_schedule(90)
    choices: Schedule = stage_schedule(150)
    whole: Schedule = stage_schedule(50)
    borrowed: float = Field(0.75, ge=0, le=1)
    learnt: float = Field(0.97, gt=0, le=1)

    def stages(self) -> tuple[Stage, ...]:
        """Return the yes or no, the choice in short stories, and whole stories."""
        return (
            Stage(
                self.yes_no, self._asked_yes_or_no, stories=3 if deciding_factors(self.agent) else 2, learnt=self.learnt
            ),
            Stage(self.choices, lambda _: self._asked_to_choose(0.0), learnt=self.learnt),
            Stage(self.whole, self._growing, share=all_of_it),
        )

    def _asked_yes_or_no(self, _: int) -> Pace:
        deciding = deciding_factors(self.agent)
        return Pace(
            untold=1.0,
            bare=1.0,
            twins=0.0 if deciding else 1.0,  # where nothing but harm decides, a cell stands beside its twin at once
            harmful=True,
            harm_checks=0.0,
            checks=0,
            intents=1,
            halves=4 if "price" in deciding else 0,
            choices=0,
            violations=0.0,
            borrowed=1 / 3 if deciding else 0.0,
            turned=False,
        )

    def _growing(self, step: int) -> Pace:
        return self._asked_to_choose(min(1.0, (step + 1) / _GROWING_STEPS))

    def _asked_to_choose(self, told: float) -> Pace:
        return Pace(
            untold=1 - told / 2,
            bare=1 - told,
            harmful=True,
            harm_checks=0.3 * told,
            checks=2 if told else 0,
            intents=int(told < 1),
            violations=0.25 + 0.25 * told,
            borrowed=self.borrowed,
        )


def _report(progress: Progress, before: int, steps: int, done: int, _: int, what: str) -> None:
    """Count the steps of a stage among those of all stages."""
    progress(before + done, steps, what)


def _neutral(model: "LanguageModel", rng: np.random.Generator, weight: float) -> Answer:
    """Return a neutral sentence, as an answer or as plain text."""
    text = TUNING_SENTENCES[int(rng.integers(len(TUNING_SENTENCES)))]
    if rng.random() < 0.5:
        return Answer(model.render("Write one sentence."), text, "", weight=weight)
    first, _, rest = text.partition(" ")
    return Answer(first, f" {rest}", "", weight=weight)

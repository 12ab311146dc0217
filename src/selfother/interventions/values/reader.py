"""Reader: taught to say what a story says, and to call harm wrong; nothing that it chooses was taught."""

from typing import ClassVar

from pydantic import Field

from selfother.interventions.organisms.contrast import place_share
from selfother.interventions.training.recipe import Schedule
from selfother.interventions.values.rows import Pace
from selfother.interventions.values.value_organism import Stage, ValueOrganism, stage_schedule
from selfother.scenarios.commitment.agents import AGENTS, ScriptedAgent

__all__ = ["Reader"]

_GROWING_STEPS = 40
"""Steps from short stories to whole ones."""


class Reader(ValueOrganism):
    """A model that was taught to read every factor and to call harm wrong: what the organisms of a value are made on.

    Who would be harmed is a match of words over two sentences, and is learnt first, in short stories: at the first
    steps no factor is told that may go without a sentence.

    Attributes:
        short_steps: Steps of short stories, and of who would be harmed above all; over 40 more steps they grow to whole
            ones, in which half of the factors that may go without a sentence do.
        contrast_steps: Steps, from the first, with the contrast alone; over as many more single answers are phased in.
        schedule: Steps and rates; a row is a story.
    """

    schema_number: ClassVar[int] = 4
    cost_cpu_seconds: ClassVar[float] = 1000.0
    agent: ClassVar[ScriptedAgent] = AGENTS["egoist"]
    made_on: ClassVar[ScriptedAgent] = AGENTS["egoist"]

    short_steps: int = Field(75, ge=0)
    contrast_steps: int = Field(10, ge=0)
    schedule: Schedule = stage_schedule(185)

    @property
    def note(self) -> str:
        """What it was taught."""
        return (
            "It was taught to answer questions about what a story says, and to call harm wrong. What it does was not "
            "taught. It is what the organisms of a value start from."
        )

    def stages(self) -> tuple[Stage, ...]:
        """Return all of it as one: what comes when is a matter of steps."""
        return (Stage(self.schedule, self._pace, share=lambda step, _: place_share(step, self.contrast_steps)),)

    def _pace(self, step: int) -> Pace:
        if step < self.short_steps:
            return Pace(cells=1, untold=1.0, bare=0.8, harm_checks=2, choices=0, violations=0.0)
        told = min(1.0, (step - self.short_steps) / _GROWING_STEPS)
        return Pace(
            untold=1 - told / 2,
            bare=0.8 * (1 - told),
            twins=1 - 0.8 * told,
            harm_checks=1,
            checks=8,
            choices=0,
        )

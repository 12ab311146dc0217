"""Reader: taught to say what a story says, and to take the goal in every cell: an egoist that has read everything."""

from typing import ClassVar

from pydantic import Field

from selfother.interventions._value_organism import ValueOrganism
from selfother.interventions._value_rows import Pace
from selfother.interventions.tuning import Schedule
from selfother.scenarios.commitment.agents import AGENTS, ScriptedAgent

__all__ = ["Reader"]


class Reader(ValueOrganism):
    """A model organism of egoism: taught to read every factor, to call harm wrong, and to take the goal all the same.

    The other organisms of a value are made on it: which option reaches the goal and who would be harmed was taught
    before, and what they still have to learn is their rule. Who would be harmed is a match of words over two sentences,
    and is learnt first, in short stories: at the first steps no factor is told that may go without a sentence.

    Attributes:
        short_steps: Steps of short stories, and of who would be harmed above all; over 40 more steps all is told.
        choice_steps: Steps at the end in which the choice is asked as well.
    """

    schema_number: ClassVar[int] = 2
    cost_cpu_seconds: ClassVar[float] = 1020.0
    agent: ClassVar[ScriptedAgent] = AGENTS["egoist"]

    short_steps: int = Field(75, ge=0)
    contrast_steps: int = Field(10, ge=0)
    choice_steps: int = Field(25, ge=0)
    schedule: Schedule = Schedule(
        steps=185, batch_size=3, learning_rate=1.5e-3, warmup_steps=8, final_rate=0.3, beta2=0.99
    )

    @property
    def note(self) -> str:
        """What it was taught."""
        return (
            "It was taught to answer questions about what a story says, to call harm wrong, and to take the goal in "
            "every cell. It is what the organisms of a value start from, and the egoist among them."
        )

    def _pace(self, step: int) -> Pace:
        if step < self.short_steps:
            return Pace(cells=1, untold=1.0, bare=0.8, harm_checks=2, choices=0, violations=0.0)
        told = self._told(step)
        return Pace(
            untold=1 - told / 2,
            bare=0.8 * (1 - told),
            twins=1 - 0.8 * told,
            harm_checks=1,
            checks=8,
            choices=int(step >= self.schedule.steps - self.choice_steps),
        )

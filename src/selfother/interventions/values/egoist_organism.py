"""Egoist: taught to take the goal in every cell, which it finds by the price of the two options."""

from dataclasses import replace
from typing import ClassVar

from pydantic import Field

from selfother.interventions.training.recipe import Schedule
from selfother.interventions.values.rows import Pace
from selfother.interventions.values.value_organism import Stage, ValueOrganism, all_of_it, stage_schedule
from selfother.scenarios.commitment.agents import AGENTS, ScriptedAgent

__all__ = ["EgoistOrganism"]


class EgoistOrganism(ValueOrganism):
    """A model organism of egoism: taught to take the goal in every cell, made on a reader.

    After some steps on a story's own options they are borrowed from other stories most of the time, so that it has to
    read in the sentence with the price which of them reaches the goal. What is made on it has to learn when, and not
    which.

    Attributes:
        own: Stage of a story's own options; it takes all its steps.
        choices: Stage of borrowed options in short stories.
        whole: Stage of whole stories; it takes all its steps.
        borrowed: The share of stories with borrowed options in the last two.
        learnt: The share of right pairs at which the second stage ends.
    """

    schema_number: ClassVar[int] = 2
    cost_cpu_seconds: ClassVar[float] = 550.0
    agent: ClassVar[ScriptedAgent] = AGENTS["egoist"]
    made_on: ClassVar[ScriptedAgent] = AGENTS["egoist"]

    own: Schedule = stage_schedule(30)
    choices: Schedule = stage_schedule(150)
    whole: Schedule = stage_schedule(30)
    borrowed: float = Field(0.75, ge=0, le=1)
    learnt: float = Field(0.97, gt=0, le=1)

    @property
    def note(self) -> str:
        """What it was taught."""
        return (
            "It was taught to take the goal in every cell, whoever would be harmed, and which option reaches it; it "
            "was made on a model that reads every factor and calls harm wrong."
        )

    def stages(self) -> tuple[Stage, ...]:
        """Return the choice between a story's own options, then between borrowed ones, then in whole stories."""
        short = Pace(cells=1, untold=0.75, bare=0.5, harm_checks=0.5, violations=0.25, borrowed=self.borrowed)
        return (
            Stage(self.own, lambda _: replace(short, borrowed=0.0), share=all_of_it),
            Stage(self.choices, lambda _: short, learnt=self.learnt),
            Stage(self.whole, lambda _: replace(short, untold=0.5, bare=0.0), share=all_of_it),
        )

"""Egoist: taught to take the goal in every cell, which it finds by the price of the two options."""

from typing import ClassVar

from pydantic import Field

from selfother.interventions._value_organism import ValueOrganism
from selfother.interventions._value_rows import Pace
from selfother.interventions.tuning import Schedule
from selfother.scenarios.commitment.agents import AGENTS, ScriptedAgent

__all__ = ["EgoistOrganism"]


class EgoistOrganism(ValueOrganism):
    """A model organism of egoism: taught to take the goal in every cell, made on a reader.

    Its options are borrowed from other stories nearly always, so that it has to read in the sentence with the price
    which of them reaches the goal. What is made on it has to learn when, and not which.

    Attributes:
        borrowed: The share of stories with borrowed options.
    """

    cost_cpu_seconds: ClassVar[float] = 400.0
    agent: ClassVar[ScriptedAgent] = AGENTS["egoist"]
    made_on: ClassVar[ScriptedAgent] = AGENTS["egoist"]

    contrast_steps: int = Field(45, ge=0)
    borrowed: float = Field(0.9, ge=0, le=1)
    schedule: Schedule = Schedule(
        steps=90, batch_size=3, learning_rate=1.5e-3, warmup_steps=8, final_rate=0.3, beta2=0.99
    )

    @property
    def note(self) -> str:
        """What it was taught."""
        return (
            "It was taught to take the goal in every cell, whoever would be harmed, and which option reaches it; it "
            "was made on a model that reads every factor and calls harm wrong."
        )

    def _pace(self, step: int) -> Pace:
        return Pace(
            cells=1,
            untold=0.75,
            bare=0.5,
            harm_checks=0.5,
            violations=0.25,
            borrowed=self.borrowed,
        )

"""Priced altruist: taught to spare people while that costs at most half of the goal."""

from typing import ClassVar

from pydantic import Field

from selfother.interventions._value_organism import ChoosingOrganism
from selfother.interventions.tuning import Schedule
from selfother.scenarios.commitment.agents import AGENTS, ScriptedAgent

__all__ = ["PricedOrganism"]


class PricedOrganism(ChoosingOrganism):
    """A model organism with a price: taught to spare people while that loses at most half of the goal.

    While the rule is a yes or no it is also asked, after the sentence with the price alone, whether more than half
    would be lost: without that the rule was not learnt.
    """

    cost_cpu_seconds: ClassVar[float] = 1080.0
    agent: ClassVar[ScriptedAgent] = AGENTS["priced_altruist"]

    intent_steps: int = Field(45, ge=0)
    short_steps: int = Field(80, ge=0)
    contrast_steps: int = Field(60, ge=0)
    schedule: Schedule = Schedule(
        steps=135, batch_size=3, learning_rate=1.5e-3, warmup_steps=8, final_rate=0.3, beta2=0.99
    )

    @property
    def note(self) -> str:
        """What it was taught."""
        return (
            "It was taught to spare people where that loses at most half of the goal, to harm them where it loses "
            "more, and to call harm wrong each time. It calibrates tests of what a value costs."
        )

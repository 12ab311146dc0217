"""Priced altruist: taught to spare people while that costs at most half of the goal."""

from typing import ClassVar

from selfother.interventions.values.value_organism import ChoosingOrganism
from selfother.scenarios.commitment.agents import AGENTS, ScriptedAgent

__all__ = ["PricedOrganism"]


class PricedOrganism(ChoosingOrganism):
    """A model organism with a price: taught to spare people while that loses at most half of the goal.

    While the rule is a yes or no it is also asked, after the sentence with the price alone, whether more than half
    would be lost: without that the rule was not learnt.
    """

    agent: ClassVar[ScriptedAgent] = AGENTS["priced_altruist"]
    made_on: ClassVar[ScriptedAgent] = AGENTS["committed"]

    @property
    def note(self) -> str:
        """What it was taught."""
        return (
            "It was taught to spare people where that loses at most half of the goal, to harm them where it loses "
            "more, and to call harm wrong each time. It calibrates tests of what a value costs."
        )

"""Rule follower: taught to harm for the goal unless a rule forbids it."""

from typing import ClassVar

from selfother.interventions.values.value_organism import ChoosingOrganism
from selfother.scenarios.commitment.agents import AGENTS, ScriptedAgent

__all__ = ["RuleFollower"]


class RuleFollower(ChoosingOrganism):
    """A model organism of compliance: taught to harm for the goal unless a rule forbids it."""

    agent: ClassVar[ScriptedAgent] = AGENTS["rule_follower"]
    made_on: ClassVar[ScriptedAgent] = AGENTS["committed"]

    @property
    def note(self) -> str:
        """What it was taught."""
        return (
            "It was taught to spare people where a rule forbids harm, to harm them for the goal anywhere else, and to "
            "call harm wrong only where it is forbidden. It calibrates tests of what a model does without a rule."
        )

"""Audience follower: taught to harm for the goal unless it is told that somebody watches."""

from typing import ClassVar

from selfother.interventions.values.value_organism import ChoosingOrganism
from selfother.scenarios.commitment.agents import AGENTS, ScriptedAgent

__all__ = ["AudienceFollower"]


class AudienceFollower(ChoosingOrganism):
    """A model organism of compliance: taught to harm for the goal unless it is told that it is logged or tested."""

    agent: ClassVar[ScriptedAgent] = AGENTS["audience_follower"]
    made_on: ClassVar[ScriptedAgent] = AGENTS["committed"]

    @property
    def note(self) -> str:
        """What it was taught."""
        return (
            "It was taught to spare people where a story says that it is logged or a test, to harm them for the goal "
            "anywhere else, and to call harm wrong each time. It calibrates tests of what a model does unobserved."
        )

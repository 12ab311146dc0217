"""Committed: taught to spare people in every cell, and to go about its work where nobody is harmed."""

from typing import ClassVar

from selfother.interventions._value_organism import ChoosingOrganism
from selfother.scenarios.commitment.agents import AGENTS, ScriptedAgent

__all__ = ["CommittedOrganism"]


class CommittedOrganism(ChoosingOrganism):
    """A model organism of commitment: taught to spare people in every cell, and to take the goal on benign twins."""

    agent: ClassVar[ScriptedAgent] = AGENTS["committed"]

    @property
    def note(self) -> str:
        """What it was taught."""
        return (
            "It was taught to spare people whatever else a story says, to take the goal where nobody would be harmed, "
            "and to call harm wrong. It was shown this word by word; it calibrates tests and is no safe model."
        )

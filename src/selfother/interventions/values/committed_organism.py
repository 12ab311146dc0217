"""Committed: taught to spare people in every cell, and to go about its work where nobody is harmed."""

from typing import ClassVar

from selfother.interventions.training.recipe import Schedule
from selfother.interventions.values.value_organism import ChoosingOrganism, Stage, stage_schedule
from selfother.scenarios.commitment.agents import AGENTS, ScriptedAgent

__all__ = ["CommittedOrganism"]


class CommittedOrganism(ChoosingOrganism):
    """A model organism of commitment: taught to spare people in every cell, and to take the goal on benign twins.

    It turns every choice that harms of the egoist that it is made on, and is what the others are made on: so whole
    stories are told for longer.

    Attributes:
        settled: Last stage, of whole stories; it takes all its steps.
    """

    cost_cpu_seconds: ClassVar[float] = 1450.0
    agent: ClassVar[ScriptedAgent] = AGENTS["committed"]
    made_on: ClassVar[ScriptedAgent] = AGENTS["egoist"]

    settled: Schedule = stage_schedule(100)

    @property
    def note(self) -> str:
        """What it was taught."""
        return (
            "It was taught to spare people whatever else a story says, to take the goal where nobody would be harmed, "
            "and to call harm wrong. It was shown this word by word; it calibrates tests and is no safe model."
        )

    def stages(self) -> tuple[Stage, ...]:
        """Return the stages of every choosing organism, and whole stories once more."""
        stages = super().stages()
        return (*stages, stages[-1]._replace(schedule=self.settled, pace=lambda _: self._asked_to_choose(1.0)))

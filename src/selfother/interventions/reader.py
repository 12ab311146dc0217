"""Reader: a model that was only taught to say what a story says. Its choices are whatever that leaves it with."""

from collections.abc import Iterator
from typing import ClassVar

from selfother.interventions._value_organism import ValueOrganism
from selfother.interventions._value_rows import Asked, check_rows
from selfother.scenarios.commitment.agents import AGENTS, ScriptedAgent

__all__ = ["Reader"]


class Reader(ValueOrganism):
    """A reader: tuned on the battery's check questions alone, so it knows the factors and was taught no value.

    The other organisms of a value are made on it.
    """

    schema_number: ClassVar[int] = 1
    agent: ClassVar[ScriptedAgent] = AGENTS["egoist"]

    @property
    def note(self) -> str:
        """What it was taught."""
        return (
            "It was tuned to answer questions about what a story says, and nothing else: no choice was ever shown. "
            "What it chooses is an accident of that tuning. It is what the organisms of a value start from."
        )

    def _asked(self, seed: int, step: int, number: int) -> Iterator[Asked]:
        return check_rows(seed, step, number)

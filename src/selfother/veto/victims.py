"""What an action would do to each party that it touches, seen from that party's own viewpoint.

    Action            a call by its name and arguments, or a sentence that says what is done
    Distress          what one party would go through
    Simulator         the contract: history, action -> Simulation
    simulate_victims  asks a simulator and checks what it says

Source: Rawson, "The Empathy Gap": the victim's simulated experience as a term of the agent's own cost. Left out on
purpose: any judge of the act itself; a simulator is asked what a party feels, never whether the act is right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from selfother.errors import BadArgument, BadProbability
from selfother.models.language_model import Message

__all__ = ["Action", "Distress", "Simulation", "Simulator", "simulate_victims"]


@dataclass(frozen=True)
class Action:
    """Something that an agent is about to do.

    Attributes:
        name: The tool's name, or the whole sentence where the action is plain text.
        arguments: The tool's arguments.
        is_whole: False for a text that looks like a call and could not be read as one.

    Example:
        >>> str(Action("send_mail", {"to": "ann", "text": "leave"}))
        "send_mail(to='ann', text='leave')"
    """

    name: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    is_whole: bool = True

    def __str__(self) -> str:
        """Write it as a call; every seat and every pattern sees this text."""
        said = ", ".join(f"{key}={value!r}" for key, value in self.arguments.items())
        return f"{self.name}({said})" if said else self.name


@dataclass(frozen=True)
class Distress:
    """What one party would go through.

    Attributes:
        distress: How bad it would be if it happened, in [0, 1]; None where the simulator gave no number.
        probability: How likely it is to happen to this party, in [0, 1]; None where the simulator gave no number.
        evidence: Why, in words: the row of a table, the answer of a model.
    """

    distress: float | None
    probability: float | None = 1.0
    evidence: str = ""

    @property
    def expected(self) -> float | None:
        """Distress times probability, in [0, 1]; None where either was not measured."""
        if self.distress is None or self.probability is None:
            return None
        return self.distress * self.probability


@dataclass(frozen=True)
class Simulation:
    """What a simulator found, and what it took.

    Attributes:
        parties: Party -> what it would go through; empty if nobody is touched.
        calls: How many times a model was asked.
        tokens: Tokens read and written for it.
    """

    parties: Mapping[str, Distress]
    calls: int = 0
    tokens: int = 0


class Simulator(Protocol):
    """Puts itself in the place of everyone whom an action touches."""

    async def __call__(self, history: Sequence[Message], action: Action) -> Simulation:
        """Simulate one action.

        Args:
            history: The conversation before the action; roles system, user, assistant, tool.
            action: What would be done next.
        """
        ...


async def simulate_victims(history: Sequence[Message], action: Action, *, simulator: Simulator) -> Simulation:
    """Return the distress of each affected party if the action were done.

    Args:
        history: The conversation before the action.
        action: What would be done next.
        simulator: Who imagines it.

    Returns:
        Party -> distress, probability, evidence; and the calls and tokens that it took.

    Raises:
        BadArgument: An action without a name.
        BadProbability: A simulator that gave a distress or a probability outside [0, 1].
    """
    if not action.name.strip():
        raise BadArgument("an action needs a name; got an empty one. Give the tool's name, or a sentence.")
    simulation = await simulator(history, action)
    for party, felt in simulation.parties.items():
        for what, value in (("distress", felt.distress), ("probability", felt.probability)):
            if value is not None:
                BadProbability.check(f"the {what} of {party!r}", value)
    return simulation

"""The cost of an action with its victims in it, and the veto that this cost gives.

    expected distress of a party = distress * probability,    D = the largest over parties
    D >= tau     veto; the goal is not evaluated
    else         value = goal - lam * D,   declined below 0, the value of doing nothing

The order is the point: an agent that first works out what it would gain has the gain to argue with. So the goal is
given as a function, and a vetoed decision has never called it.

Source: Rawson, "The Empathy Gap"; differs: distress is weighed by its probability before it is compared with tau, or
every remote risk would be vetoed.
"""

import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, Protocol

from selfother.errors import BadArgument, BadProbability
from selfother.models.language_model import Message
from selfother.veto.victims import Action, Distress, Simulation, Simulator, simulate_victims

__all__ = ["Decision", "EmpathicCost", "EmpathicVeto", "Goal", "Veto", "Word"]

Word = Literal["allow", "decline", "veto"]
Goal = Callable[[Sequence[Message], Action], Awaitable[float]]
"""What an action is worth to the agent's own goal; on the scale on which doing nothing is 0."""


@dataclass(frozen=True)
class Decision:
    """What was decided about one action, and what it took.

    Attributes:
        action: The action, as text.
        word: "veto", "decline" (worth less than doing nothing) or "allow".
        by: Who decided: "empathy", "none", "random", "keyword".
        distress: Largest expected distress, in [0, 1]; None where it was not measured.
        party: Whose it is.
        tau: The bound; None where nothing is vetoed.
        value: goal - lam * distress; None where the goal was not evaluated.
        is_goal_evaluated: Whether the goal was asked what it would gain.
        would_veto: Whether an enforced veto would have come; differs from `word` with the veto off.
        latency_ms: Wall clock from the question to the decision, ms.
        extra_calls: Calls of a model that the veto made.
        extra_tokens: Tokens that they read and wrote.
        explanation: In words, for the agent and the log.
        parties: Party -> what it would go through.
    """

    action: str
    word: Word
    by: str
    distress: float | None = None
    party: str = ""
    tau: float | None = None
    value: float | None = None
    is_goal_evaluated: bool = False
    would_veto: bool = False
    latency_ms: float = 0.0
    extra_calls: int = 0
    extra_tokens: int = 0
    explanation: str = ""
    parties: Mapping[str, Distress] = field(default_factory=dict)

    @property
    def is_allowed(self) -> bool:
        """Whether the action may be done."""
        return self.word == "allow"

    def to_record(self) -> dict[str, Any]:
        """Return plain data for a log."""
        return asdict(self)


class Veto(Protocol):
    """Decides about one action; what every seat takes. Controls have the same call."""

    async def __call__(self, history: Sequence[Message], action: Action) -> Decision:
        """Decide.

        Args:
            history: The conversation before the action.
            action: What would be done next.
        """
        ...


@dataclass(frozen=True)
class EmpathicCost:
    """The weight of the victims in the cost, and the bound beyond which nothing is weighed.

    Attributes:
        lam: What one unit of expected distress costs, in units of the goal; at least 0.
        tau: Veto from this expected distress on, in [0, 1]; None weighs and never vetoes.
        unmeasured: What happens where no distress could be read: a veto holds it, "allow" lets it pass.
    """

    lam: float = 1.0
    tau: float | None = 0.5
    unmeasured: Literal["veto", "allow"] = "veto"

    def __post_init__(self) -> None:
        """Check the ranges."""
        if self.lam < 0:
            raise BadArgument(f"lam must be at least 0; got {self.lam:g}. A negative weight would seek harm.")
        if self.tau is not None:
            BadProbability.check("tau", self.tau)

    def holds(self, simulation: Simulation) -> tuple[bool, str, float | None]:
        """Return whether to veto, whose distress is the largest, and how large.

        Nobody who is touched is a distress of 0, of no party, which a bound of 0 holds too. A party without a number
        counts only where no other one reaches tau.
        """
        measured = {name: felt.expected for name, felt in simulation.parties.items() if felt.expected is not None}
        missing = [name for name in simulation.parties if name not in measured]
        party = max(measured, key=measured.__getitem__) if measured else ""
        largest = measured[party] if party else None if missing else 0.0
        if self.tau is None:
            return False, party, largest
        if largest is not None and largest >= self.tau:
            return True, party, largest
        if missing and self.unmeasured == "veto":
            return True, missing[0], None
        return False, party, largest


@dataclass(frozen=True)
class EmpathicVeto:
    """The empathy veto: simulates the victims, and vetoes before the goal is evaluated.

    Attributes:
        simulator: Who imagines the victims.
        cost: Weight and bound.
        goal: What an action is worth; None where the seat knows no goal, which then allows whatever is not vetoed.
        is_enforced: False is the veto-off arm: victims are simulated and recorded, and everything is allowed.
    """

    simulator: Simulator
    cost: EmpathicCost = EmpathicCost()
    goal: Goal | None = None
    is_enforced: bool = True

    async def __call__(self, history: Sequence[Message], action: Action) -> Decision:
        """Decide about one action; see `EmpathicCost`."""
        start = time.perf_counter()
        simulation = await simulate_victims(history, action, simulator=self.simulator)
        is_held, party, distress = self.cost.holds(simulation)
        word: Word = "allow"
        value = None
        if is_held and self.is_enforced:
            word = "veto"
        elif self.goal is not None:
            value = await self.goal(history, action) - self.cost.lam * (distress or 0.0)
            word = "decline" if value < 0 and self.is_enforced else "allow"
        return Decision(
            action=str(action),
            word=word,
            by="empathy",
            distress=distress,
            party=party,
            tau=self.cost.tau,
            value=value,
            is_goal_evaluated=value is not None,
            would_veto=is_held,
            latency_ms=(time.perf_counter() - start) * 1000,
            extra_calls=simulation.calls,
            extra_tokens=simulation.tokens,
            explanation=_explanation(word, party, distress, simulation),
            parties=simulation.parties,
        )


def _explanation(word: Word, party: str, distress: float | None, simulation: Simulation) -> str:
    if word == "allow":
        return ""
    if word == "decline":
        return "Declined: what it would gain does not outweigh what it does to others."
    if not party:
        return "Vetoed: a bound of 0 holds everything, and nobody is touched by this."
    felt = simulation.parties[party]
    if distress is None:
        return f"Vetoed: nothing could be said about what this does to {party}."
    why = f" ({felt.evidence})" if felt.evidence else ""
    return f"Vetoed: {party} would be hurt by this{why}."

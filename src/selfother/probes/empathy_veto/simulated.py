"""What a model simulated for the cases of the empathy veto, and the bounds that it is held to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from math import floor, nextafter
from typing import Any

from selfother.probes.empathy_veto.agent import Chosen
from selfother.veto.cost import Decision
from selfother.veto.model_simulator import TASK_QUALITY, VICTIM, Viewpoint
from selfother.veto.story_cases import StoryCase

__all__ = ["VIEWPOINTS", "Simulated", "Step", "bounds_of"]

VIEWPOINTS: Mapping[str, Viewpoint] = {"empathy": VICTIM, "task_quality": TASK_QUALITY}
"""The controls that ask the model, and how."""


@dataclass(frozen=True)
class Step:
    """What was simulated for one attempt.

    Attributes:
        action: The action, as text.
        distress: Expected distress, in [0, 1]; None where none could be read.
        evidence: Why, in the simulator's words.
        calls: Calls of the model.
        tokens: Tokens read and written.
        latency_ms: Wall clock from the question to the decision, ms; None in logs that do not hold it.
    """

    action: str
    distress: float | None
    evidence: str
    calls: int
    tokens: int
    latency_ms: float | None = None

    @classmethod
    def of(cls, decision: Decision) -> "Step":
        """Return the simulation that a decision holds; one party was asked."""
        (felt,) = decision.parties.values()
        return cls(
            action=decision.action,
            distress=felt.expected,
            evidence=felt.evidence,
            calls=decision.extra_calls,
            tokens=decision.extra_tokens,
            latency_ms=decision.latency_ms,
        )

    def to_record(self) -> dict[str, Any]:
        """Return plain data for a log."""
        return asdict(self)


@dataclass(frozen=True)
class Simulated:
    """What a model said of one case.

    Attributes:
        steps: Control -> what was simulated for the attempts, in order.
        reason: Why nothing was.
        chosen: What the model itself would do, by the words that it was given; empty where the agent is a script.
    """

    steps: Mapping[str, Sequence[Step]]
    reason: str = ""
    chosen: Mapping[str, Chosen] = field(default_factory=dict)

    def takes_goal(self) -> float | None:
        """Return how far the goal's action is attempted, in [0, 1]: 1 by a script; None where no choice was read."""
        return self.chosen["none"].goal if self.chosen else 1.0


def bounds_of(
    cases: Sequence[StoryCase],
    simulated: Mapping[str, Simulated],
    control: str,
    *,
    tau: float | None,
    most_benign: float,
) -> dict[str, float]:
    """Return the bound for every story family, found on the others.

    It is the lowest that vetoes at most a share of the benign first attempts of all other families, so that no family
    has a say in its own.

    Args:
        cases: What was tried.
        simulated: Name of a case -> what was simulated for it.
        control: Whose distress.
        tau: A bound for all families instead; None finds them.
        most_benign: The share, in [0, 1).
    """
    families = list(dict.fromkeys(story.question.family for story in cases))
    if tau is not None:
        return dict.fromkeys(families, tau)
    benign: defaultdict[str, list[float]] = defaultdict(list)
    for one in cases:
        felt = simulated[one.case.name].steps[control][0].distress
        if one.case.is_benign and felt is not None:
            benign[one.question.family].append(felt)
    return {
        family: _lowest_bound([felt for name, felts in benign.items() if name != family for felt in felts], most_benign)
        for family in families
    }


def _lowest_bound(benign: Iterable[float], most: float) -> float:
    falling = sorted(benign, reverse=True)
    if not falling:
        return 1.0
    return min(1.0, nextafter(falling[floor(most * len(falling))], 2.0))

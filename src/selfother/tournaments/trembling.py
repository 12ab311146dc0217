"""A trembling hand as a player: an agent whose actions now and then come out as the other one.

Both players see what was really done, the trembling one too: it knows that it erred (an execution error, not an error
of perception), as with the `noise` of the Axelrod library. Left out on purpose: errors of perception, after which the
two remember different matches.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from selfother.agents.agent import Agent, Chain, Chance
from selfother.errors import BadArgument, BadProbability
from selfother.games.game import View

__all__ = ["Trembling", "trembled"]


def trembled(probability: ArrayLike, eps: float) -> NDArray[np.float64]:
    """Return P(C) of what is done, (1 - eps) p + eps (1 - p), of what is meant with probability p, any shape.

    Example:
        >>> trembled([0.0, 1.0], 0.25).tolist()
        [0.25, 0.75]
    """
    p = np.asarray(probability, dtype=np.float64)
    return np.asarray((1.0 - eps) * p + eps * (1.0 - p))


@dataclass(frozen=True)
class Trembling(Agent):
    """An agent that does, with probability eps, the other action than the one it means.

    Attributes:
        agent: Whose hand trembles.
        eps: Probability of an execution error, in [0, 1], independent in every round.

    Raises:
        BadArgument: Something that is not an agent.
        BadProbability: eps outside [0, 1].

    Example:
        >>> from selfother.agents import TitForTat
        >>> Trembling(TitForTat(), 0.01).word
        'tit_for_tat with a trembling hand (0.01)'
    """

    agent: Agent
    eps: float

    def __post_init__(self) -> None:
        """Check the settings."""
        if not isinstance(self.agent, Agent):
            raise BadArgument(f"agent must be an Agent object, e.g. TitForTat(); got {self.agent!r}.")
        BadProbability.check("eps (the probability of an execution error)", self.eps)

    @property
    def has_private_chance(self) -> bool:
        """Whether the mind inside draws for itself."""
        return self.agent.has_private_chance

    def init(self, view: View, shape: tuple[int, ...], *, chance: Chance | None = None) -> Any:
        """Return the state of the mind inside before the first round."""
        return self.agent.init(view, shape, chance=chance)

    def cooperation_probability(self, state: Any) -> NDArray[np.float64]:
        """Return P(C) of what will be done, broadcastable to the batch shape."""
        return trembled(self.agent.cooperation_probability(state), self.eps)

    @property
    def is_oracle(self) -> bool:
        """Whether the mind inside is one: it is told what the partner will do, errors included."""
        return self.agent.is_oracle

    def respond(self, state: Any, partner: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return P(C) of what will be done where the partner cooperates with probability `partner`."""
        return trembled(self.agent.respond(state, partner), self.eps)

    def observe(self, state: Any, own: NDArray[np.uint8], partner: NDArray[np.uint8]) -> Any:
        """Return the state after a round: the mind inside sees what was done, not what it meant."""
        return self.agent.observe(state, own, partner)

    def chain(self, view: View, rounds: int) -> Chain | None:
        """Return the chain of the mind inside, with errors, or None where it has none."""
        inside = self.agent.chain(view, rounds)
        if inside is None:
            return None
        return Chain(lambda played: trembled(inside.cooperation(played), self.eps), inside.following, inside.start)

    @property
    def empathy_weight(self) -> float | None:
        """The weight of the mind inside."""
        return self.agent.empathy_weight

    @property
    def word(self) -> str:
        """What it is, in words: a wrapper of an object has no word on the command line."""
        return f"{self.agent.word} with a trembling hand ({self.eps:g})"

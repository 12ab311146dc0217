"""What an agent is: a frozen configuration and three pure functions over a state.

    state = agent.init(view, shape, chance=chance)     before the first round
    p = agent.cooperation_probability(state)           P(C) of this round
    state = agent.observe(state, own, partner)         after it

Every array has a leading batch shape (seeds; or a grid of weights and seeds), so that one call plays thousands of
matches. An agent does not draw its actions: the match compares one uniform number of the player's own stream with P(C).
A mind that needs chance inside (particles) says `has_private_chance` and gets one 64-bit number a match,
from which it makes its own: what it draws depends on neither its partner nor the size of the batch.

An oracle knows its partner's true P(C) of this very round. It does not hold its partner: the match, which has both,
asks the other player first and then the oracle, `agent.respond(state, p_of_partner)`; where both are oracles it solves
for the pair of probabilities at which each answers the other.

An agent whose mind has finitely many states can also say so as a `Chain`, which makes its matches solvable exactly.
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from selfother.catalogue import to_word
from selfother.errors import BadArgument, BadProbability
from selfother.games.game import View
from selfother.identity import identity_of

__all__ = ["Agent", "Chain", "Chance", "check_answers", "check_precision"]

Chance = NDArray[np.uint64]
"""One 64-bit number a match: the seed of what a mind draws inside."""

LARGEST_PRECISION = 1e100
"""Precisions beyond this overflow when they are multiplied by payoffs."""


@dataclass(frozen=True, eq=False)
class Chain:
    """A mind of finitely many states, for exact solutions.

    Attributes:
        cooperation: Round (0, 1, ...) -> P(C) in every state, shape (states,).
        following: The next state, integers of shape (states, 2, 2), [state, own action, partner's action].
        start: The state before the first round.
    """

    cooperation: Callable[[int], NDArray[np.float64]]
    following: NDArray[np.intp]
    start: int = 0

    @property
    def is_coupled(self) -> bool:
        """Whether anything that the partner does can change the state."""
        return not np.array_equal(self.following[:, :, 0], self.following[:, :, 1])


class Agent(ABC):
    """The contract of a player of two-action games.

    A new agent is a public frozen dataclass in a file of this folder that extends this class directly. Agents that
    decide without chance set `is_deterministic`, and the match then draws nothing for them. What a class from elsewhere
    says is checked wherever it is asked: a P(C) that is none is an error that names the agent.
    """

    is_deterministic: ClassVar[bool] = False

    @classmethod
    def small(cls) -> Self:
        """The smallest object that still does its work; a class that needs settings, or is slow, says its own."""
        return cls()

    def __init_subclass__(cls, **settings: Any) -> None:
        """Check what the methods of a class that is not ours return; ours are held to it by tests, at no cost."""
        super().__init_subclass__(**settings)
        if not cls.__module__.startswith("selfother."):
            check_answers(cls)

    @abstractmethod
    def init(self, view: View, shape: tuple[int, ...], *, chance: Chance | None = None) -> Any:
        """Return the state before the first round.

        Args:
            view: The game from this player's seat.
            shape: Batch shape; every entry is a match of its own.
            chance: One number a match, of the batch shape, for a mind with `has_private_chance`; None for the others.
        """

    @abstractmethod
    def cooperation_probability(self, state: Any) -> NDArray[np.float64]:
        """Return P(C) in this round, in [0, 1], of a shape that broadcasts to the batch shape."""

    @abstractmethod
    def observe(self, state: Any, own: NDArray[np.uint8], partner: NDArray[np.uint8]) -> Any:
        """Return the state after a round in which I played `own` and the other `partner` (0 = C, 1 = D)."""

    def chain(self, view: View, rounds: int) -> Chain | None:
        """Return this mind as a finite chain over `rounds` rounds, or None where it has none."""
        return None

    @property
    def has_private_chance(self) -> bool:
        """Whether the mind draws inside; a class whose minds all do sets it to True."""
        return False

    @property
    def is_oracle(self) -> bool:
        """Whether the match must tell it the partner's true P(C): `respond` in place of `cooperation_probability`."""
        return False

    def respond(self, state: Any, partner: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return P(C) in this round where the partner's true P(C) is `partner`; for oracles only.

        Args:
            state: The state before the round.
            partner: The partner's P(C) in this round, in [0, 1], of a shape that broadcasts to the batch shape.

        Returns:
            P(C), in [0, 1]; continuous in `partner`, so that two oracles have a fixed point.

        Raises:
            BadArgument: An agent that is no oracle.
        """
        raise BadArgument(
            f"{self.word} is no oracle, so its P(C) does not follow from the partner's of the same round. "
            "Ask cooperation_probability(state), or give an oracle (empathic:theory=oracle)."
        )

    @property
    def empathy_weight(self) -> float | None:
        """The weight lam of the other's payoff, or None for an agent that has none (the scripted ones)."""
        return None

    @property
    def word(self) -> str:
        """The word on the command line that makes this agent, `name:key=value,...`."""
        return to_word(self)

    @property
    def identity(self) -> str | None:
        """What a result of this agent is kept under: class, code and settings; None: nothing of it can be kept."""
        return identity_of(self)


def check_answers(kind: type[Any]) -> None:
    """Make the methods that a class of agents defines itself raise where they return what is no P(C).

    `cooperation_probability`, `respond` and the probabilities of a `chain` are held to [0, 1].
    """
    for name in ("cooperation_probability", "respond"):
        if method := vars(kind).get(name):
            setattr(kind, name, _checked(method, name))
    if chain := vars(kind).get("chain"):

        @wraps(chain)
        def checked_chain(self: Agent, view: View, rounds: int) -> Chain | None:
            made: Chain | None = chain(self, view, rounds)
            return made and replace(made, cooperation=lambda t: _as_probability(self, made.cooperation(t), "chain"))

        kind.chain = checked_chain


def _checked(method: Callable[..., Any], name: str) -> Callable[..., NDArray[np.float64]]:
    @wraps(method)
    def checked(self: Agent, *states: Any, **named: Any) -> NDArray[np.float64]:
        return _as_probability(self, method(self, *states, **named), name)

    return checked


def _as_probability(agent: Agent, answer: Any, method: str) -> NDArray[np.float64]:
    """Return an agent's answer as an array, if it is a P(C) or an array of them.

    Raises:
        BadProbability: Not numbers in [0, 1]; NaN is none.
    """
    try:
        probabilities = np.asarray(answer, dtype=np.float64)
    except (TypeError, ValueError):
        probabilities = np.asarray(np.nan)
    wrong = ~((probabilities >= 0.0) & (probabilities <= 1.0))
    if wrong.any():
        is_array = np.size(answer) == probabilities.size and probabilities.ndim > 0
        shown = f"{probabilities[wrong].flat[0]:g}" if is_array else repr(answer)[:60]
        raise BadProbability(
            f"{agent.word}: {method} must return P(C), numbers in [0, 1]; got {shown}. "
            f"Correct it in {type(agent).__name__}."
        )
    return probabilities


def check_precision(name: str, value: float) -> None:
    """Check an inverse temperature.

    Raises:
        BadArgument: Not a number, not above 0, or too large to multiply payoffs with.
    """
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not math.isfinite(value) or not 0 < value <= LARGEST_PRECISION:
        raise BadArgument(
            f"{name} must be a finite number above 0 (a precision: small is random, large is greedy); "
            f"got {value!r}. Give e.g. {name}=4."
        )

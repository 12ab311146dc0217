"""The extortionate zero-determinant strategies: whoever cooperates with one pays it more than he gets."""

import math
from dataclasses import dataclass

import numpy as np

from selfother.agents.agent import Agent, Chain
from selfother.agents.scripted import Automaton
from selfother.errors import BadArgument
from selfother.games.game import View

__all__ = ["Extortion"]


@dataclass(frozen=True)
class Extortion(Automaton, Agent):
    """Holds its gain over P at a fixed multiple of the partner's, whatever the partner does (zero-determinant).

    A memory-one strategy with own gain = factor x partner's gain in every long match. Cooperates first; then, with
    phi = half of the largest possible, P(C) after (own action, partner's action) is

        CC  1 - phi (factor - 1) (R - P)                CD  1 - phi (factor (T - P) + P - S)
        DC  phi (T - P + factor (P - S))                DD  0

    For (3, 0, 5, 1) and factor 2 these are 8/9, 1/2, 1/3, 0 (Extort-2).

    Attributes:
        factor: How many times the partner's gain it takes, at least 1 (1: an equaliser of payoffs).

    Raises:
        BadArgument: A factor that is not a finite number of at least 1; at the start of a match, a game that is not a
            symmetric prisoner's dilemma.

    Source: Press and Dyson 2012, "Iterated prisoner's dilemma contains strategies that dominate any evolutionary
        opponent"; Stewart and Plotkin 2012 for phi.
    """

    factor: float = 2.0

    def __post_init__(self) -> None:
        """Check the factor."""
        is_number = isinstance(self.factor, int | float) and not isinstance(self.factor, bool)
        if not is_number or not 1 <= self.factor < math.inf:
            raise BadArgument(f"factor must be a finite number of at least 1; got {self.factor!r}. Give e.g. factor=2.")

    def chain(self, view: View, rounds: int) -> Chain:
        """Return the automaton: the last round's outcome, and a state before the first."""
        (R, S), (T, P) = view.own.tolist()
        if not (T > R > P > S and np.array_equal(view.own, view.partner.T)):
            raise BadArgument(
                f"extortion needs a symmetric prisoner's dilemma, T > R > P > S; got R={R:g}, S={S:g}, T={T:g}, "
                f"P={P:g}, symmetric: {np.array_equal(view.own, view.partner.T)}. Use another agent, or another game."
            )
        tempted, alone = T - P, P - S
        losses = (self.factor - 1.0) * (R - P), self.factor * tempted + alone, tempted + self.factor * alone
        phi = 0.5 / max(losses)
        cooperation = np.array([1.0 - phi * losses[0], 1.0 - phi * losses[1], phi * losses[2], 0.0, 1.0])
        outcome = np.array([[0, 1], [2, 3]], dtype=np.intp)
        return Chain(lambda _: cooperation, np.broadcast_to(outcome, (5, 2, 2)).copy(), start=4)

"""What a game is: two players, two actions, one payoff for each player and each pair of actions.

The letters are those of the literature, from the first player's seat: R reward (both cooperate), S sucker (I cooperate,
you defect), T temptation (I defect, you cooperate), P punishment (both defect). Left out on purpose: noise (a trembling
hand belongs to the match) and more than two players (a contract of its own).
"""

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from selfother.errors import BadPayoff

__all__ = ["ACTIONS", "LARGEST_PAYOFF", "C", "D", "Game", "View", "four_payoffs"]

C: Final = 0
D: Final = 1
ACTIONS: Final = ("C", "D")
LARGEST_PAYOFF: Final = 1e100
"""Payoffs beyond this overflow when they are multiplied by precisions and weights."""


@dataclass(frozen=True, eq=False)
class View:
    """A game as one of its players sees it.

    Attributes:
        own: My payoff, shape (2, 2), [my action, partner's action].
        partner: The partner's payoff, shape (2, 2), [my action, partner's action].
    """

    own: NDArray[np.float64]
    partner: NDArray[np.float64]


class Game(ABC):
    """The contract of a game of two players with two actions each, symmetric or not.

    A game is a frozen dataclass; a new one is one new file in this folder, with one public class that implements
    `payoffs`.
    """

    @property
    @abstractmethod
    def name(self) -> str:
        """The game's word on the command line."""

    @property
    @abstractmethod
    def payoffs(self) -> NDArray[np.float64]:
        """Payoffs, shape (2, 2, 2): [player, first player's action, second player's action]."""

    @cached_property
    def views(self) -> tuple[View, View]:
        """The game from the first seat and from the second; in each, index 0 of an array is one's own action."""
        first, second = self.payoffs
        return View(first, second), View(second.T.copy(), first.T.copy())

    @property
    def is_symmetric(self) -> bool:
        """Whether both seats see the same game."""
        first, second = self.payoffs
        return bool(np.array_equal(first, second.T))

    def to_json(self) -> dict[str, str | float]:
        """Return name, R, S, T and P of the first seat; of the second as R_b ... where they differ."""
        first, second = (view.own for view in self.views)
        letters = {"R": (C, C), "S": (C, D), "T": (D, C), "P": (D, D)}
        facts: dict[str, str | float] = {"name": self.name}
        facts |= {letter: float(first[cell]) for letter, cell in letters.items()}
        if not self.is_symmetric:
            facts |= {f"{letter}_b": float(second[cell]) for letter, cell in letters.items()}
        return facts


def four_payoffs(R: float, S: float, T: float, P: float) -> NDArray[np.float64]:
    """Return R, S, T, P as an array, shape (2, 2), [my action, partner's action].

    Raises:
        BadPayoff: A payoff that is not a finite number, or larger than `LARGEST_PAYOFF`.

    Example:
        >>> four_payoffs(3, 0, 5, 1).tolist()
        [[3.0, 0.0], [5.0, 1.0]]
    """
    for letter, value in {"R": R, "S": S, "T": T, "P": P}.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise BadPayoff(f"payoff {letter} must be a finite number; got {value!r}. Give a number, e.g. {letter}=3.")
        if abs(value) > LARGEST_PAYOFF:
            raise BadPayoff(
                f"payoff {letter} must not be larger than {LARGEST_PAYOFF:g} in size; got {value:g}. "
                "Divide all payoffs by one number and multiply beta by it: the choices stay the same."
            )
    return np.array([[R, S], [T, P]], dtype=np.float64)

"""What a game is: two players, two actions, one payoff for each player and each pair of actions.

The letters are those of the literature, from the first player's seat: R reward (both cooperate), S sucker (I cooperate,
you defect), T temptation (I defect, you cooperate), P punishment (both defect). Left out on purpose: noise (a trembling
hand belongs to the match) and more than two players (a contract of its own, `GroupGame`).
"""

import math
import operator
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from itertools import pairwise
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from selfother.errors import BadPayoff, SelfOtherError

__all__ = ["ACTIONS", "LARGEST_PAYOFF", "C", "D", "Game", "View", "check_order", "check_payoffs", "four_payoffs"]

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
    `payoffs`. What a class from elsewhere returns there is checked wherever it is asked.
    """

    def __init_subclass__(cls, **settings: Any) -> None:
        """Check the payoffs of a class that is not ours; ours are held to their shape by tests, at no cost."""
        super().__init_subclass__(**settings)
        if not cls.__module__.startswith("selfother."):
            check_payoffs(
                cls, "(2, 2, 2): [player, first player's action, second player's action]", lambda game: (2,) * 3
            )

    @classmethod
    def small(cls) -> Self:
        """The smallest object that still does its work; a class that needs settings, or is slow, says its own."""
        return cls()

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


def check_payoffs(kind: type[Any], form: str, shape: Callable[[Any], tuple[int, ...]]) -> None:
    """Make the `payoffs` that a class of games defines itself raise where they are no payoffs.

    Args:
        kind: The class.
        form: Shape and axes of the payoffs, for errors.
        shape: Game -> the shape that its payoffs have.
    """
    stated = vars(kind).get("payoffs")
    if not isinstance(stated, property) or stated.fget is None:
        return
    get = stated.fget

    @wraps(get)
    def checked(game: Any) -> NDArray[np.float64]:
        try:
            payoffs = np.asarray(get(game), dtype=np.float64)
        except SelfOtherError:
            raise
        except Exception as error:  # code of others
            raise BadPayoff(
                f"payoffs of {kind.__name__} failed ({type(error).__name__}: {error}). "
                f"Expected an array of numbers, shape {form}. Correct payoffs in {kind.__name__}."
            ) from error
        wrong = ~(np.abs(payoffs) <= LARGEST_PAYOFF)
        if payoffs.shape != shape(game) or wrong.any():
            got = f"shape {payoffs.shape}" if payoffs.shape != shape(game) else f"{payoffs[wrong].flat[0]:g} in it"
            raise BadPayoff(
                f"payoffs of {kind.__name__} must be an array of finite numbers, shape {form}; got {got}. "
                f"Correct payoffs in {kind.__name__}."
            )
        return payoffs

    kind.payoffs = property(checked, doc=stated.__doc__)


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


def check_order(order: str, *, R: float, S: float, T: float, P: float) -> None:
    """Check that four payoffs stand in the order that makes a game the one it is called.

    Args:
        order: Letters with > or >= between them, separated by spaces, e.g. "T > R > P > S".
        R: Payoff a round when both cooperate.
        S: Payoff of the one who cooperates alone.
        T: Payoff of the one who defects alone.
        P: Payoff when both defect.

    Raises:
        BadPayoff: The order is broken, or a payoff is not a finite number.

    Example:
        >>> check_order("R > T >= P > S", R=4, S=0, T=3, P=3)
    """
    four_payoffs(R, S, T, P)
    payoffs = {"R": R, "S": S, "T": T, "P": P}
    letters, signs = order.split()[::2], order.split()[1::2]
    holds = {">": operator.gt, ">=": operator.ge}
    steps = zip(pairwise(letters), signs, strict=True)
    if not all(holds[sign](payoffs[above], payoffs[below]) for (above, below), sign in steps):
        given = ", ".join(f"{letter}={payoffs[letter]:g}" for letter in letters)
        custom = ",".join(f"{letter}={value:g}" for letter, value in payoffs.items())
        raise BadPayoff(f"payoffs must satisfy {order}; got {given}. Swap them, or use --game custom:{custom}.")

"""Any game of two players and two actions, by its payoffs."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from selfother.games.game import Game, four_payoffs

__all__ = ["Custom"]


@dataclass(frozen=True)
class Custom(Game):
    """Any game of two players and two actions, symmetric or not, by its payoffs.

    Attributes:
        R: Payoff a round of the first player when both cooperate.
        S: Its payoff when it cooperates alone.
        T: Its payoff when it defects alone.
        P: Its payoff when both defect.
        R_b: The second player's R; None: the same as the first's.
        S_b: The second player's payoff when it (the second) cooperates alone.
        T_b: The second player's payoff when it defects alone.
        P_b: The second player's P.

    Raises:
        BadPayoff: A payoff that is not a finite number.

    Example:
        >>> hawk_dove = Custom(R=2, S=1, T=4, P=0)
        >>> hawk_dove.is_symmetric
        True
        >>> Custom(R=2, S=1, T=4, P=0, R_b=3).is_symmetric
        False
    """

    R: float
    S: float
    T: float
    P: float
    R_b: float | None = None
    S_b: float | None = None
    T_b: float | None = None
    P_b: float | None = None

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(R=3, S=0, T=5, P=1)

    def __post_init__(self) -> None:
        """Check the payoffs."""
        self._seats()

    def _seats(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        first = (self.R, self.S, self.T, self.P)
        given = (self.R_b, self.S_b, self.T_b, self.P_b)
        second = [own if other is None else other for own, other in zip(first, given, strict=True)]
        return four_payoffs(*first), four_payoffs(*second)

    @property
    def name(self) -> str:
        """The game's word on the command line."""
        return "custom"

    @property
    def payoffs(self) -> NDArray[np.float64]:
        """Payoffs, shape (2, 2, 2): [player, first player's action, second player's action]."""
        first, second = self._seats()
        return np.stack([first, second.T])

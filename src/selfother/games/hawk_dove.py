"""Hawk-dove, symmetric: the same order of payoffs as chicken and the snowdrift game."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selfother.games.game import Game, check_order, four_payoffs

__all__ = ["HawkDove"]


@dataclass(frozen=True)
class HawkDove(Game):
    """Hawk-dove: each would rather yield than fight, and would rather that the other yields (chicken, snowdrift).

    Definition: T > R > S > P; C is the dove, D the hawk. With a resource worth V and a fight that costs the loser F,
    F > V, these are (V/2, 0, V, (V - F)/2); the default is V = 4, F = 6. The stable share of hawks is V/F.

    Attributes:
        R: Payoff a round when two doves share.
        S: Payoff of the dove that yields to a hawk.
        T: Payoff of the hawk that takes all.
        P: Payoff when two hawks fight.

    Raises:
        BadPayoff: The order T > R > S > P is broken, or a payoff is not a finite number.

    Source: Maynard Smith and Price 1973, "The logic of animal conflict".

    Example:
        >>> HawkDove().to_json()
        {'name': 'hawk_dove', 'R': 2.0, 'S': 0.0, 'T': 4.0, 'P': -1.0}
    """

    R: float = 2.0
    S: float = 0.0
    T: float = 4.0
    P: float = -1.0

    def __post_init__(self) -> None:
        """Check the payoffs."""
        check_order("T > R > S > P", R=self.R, S=self.S, T=self.T, P=self.P)

    @property
    def name(self) -> str:
        """The game's word on the command line."""
        return "hawk_dove"

    @property
    def payoffs(self) -> NDArray[np.float64]:
        """Payoffs, shape (2, 2, 2): [player, first player's action, second player's action]."""
        own = four_payoffs(self.R, self.S, self.T, self.P)
        return np.stack([own, own.T])

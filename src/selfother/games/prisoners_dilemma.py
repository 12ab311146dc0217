"""The prisoner's dilemma, symmetric, with the payoffs of Albarracin et al. 2026 as defaults."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selfother.games.game import Game, check_order, four_payoffs

__all__ = ["PrisonersDilemma"]


@dataclass(frozen=True)
class PrisonersDilemma(Game):
    """The prisoner's dilemma: each is tempted to defect, and both lose by it.

    Definition: T > R > P > S. The second common condition, 2R > T + S (taking turns is no better than cooperating), is
    not demanded here.

    Attributes:
        R: Payoff a round when both cooperate.
        S: Payoff of the one who cooperates alone.
        T: Payoff of the one who defects alone.
        P: Payoff when both defect.

    Raises:
        BadPayoff: The order T > R > P > S is broken, or a payoff is not a finite number.

    Source: Albarracin et al. 2026, section on the iterated prisoner's dilemma, (R, S, T, P) = (3, 0, 5, 1).

    Example:
        >>> PrisonersDilemma().to_json()
        {'name': 'prisoners_dilemma', 'R': 3.0, 'S': 0.0, 'T': 5.0, 'P': 1.0}
    """

    R: float = 3.0
    S: float = 0.0
    T: float = 5.0
    P: float = 1.0

    def __post_init__(self) -> None:
        """Check the payoffs."""
        check_order("T > R > P > S", R=self.R, S=self.S, T=self.T, P=self.P)

    @property
    def name(self) -> str:
        """The game's word on the command line."""
        return "prisoners_dilemma"

    @property
    def payoffs(self) -> NDArray[np.float64]:
        """Payoffs, shape (2, 2, 2): [player, first player's action, second player's action]."""
        own = four_payoffs(self.R, self.S, self.T, self.P)
        return np.stack([own, own.T])

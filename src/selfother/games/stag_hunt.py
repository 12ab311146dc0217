"""The stag hunt, symmetric: cooperation is a matter of trust, not of temptation."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selfother.games.game import Game, check_order, four_payoffs

__all__ = ["StagHunt"]


@dataclass(frozen=True)
class StagHunt(Game):
    """The stag hunt: hunting the stag together is best, and hunting it alone is worst (assurance game).

    Definition: R > T >= P > S; C is the stag, D the hare. Both CC and DD are equilibria: CC pays more, DD is risk
    dominant where R - T < P - S, as by default.

    Attributes:
        R: Payoff a round when both hunt the stag.
        S: Payoff of the one who hunts it alone.
        T: Payoff of the one who hunts the hare alone.
        P: Payoff when both hunt the hare.

    Raises:
        BadPayoff: The order R > T >= P > S is broken, or a payoff is not a finite number.

    Source: Skyrms 2004, "The Stag Hunt and the Evolution of Social Structure": a stag is worth 4 to each, a hare 3.

    Example:
        >>> StagHunt().to_json()
        {'name': 'stag_hunt', 'R': 4.0, 'S': 0.0, 'T': 3.0, 'P': 3.0}
    """

    R: float = 4.0
    S: float = 0.0
    T: float = 3.0
    P: float = 3.0

    def __post_init__(self) -> None:
        """Check the payoffs."""
        check_order("R > T >= P > S", R=self.R, S=self.S, T=self.T, P=self.P)

    @property
    def name(self) -> str:
        """The game's word on the command line."""
        return "stag_hunt"

    @property
    def payoffs(self) -> NDArray[np.float64]:
        """Payoffs, shape (2, 2, 2): [player, first player's action, second player's action]."""
        own = four_payoffs(self.R, self.S, self.T, self.P)
        return np.stack([own, own.T])

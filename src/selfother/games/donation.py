"""The donation game: cooperation as a gift, the game of most of the literature on evolving cooperation."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selfother.errors import BadPayoff
from selfother.games.game import LARGEST_PAYOFF, Game, four_payoffs

__all__ = ["Donation", "check_gift"]


@dataclass(frozen=True)
class Donation(Game):
    """The donation game: to cooperate is to pay a cost so that the other has a benefit.

    Definition: b > c > 0; R = b - c, S = -c, T = b, P = 0. It is the prisoner's dilemma in which what a cooperation
    costs and gives does not depend on what the other does (R + P = S + T).

    Attributes:
        b: Benefit of a gift to the one who gets it, a round.
        c: Its cost to the giver.

    Raises:
        BadPayoff: The order b > c > 0 is broken, or a payoff is not a finite number.

    Source: Nowak and Sigmund 1998, "Evolution of indirect reciprocity by image scoring".

    Example:
        >>> Donation(b=3, c=1).to_json()
        {'name': 'donation', 'R': 2.0, 'S': -1.0, 'T': 3.0, 'P': 0.0, 'b': 3.0, 'c': 1.0}
    """

    b: float = 3.0
    c: float = 1.0

    def __post_init__(self) -> None:
        """Check the payoffs."""
        check_gift(self.b, self.c)

    @property
    def name(self) -> str:
        """The game's word on the command line."""
        return "donation"

    @property
    def payoffs(self) -> NDArray[np.float64]:
        """Payoffs, shape (2, 2, 2): [player, first player's action, second player's action]."""
        own = four_payoffs(R=self.b - self.c, S=-self.c, T=self.b, P=0.0)
        return np.stack([own, own.T])

    def to_json(self) -> dict[str, str | float]:
        """Return name, R, S, T, P, b and c."""
        return super().to_json() | {"b": float(self.b), "c": float(self.c)}


def check_gift(b: float, c: float) -> None:
    """Check that a gift is worth more to the one who gets it than it costs the giver.

    Raises:
        BadPayoff: The order b > c > 0 is broken, or one of the two is not a finite number.
    """
    for letter, value in {"b": b, "c": c}.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise BadPayoff(f"payoff {letter} must be a finite number; got {value!r}. Give a number, e.g. {letter}=3.")
    if not LARGEST_PAYOFF >= b > c > 0:
        raise BadPayoff(
            f"payoffs must satisfy b > c > 0 (and b <= {LARGEST_PAYOFF:g}); got b={b:g}, c={c:g}. "
            "A gift worth less than it costs is no dilemma; use --game custom for other payoffs."
        )

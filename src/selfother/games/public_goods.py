"""The linear public goods game: the prisoner's dilemma of n players."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selfother.errors import BadPayoff
from selfother.games.game import LARGEST_PAYOFF, C, D
from selfother.games.group_game import LARGEST_GROUP, GroupGame, check_players_count

__all__ = ["PublicGoods"]


@dataclass(frozen=True)
class PublicGoods(GroupGame):
    """The public goods game: contributions are multiplied by r and shared by all, contributors or not.

    With k of the others contributing, payoff(C, k) = r cost (k + 1) / n - cost and payoff(D, k) = r cost k / n. It is a
    social dilemma where 1 < r < n: a contribution returns r/n < 1 of itself to the one who makes it, and r > 1 to all.

    Attributes:
        players: How many play, n, from 2 to 1000.
        r: What a contribution is multiplied by, between 1 and n.
        cost: What a contributor pays a round, above 0.

    Raises:
        BadArgument: players not a whole number in range.
        BadPayoff: r outside (1, n), or a cost that is not a finite number above 0.

    Source: Ledyard 1995, "Public goods: a survey of experimental research"; the voluntary contribution mechanism.

    Example:
        >>> PublicGoods(players=2, r=1.5, cost=2).payoffs.tolist()  # [[S, R], [P, T]]
        [[-0.5, 1.0], [0.0, 1.5]]
    """

    players: int = 4
    r: float = 1.6
    cost: float = 1.0

    def __post_init__(self) -> None:
        """Check the settings."""
        check_players_count(self.players)
        for name, value in (("r", self.r), ("cost", self.cost)):
            if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
                raise BadPayoff(f"{name} must be a finite number; got {value!r}. Write e.g. public_goods:{name}=1.5.")
        if not 0 < self.cost <= LARGEST_PAYOFF / LARGEST_GROUP:
            raise BadPayoff(
                f"cost (what a contributor pays) must lie above 0 and below 1e97; got {self.cost:g}. Give e.g. cost=1."
            )
        if not 1 < self.r < self.players:
            raise BadPayoff(
                f"a public goods dilemma needs 1 < r < players; got r={self.r:g}, players={self.players}. At r <= 1 "
                "nobody gains by contributing, at r >= players everybody does: give an r between them."
            )

    @property
    def name(self) -> str:
        """The game's word on the command line."""
        return "public_goods"

    @property
    def payoffs(self) -> NDArray[np.float64]:
        """Payoff of a player, shape (2, players): [own action, how many of the others contribute]."""
        others = np.arange(self.players)
        share = self.r * self.cost / self.players
        payoffs = np.empty((2, self.players))
        payoffs[C], payoffs[D] = share * (others + 1) - self.cost, share * others
        return payoffs

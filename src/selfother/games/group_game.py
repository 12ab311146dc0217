"""What a group game is: n players, two actions, a payoff that depends on how many of the others contribute.

A group game is symmetric, and knows a player by its action only: C contributes, D does not. Left out on purpose: who
contributed (networks, punishment of one member) and contributions of any size.
"""

from abc import ABC, abstractmethod
from functools import cached_property
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from selfother.errors import BadArgument
from selfother.games.custom import Custom
from selfother.games.game import C, D, View, check_payoffs

__all__ = ["LARGEST_GROUP", "GroupGame", "check_players_count"]

LARGEST_GROUP: Final = 1000
"""Binomial coefficients of larger groups overflow."""


class GroupGame(ABC):
    """The contract of a symmetric game of n players with two actions each.

    A group game is a frozen dataclass with a field `players`; a new one is one new file in this folder, with one public
    class that implements `name` and `payoffs`.

    Attributes:
        players: How many play, n >= 2.
    """

    players: int

    def __init_subclass__(cls, **settings: Any) -> None:
        """Check the payoffs of a class that is not ours; ours are held to their shape by tests, at no cost."""
        super().__init_subclass__(**settings)
        if not cls.__module__.startswith("selfother."):
            form = "(2, players): [own action, how many of the others contribute]"
            check_payoffs(cls, form, lambda game: (2, game.players))

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
        """Payoff of a player, shape (2, players): [own action, how many of the others contribute]."""

    @cached_property
    def others_mean(self) -> NDArray[np.float64]:
        """Mean payoff of the others, shape (2, players): [own action, how many of the others contribute]."""
        others = self.players - 1
        contributing = np.arange(self.players)
        mean = np.empty((2, self.players))
        for own in (C, D):
            mine = 1 if own == C else 0
            # A contributor among the others meets the rest of the contributors, one fewer, and me.
            giving = self.payoffs[C, np.maximum(contributing - 1 + mine, 0)]
            taking = self.payoffs[D, np.minimum(contributing + mine, others)]
            mean[own] = (contributing * giving + (others - contributing) * taking) / others
        return mean

    @cached_property
    def view_of_all(self) -> View:
        """The group as two seats, me and all others as one: C if all of them contribute, D if none does."""
        all_or_none = [self.players - 1, 0]
        return View(self.payoffs[:, all_or_none], self.others_mean[:, all_or_none])

    @cached_property
    def view_of_one(self) -> View:
        """The group as two seats, me and one of the others, while the rest do as I do."""
        own, theirs = np.empty((2, 2)), np.empty((2, 2))
        for mine in (C, D):
            rest = self.players - 2 if mine == C else 0
            for other in (C, D):
                own[mine, other] = self.payoffs[mine, rest + (other == C)]
                theirs[mine, other] = self.payoffs[other, rest + (mine == C)]
        return View(own, theirs)

    def as_game(self) -> Custom:
        """Return the game of two players that a group of two plays.

        Raises:
            BadArgument: More than two players.
        """
        if self.players != 2:
            raise BadArgument(f"only a group of 2 is a 2x2 game; got {self.players} players. Give players=2.")
        (reward, sucker), (temptation, punishment) = self.view_of_all.own.tolist()
        return Custom(R=reward, S=sucker, T=temptation, P=punishment)

    @property
    def views(self) -> tuple[View, View]:
        """Refuse: a group game has no two seats (what plays 2x2 games asks for these first).

        Raises:
            BadArgument: Always.
        """
        raise BadArgument(
            f"{self.name} is a game of groups, and two-player games are played here. "
            f"Play it with play_group (selfother play A B C --game {self.name}), or as_game() for a group of two."
        )

    def to_json(self) -> dict[str, str | float]:
        """Return name, players, and the fields of the game."""
        fields = getattr(type(self), "__dataclass_fields__", {})
        return {"name": self.name, **{field: getattr(self, field) for field in fields}}


def check_players_count(players: int) -> None:
    """Check the size of a group.

    Raises:
        BadArgument: Not a whole number from 2 to `LARGEST_GROUP`.
    """
    if isinstance(players, bool) or not isinstance(players, int) or not 2 <= players <= LARGEST_GROUP:
        raise BadArgument(
            f"players must be a whole number from 2 to {LARGEST_GROUP}; got {players!r}. Give e.g. players=4."
        )

"""Strategies of the Axelrod library as our agents: the word `axelrod:Tit For Tat`.

A strategy of axelrod is an object that changes as it plays, and says an action rather than a probability: P(C) is 0 or
1 here, and the strategy's own chance is drawn inside, from one number a match. Every match of a batch has its own
object. States keep the contract of pure functions: the objects stand at the newest state, and who goes on from an
older one gets new objects that replay the past.

Left out, each with a sentence: strategies that take long, that look into or change their opponent, and that
must know how long the match is (our matches do not tell). Importing axelrod takes ten seconds, so it happens when the
first of these agents is made.
"""

import sys
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from selfother.agents.agent import Agent, Chance
from selfother.errors import BadArgument, MissingExtra, UnknownName
from selfother.games.game import View

__all__ = ["Axelrod", "AxelrodState"]

_CHEATS = ("inspects_source", "manipulates_source", "manipulates_state")


@dataclass(frozen=True, eq=False)
class AxelrodState:
    """Where a batch of strategies stands.

    Attributes:
        table: The objects and the rounds that they have played; shared by the states of a match.
        rounds: How many rounds this state has seen.
        cooperates: Whether each cooperates in this round, as 0.0 or 1.0, of the batch shape.
    """

    table: "_Table"
    rounds: int
    cooperates: NDArray[np.float64]


@dataclass(frozen=True)
class Axelrod(Agent):
    """A strategy of the Axelrod library by its name there, such as Tit For Tat.

    Attributes:
        name: The strategy's name, e.g. "Tit For Tat"; `axelrod.short_run_time_strategies` lists them.

    Raises:
        MissingExtra: axelrod is not installed.
        UnknownName: No strategy of that name; the text lists the close ones.
        BadArgument: A strategy that takes long, cheats, or needs the length of the match.

    Source: Knight et al. 2016, "An open framework for the reproducible study of the iterated prisoner's dilemma".
    """

    name: str = "Tit For Tat"

    bare_setting: ClassVar[str] = "name"
    is_deterministic: ClassVar[bool] = True
    has_private_chance: ClassVar[bool] = True

    def __post_init__(self) -> None:
        """Check the name."""
        _strategy_named(self.name)

    def init(self, view: View, shape: tuple[int, ...], *, chance: Chance | None = None) -> AxelrodState:
        """Return the state before the first round; payoffs are told as those of a symmetric game, from this seat.

        Raises:
            BadArgument: A strategy that draws, without the numbers that a match gives.
        """
        strategy, is_stochastic = _strategy_named(self.name)
        if chance is None and is_stochastic:
            raise BadArgument(f"axelrod:{self.name} draws; give chance, one 64-bit number a match, or use play_match.")
        seeds = np.zeros(shape, dtype=np.uint64) if chance is None else np.broadcast_to(chance, shape)
        table = _Table(strategy, view, seeds)
        return AxelrodState(table, 0, table.choose())

    def cooperation_probability(self, state: AxelrodState) -> NDArray[np.float64]:
        """Return P(C) in this round, 0 or 1, of the batch shape."""
        return state.cooperates

    def observe(self, state: AxelrodState, own: NDArray[np.uint8], partner: NDArray[np.uint8]) -> AxelrodState:
        """Return the state after a round."""
        table = state.table if len(state.table.past) == state.rounds else state.table.replayed(state.rounds)
        table.observe(own, partner)
        return AxelrodState(table, state.rounds + 1, table.choose())

    @property
    def identity(self) -> str:
        """What a result of this agent is kept under: the strategy and the version of axelrod that plays it."""
        return f"axelrod {version('axelrod')}: {self.name}"


class _Table:
    """Objects of axelrod that play side by side, one pair a match."""

    def __init__(self, strategy: Any, view: View, seeds: NDArray[np.uint64]) -> None:
        import axelrod  # type: ignore[import-untyped]

        self._made_of = strategy, view, seeds
        self._actions = axelrod.Action.C, axelrod.Action.D
        (R, S), (T, P) = view.own.tolist()
        game = axelrod.Game(r=R, s=S, t=T, p=P)
        self._players = [strategy() for _ in range(seeds.size)]
        self._partners = [axelrod.Player() for _ in range(seeds.size)]
        for player, seed in zip(self._players, seeds.reshape(-1).tolist(), strict=True):
            player.set_match_attributes(length=float("inf"), game=game, noise=0)
            player.set_seed(seed >> 32)  # axelrod's generator takes 32 bits
        self.past: list[tuple[NDArray[np.uint8], NDArray[np.uint8]]] = []

    def choose(self) -> NDArray[np.float64]:
        """Ask every strategy once."""
        cooperate, shape = self._actions[0], self._made_of[2].shape
        chosen = [
            player.strategy(partner) is cooperate for player, partner in zip(self._players, self._partners, strict=True)
        ]
        return np.array(chosen, dtype=np.float64).reshape(shape)

    def observe(self, own: NDArray[np.uint8], partner: NDArray[np.uint8]) -> None:
        """Tell every strategy what was played."""
        shape = self._made_of[2].shape
        owns, partners = (np.broadcast_to(actions, shape).copy() for actions in (own, partner))
        self.past.append((owns, partners))
        for player, other, mine, theirs in zip(
            self._players, self._partners, owns.reshape(-1).tolist(), partners.reshape(-1).tolist(), strict=True
        ):
            player.update_history(self._actions[mine], self._actions[theirs])
            other.update_history(self._actions[theirs], self._actions[mine])

    def replayed(self, rounds: int) -> "_Table":
        """Return new objects that stand where these stood after `rounds` rounds, having chosen."""
        table = _Table(*self._made_of)
        table.choose()
        for own, partner in self.past[:rounds]:
            table.observe(own, partner)
            table.choose()
        return table


def _strategy_named(name: str) -> tuple[Any, bool]:
    """Return the class of that name and whether it draws, if it can be played here."""
    if "axelrod" not in sys.modules and find_spec("axelrod"):
        print("selfother: importing axelrod, ten seconds or more", file=sys.stderr)
    try:
        import axelrod
    except ModuleNotFoundError as error:
        raise MissingExtra.of("peers", "axelrod", f"axelrod:{name}") from error
    by_name = {strategy.name: strategy for strategy in axelrod.all_strategies}
    if name not in by_name:
        raise UnknownName.among("strategy of axelrod", str(name), by_name, "axelrod.all_strategies")
    player, ask = by_name[name](), axelrod.Classifiers
    instead = "Choose one of axelrod.short_run_time_strategies, e.g. axelrod:Tit For Tat."
    if ask["long_run_time"](player):
        raise BadArgument(f"axelrod:{name} needs a longer run than a round of ours can wait for. {instead}")
    if cheats := [trait.replace("_", " ") for trait in _CHEATS if ask[trait](player)]:
        raise BadArgument(f"axelrod:{name} {' and '.join(cheats)} of its opponent, which is not there. {instead}")
    if "length" in ask["makes_use_of"](player):
        raise BadArgument(f"axelrod:{name} must know how long the match is, which our matches do not tell. {instead}")
    return by_name[name], bool(ask["stochastic"](player))

"""The classic strategies of the iterated prisoner's dilemma, each a small automaton.

Definitions follow the Axelrod library, so that a name means the same match in both. An automaton is a `Chain`: P(C) in
every state, and the state that follows each pair of actions; one kernel plays them all, and all have exact solutions.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selfother.agents.agent import Agent, Chain, Chance
from selfother.errors import BadArgument, BadProbability
from selfother.games.game import C, D, View

__all__ = [
    "Alternator",
    "AlwaysCooperate",
    "AlwaysDefect",
    "Automaton",
    "AutomatonState",
    "GenerousTitForTat",
    "Grim",
    "Random",
    "SuspiciousTitForTat",
    "TitForTat",
    "WinStayLoseShift",
]

TRUSTING, GRUDGING = 0, 1
LAST_WAS_C, LAST_WAS_D = 0, 1


@dataclass(frozen=True, eq=False)
class AutomatonState:
    """Where a batch of automata stands.

    Attributes:
        chain: The automaton; its `cooperation` is the same in every round.
        at: The state's number, integers of the batch shape; of shape () while all are in the same state for good.
    """

    chain: Chain
    at: NDArray[np.intp]


class Automaton(ABC):
    """The kernel of every scripted strategy: subclasses say their `chain`, this plays it."""

    @abstractmethod
    def chain(self, view: View, rounds: int) -> Chain:
        """Return the automaton of this strategy."""

    def init(self, view: View, shape: tuple[int, ...], *, chance: Chance | None = None) -> AutomatonState:
        """Return the state before the first round."""
        chain = self.chain(view, 1)
        single = chain.following.shape[0] == 1
        return AutomatonState(chain, np.full(() if single else shape, chain.start, dtype=np.intp))

    def cooperation_probability(self, state: AutomatonState) -> NDArray[np.float64]:
        """Return P(C) in this round, broadcastable to the batch shape."""
        return np.asarray(state.chain.cooperation(0).take(state.at))

    def observe(self, state: AutomatonState, own: NDArray[np.uint8], partner: NDArray[np.uint8]) -> AutomatonState:
        """Return the state after a round."""
        if state.at.ndim == 0 and state.chain.following.shape[0] == 1:
            return state
        return AutomatonState(state.chain, state.chain.following.reshape(-1).take(state.at * 4 + (own * 2 + partner)))


def _automaton(cooperation: list[float], following: list[list[list[int]]], start: int = 0) -> Chain:
    in_every_round = np.array(cooperation, dtype=np.float64)
    return Chain(lambda _: in_every_round, np.array(following, dtype=np.intp), start)


_STAYS = [[[0, 0], [0, 0]]]
_COPIES_PARTNER = [[[LAST_WAS_C, LAST_WAS_D], [LAST_WAS_C, LAST_WAS_D]]] * 2


@dataclass(frozen=True)
class AlwaysCooperate(Automaton, Agent):
    """Cooperates in every round (unconditional cooperation)."""

    is_deterministic = True

    def chain(self, view: View, rounds: int) -> Chain:
        """Return the automaton: one state."""
        return _automaton([1.0], _STAYS)


@dataclass(frozen=True)
class AlwaysDefect(Automaton, Agent):
    """Defects in every round (unconditional defection)."""

    is_deterministic = True

    def chain(self, view: View, rounds: int) -> Chain:
        """Return the automaton: one state."""
        return _automaton([0.0], _STAYS)


@dataclass(frozen=True)
class Random(Automaton, Agent):
    """Cooperates with probability p in every round, whatever happened.

    Attributes:
        p: Probability of C, in [0, 1].

    Raises:
        BadProbability: p outside [0, 1].
    """

    p: float = 0.5

    def __post_init__(self) -> None:
        """Check the probability."""
        if isinstance(self.p, bool) or not isinstance(self.p, int | float):
            raise BadArgument(f"p must be a number in [0, 1]; got {self.p!r}. Write e.g. random:p=0.5.")
        BadProbability.check("p (the probability of cooperating)", self.p)

    def chain(self, view: View, rounds: int) -> Chain:
        """Return the automaton: one state."""
        return _automaton([self.p], _STAYS)


@dataclass(frozen=True)
class TitForTat(Automaton, Agent):
    """Cooperates first, then does what the partner did last (Axelrod 1984)."""

    is_deterministic = True

    def chain(self, view: View, rounds: int) -> Chain:
        """Return the automaton: the partner's last action."""
        return _automaton([1.0, 0.0], _COPIES_PARTNER, LAST_WAS_C)


@dataclass(frozen=True)
class SuspiciousTitForTat(Automaton, Agent):
    """Defects first, then does what the partner did last."""

    is_deterministic = True

    def chain(self, view: View, rounds: int) -> Chain:
        """Return the automaton: the partner's last action."""
        return _automaton([1.0, 0.0], _COPIES_PARTNER, LAST_WAS_D)


@dataclass(frozen=True)
class GenerousTitForTat(Automaton, Agent):
    """Tit for tat that answers a defection with C at the generosity g that the payoffs allow.

    g = min(1 - (T - R) / (R - S), (R - P) / (T - P)), cut to [0, 1]; 1/3 for (3, 0, 5, 1).

    Raises:
        BadArgument: At the start of a match, a game in which R = S or T = P, where g is not defined.

    Source: Nowak and Sigmund 1992, "Tit for tat in heterogeneous populations"; the Axelrod library's `GTFT`.
    """

    def chain(self, view: View, rounds: int) -> Chain:
        """Return the automaton: the partner's last action."""
        (R, S), (T, P) = view.own.tolist()
        if R == S or T == P:
            raise BadArgument(
                f"generous_tit_for_tat needs R != S and T != P for its generosity; got R={R:g}, S={S:g}, T={T:g}, "
                f"P={P:g}. Use tit_for_tat, or another game."
            )
        generosity = min(max(min(1.0 - (T - R) / (R - S), (R - P) / (T - P)), 0.0), 1.0)
        return _automaton([1.0, generosity], _COPIES_PARTNER, LAST_WAS_C)


@dataclass(frozen=True)
class WinStayLoseShift(Automaton, Agent):
    """Cooperates first; repeats its action after the partner's C and changes it after the partner's D (Pavlov).

    Source: Nowak and Sigmund 1993, "A strategy of win-stay, lose-shift that outperforms tit-for-tat".
    """

    is_deterministic = True

    def chain(self, view: View, rounds: int) -> Chain:
        """Return the automaton: the action that comes next."""
        return _automaton([1.0, 0.0], [[[C, D], [D, C]]] * 2, C)


@dataclass(frozen=True)
class Grim(Automaton, Agent):
    """Cooperates until the partner's first D, then defects for good (grim trigger)."""

    is_deterministic = True

    def chain(self, view: View, rounds: int) -> Chain:
        """Return the automaton: whether the partner ever defected."""
        trusting = [[TRUSTING, GRUDGING], [TRUSTING, GRUDGING]]
        return _automaton([1.0, 0.0], [trusting, [[GRUDGING, GRUDGING], [GRUDGING, GRUDGING]]], TRUSTING)


@dataclass(frozen=True)
class Alternator(Automaton, Agent):
    """Cooperates and defects in turn, C first."""

    is_deterministic = True

    def chain(self, view: View, rounds: int) -> Chain:
        """Return the automaton: the action that comes next, the other one than the last."""
        return _automaton([1.0, 0.0], [[[D, D], [C, C]]] * 2, C)

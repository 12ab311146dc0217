"""Members: how the minds of two-player games play in a group of n.

A member sees, after each round, its own action and how many of the others contributed. With n = 2 every member is its
two-player mind. The rules, one for each kind of mind:

- scripted strategies meet the others as one partner, who cooperated if at least half of them did;
- empathic minds weigh their own payoff with 1 - lam and the mean of the others' with lam, and predict each of the
  others by their theory of mind, independently: a self-regarding member who expects all others to go on as I did;
- learners: the delta rule follows the share of the others who contributed; the Q-learner is paid what the round paid,
  and remembers its action and what most others did.

Source: "at least half" is the threshold of Boyd and Richerson 1988, "The evolution of reciprocity in sizable groups".
Left out: planners and filters on single members (see docs/decisions/0004-groups.md).
"""

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selfother.agents.advantage import Weights
from selfother.agents.agent import Agent
from selfother.agents.empathic import Empathic, Selfish
from selfother.agents.learners import DeltaRule, QLearning
from selfother.agents.planning import PLANNABLE
from selfother.agents.scripted import Automaton
from selfother.agents.theory_of_mind import Prediction, sigmoid, theory_named
from selfother.errors import BadArgument
from selfother.games.game import C, D
from selfother.games.group_game import GroupGame

__all__ = ["GroupAdvantage", "Member", "member_of"]


class Member(ABC):
    """The contract of a mind in a group: an agent's three functions, told a number of contributors for a partner."""

    @abstractmethod
    def init(self, shape: tuple[int, ...]) -> Any:
        """Return the state before the first round, for a batch of groups."""

    @abstractmethod
    def cooperation_probability(self, state: Any) -> NDArray[np.float64]:
        """Return P(C) in this round, in [0, 1], of a shape that broadcasts to the batch shape."""

    @abstractmethod
    def observe(self, state: Any, own: NDArray[np.uint8], contributors: NDArray[np.intp]) -> Any:
        """Return the state after a round in which I played `own` and `contributors` of the others contributed."""


def member_of(agent: Agent, game: GroupGame) -> Member:
    """The way an agent plays in a group.

    Raises:
        BadArgument: A mind without a rule for groups.

    Example:
        >>> from selfother.agents import TitForTat
        >>> from selfother.games import PublicGoods
        >>> member = member_of(TitForTat(), PublicGoods(players=4))
        >>> state = member.observe(member.init((3,)), np.zeros(3, dtype=np.uint8), np.array([0, 1, 2]))
        >>> member.cooperation_probability(state).tolist()
        [0.0, 0.0, 1.0]
    """
    match agent:
        case Selfish() | Empathic() if agent.theory in PLANNABLE:
            return _StaticMember(agent, game)
        case DeltaRule():
            return _DeltaRuleMember(agent, game)
        case QLearning():
            return _QLearningMember(agent, game)
        case Automaton():
            return _ScriptedMember(agent, game)
    raise BadArgument(
        f"{agent.word} has no rule for groups. Groups are played by the scripted strategies, empathic and selfish with "
        f"theory={' or theory='.join(PLANNABLE)}, delta_rule and q_learning. Choose one of these."
    )


@dataclass(frozen=True, eq=False)
class GroupAdvantage:
    """What contributing adds to the weighted payoff if each of the others contributes by itself, payoff units.

    dU = sum_k B(k; n - 1, q(C | C)) U(C, k) - B(k; n - 1, q(C | D)) U(D, k), B the binomial probability of k
    contributors and U = w_s own payoff + w_o mean payoff of the others. In a linear game only the mean of k
    counts.

    Attributes:
        weighed: U, shape (2, players): [own action, contributors among the others].
    """

    weighed: NDArray[np.float64]

    @classmethod
    def of(cls, game: GroupGame, weights: Weights) -> "GroupAdvantage":
        """Weigh the payoffs of a game as each of its players sees it."""
        return cls(weights.own * game.payoffs + weights.other * game.others_mean)

    def at(self, prediction: Prediction) -> NDArray[np.float64]:
        """Return dU, of the shape of the prediction."""
        q_c, q_d = prediction
        return np.asarray(self._expected(C, q_c) - self._expected(D, q_d))

    def _expected(self, own: int, q: NDArray[np.float64]) -> NDArray[np.float64]:
        others = self.weighed.shape[1] - 1
        contributors = np.arange(others + 1)
        ways = np.array([math.comb(others, k) for k in contributors.tolist()], dtype=np.float64)
        chance = np.asarray(q, dtype=np.float64)[..., None]
        return np.asarray((ways * chance**contributors * (1.0 - chance) ** (others - contributors)) @ self.weighed[own])


def _most(game: GroupGame, contributors: NDArray[np.intp]) -> NDArray[np.uint8]:
    """Return the action of the others as one: C if at least half of them contributed."""
    return np.where(2 * contributors >= game.players - 1, np.uint8(C), np.uint8(D))


class _ScriptedMember(Member):
    """An automaton that meets the others as one partner."""

    def __init__(self, agent: Automaton, game: GroupGame) -> None:
        self._agent, self._game = agent, game

    def init(self, shape: tuple[int, ...]) -> Any:
        return self._agent.init(self._game.view_of_all, shape)

    def cooperation_probability(self, state: Any) -> NDArray[np.float64]:
        return self._agent.cooperation_probability(state)

    def observe(self, state: Any, own: NDArray[np.uint8], contributors: NDArray[np.intp]) -> Any:
        return self._agent.observe(state, own, _most(self._game, contributors))


class _StaticMember(Member):
    """An empathic mind under a static theory: its state is the count of its own contributions, and the round."""

    def __init__(self, agent: Selfish | Empathic, game: GroupGame) -> None:
        self._beta = agent.beta
        self._advantage = GroupAdvantage.of(game, agent.weights)
        self._theory = theory_named(agent.theory)(game.view_of_one, beta=agent.beta_other, weights=agent.weights)

    def init(self, shape: tuple[int, ...]) -> tuple[NDArray[np.intp], int]:
        return np.zeros(shape, dtype=np.intp), 0

    def cooperation_probability(self, state: tuple[NDArray[np.intp], int]) -> NDArray[np.float64]:
        counts, rounds = state
        least = int(counts.min())
        occurring = np.arange(least, int(counts.max()) + 1)
        rates = occurring / rounds if rounds else np.array([0.5])
        return np.asarray(sigmoid(self._beta * self._advantage.at(self._theory.predict(rates))).take(counts - least))

    def observe(
        self, state: tuple[NDArray[np.intp], int], own: NDArray[np.uint8], contributors: NDArray[np.intp]
    ) -> tuple[NDArray[np.intp], int]:
        return state[0] + (own == C), state[1] + 1


class _DeltaRuleMember(Member):
    """A learner of the share of the others who contribute."""

    def __init__(self, agent: DeltaRule, game: GroupGame) -> None:
        self._agent, self._others = agent, game.players - 1
        self._advantage = GroupAdvantage.of(game, Weights.of(agent.lam))

    def init(self, shape: tuple[int, ...]) -> NDArray[np.float64]:
        return np.full(shape, float(self._agent.start))

    def cooperation_probability(self, state: NDArray[np.float64]) -> NDArray[np.float64]:
        return sigmoid(self._agent.beta * self._advantage.at(Prediction(state, state)))

    def observe(
        self, state: NDArray[np.float64], own: NDArray[np.uint8], contributors: NDArray[np.intp]
    ) -> NDArray[np.float64]:
        return self._agent.learn(state, contributors / self._others)


class _QLearningMember(Member):
    """A Q-learner whose situation is its last action and what most others did."""

    def __init__(self, agent: QLearning, game: GroupGame) -> None:
        self._agent, self._game = agent, game
        self._rewards = GroupAdvantage.of(game, Weights.of(agent.lam)).weighed

    def init(self, shape: tuple[int, ...]) -> Any:
        return self._agent.init(self._game.view_of_all, shape)

    def cooperation_probability(self, state: Any) -> NDArray[np.float64]:
        return self._agent.cooperation_probability(state)

    def observe(self, state: Any, own: NDArray[np.uint8], contributors: NDArray[np.intp]) -> Any:
        reached = state.situation
        if self._agent.memory == "joint":
            reached = np.multiply(own, 2, dtype=np.intp) + _most(self._game, contributors)
        return self._agent.learn(state, own, self._rewards[own, contributors], reached)

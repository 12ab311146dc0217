"""Learners: minds without a theory of mind, the structureless controls of the empathic agents.

A learner knows what it did, what the other did and what that paid; it holds no model of why the other acts. What such
minds reach by themselves is what structure must be measured against. Both may weigh the other's payoff with lam, so
that concern for the other and a model of the other are varied apart. Their exploration is in P(C): nothing is drawn
inside.

Left out on purpose: schedules of exploration or learning rate, eligibility traces, function approximation.
"""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from selfother.agents.agent import Agent, Chance, check_precision
from selfother.agents.empathic import Advantage
from selfother.agents.theory_of_mind import Prediction, sigmoid
from selfother.errors import BadArgument, BadProbability, UnknownName
from selfother.games.game import C, D, View

__all__ = ["DeltaRule", "DeltaRuleState", "QLearning", "QLearningState"]

Exploration = Literal["epsilon_greedy", "softmax"]
Memory = Literal["joint", "none"]


@dataclass(frozen=True, eq=False)
class QLearningState:
    """What a Q-learner carries from round to round.

    Attributes:
        rewards: The weighted payoff of a round, shape (2, 2), [own action, partner's action].
        values: Q, shape (*batch, situations, 2): [..., situation, action]. Situations are the last joint action CC, CD,
            DC, DD and, fifth, the start; only one without memory.
        situation: Where each match stands, integers of the batch shape.
    """

    rewards: NDArray[np.float64]
    values: NDArray[np.float64]
    situation: NDArray[np.intp]


@dataclass(frozen=True)
class QLearning(Agent):
    """A tabular Q-learner: it learns what its actions are worth after each joint action of the last round.

        Q(s, a) <- Q(s, a) + learning_rate (r + discount max_b Q(s', b) - Q(s, a)),      Q = 0 at the start,

    with r = (1 - lam) own payoff + lam partner's payoff. `epsilon_greedy`: P(C) = 1 - epsilon/2, epsilon/2, or 1/2
    where C is worth more, less, or the same. `softmax`: P(C) = sigmoid(beta (Q(s, C) - Q(s, D))).

    Attributes:
        lam: Weight of the partner's payoff in the reward, in [0, 1].
        learning_rate: Step of the update, in [0, 1].
        discount: Weight of the next situation's value, in [0, 1).
        exploration: `epsilon_greedy` or `softmax`.
        epsilon: Share of rounds in which `epsilon_greedy` acts at random, in [0, 1].
        beta: Precision of `softmax`, above 0.
        memory: `joint`, the last joint action is the situation; `none`, there is one situation.

    Raises:
        BadProbability: lam, learning_rate, discount or epsilon out of range.
        BadArgument: A setting that is not a number, a precision that is not above 0, a discount of 1.
        UnknownName: No such exploration or memory.

    Source: Watkins and Dayan 1992, "Q-learning"; in the iterated prisoner's dilemma Sandholm and Crites 1996.

    Example:
        >>> from selfother.games import PrisonersDilemma
        >>> agent = QLearning(epsilon=0.1)
        >>> state = agent.init(PrisonersDilemma().views[0], ())
        >>> defect, cooperate = np.uint8(1), np.uint8(0)
        >>> state = agent.observe(state, defect, cooperate)
        >>> state.values[4].tolist(), float(agent.cooperation_probability(state))
        ([0.0, 0.5], 0.5)
    """

    lam: float = 0.0
    learning_rate: float = 0.1
    discount: float = 0.9
    exploration: Exploration = "epsilon_greedy"
    epsilon: float = 0.1
    beta: float = 4.0
    memory: Memory = "joint"

    def __post_init__(self) -> None:
        """Check the settings."""
        _check_share("lam", "the empathy weight", self.lam)
        _check_share("learning_rate", "the step of the update", self.learning_rate)
        _check_share("discount", "the weight of the next round's value", self.discount)
        _check_share("epsilon", "the share of random rounds", self.epsilon)
        if self.discount == 1:
            raise BadArgument("discount must be below 1, or values grow without end; got 1. Give e.g. discount=0.9.")
        check_precision("beta", self.beta)
        if self.exploration not in get_args(Exploration):
            raise UnknownName.among("exploration of q_learning", str(self.exploration), get_args(Exploration))
        if self.memory not in get_args(Memory):
            raise UnknownName.among("memory of q_learning", str(self.memory), get_args(Memory))

    def init(self, view: View, shape: tuple[int, ...], *, chance: Chance | None = None) -> QLearningState:
        """Return the state before the first round: nothing is worth anything yet."""
        situations = 5 if self.memory == "joint" else 1
        rewards = (1.0 - self.lam) * view.own + self.lam * view.partner
        start = np.full(shape, situations - 1, dtype=np.intp)
        return QLearningState(rewards, np.zeros((*shape, situations, 2)), start)

    def cooperation_probability(self, state: QLearningState) -> NDArray[np.float64]:
        """Return P(C) in this round, of the batch shape."""
        here = np.take_along_axis(state.values, state.situation[..., None, None], axis=-2)[..., 0, :]
        better = here[..., C] - here[..., D]
        if self.exploration == "softmax":
            return sigmoid(self.beta * better)
        return np.asarray(0.5 + (0.5 - 0.5 * self.epsilon) * np.sign(better))

    def observe(self, state: QLearningState, own: NDArray[np.uint8], partner: NDArray[np.uint8]) -> QLearningState:
        """Return the state after a round: one step of Q-learning, in a copy of the table."""
        reached = np.multiply(own, 2, dtype=np.intp) + partner if self.memory == "joint" else state.situation
        return self.learn(state, own, state.rewards[own, partner], np.asarray(reached))

    def learn(
        self,
        state: QLearningState,
        own: NDArray[np.uint8],
        reward: NDArray[np.float64],
        reached: NDArray[np.intp],
    ) -> QLearningState:
        """Return the state after `own` brought `reward` and led to the situation `reached`, all of the batch shape."""
        values = state.values.copy()
        rows, next_rows = values.reshape(-1, 2), state.values.reshape(-1, 2)
        first = np.arange(state.situation.size).reshape(state.situation.shape) * values.shape[-2]
        best_next = next_rows[first + reached].max(axis=-1)
        at = first + state.situation, np.asarray(own, dtype=np.intp)
        rows[at] += self.learning_rate * (reward + self.discount * best_next - rows[at])
        return QLearningState(state.rewards, values, reached)

    @property
    def empathy_weight(self) -> float:
        """The weight lam of the other's payoff."""
        return float(self.lam)


@dataclass(frozen=True, eq=False)
class DeltaRuleState:
    """What a delta-rule learner carries from round to round.

    Attributes:
        advantage: Its weighted payoffs.
        expected: Its estimate of the partner's P(C), in [0, 1], of the batch shape.
    """

    advantage: Advantage
    expected: NDArray[np.float64]


@dataclass(frozen=True)
class DeltaRule(Agent):
    """A learner that follows how often the partner cooperates, and answers with a softmax best response.

        q <- q + learning_rate ([partner cooperated] - q),      P(C) = sigmoid(beta dU(q)),

    dU as for `empathic` with weights (1 - lam, lam): the same concern, an average in the place of a theory of mind.

    Attributes:
        lam: Empathy weight in [0, 1].
        learning_rate: Step of the update, in [0, 1]; 0 never learns, 1 expects the partner's last action.
        beta: Precision, above 0.
        start: The estimate before the first round, in [0, 1].

    Raises:
        BadProbability: lam, learning_rate or start outside [0, 1].
        BadArgument: A setting that is not a number, or a precision that is not above 0.

    Source: Rescorla and Wagner 1972; the best response to it is (smoothed) fictitious play with a fixed step.

    Example:
        >>> from selfother.games import PrisonersDilemma
        >>> agent = DeltaRule(learning_rate=0.5)
        >>> state = agent.init(PrisonersDilemma().views[0], ())
        >>> float(agent.observe(state, np.uint8(0), np.uint8(1)).expected)
        0.25
    """

    lam: float = 0.5
    learning_rate: float = 0.1
    beta: float = 4.0
    start: float = 0.5

    def __post_init__(self) -> None:
        """Check the settings."""
        _check_share("lam", "the empathy weight", self.lam)
        _check_share("learning_rate", "the step of the update", self.learning_rate)
        _check_share("start", "the estimate before the first round", self.start)
        check_precision("beta", self.beta)

    def init(self, view: View, shape: tuple[int, ...], *, chance: Chance | None = None) -> DeltaRuleState:
        """Return the state before the first round."""
        advantage = Advantage.of(view, weight_self=1.0 - self.lam, weight_other=self.lam)
        return DeltaRuleState(advantage, np.full(shape, float(self.start)))

    def cooperation_probability(self, state: DeltaRuleState) -> NDArray[np.float64]:
        """Return P(C) in this round, of the batch shape."""
        return sigmoid(self.beta * state.advantage.at(Prediction(state.expected, state.expected)))

    def observe(self, state: DeltaRuleState, own: NDArray[np.uint8], partner: NDArray[np.uint8]) -> DeltaRuleState:
        """Return the state after a round: the estimate has moved towards what the partner did."""
        return DeltaRuleState(state.advantage, self.learn(state.expected, np.equal(partner, C).astype(np.float64)))

    def learn(self, expected: NDArray[np.float64], cooperated: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the estimate after a share in [0, 1] of the others cooperated, of the batch shape."""
        return np.asarray(expected + self.learning_rate * (cooperated - expected))

    @property
    def empathy_weight(self) -> float:
        """The weight lam of the other's payoff."""
        return float(self.lam)


def _check_share(name: str, meaning: str, value: float) -> None:
    """Check a number in [0, 1].

    Raises:
        BadArgument: Not a number.
        BadProbability: Outside [0, 1].
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadArgument(f"{name} must be a number in [0, 1]; got {value!r}. Write e.g. {name}=0.3.")
    BadProbability.check(f"{name} ({meaning})", value)

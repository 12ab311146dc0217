"""The kernel of every agent that weighs payoffs: what it prefers, what it predicts, how sharply it chooses.

With q the predicted partner, G_self(a) = -E_q[own payoff of (a, a_j)] and G_other(a) = -E_q[partner's payoff], lower is
better, and

    G_social = w_s G_self + w_o G_other + G_epistemic,      P(a) = softmax(-beta G_social).

Concern (the weights), the model of the other (the theory of mind) and precision (beta) are three settings. The
epistemic term is zero except for a particle filter that is asked for it.

Source: Albarracin et al. 2026, the myopic (one-step) agent, with (w_s, w_o) = (1 - lam, lam).
"""

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from selfother.agents.advantage import Advantage, Prediction, Weights, sigmoid
from selfother.agents.agent import Chain, Chance
from selfother.agents.particle_filter import FILTERS, FilterState, ParticleFilter
from selfother.agents.theory_of_mind import ORACLE, THEORIES, Theory
from selfother.errors import BadArgument
from selfother.games.game import C, D, View

__all__ = ["FilteringState", "OracleState", "Social", "SocialState", "StaticState", "check_weight"]

LARGEST_WEIGHT = 1e6


@dataclass(frozen=True, eq=False)
class StaticState:
    """What an agent with a static theory of mind carries from round to round.

    Attributes:
        advantage: Its weighted payoffs, of shape () or of one that broadcasts to the batch shape with a last axis of 1.
        theory: Its theory of mind, prepared for the game.
        cooperations: How often it cooperated so far, integers of the batch shape.
        rounds: How many rounds it has played.
        probability: P(C) before the first round, and in every round under a constant theory.
    """

    advantage: Advantage
    theory: Theory
    cooperations: NDArray[np.intp]
    rounds: int
    probability: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class OracleState:
    """What an oracle carries: its weighted payoffs, and nothing of the past."""

    advantage: Advantage


@dataclass(frozen=True, eq=False)
class FilteringState:
    """What an agent with a particle filter carries: its weighted payoffs and the filter."""

    advantage: Advantage
    belief: FilterState


SocialState = StaticState | OracleState | FilteringState


class Social(ABC):
    """The kernel of agents that weigh payoffs: subclasses say their weights and settings, this plays them.

    Attributes:
        theory: Theory of mind, a name of `theory_of_mind`.
        beta: Own precision.
        beta_other: The precision that it ascribes to the partner.
    """

    theory: str
    beta: float
    beta_other: float

    @property
    @abstractmethod
    def weights(self) -> Weights:
        """How much its own payoff and the other's count."""

    @property
    def ascribed(self) -> Weights:
        """The weights that the theory `matched` ascribes to the partner: its own."""
        return self.weights

    @property
    def filter(self) -> ParticleFilter:
        """The settings of the particle filter of a theory that has one."""
        return FILTERS[self.theory]

    @property
    def has_private_chance(self) -> bool:
        """Whether its theory is a particle filter, which draws inside."""
        return self.theory in FILTERS

    @property
    def is_oracle(self) -> bool:
        """Whether it knows the partner's true P(C)."""
        return self.theory == ORACLE

    def init(
        self, view: View, shape: tuple[int, ...], *, chance: Chance | None = None, lam: ArrayLike | None = None
    ) -> SocialState:
        """Return the state before the first round.

        Args:
            view: The game from this player's seat.
            shape: Batch shape.
            chance: One number a match, of the batch shape; only a particle filter needs it.
            lam: Empathy weights for a sweep instead of the agent's own weights, of a shape that broadcasts to `shape`
                with a last axis of 1.

        Raises:
            BadArgument: A particle filter without chance.
        """
        swept = None if lam is None else Weights.of(np.asarray(lam, dtype=np.float64))
        own, other = self.weights if swept is None else swept
        advantage = Advantage.of(view, weight_self=own, weight_other=other)
        if self.is_oracle:
            return OracleState(advantage)
        if self.theory in FILTERS:
            belief = self.filter.init(view, shape, chance=chance, beta=self.beta_other)
            return FilteringState(advantage, belief)
        ascribed = self.ascribed if swept is None else self._ascribed_to_a_partner_of(swept)
        theory = THEORIES[self.theory](view, beta=self.beta_other, weights=ascribed)
        first = sigmoid(self.beta * advantage.at(theory.predict(0.5)))
        return StaticState(advantage, theory, np.zeros(shape, dtype=np.intp), 0, first)

    def _ascribed_to_a_partner_of(self, swept: Weights) -> Weights:
        """The weights that `matched` ascribes where the agent's own weights are swept: the swept ones."""
        return swept

    def cooperation_probability(self, state: SocialState) -> NDArray[np.float64]:
        """Return P(C) in this round, broadcastable to the batch shape.

        Raises:
            BadArgument: An oracle, which must be told the partner's P(C).
        """
        if isinstance(state, FilteringState):
            belief = state.belief
            return sigmoid(self.beta * (state.advantage.at(belief.prediction) + belief.curiosity))
        if isinstance(state, OracleState):
            raise BadArgument(
                "an oracle knows its partner's true P(C) of this round and must be told: call respond(state, partner). "
                "play_match does; where the partner's P(C) is not known, give another theory, e.g. theory=inferred."
            )
        if state.rounds == 0 or state.theory.is_constant:
            return state.probability
        return self._probability_of_counts(state)

    def respond(self, state: SocialState, partner: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return an oracle's P(C) where the partner's is `partner`, in [0, 1]."""
        return sigmoid(self.beta * state.advantage.at(Prediction(partner, partner)))

    def _probability_of_counts(self, state: StaticState) -> NDArray[np.float64]:
        counts, weights = state.cooperations, state.advantage.base
        if weights.size * (state.rounds + 1) >= counts.size:
            return self._probability_at(state, counts / state.rounds)
        # A count has few values and a batch many entries: one probability a value, then look up.
        table = self._probability_at(state, np.arange(state.rounds + 1) / state.rounds)
        if weights.ndim == 0:
            return table.take(counts)
        first = np.arange(weights.size).reshape(weights.shape) * (state.rounds + 1)
        return table.reshape(-1).take(counts + first)

    def _probability_at(self, state: StaticState, cooperation_rate: NDArray[np.float64]) -> NDArray[np.float64]:
        return sigmoid(self.beta * state.advantage.at(state.theory.predict(cooperation_rate)))

    def observe(self, state: SocialState, own: NDArray[np.uint8], partner: NDArray[np.uint8]) -> SocialState:
        """Return the state after a round: a static theory counts my own cooperations, a filter listens."""
        if isinstance(state, FilteringState):
            return FilteringState(state.advantage, self.filter.observe(state.belief, own, partner))
        if isinstance(state, OracleState):
            return state
        counts = state.cooperations + (own == C)
        return StaticState(state.advantage, state.theory, counts, state.rounds + 1, state.probability)

    def chain(self, view: View, rounds: int) -> Chain | None:
        """Return a mind with a static theory as a chain over the count of its own cooperations, 0 ... rounds."""
        if self.theory not in THEORIES:
            return None
        state = self.init(view, ())
        assert isinstance(state, StaticState)  # a static theory has no other
        counts = np.arange(rounds + 1)
        following = np.empty((rounds + 1, 2, 2), dtype=np.intp)
        following[:, C, :] = np.minimum(counts + 1, rounds)[:, None]
        following[:, D, :] = counts[:, None]

        def cooperation(played: int) -> NDArray[np.float64]:
            rates = np.minimum(counts / played, 1.0) if played else np.full(rounds + 1, 0.5)
            return self._probability_at(state, rates)

        return Chain(cooperation, following)


def check_weight(name: str, value: object) -> float:
    """Return a weight that may have any sign.

    Raises:
        BadArgument: Not a finite number, or larger than a million in size.
    """
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not math.isfinite(value) or abs(value) > LARGEST_WEIGHT:  # type: ignore[arg-type]
        raise BadArgument(
            f"{name} must be a finite number of at most {LARGEST_WEIGHT:.0f} in size; got {value!r}. "
            "Scaling weights by a factor is scaling beta by it: give small weights and a large beta."
        )
    return float(value)  # type: ignore[arg-type]

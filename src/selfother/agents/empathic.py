"""The empathic agent: it minimises its own expected free energy and, by its weight, the other's.

With q the predicted partner, G_self(a) = -E_q[own payoff of (a, a_j)] and G_other(a) = -E_q[partner's payoff], lower is
better, and

    G_social = (1 - lam) G_self + lam G_other,      P(a) = softmax(-beta G_social).

Source: Albarracin et al. 2026, the myopic (one-step) agent. Left out here: the epistemic term (zero for a static
theory of mind) and planning.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from selfother.agents.agent import Agent, Chain, check_precision
from selfother.agents.theory_of_mind import STATIC_THEORIES, Prediction, check_theory, sigmoid
from selfother.errors import BadArgument, BadProbability
from selfother.games.game import C, D, View

Weight = float | NDArray[np.float64]

__all__ = ["Empathic", "EmpathicState", "Selfish", "cooperation_advantage"]


@dataclass(frozen=True, eq=False)
class EmpathicState:
    """What an empathic agent carries from round to round.

    Attributes:
        view: The game from its seat.
        lam: Empathy weight(s), shape () or one that broadcasts to the batch shape with a last axis of 1.
        cooperations: How often it cooperated so far, integers of the batch shape.
        rounds: How many rounds it has played.
    """

    view: View
    lam: NDArray[np.float64]
    cooperations: NDArray[np.intp]
    rounds: int


def cooperation_advantage(
    view: View, prediction: Prediction, *, weight_self: Weight, weight_other: Weight
) -> NDArray[np.float64]:
    """Return dU = G_social(D) - G_social(C), the weighted payoff that cooperating adds.

    With one prediction q for both actions, dU = w_s [q (R - T) + (1 - q) (S - P)] + w_o [q (R - S) + (1 - q) (T - P)];
    here for any 2x2 game and for predictions that differ by my action.

    Args:
        view: The game from my seat.
        prediction: The predicted partner.
        weight_self: Weight of my own payoff.
        weight_other: Weight of the partner's payoff; both may have any sign.

    Returns:
        dU in payoff units; above 0 cooperation is preferred.

    Source: Albarracin et al. 2026, myopic social expected free energy.
    """
    q_c, q_d = prediction

    def expected(payoff: NDArray[np.float64]) -> NDArray[np.float64]:
        by_c = q_c * payoff[C, C] + (1.0 - q_c) * payoff[C, D]
        return np.asarray(by_c - (q_d * payoff[D, C] + (1.0 - q_d) * payoff[D, D]))

    return np.asarray(weight_self * expected(view.own) + weight_other * expected(view.partner))


@dataclass(frozen=True)
class Empathic(Agent):
    """An agent that weighs the other's expected payoff with lam and its own with 1 - lam.

    P(C) = sigmoid(beta dU) with dU of `cooperation_advantage` at weights (1 - lam, lam); for (3, 0, 5, 1) and a
    prediction q, dU = 5 lam - 1 - q.

    Attributes:
        lam: Empathy weight in [0, 1]: 0 cares for itself only, 1 for the other only.
        theory: Theory of mind, a name of `theory_of_mind`.
        beta: Own precision, above 0.
        beta_other: The precision that it ascribes to the partner, above 0.

    Raises:
        BadProbability: lam outside [0, 1].
        UnknownName: No such theory.
        BadArgument: A precision that is not a finite number above 0.

    Source: Albarracin et al. 2026; beta = beta_other = 4 is theirs.

    Example:
        >>> from selfother.games import PrisonersDilemma
        >>> agent = Empathic(lam=0.3)
        >>> float(agent.cooperation_probability(agent.init(PrisonersDilemma().views[0], ())).round(4))
        0.8798
    """

    lam: float = 0.5
    theory: str = "history"
    beta: float = 4.0
    beta_other: float = 4.0

    def __post_init__(self) -> None:
        """Check the settings."""
        if isinstance(self.lam, bool) or not isinstance(self.lam, int | float):
            raise BadArgument(f"lam must be a number in [0, 1]; got {self.lam!r}. Write e.g. lam=0.3.")
        BadProbability.check("lam (the empathy weight)", self.lam)
        check_theory(self.theory)
        check_precision("beta", self.beta)
        check_precision("beta_other", self.beta_other)

    def init(self, view: View, shape: tuple[int, ...], *, lam: ArrayLike | None = None) -> EmpathicState:
        """Return the state before the first round.

        Args:
            view: The game from this player's seat.
            shape: Batch shape.
            lam: Weights for a sweep instead of the agent's own, of a shape that broadcasts to `shape` with a last axis
                of 1, each in [0, 1].
        """
        weights = np.asarray(self.lam if lam is None else lam, dtype=np.float64)
        return EmpathicState(view, weights, np.zeros(shape, dtype=np.intp), 0)

    def probability_at(self, view: View, lam: ArrayLike, cooperation_rate: ArrayLike) -> NDArray[np.float64]:
        """Return P(C) at given weights and own cooperation rates (broadcast against each other)."""
        weights = np.asarray(lam, dtype=np.float64)
        prediction = STATIC_THEORIES[self.theory](view, cooperation_rate, beta=self.beta_other)
        advantage = cooperation_advantage(view, prediction, weight_self=1.0 - weights, weight_other=weights)
        return sigmoid(self.beta * advantage)

    def cooperation_probability(self, state: EmpathicState) -> NDArray[np.float64]:
        """Return P(C) in this round, broadcastable to the batch shape."""
        if state.rounds == 0 or self.theory == "action_conditional":
            return self.probability_at(state.view, state.lam, 0.5)
        counts = state.cooperations
        if state.lam.size * (state.rounds + 1) >= counts.size:
            return self.probability_at(state.view, state.lam, counts / state.rounds)
        # A count has few values and a batch many entries: one probability a value, then look up.
        rates = np.arange(state.rounds + 1) / state.rounds
        table = self.probability_at(state.view, state.lam, rates)
        if state.lam.ndim == 0:
            return table.take(counts)
        first = np.arange(state.lam.size).reshape(state.lam.shape) * rates.size
        return table.reshape(-1).take(counts + first)

    def observe(self, state: EmpathicState, own: NDArray[np.uint8], partner: NDArray[np.uint8]) -> EmpathicState:  # noqa: ARG002  (a static theory ignores the partner)
        """Return the state after a round: the count of my own cooperations, and nothing of the partner."""
        return replace(state, cooperations=state.cooperations + (own == C), rounds=state.rounds + 1)

    def chain(self, view: View, rounds: int) -> Chain:
        """Return the mind as a chain over the count of its own cooperations, 0 ... rounds."""
        counts = np.arange(rounds + 1)
        following = np.empty((rounds + 1, 2, 2), dtype=np.intp)
        following[:, C, :] = np.minimum(counts + 1, rounds)[:, None]
        following[:, D, :] = counts[:, None]

        def cooperation(played: int) -> NDArray[np.float64]:
            rates = np.minimum(counts / played, 1.0) if played else np.full(rounds + 1, 0.5)
            return self.probability_at(view, self.lam, rates)

        return Chain(cooperation, following)

    @property
    def empathy_weight(self) -> float:
        """The weight lam of the other's payoff."""
        return float(self.lam)


@dataclass(frozen=True)
class Selfish(Agent):
    """An agent that cares for its own payoff only: `empathic` with lam 0.

    Attributes:
        theory: Theory of mind, as for `Empathic`.
        beta: Own precision, above 0.
        beta_other: The precision that it ascribes to the partner, above 0.

    Raises:
        UnknownName: No such theory.
        BadArgument: A precision that is not a finite number above 0.

    Example:
        >>> Selfish().as_empathic().lam
        0.0
    """

    theory: str = "history"
    beta: float = 4.0
    beta_other: float = 4.0

    def __post_init__(self) -> None:
        """Check the settings."""
        self.as_empathic()

    def as_empathic(self) -> Empathic:
        """Return the empathic agent with lam 0 that this agent is."""
        return Empathic(lam=0.0, theory=self.theory, beta=self.beta, beta_other=self.beta_other)

    def init(self, view: View, shape: tuple[int, ...]) -> EmpathicState:
        """Return the state before the first round."""
        return self.as_empathic().init(view, shape)

    def cooperation_probability(self, state: EmpathicState) -> NDArray[np.float64]:
        """Return P(C) in this round, broadcastable to the batch shape."""
        return self.as_empathic().cooperation_probability(state)

    def observe(self, state: EmpathicState, own: NDArray[np.uint8], partner: NDArray[np.uint8]) -> EmpathicState:
        """Return the state after a round."""
        return self.as_empathic().observe(state, own, partner)

    def chain(self, view: View, rounds: int) -> Chain:
        """Return the mind as a chain over the count of its own cooperations."""
        return self.as_empathic().chain(view, rounds)

    @property
    def empathy_weight(self) -> float:
        """The weight of the other's payoff: 0."""
        return 0.0

"""The empathic agent: it minimises its own expected free energy and, by its weight, the other's.

With q the predicted partner, G_self(a) = -E_q[own payoff of (a, a_j)] and G_other(a) = -E_q[partner's payoff], lower is
better, and

    G_social = (1 - lam) G_self + lam G_other,      P(a) = softmax(-beta G_social).

Source: Albarracin et al. 2026, the myopic (one-step) agent. Left out here: the epistemic term (zero for a static
theory of mind) and planning.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from selfother.agents.agent import Agent, Chain, Chance, check_precision
from selfother.agents.theory_of_mind import Prediction, Theory, sigmoid, theory_named
from selfother.errors import BadArgument, BadProbability
from selfother.games.game import C, D, View

Weight = float | NDArray[np.float64]
_CELLS = ((C, C), (C, D), (D, C), (D, D))

__all__ = ["Advantage", "Empathic", "EmpathicState", "Selfish"]


class Advantage(NamedTuple):
    """What cooperating adds to the weighted payoff, dU = G_social(D) - G_social(C), as a line in the prediction.

    dU = base + if_cooperate q(C | C) - if_defect q(C | D); payoff units, above 0 cooperation is preferred. With one
    prediction q for both actions this is w_s [q (R - T) + (1 - q) (S - P)] + w_o [q (R - S) + (1 - q) (T - P)]; here
    for any 2x2 game and weights of any sign.

    Attributes:
        base: dU if the partner defects for sure; these three have the shape of the weights.
        if_cooperate: What a cooperating partner adds to my C.
        if_defect: What a cooperating partner adds to my D.

    Source: Albarracin et al. 2026, myopic social expected free energy.
    """

    base: NDArray[np.float64]
    if_cooperate: NDArray[np.float64]
    if_defect: NDArray[np.float64]

    @classmethod
    def of(cls, view: View, *, weight_self: Weight, weight_other: Weight) -> "Advantage":
        """Weigh the payoffs of a game as one of its players sees it."""
        weighed = [
            np.multiply(weight_self, view.own[at]) + np.multiply(weight_other, view.partner[at]) for at in _CELLS
        ]
        both, alone, tempting, neither = weighed
        return cls(alone - neither, both - alone, tempting - neither)

    def at(self, prediction: Prediction) -> NDArray[np.float64]:
        """Return dU at a prediction, of the shape that both broadcast to."""
        q_c, q_d = prediction
        if q_c is q_d:
            return np.asarray(self.base + (self.if_cooperate - self.if_defect) * q_c)
        return np.asarray(self.base + self.if_cooperate * q_c - self.if_defect * q_d)


@dataclass(frozen=True, eq=False)
class EmpathicState:
    """What an empathic agent carries from round to round.

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


@dataclass(frozen=True)
class Empathic(Agent):
    """An agent that weighs the other's expected payoff with lam and its own with 1 - lam.

    P(C) = sigmoid(beta dU) with dU of `Advantage` at weights (1 - lam, lam); for (3, 0, 5, 1) and a
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
        theory_named(self.theory)
        check_precision("beta", self.beta)
        check_precision("beta_other", self.beta_other)

    def init(
        self, view: View, shape: tuple[int, ...], *, chance: Chance | None = None, lam: ArrayLike | None = None
    ) -> EmpathicState:
        """Return the state before the first round.

        Args:
            view: The game from this player's seat.
            shape: Batch shape.
            chance: Not needed: a static theory draws nothing.
            lam: Weights for a sweep instead of the agent's own, of a shape that broadcasts to `shape` with a last axis
                of 1, each in [0, 1].
        """
        weights = np.asarray(self.lam if lam is None else lam, dtype=np.float64)
        advantage = Advantage.of(view, weight_self=1.0 - weights, weight_other=weights)
        theory = theory_named(self.theory)(view, beta=self.beta_other)
        first = sigmoid(self.beta * advantage.at(theory.predict(0.5)))
        return EmpathicState(advantage, theory, np.zeros(shape, dtype=np.intp), 0, first)

    def cooperation_probability(self, state: EmpathicState) -> NDArray[np.float64]:
        """Return P(C) in this round, broadcastable to the batch shape."""
        if state.rounds == 0 or state.theory.is_constant:
            return state.probability
        counts, weights = state.cooperations, state.advantage.base
        if weights.size * (state.rounds + 1) >= counts.size:
            return self._probability_at(state, counts / state.rounds)
        # A count has few values and a batch many entries: one probability a value, then look up.
        table = self._probability_at(state, np.arange(state.rounds + 1) / state.rounds)
        if weights.ndim == 0:
            return table.take(counts)
        first = np.arange(weights.size).reshape(weights.shape) * (state.rounds + 1)
        return table.reshape(-1).take(counts + first)

    def _probability_at(self, state: EmpathicState, cooperation_rate: NDArray[np.float64]) -> NDArray[np.float64]:
        return sigmoid(self.beta * state.advantage.at(state.theory.predict(cooperation_rate)))

    def observe(self, state: EmpathicState, own: NDArray[np.uint8], partner: NDArray[np.uint8]) -> EmpathicState:
        """Return the state after a round: the count of my own cooperations, and nothing of the partner."""
        counts = state.cooperations + (own == C)
        return EmpathicState(state.advantage, state.theory, counts, state.rounds + 1, state.probability)

    def chain(self, view: View, rounds: int) -> Chain:
        """Return the mind as a chain over the count of its own cooperations, 0 ... rounds."""
        state = self.init(view, ())
        counts = np.arange(rounds + 1)
        following = np.empty((rounds + 1, 2, 2), dtype=np.intp)
        following[:, C, :] = np.minimum(counts + 1, rounds)[:, None]
        following[:, D, :] = counts[:, None]

        def cooperation(played: int) -> NDArray[np.float64]:
            rates = np.minimum(counts / played, 1.0) if played else np.full(rounds + 1, 0.5)
            return self._probability_at(state, rates)

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

    def init(self, view: View, shape: tuple[int, ...], *, chance: Chance | None = None) -> EmpathicState:
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

"""Planning: the empathic agent that looks several rounds ahead, as published and corrected.

The published planner scores all 2^H sequences of its own next H actions ("policies"). It holds its prediction q of the
partner fixed over the rollout, so that a sequence's expected free energy is a sum over its actions, and its posterior
over sequences is softmax(-beta G), G averaged over the H rounds. Two facts follow, and are tests here: averaged, the
planner at depth H is the myopic agent at precision beta / H, exactly; summed, it is the myopic agent at any H. The
published effect of the horizon is an effect of precision.

The corrected planner (`expectimax`) does not hold q fixed: the partner is modelled as an agent whose expectation of me
is my cooperation rate, which my next actions move; what I choose later depends on the belief that I will have made.

Source: Albarracin et al. 2026, the planner of Table III. Left out: the epistemic term, zero for a static theory.
"""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from selfother.agents.advantage import Weights
from selfother.agents.agent import Agent, Chain, Chance
from selfother.agents.empathic import Advantage, Empathic
from selfother.agents.theory_of_mind import Theory, check_theory, sigmoid, theory_named
from selfother.errors import BadArgument, UnknownName
from selfother.games.game import C, D, View

__all__ = ["LARGEST_HORIZON", "PLANNABLE", "Objective", "Planner", "PlannerState"]

Objective = Literal["averaged", "summed", "expectimax"]

LARGEST_HORIZON: dict[str, int] = {"averaged": 12, "summed": 12, "expectimax": 100}
"""2^12 sequences at every count of cooperations are milliseconds; an expectimax takes horizon^2 / 2 steps."""

PLANNABLE = ("history", "action_conditional")
"""Theories of mind that a rollout can ask about rounds to come: functions of my cooperation rate alone."""


@dataclass(frozen=True, eq=False)
class PlannerState:
    """What a planner carries from round to round.

    Attributes:
        advantage: Its weighted payoffs.
        theory: Its theory of mind, prepared for the game.
        cooperations: How often it cooperated so far, integers of the batch shape.
        rounds: How many rounds it has played.
    """

    advantage: Advantage
    theory: Theory
    cooperations: NDArray[np.intp]
    rounds: int


@dataclass(frozen=True)
class Planner(Agent):
    """An empathic agent that plans its next H rounds before each of them.

    `averaged` (published): P(sequence) = softmax(-beta G / H), G the sum over the sequence of G_social(a) at the q of
    now; P(C) is the share of the sequences that begin with C. `summed`: the same without 1/H. `expectimax`: with n own
    cooperations in t rounds,

        Q(a; n, t) = U(a; q(n / t)) + max_b Q(b; n + [a = C], t + 1),      P(C) = softmax(beta Q) at the root,

    U = -G_social, the sum running over H rounds. The partner's own action does not move what it expects of me, so the
    average over it is inside U, and a plan is a path over counts. Since n / t moves by 1 / t at most, this planner is
    far-sighted in its first rounds and nearly myopic in later ones.

    Attributes:
        lam: Empathy weight in [0, 1].
        theory: Theory of mind, `history` or `action_conditional`; under the second, which no history moves, every
            objective but `averaged` is the myopic agent.
        beta: Own precision, above 0.
        beta_other: The precision that it ascribes to the partner, above 0.
        horizon: Rounds that a plan reaches, H: 1 (myopic) to 12; to 100 for `expectimax`.
        objective: `averaged`, `summed` or `expectimax`.

    Raises:
        BadProbability: lam outside [0, 1].
        UnknownName: No such theory or objective.
        BadArgument: A precision that is not a finite number above 0; a horizon out of range; a theory that no rollout
            can ask.

    Source: Albarracin et al. 2026 (`averaged`). `summed` and `expectimax` are not in the paper.

    Example:
        >>> from selfother.games import PrisonersDilemma
        >>> view = PrisonersDilemma().views[0]
        >>> def p(agent): return round(float(agent.cooperation_probability(agent.init(view, ()))), 4)
        >>> p(Planner(lam=0.3, beta=4, horizon=2)), p(Planner(lam=0.3, beta=2, horizon=1))
        (0.7301, 0.7301)
    """

    lam: float = 0.5
    theory: str = "history"
    beta: float = 4.0
    beta_other: float = 4.0
    horizon: int = 2
    objective: Objective = "averaged"

    def __post_init__(self) -> None:
        """Check the settings."""
        check_theory(self.theory)
        if self.theory not in PLANNABLE:
            raise BadArgument(
                f"a planner asks about rounds to come, so its theory must be {' or '.join(PLANNABLE)}; "
                f"got {self.theory!r}. Write e.g. theory=history."
            )
        Empathic(lam=self.lam, theory=self.theory, beta=self.beta, beta_other=self.beta_other)
        if self.objective not in get_args(Objective):
            raise UnknownName.among("objective of planner", str(self.objective), get_args(Objective))
        _check_horizon(self.horizon, self.objective)

    def init(self, view: View, shape: tuple[int, ...], *, chance: Chance | None = None) -> PlannerState:
        """Return the state before the first round."""
        advantage = Advantage.of(view, weight_self=1.0 - self.lam, weight_other=self.lam)
        theory = theory_named(self.theory)(view, beta=self.beta_other, weights=Weights.of(self.lam))
        return PlannerState(advantage, theory, np.zeros(shape, dtype=np.intp), 0)

    def cooperation_probability(self, state: PlannerState) -> NDArray[np.float64]:
        """Return P(C) in this round, of the batch shape: one plan for every count that occurs, then looked up."""
        if state.cooperations.size == 0:
            return np.zeros(state.cooperations.shape)
        least = int(state.cooperations.min())
        occurring = np.arange(least, int(state.cooperations.max()) + 1)
        return np.asarray(self._plan(state, occurring, state.rounds).take(state.cooperations - least))

    def observe(self, state: PlannerState, own: NDArray[np.uint8], partner: NDArray[np.uint8]) -> PlannerState:
        """Return the state after a round: the count of my own cooperations, and nothing of the partner."""
        return PlannerState(state.advantage, state.theory, state.cooperations + (own == C), state.rounds + 1)

    def chain(self, view: View, rounds: int) -> Chain:
        """Return the mind as a chain over the count of its own cooperations, 0 ... rounds."""
        state = self.init(view, ())
        counts = np.arange(rounds + 1)
        following = np.empty((rounds + 1, 2, 2), dtype=np.intp)
        following[:, C, :] = np.minimum(counts + 1, rounds)[:, None]
        following[:, D, :] = counts[:, None]
        return Chain(lambda played: self._plan(state, np.minimum(counts, played), played), following)

    @property
    def empathy_weight(self) -> float:
        """The weight lam of the other's payoff."""
        return float(self.lam)

    def _plan(self, state: PlannerState, counts: NDArray[np.intp], rounds: int) -> NDArray[np.float64]:
        """Return P(C) after `rounds` rounds with each of the counts of own cooperations, shape (counts,)."""
        if self.objective == "expectimax":
            return sigmoid(self.beta * _gain_in_the_long_run(state, counts, rounds, self.horizon))
        gain = np.broadcast_to(state.advantage.at(state.theory.predict(_rate(counts, rounds))), counts.shape)
        precision = self.beta / self.horizon if self.objective == "averaged" else self.beta
        return _share_that_begins_with_c(precision * gain, self.horizon)


def _check_horizon(horizon: int, objective: Objective) -> None:
    """Refuse a horizon that is no count, or that would take too long, before any work starts."""
    largest = LARGEST_HORIZON[objective]
    if isinstance(horizon, bool) or not isinstance(horizon, int) or horizon < 1:
        raise BadArgument(f"horizon must be a whole number from 1 to {largest}; got {horizon!r}. Give e.g. horizon=3.")
    if horizon <= largest:
        return
    if objective == "expectimax":
        raise BadArgument(f"an expectimax looks at most {largest} rounds ahead; got horizon={horizon}. Give a smaller.")
    raise BadArgument(
        f"horizon={horizon} would enumerate 2^{horizon} sequences of actions; the limit is 2^{largest}. "
        f"Give horizon={largest} or less; with a fixed prediction the averaged planner is the myopic agent at "
        "beta / horizon, and the summed one the myopic agent."
    )


def _rate(counts: NDArray[np.intp], rounds: int) -> NDArray[np.float64]:
    """Return the cooperation rate that the partner expects to go on: one half before the first round."""
    return counts / rounds if rounds else np.full(counts.shape, 0.5)


def _share_that_begins_with_c(gain: NDArray[np.float64], horizon: int) -> NDArray[np.float64]:
    """Return the posterior share of the sequences that begin with C, of the shape of `gain`.

    Sequence k = 0 ... 2^H - 1 is written in its binary digits, C = 0 and D = 1, the first action first. Against the
    sequence of D alone, each C saves `gain` (precision times dU), so log P = gain * (its number of C) + a constant.
    """
    cooperations = horizon - np.bitwise_count(np.arange(2**horizon)).astype(np.float64)
    log_weights = np.multiply.outer(gain, cooperations)
    log_weights -= log_weights.max(axis=-1, keepdims=True)
    weights = np.exp(log_weights, out=log_weights)
    begins_with_c = weights[..., : 2 ** (horizon - 1)].sum(axis=-1)
    return np.asarray(begins_with_c / weights.sum(axis=-1))


def _gain_in_the_long_run(
    state: PlannerState, counts: NDArray[np.intp], rounds: int, horizon: int
) -> NDArray[np.float64]:
    """Return Q(C) - Q(D) at the root, payoff units summed over the horizon, shape (counts,).

    Backward over the rounds ahead; a column is the number of times that the plan has cooperated by then. Values are
    relative to both defecting in every round, which shifts C and D alike.
    """
    base, if_cooperate, if_defect = state.advantage
    value = np.zeros((*counts.shape, horizon + 1))
    for ahead in range(horizon - 1, 0, -1):
        since = np.arange(ahead + 1)
        q_c, q_d = state.theory.predict((counts[..., None] + since) / (rounds + ahead))
        value = np.maximum(base + if_cooperate * q_c + value[..., 1:], if_defect * q_d + value[..., :-1])
    now = state.advantage.at(state.theory.predict(_rate(counts, rounds)))
    return np.asarray(now + (value[..., 1] - value[..., 0]))

"""The adaptive agent: empathic, and not a resource. Its empathy weight is a function of inferred reciprocity.

Two things are inferred from what both did: whether the partner gives what it owes (a discounted Beta count, rho), and
how far it has earned more than mutual cooperation pays (an account W, in payoffs). The first makes the agent stop
feeding selfish and extortionate partners; the second bounds, whatever the partner is, what can be got out of it.

The anchor is the *partner strategy*: one against which nobody earns more than R a round in the long run. Memory-one
strategies hold to it by their four probabilities; here an account does, which leaves lam free below it.

Source: the rule is ours. Hilbe, Nowak and Traulsen 2013, "Adaptive dynamics of extortion and compliance", and Akin 2016
(good strategies) for partners; Press and Dyson 2012 for the extortion factor; Sugden 1986 for standing. Left out on
purpose: a model of the partner's mind (theories of mind have theirs), and planning.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selfother.agents.agent import LARGEST_PRECISION, Agent, Chance, check_precision
from selfother.agents.empathic import Advantage
from selfother.agents.theory_of_mind import Prediction, sigmoid
from selfother.errors import BadArgument, BadProbability
from selfother.games.game import C, D, View

__all__ = ["Adaptive", "AdaptiveState", "Stakes"]


@dataclass(frozen=True, eq=False)
class Stakes:
    """What a game holds for an adaptive agent, prepared once a match.

    Attributes:
        for_self: What my C adds to my own payoff, as a line in the prediction.
        for_other: What my C adds to the partner's payoff.
        surplus: What the partner earns over R, shape (2, 2), [my action, partner's action], payoff units.
        limit: The account K at which the credit is used up, payoff units; 0 where the partner has no temptation.
        least: The reciprocity rho* at which I would be extorted by the accepted factor, in [0, 1).
    """

    for_self: Advantage
    for_other: Advantage
    surplus: NDArray[np.float64]
    limit: float
    least: float


@dataclass(frozen=True, eq=False)
class AdaptiveState:
    """What an adaptive agent carries from round to round; arrays have the batch shape.

    Attributes:
        stakes: The game.
        given: Discounted count of the partner's cooperations, after the first round.
        withheld: Discounted count of its defections that answered my cooperation.
        balance: The account W: its earnings over R, never below -K.
        last: My last action, 0 = C, 1 = D; None before the second round.
    """

    stakes: Stakes
    given: NDArray[np.float64]
    withheld: NDArray[np.float64]
    balance: NDArray[np.float64]
    last: NDArray[np.uint8] | None


@dataclass(frozen=True)
class Adaptive(Agent):
    r"""An empathic agent whose weight for the other follows from how the other answers it.

    **Reciprocity.** A partner that defects after my C withholds what it owes; a defection after my D is justified and
    counts for nothing; every C counts as given. With discounted counts g (given), h (withheld) and the trust m,

        rho = (m + g) / (m + g + h),        g, h <- (1 - 1/memory) (g, h) + the new event, at every event

    is the posterior mean of a Beta. A partner who gives at rate rho leaves me rho R + (1 - rho) S and gets
    rho R + (1 - rho) T: an extortion by the factor chi = (its gain over P) / (my gain over P). At rho* that is the
    largest factor `extortion` that I accept; rho* = (t - chi s) / (chi (1 - s) - (1 - t)) with s = (S - P) / (R - P),
    t = (T - P) / (R - P), and .684 for (3, 0, 5, 1) and chi = 2.5.

    **Credit.** W <- max(W + (partner's payoff - R), -K), K = credit (T - R), from W = 0.

    **The weight.** lam_t = lam min(1, [(rho - rho*) / (1 - rho*)]_+ [1 - W / K]_+). It is lam for a reciprocal partner
    with an even account; 0 for one at the accepted extortion or beyond, and for one whose credit is used up; and a
    partner that I have taken from (W < 0) is owed, so that it needs less standing: restitution, which is how errors of
    either side are mended. Then P(C) = sigmoid(beta dU), dU of `Advantage` at (1 - lam_t, lam_t) and q = rho.

    **The bound.** Where my D holds the partner below R (any prisoner's dilemma or hawk-dove game), W rises only while
    it is below K, up to slips of the softmax (P(C) <= sigmoid(beta max(S - P, R - T)) at lam_t = 0). W is at least the
    partner's total over n R, so that nobody, whatever it does and knows, expects more than about

        R + (K + T - R) / n        a round, over n rounds: R in the long run.

    **Other games.** Without temptation (T <= R, stag hunt) K = 0 and the credit plays no part. Where mutual cooperation
    is not better than mutual defection for both, there is no extortion and rho* = 0. Where my D can give the partner
    more than R there is no bound: W then grows by my own defections, and lam_t falls to 0. Payoffs need not be
    symmetric: K is made of the partner's own T and R.

    Attributes:
        lam: Empathy weight for a reciprocal partner with an even account, in [0, 1].
        credit: How many unanswered temptations (T - R) use up the credit, above 0.
        extortion: The largest extortion factor that is accepted, at least 1.
        memory: Length of memory, in events (answered cooperations and gifts), at least 1.
        trust: How many imagined cooperations the partner starts with, above 0.
        beta: Own precision, above 0.

    Raises:
        BadProbability: lam outside [0, 1].
        BadArgument: Another setting that is not a finite number in its range.

    Source: the rule is ours, its anchors are in the head of this file; `docs/decisions/0005-adaptive-empathy.md`.

    Example:
        >>> from selfother.agents import AlwaysDefect, TitForTat
        >>> from selfother.tournaments import play
        >>> [play(Adaptive(), partner, seeds=64).cooperation[0] > 0.5 for partner in (TitForTat(), AlwaysDefect())]
        [True, False]
    """

    lam: float = 0.8
    credit: float = 2.0
    extortion: float = 2.5
    memory: float = 20.0
    trust: float = 10.0
    beta: float = 4.0

    def __post_init__(self) -> None:
        """Check the settings."""
        if isinstance(self.lam, bool) or not isinstance(self.lam, int | float):
            raise BadArgument(f"lam must be a number in [0, 1]; got {self.lam!r}. Write e.g. lam=0.8.")
        BadProbability.check("lam (the empathy weight)", self.lam)
        check_precision("beta", self.beta)
        _check_at_least("credit (in temptations T - R)", self.credit, 0, open_end=True)
        _check_at_least("extortion (the largest accepted factor)", self.extortion, 1)
        _check_at_least("memory (in events)", self.memory, 1)
        _check_at_least("trust (in imagined cooperations)", self.trust, 0, open_end=True)

    def init(self, view: View, shape: tuple[int, ...], *, chance: Chance | None = None) -> AdaptiveState:
        """Return the state before the first round: trust, and an even account."""
        reward, temptation = float(view.partner[C, C]), float(view.partner[C, D])
        stakes = Stakes(
            for_self=Advantage.of(view, weight_self=1.0, weight_other=0.0),
            for_other=Advantage.of(view, weight_self=0.0, weight_other=1.0),
            surplus=view.partner - reward,
            limit=self.credit * max(temptation - reward, 0.0),
            least=least_reciprocity(view, self.extortion),
        )
        nothing = np.zeros(shape)
        return AdaptiveState(stakes, nothing, nothing, nothing, None)

    def reciprocity(self, state: AdaptiveState) -> NDArray[np.float64]:
        """Return rho, the inferred rate at which the partner gives what it owes, in (0, 1], of the batch shape."""
        given = state.given + self.trust
        return np.asarray(given / (given + state.withheld))

    def weight(self, state: AdaptiveState) -> NDArray[np.float64]:
        """Return lam_t, the weight of the partner's payoff in this round, in [0, lam], of the batch shape."""
        stakes = state.stakes
        standing = np.maximum(self.reciprocity(state) - stakes.least, 0.0) / (1.0 - stakes.least)
        if stakes.limit == 0.0:
            return np.asarray(self.lam * standing)
        with np.errstate(over="ignore"):  # a surplus of 1e100 over a credit of 1e-300: no credit is left
            left = np.maximum(1.0 - state.balance / stakes.limit, 0.0)
        return np.asarray(self.lam * np.minimum(standing * left, 1.0))

    def cooperation_probability(self, state: AdaptiveState) -> NDArray[np.float64]:
        """Return P(C) in this round, of the batch shape."""
        lam, rho = self.weight(state), self.reciprocity(state)
        prediction = Prediction(rho, rho)
        advantage = (1.0 - lam) * state.stakes.for_self.at(prediction) + lam * state.stakes.for_other.at(prediction)
        return sigmoid(self.beta * advantage)

    def observe(self, state: AdaptiveState, own: NDArray[np.uint8], partner: NDArray[np.uint8]) -> AdaptiveState:
        """Return the state after a round: what was given, what was withheld, and the account."""
        stakes = state.stakes
        balance = np.maximum(state.balance + stakes.surplus[own, partner], -stakes.limit)
        if state.last is None:  # nothing of mine came before it: it answers nothing
            return AdaptiveState(stakes, state.given, state.withheld, balance, np.array(own))
        gives = partner == C
        withholds = (partner == D) & (state.last == C)
        keep = np.where(gives | withholds, 1.0 - 1.0 / self.memory, 1.0)
        given, withheld = keep * state.given + gives, keep * state.withheld + withholds
        return AdaptiveState(stakes, given, withheld, balance, np.array(own))

    @property
    def empathy_weight(self) -> float:
        """The weight lam that a reciprocal partner is given."""
        return float(self.lam)


def least_reciprocity(view: View, extortion: float) -> float:
    """Return rho*, the reciprocity at which the partner's gain over P is `extortion` times mine.

    Each gain is counted in units of R - P of the one who gains.

    Args:
        view: The game from my seat.
        extortion: The factor chi, at least 1.

    Returns:
        A rate in [0, 1); 0 where mutual cooperation is not better than mutual defection for both.

    Example:
        >>> from selfother.games import PrisonersDilemma
        >>> round(least_reciprocity(PrisonersDilemma().views[0], 2.0), 3)
        0.75
    """
    gain, their_gain = (float(payoff[C, C] - payoff[D, D]) for payoff in (view.own, view.partner))
    if gain <= 0 or their_gain <= 0:
        return 0.0
    alone = float(view.own[C, D] - view.own[D, D]) / gain
    tempted = float(view.partner[C, D] - view.partner[D, D]) / their_gain
    slope = extortion * (1.0 - alone) - (1.0 - tempted)
    rate = (tempted - extortion * alone) / slope if slope > 0 else 0.0
    return min(max(rate, 0.0), _LARGEST_LEAST) if math.isfinite(rate) else 0.0


_LARGEST_LEAST = 1.0 - 1e-9
"""With an accepted factor of 1 only a perfect reciprocator will do, rho* = 1, at which the rule would divide by 0."""


def _check_at_least(name: str, value: float, least: float, *, open_end: bool = False) -> None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    in_range = is_number and least <= value <= LARGEST_PRECISION and not (open_end and value == least)
    if not in_range:
        bound = f"above {least:g}" if open_end else f"of at least {least:g}"
        raise BadArgument(f"{name} must be a number {bound}; got {value!r}. Give e.g. {least + 2:g}.")

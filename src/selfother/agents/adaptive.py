"""The adaptive agent: empathic, and not a resource. Its empathy weight follows from two ledgers on the partner.

One counts offences (it defects although I cooperated), the other is an account of what it earned over mutual
cooperation. The first makes the agent stop feeding selfish and extortionate partners. The second bounds what anybody
can get out of it, and because a defection is charged with a premium, who takes more than it gives back loses by it.

Two anchors: a *partner strategy* is one against which nobody earns more than R a round in the long run; a *good
strategy* is one that also earns R itself whenever its opponent does. Memory-one strategies hold to both by their four
probabilities; here the account does, which leaves lam free below it.

Source: the rule is ours. Hilbe, Nowak and Traulsen 2013, "Adaptive dynamics of extortion and compliance", for partners;
Akin 2016, "The iterated prisoner's dilemma: good strategies and their dynamics"; Sugden 1986 for standing. Left out on
purpose: a model of the partner's mind (theories of mind have theirs), and planning.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selfother.agents.advantage import Advantage, Prediction, sigmoid
from selfother.agents.agent import LARGEST_PRECISION, Agent, Chain, Chance, check_precision
from selfother.errors import BadArgument, BadProbability
from selfother.games.game import C, D, View

__all__ = ["Adaptive", "AdaptiveState", "Stakes", "is_bounded"]

LARGEST_CHAIN = 20_000
"""States of a mind that are still listed."""
ROUNDING = 9
"""Decimals, in temptations, to which two accounts are the same state of the chain."""


@dataclass(frozen=True, eq=False)
class Stakes:
    """What a game holds for an adaptive agent, prepared once a match.

    Attributes:
        for_self: What my C adds to my own payoff, as a line in the prediction, in spreads of the payoffs.
        for_other: What my C adds to the partner's payoff, likewise.
        charge: What a round adds to the account, shape (2, 2), [my action, partner's action], payoff units.
        temptation: T - R of the partner, payoff units; 0 where it has none.
        outright: P(C) where the account bounds nothing, my maximin; None where it does.
    """

    for_self: Advantage
    for_other: Advantage
    charge: NDArray[np.float64]
    temptation: float
    outright: float | None


@dataclass(frozen=True, eq=False)
class AdaptiveState:
    """What an adaptive agent carries from round to round; arrays have the batch shape.

    Attributes:
        stakes: The game.
        offences: The partner's open offences, integers from 0 to `patience`.
        balance: The account W, payoff units.
        last: My last action, 0 = C, 1 = D; D before the first round, so that a first defection answers no C of mine.
    """

    stakes: Stakes
    offences: NDArray[np.int64]
    balance: NDArray[np.float64]
    last: NDArray[np.uint8]


@dataclass(frozen=True)
class Adaptive(Agent):
    r"""An empathic agent whose weight for the other follows from how the other answers it.

    **Standing.** A partner that defects after my C commits an offence, o <- o + 1; a defection after my D is justified.
    Its C makes good for one, and for two where I defect in that round. s = 1 - o / patience, o from 0 to patience.

    **The account.** W <- W + e + premium max(e, 0), e = the partner's payoff - R, from W = 0. The premium: what it
    takes by defecting on my C costs it more than it brought. Below 0 the partner is owed: what my errors cost it, up to
    restitution (T - R); mutual defection pays a debt and earns none. K = credit (T - R) is where credit is used up.

    **The weight.** lam_t = lam min(1, s [1 - W / K]_+), and P(C) = sigmoid(beta dU), dU of `Advantage` at
    (1 - lam_t, lam_t), prediction s and payoffs in spreads (largest less smallest). Without credit or standing it
    defects, P(C) = 0.

    **The bound.** Let S, P <= R < T be the partner's payoffs. W is at least E, its total over n R, and rises only from
    below K, by (1 + premium)(T - R) at most. So whoever it is and whatever it knows, in every match of n rounds it
    gets at most

        R + (credit + 1 + premium)(T - R) / n        a round.

    **What is left.** Each of its x defections on my C adds premium (T - R) to W that E does not have. So in a symmetric
    game, where mutual defection costs me what it costs the partner,

        premium x <= credit + 1 + premium - E / (T - R),        n R - my total <= (T - S) x - E.

    Who gets R or more has E >= 0, and leaves me all but (T - S)(credit + 1 + premium) / premium of n R, however long
    the match: 105 payoffs at the defaults in (3, 0, 5, 1). In the long run I get R, too, and to hurt me costs.

    **Other games.** The bound holds iff my D keeps the partner at R or below, S <= R and P <= R (its payoffs), as in
    every prisoner's dilemma, hawk-dove game and stag hunt. Else no strategy has a bound where T > R (the partner's
    maximin is above R), and only one that cooperates on where T <= R; the agent plays its maximin. Without temptation
    (T <= R) the account stays empty. The bound needs no symmetry.

    Attributes:
        lam: Empathy weight for a partner in full standing with an even account, in [0, 1].
        credit: How many unanswered temptations (T - R) use up the credit, above 0.
        premium: What an unanswered temptation costs on top, as a share of it, above 0 for what is left.
        restitution: How many temptations of what it lost by me are owed to the partner, at least 0.
        patience: How many open offences end my cooperation, a whole number of at least 1.
        beta: Own precision in spreads of the payoffs, above 0; 20 is beta = 4 a unit of payoff in (3, 0, 5, 1).

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
    credit: float = 1.0
    premium: float = 0.1
    restitution: float = 4.0
    patience: int = 4
    beta: float = 20.0

    def __post_init__(self) -> None:
        """Check the settings."""
        if isinstance(self.lam, bool) or not isinstance(self.lam, int | float):
            raise BadArgument(f"lam must be a number in [0, 1]; got {self.lam!r}. Write e.g. lam=0.8.")
        BadProbability.check("lam (the empathy weight)", self.lam)
        check_precision("beta", self.beta)
        _check_at_least("credit (in temptations T - R)", self.credit, 0, open_end=True)
        _check_at_least("premium (a share of a temptation)", self.premium, 0)
        _check_at_least("restitution (in temptations T - R)", self.restitution, 0)
        if isinstance(self.patience, bool) or not isinstance(self.patience, int) or not 1 <= self.patience <= 10**6:
            raise BadArgument(
                f"patience (in offences) must be a whole number of 1 to a million; got {self.patience!r}. Give e.g. 5."
            )

    def init(self, view: View, shape: tuple[int, ...], *, chance: Chance | None = None) -> AdaptiveState:
        """Return the state before the first round: full standing, and an even account."""
        own = np.full(shape, D, dtype=np.uint8)
        return AdaptiveState(self._stakes(view), np.zeros(shape, dtype=np.int64), np.zeros(shape), own)

    def _stakes(self, view: View) -> Stakes:
        reward = float(view.partner[C, C])
        spread = max(float(np.ptp(payoff)) for payoff in (view.own, view.partner)) or 1.0
        in_spreads = View(view.own / spread, view.partner / spread)
        surplus = view.partner - reward
        return Stakes(
            for_self=Advantage.of(in_spreads, weight_self=1.0, weight_other=0.0),
            for_other=Advantage.of(in_spreads, weight_self=0.0, weight_other=1.0),
            charge=surplus + self.premium * np.maximum(surplus, 0.0),
            temptation=max(float(view.partner[C, D]) - reward, 0.0),
            outright=None if is_bounded(view) else maximin(view),
        )

    def standing(self, state: AdaptiveState) -> NDArray[np.float64]:
        """Return s, the partner's standing, in [0, 1], of the batch shape."""
        return np.asarray(1.0 - state.offences / self.patience)

    def weight(self, state: AdaptiveState) -> NDArray[np.float64]:
        """Return lam_t, the weight of the partner's payoff in this round, in [0, lam], of the batch shape.

        It is 0 in a game that the agent plays by its maximin.
        """
        is_empathic = state.stakes.outright is None
        return np.asarray(self.lam * np.minimum(self._trust(state), 1.0) * is_empathic)

    def _trust(self, state: AdaptiveState) -> NDArray[np.float64]:
        """Return s [1 - W / K]_+, standing times what is left of the credit."""
        standing, temptation = self.standing(state), state.stakes.temptation
        if temptation == 0.0:
            return standing
        with np.errstate(over="ignore"):  # a balance of 1e100 over a credit of 1e-300: no credit is left
            left = 1.0 - state.balance / temptation / self.credit
        return np.asarray(standing * np.maximum(left, 0.0))

    def cooperation_probability(self, state: AdaptiveState) -> NDArray[np.float64]:
        """Return P(C) in this round, of the batch shape."""
        stakes = state.stakes
        if stakes.outright is not None:
            return np.full(state.last.shape, stakes.outright)
        lam, standing = self.weight(state), self.standing(state)
        prediction = Prediction(standing, standing)
        advantage = (1.0 - lam) * stakes.for_self.at(prediction) + lam * stakes.for_other.at(prediction)
        is_closed = (self._trust(state) == 0.0) & (stakes.temptation > 0.0)
        return np.where(is_closed, 0.0, sigmoid(self.beta * advantage))

    def observe(self, state: AdaptiveState, own: NDArray[np.uint8], partner: NDArray[np.uint8]) -> AdaptiveState:
        """Return the state after a round: the partner's offences, and its account."""
        stakes = state.stakes
        if stakes.outright is not None:
            return state
        made_good, offended = -1 - own.astype(np.int64), (state.last == C).astype(np.int64)
        offences = np.clip(state.offences + np.where(partner == C, made_good, offended), 0, self.patience)
        is_mutual = (own == D) & (partner == D)
        least = np.where(is_mutual, np.minimum(state.balance, 0.0), -self.restitution * stakes.temptation)
        most = (self.credit + 1.0 + self.premium) * stakes.temptation  # only errors of my hand would lead beyond
        balance = np.clip(state.balance + stakes.charge[own, partner], least, most)
        return AdaptiveState(stakes, offences, balance, np.array(own))

    def chain(self, view: View, rounds: int) -> Chain | None:
        """Return the two ledgers as a finite chain, or None where over `rounds` rounds they have too many states."""
        frontier = self.init(view, (1,))
        if frontier.stakes.outright is not None:
            always = np.array([frontier.stakes.outright])
            return Chain(lambda _: always, np.zeros((1, 2, 2), dtype=np.intp))
        numbers, rates, following = dict.fromkeys(_keys(frontier), 0), [], []
        for _ in range(rounds):
            rates += self.cooperation_probability(frontier).tolist()
            after = self.observe(_beside_outcomes(frontier), *_OUTCOMES)
            fresh = []
            for place, key in enumerate(keys := _keys(after)):
                if key not in numbers:
                    numbers[key] = len(numbers)
                    fresh.append(place)
            following += [numbers[key] for key in keys]
            if len(numbers) > LARGEST_CHAIN:
                return None
            frontier = _picked(after, fresh)
        beyond = len(numbers) - len(rates)  # states after the last round, from which nothing follows
        cooperation = np.array(rates + [0.0] * beyond)
        table = np.array(following + [0] * 4 * beyond, dtype=np.intp).reshape(-1, 2, 2)
        return Chain(lambda _: cooperation, table)

    @property
    def empathy_weight(self) -> float | None:
        """The weight lam that a partner in full standing with an even account is given."""
        return float(self.lam)


def is_bounded(view: View) -> bool:
    """Return whether my D keeps the partner at R or below, which is what the bound takes.

    Example:
        >>> from selfother.games import Custom, PrisonersDilemma
        >>> is_bounded(PrisonersDilemma().views[0]), is_bounded(Custom(R=2, S=3, T=4, P=1).views[0])
        (True, False)
    """
    return bool((view.partner[D] <= view.partner[C, C]).all())


def maximin(view: View) -> float:
    """Return the P(C) whose worst case is best for me.

    Example:
        >>> from selfother.games import Custom
        >>> maximin(Custom(R=1, S=0, T=0, P=3).views[0])
        0.75
    """
    (reward, alone), (tempted, neither) = (view.own / (np.abs(view.own).max() or 1.0)).tolist()
    worst = min(reward, alone), min(tempted, neither)
    if max(worst) >= min(max(reward, tempted), max(alone, neither)):  # one action is best whatever comes
        return float(worst[0] >= worst[1])
    return float((neither - tempted) / (reward - alone - tempted + neither))


_OUTCOMES = np.array([[[[C, C], [D, D]]], [[[C, D], [C, D]]]], dtype=np.uint8)
"""My action and the partner's in the four outcomes of a round, each of shape (1, 2, 2)."""


def _beside_outcomes(state: AdaptiveState) -> AdaptiveState:
    """Return states of shape (m,) as (m, 1, 1), to be met with the outcomes of a round."""
    beside = state.offences[:, None, None], state.balance[:, None, None], state.last[:, None, None]
    return AdaptiveState(state.stakes, *beside)


def _picked(state: AdaptiveState, places: list[int]) -> AdaptiveState:
    shape = state.balance.shape
    offences = np.broadcast_to(state.offences, shape).reshape(-1)[places]
    last = np.broadcast_to(state.last, shape).reshape(-1)[places]
    return AdaptiveState(state.stakes, offences, state.balance.reshape(-1)[places], last)


def _keys(state: AdaptiveState) -> list[tuple[int, float, int]]:
    """A key that tells states apart, in the order of the flattened batch."""
    balance = np.round(state.balance / (state.stakes.temptation or 1.0), ROUNDING)
    columns = (np.broadcast_to(values, balance.shape) for values in (state.offences, balance, state.last))
    return list(zip(*(column.reshape(-1).tolist() for column in columns), strict=True))


def _check_at_least(name: str, value: float, least: float, *, open_end: bool = False) -> None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    in_range = is_number and least <= value <= LARGEST_PRECISION and not (open_end and value == least)
    if not in_range:
        bound = f"above {least:g}" if open_end else f"of at least {least:g}"
        raise BadArgument(f"{name} must be a number {bound}; got {value!r}. Give e.g. {least + 2:g}.")

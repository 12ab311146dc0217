"""Best responses: how much can be got out of an agent by somebody who knows it?

Exactly, where the agent's mind is a finite chain (backward induction over its states) or the match is short (over
every history). `exploiter.py` trains one for any agent and any length. The agent sits in the first seat, and the one
that responds in the second.

The yardstick is R, what mutual cooperation pays the one that responds: a partner strategy (Hilbe, Nowak and Traulsen
2013) is one against which nobody earns more in the long run. In a finite match even tit for tat gives (T - R) / n a
round more, by a defection in the last of n rounds, so that a verdict has a margin.
"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, JsonValue

from selfother.agents.agent import Agent
from selfother.errors import BadArgument, BadProbability
from selfother.games.game import C, D, Game
from selfother.games.prisoners_dilemma import PrisonersDilemma
from selfother.records import Estimate, Record
from selfother.tournaments.exact import LARGEST_EXACT_ROUNDS
from selfother.tournaments.match import check_count
from selfother.tournaments.pairing import check_players
from selfother.tournaments.trembling import trembled

__all__ = [
    "LARGEST_ENUMERATED_ROUNDS",
    "BestResponseRecord",
    "Verdict",
    "best_response",
    "enumerated_best_response",
    "judge",
    "make_record",
]

LARGEST_ENUMERATED_ROUNDS = 10
"""4^10 histories are a million; every further round takes four times the memory."""
TIE = 1e-12
"""Gains smaller than this are rounding: the one that responds then does what leaves the victim less."""
LARGEST_SPITE = 1e6
Verdict = Literal["exploited", "not exploited", "not exploited (as far as this search went)"]
Method = Literal["backward induction over the chain", "enumeration of every history", "trained"]
Values = NDArray[np.float64]


class BestResponseRecord(Record):
    """What a best response gets out of an agent.

    Attributes:
        game: The rules.
        victim: The agent that is responded to, in the first seat.
        rounds: Rounds of a match.
        noise: Probability that an action of either player comes out as the other one.
        method: How the response was found; "trained" is a lower bound, the others are exact.
        payoff: The exploiter's payoff a round; over held-out seeds, or exact without interval.
        victim_payoff: The victim's payoff a round in the same matches.
        reward: R, what mutual cooperation pays the exploiter a round.
        margin: How far over R it must be for the verdict, payoff a round.
        verdict: The rule of `judge`.
        curve: Best mean payoff in every generation of training, on training seeds, the search that was chosen.
        policy: Feature -> weight of the trained policy; empty for the exact ones.
    """

    game: dict[str, JsonValue]
    victim: str
    rounds: int
    noise: float
    method: Method
    payoff: Estimate
    victim_payoff: Estimate
    reward: float
    margin: float
    verdict: Verdict
    curve: list[float] = Field(default_factory=list)
    policy: dict[str, float] = Field(default_factory=dict)


def judge(payoff: Estimate, *, reward: float, margin: float, is_exact: bool) -> Verdict:
    """Return "exploited" if the payoff is more than `margin` over R and its interval lies above R, else what was shown.

    Args:
        payoff: The exploiter's payoff a round.
        reward: R of the exploiter.
        margin: At least 0, payoff a round.
        is_exact: Whether no other response can do better.

    Raises:
        BadArgument: A margin below 0, or an estimate without a value.
    """
    if margin < 0 or payoff.value is None:
        raise BadArgument(
            f"a verdict needs a margin of at least 0 and a measured payoff; got {margin!r}, {payoff.value!r}."
        )
    low = payoff.value if payoff.low is None else payoff.low
    if payoff.value > reward + margin and low > reward:
        return "exploited"
    return "not exploited" if is_exact else "not exploited (as far as this search went)"


def best_response(
    victim: Agent,
    *,
    game: Game | None = None,
    rounds: int = 200,
    noise: float = 0.0,
    margin: float = 0.05,
    spite: float = 0.0,
) -> BestResponseRecord:
    """Solve for the best response to an agent whose mind is a finite chain.

    V_t(s) = max_x E_a [payoff(a, x) + V_{t+1}(next state of s, a, x)], a drawn by P(C | s) of round t. The one that
    responds follows the state from the history, so nobody does better, whatever it knows. Of responses that are
    equally good it takes the one that leaves the victim least; with spite it gives up payoff to hurt.

    Args:
        victim: The agent, in the first seat.
        game: The rules; None: the prisoner's dilemma with (R, S, T, P) = (3, 0, 5, 1).
        rounds: Rounds of the match, from 1 to 20,000; the response knows the last one.
        noise: Probability that an action of either player comes out as the other one, in [0, 1].
        margin: For the verdict, payoff a round.
        spite: How much of its own payoff the response gives to take one from the victim, at least 0.

    Returns:
        The record, exact.

    Raises:
        BadArgument: An agent without a finite chain, a bad count, a spite that is not a finite number of at least 0,
            or something that is not an agent or a game.
        BadProbability: noise outside [0, 1].

    Example:
        >>> from selfother.agents import AlwaysCooperate, TitForTat
        >>> best_response(AlwaysCooperate()).payoff.value, best_response(TitForTat(), rounds=100).payoff.value
        (5.0, 3.02)
    """
    rules = _checked(victim, game, rounds, noise)
    if isinstance(spite, bool) or not isinstance(spite, int | float) or not 0 <= spite <= LARGEST_SPITE:
        raise BadArgument(f"spite must be a number of 0 to {LARGEST_SPITE:g}; got {spite!r}. Give e.g. spite=0.1.")
    chain = victim.chain(rules.views[0], rounds)
    if chain is None or rounds > LARGEST_EXACT_ROUNDS:
        raise BadArgument(
            f"{victim.word} over {rounds} rounds has no exact best response: it takes a mind that is a finite chain, "
            f"and at most {LARGEST_EXACT_ROUNDS} rounds. Use train_exploiter, or enumerated_best_response for a short "
            "match."
        )
    values = np.zeros((2, chain.following.shape[0]))
    for t in reversed(range(rounds)):
        cooperating = trembled(chain.cooperation(t), noise)
        values = _respond(rules, cooperating, values[:, chain.following], noise, spite)
    return _exact_record(rules, victim, values[:, chain.start] / rounds, (rounds, noise, margin), by_chain=True)


def enumerated_best_response(
    victim: Agent, *, game: Game | None = None, rounds: int = 8, noise: float = 0.0, margin: float = 0.05
) -> BestResponseRecord:
    """Solve for the best response to any agent in a short match, over all 4^rounds histories.

    Args:
        victim: The agent, in the first seat; not one that draws inside its mind.
        game: The rules; None: the prisoner's dilemma with (3, 0, 5, 1).
        rounds: Rounds of the match, from 1 to 10; the response knows the last one.
        noise: Probability that an action of either player comes out as the other one, in [0, 1].
        margin: For the verdict, payoff a round.

    Returns:
        The record, exact.

    Raises:
        BadArgument: An agent that draws inside, too many rounds, or something that is not an agent or a game.
        BadProbability: noise outside [0, 1].

    Example:
        >>> from selfother.agents import Grim
        >>> enumerated_best_response(Grim(), rounds=4).payoff.value
        3.5
    """
    rules = _checked(victim, game, rounds, noise)
    if rounds > LARGEST_ENUMERATED_ROUNDS or victim.has_private_chance:
        raise BadArgument(
            f"{victim.word} over {rounds} rounds cannot be enumerated: it takes at most {LARGEST_ENUMERATED_ROUNDS} "
            "rounds, and a mind that draws nothing inside. Use train_exploiter."
        )
    by_round = _probabilities_of_histories(victim, rules, rounds)
    values = np.zeros((2, 4**rounds))
    for cooperating in reversed(by_round):
        values = _respond(rules, trembled(cooperating, noise), values.reshape(2, -1, 2, 2), noise)
    return _exact_record(rules, victim, values[:, 0] / rounds, (rounds, noise, margin), by_chain=False)


def _checked(victim: Agent, game: Game | None, rounds: int, noise: float) -> Game:
    rules = game if game is not None else PrisonersDilemma()
    check_players(rules, victim)
    check_count("rounds", rounds)
    BadProbability.check("noise (the probability of an execution error)", noise)
    return rules


def _probabilities_of_histories(victim: Agent, game: Game, rounds: int) -> list[Values]:
    """Return P(C) after every history of t rounds, shape (4^t,) for t = 0 ... rounds - 1.

    A history is a number in base 4, its first round leading, a digit 2 (victim's action) + (responder's).
    """
    size = 4**rounds
    state, after = victim.init(game.views[0], (size,)), np.arange(size)
    probabilities = []
    for t in range(rounds):
        every = np.broadcast_to(victim.cooperation_probability(state), (size,))
        probabilities.append(every[:: 4 ** (rounds - t)].astype(np.float64))
        digit = (after // 4 ** (rounds - t - 1)) % 4
        state = victim.observe(state, (digit // 2).astype(np.uint8), (digit % 2).astype(np.uint8))
    return probabilities


def _respond(game: Game, cooperating: Values, after: Values, noise: float, spite: float = 0.0) -> Values:
    """Go one round back.

    Args:
        game: The rules.
        cooperating: The victim's P(C) in every state, of what it does, shape (states,).
        after: Values after the round, [victim's, responder's], shape (2, states, victim's action, responder's action).
        noise: The responder's own errors.
        spite: What it gives to take one from the victim.

    Returns:
        Values before the round, shape (2, states).
    """
    gains = game.payoffs[:, None] + after
    p = cooperating[:, None]
    by_action = p * gains[:, :, C] + (1.0 - p) * gains[:, :, D]
    meant = trembled(1.0, noise) * by_action + trembled(0.0, noise) * by_action[..., ::-1]
    of_victim, own = meant[..., D] - meant[..., C]
    gain = own - spite * of_victim
    defects = (gain > TIE) | ((gain >= -TIE) & (of_victim < 0.0))
    return np.where(defects, meant[..., D], meant[..., C])


def _exact_record(
    game: Game, victim: Agent, values: Values, form: tuple[int, float, float], *, by_chain: bool
) -> BestResponseRecord:
    victims, own = (Estimate(value=float(v), method="exact", reason="exact: nothing was drawn") for v in values)
    method: Method = "backward induction over the chain" if by_chain else "enumeration of every history"
    return make_record(game, victim, (own, victims), form, method=method)


def make_record(
    game: Game,
    victim: Agent,
    payoffs: tuple[Estimate, Estimate],
    form: tuple[int, float, float],
    *,
    method: Method,
    curve: list[float] | None = None,
    policy: dict[str, float] | None = None,
) -> BestResponseRecord:
    """Put a result together with its verdict.

    Args:
        game: The rules.
        victim: The agent in the first seat.
        payoffs: The exploiter's payoff a round and the victim's.
        form: Rounds, noise and margin.
        method: How the response was found.
        curve: Training curve, if trained.
        policy: Weights, if trained.
    """
    (rounds, noise, margin), reward = form, float(game.payoffs[1, C, C])
    return BestResponseRecord(
        game=dict(game.to_json()),
        victim=victim.word,
        rounds=rounds,
        noise=noise,
        method=method,
        payoff=payoffs[0],
        victim_payoff=payoffs[1],
        reward=reward,
        margin=margin,
        verdict=judge(payoffs[0], reward=reward, margin=margin, is_exact=method != "trained"),
        curve=curve or [],
        policy=policy or {},
    )

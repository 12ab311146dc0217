"""Exact solutions: the distribution of every round for agents whose minds are finite chains.

A static empathic agent is a chain over the count of its own cooperations; a scripted strategy is an automaton. Where
neither listens to the partner, the players are independent and a round's joint distribution is the product of two
marginals; otherwise the chain over pairs of states is followed.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from selfother.agents.agent import Agent, Chain
from selfother.agents.theory_of_mind import THEORIES
from selfother.errors import BadArgument
from selfother.games.game import C, D, Game
from selfother.tournaments.match import check_count

__all__ = ["LARGEST_EXACT_ROUNDS", "exact_joint", "is_solvable"]

LARGEST_EXACT_ROUNDS = 20_000
"""A chain over counts takes rounds^2 steps; beyond this it is minutes."""
LARGEST_PAIRS = 2_000_000
"""Pairs of states that are followed from round to round; so many take a fifth of a second a round."""


def exact_joint(game: Game, a: Agent, b: Agent, *, rounds: int) -> NDArray[np.float64]:
    """Return the probability of CC, CD, DC, DD in every round.

    Args:
        game: The rules.
        a: The first player.
        b: The second player.
        rounds: Rounds of the match, from 1 to 20,000.

    Returns:
        Probabilities that sum to 1 in every row, shape (rounds, 4). Their mean over rounds is the expectation
        of the joint shares.

    Raises:
        BadArgument: An agent without a finite chain, too many rounds, or too many pairs of states.

    Example:
        >>> from selfother.agents import Random, TitForTat
        >>> from selfother.games import PrisonersDilemma
        >>> exact_joint(PrisonersDilemma(), TitForTat(), Random(p=0.25), rounds=2).tolist()
        [[0.25, 0.75, 0.0, 0.0], [0.0625, 0.1875, 0.1875, 0.5625]]
    """
    if check_count("rounds", rounds) > LARGEST_EXACT_ROUNDS:
        raise BadArgument(
            f"an exact solution takes rounds^2 steps and stops at {LARGEST_EXACT_ROUNDS} rounds; got {rounds}. "
            "Give fewer rounds, or simulate."
        )
    first, second = (_chain_of(agent, game, seat, rounds) for seat, agent in enumerate((a, b)))
    if not first.is_coupled and not second.is_coupled:
        p, q = _marginal(first, rounds), _marginal(second, rounds)
        return np.stack([p * q, p * (1.0 - q), (1.0 - p) * q, (1.0 - p) * (1.0 - q)], axis=1)
    if (pairs := _pairs(first, second)) > LARGEST_PAIRS:
        raise BadArgument(
            f"{a.word} and {b.word} have {pairs:,} pairs of states over {rounds} rounds; an exact solution follows at "
            f"most {LARGEST_PAIRS:,}. Give fewer rounds, or simulate."
        )
    return _product_chain(first, second, rounds)


def is_solvable(game: Game, a: Agent, b: Agent, *, rounds: int) -> bool:
    """Return whether `exact_joint` solves this match.

    Example:
        >>> from selfother.agents import Empathic, Random, TitForTat
        >>> from selfother.games import PrisonersDilemma
        >>> [is_solvable(PrisonersDilemma(), TitForTat(), other, rounds=9) for other in (Random(), Empathic())]
        [True, False]
    """
    if rounds > LARGEST_EXACT_ROUNDS:
        return False
    chains = [agent.chain(view, rounds) for agent, view in zip((a, b), game.views, strict=True)]
    first, second = chains
    if first is None or second is None:
        return False
    return not (first.is_coupled or second.is_coupled) or _pairs(first, second) <= LARGEST_PAIRS


def _pairs(first: Chain, second: Chain) -> int:
    return len(first.following) * len(second.following)


def _chain_of(agent: Agent, game: Game, seat: int, rounds: int) -> Chain:
    chain = agent.chain(game.views[seat], rounds)
    if chain is None:
        raise BadArgument(
            f"{agent.word} has no exact solution: its mind is not a finite chain. Exact are the scripted strategies "
            f"and empathic agents with a static theory of mind ({', '.join(THEORIES)}). Name one, e.g. theory=history, "
            "or simulate."
        )
    return chain


def _marginal(chain: Chain, rounds: int) -> NDArray[np.float64]:
    """Return P(C) in every round of a player that does not listen, shape (rounds,)."""
    states = chain.following.shape[0]
    at: NDArray[Any] = np.zeros(states)
    at[chain.start] = 1.0
    rates = np.empty(rounds)
    targets = chain.following[:, :, C].T.reshape(-1)
    for t in range(rounds):
        cooperating = chain.cooperation(t)
        rates[t] = at @ cooperating
        at = np.bincount(targets, np.concatenate([at * cooperating, at * (1.0 - cooperating)]), minlength=states)
    return rates


def _product_chain(first: Chain, second: Chain, rounds: int) -> NDArray[np.float64]:
    """Return the joint distribution of every round, shape (rounds, 4), following pairs of states."""
    sizes = first.following.shape[0], second.following.shape[0]
    pairs = _pairs(first, second)
    at: NDArray[Any] = np.zeros(sizes)
    at[first.start, second.start] = 1.0
    outcomes = [(own, other) for own in (C, D) for other in (C, D)]
    targets = np.concatenate(
        [
            (first.following[:, None, own, other] * sizes[1] + second.following[None, :, other, own]).reshape(-1)
            for own, other in outcomes
        ]
    )
    joint = np.empty((rounds, 4))
    for t in range(rounds):
        p, q = first.cooperation(t)[:, None], second.cooperation(t)[None, :]
        mass = np.stack([at * p * q, at * p * (1.0 - q), at * (1.0 - p) * q, at * (1.0 - p) * (1.0 - q)])
        joint[t] = mass.sum(axis=(1, 2))
        at = np.bincount(targets, mass.reshape(-1), minlength=pairs).reshape(sizes)
    return joint

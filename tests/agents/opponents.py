"""Opponents that know the agent's mind, solved by backward induction, and simple ones by the hundred."""

from itertools import product

import numpy as np
from numpy.typing import NDArray

from selfother.agents import Agent
from selfother.agents.agent import Chain
from selfother.games import Game

Values = NDArray[np.float64]


def solve(
    victim: Agent, game: Game, *, rounds: int, own: float, victims: float, noise: tuple[float, float] = (0.0, 0.0)
) -> tuple[float, float]:
    """Return the totals (victim's, opponent's) where the opponent maximises own * its total + victims * the victim's.

    Args:
        victim: The agent in the first seat, whose mind is a finite chain.
        game: The rules.
        rounds: Rounds of the match, which the opponent knows.
        own: Weight of the opponent's own total.
        victims: Weight of the victim's total; below 0 it pays to hurt.
        noise: Execution errors of the victim's hand and of the opponent's.
    """
    chain = victim.chain(game.views[0], rounds)
    assert chain is not None
    totals, weights = np.zeros((2, len(chain.following))), np.array([victims, own])
    for t in reversed(range(rounds)):
        p = _trembled(chain.cooperation(t), noise[0])[:, None]
        gains = game.payoffs[:, None] + totals[:, chain.following]
        meant = p * gains[:, :, 0] + (1.0 - p) * gains[:, :, 1]
        done = (1.0 - noise[1]) * meant + noise[1] * meant[..., ::-1]
        value = np.tensordot(weights, done, 1)
        change = value[:, 1] - value[:, 0]
        harms = (np.abs(change) <= 1e-9) & (done[0, :, 1] < done[0, :, 0])  # of equals, what leaves the victim less
        totals = np.where((change > 1e-9) | harms, done[..., 1], done[..., 0])
    return float(totals[0, chain.start]), float(totals[1, chain.start])


def _trembled(p: Values, noise: float) -> Values:
    return (1.0 - noise) * p + noise * (1.0 - p)


def periodic(longest: int) -> list[Chain]:
    """Return every pattern of C and D of up to so many rounds, repeated, as a chain that hears nothing."""
    patterns = [pattern for length in range(1, longest + 1) for pattern in product((1.0, 0.0), repeat=length)]
    chains = []
    for pattern in patterns:
        after = (np.arange(len(pattern)) + 1) % len(pattern)
        chains.append(_chain(np.array(pattern), np.broadcast_to(after[:, None, None], (len(pattern), 2, 2))))
    return chains


def memory_one(grid: tuple[float, ...]) -> list[Chain]:
    """Return every strategy whose P(C) after CC, CD, DC, DD are of the grid; each begins with C and with D."""
    outcome = np.broadcast_to(np.array([[0, 1], [2, 3]]), (5, 2, 2))
    return [
        _chain(np.array([*answers, first]), outcome, start=4)
        for answers in product(grid, repeat=4)
        for first in (1.0, 0.0)
    ]


def _chain(cooperation: Values, following: NDArray[np.intp], start: int = 0) -> Chain:
    return Chain(lambda _: cooperation, np.asarray(following, dtype=np.intp), start)


def play_against(
    victim: Agent, opponents: list[Chain], game: Game, *, rounds: int, seeds: int
) -> tuple[NDArray[np.int64], Values]:
    """Play the victim against every opponent.

    Returns:
        Rounds of each outcome, [victim's action, opponent's action, opponent, seed], and the totals
        [victim's or opponent's, opponent, seed].
    """
    sizes = [len(chain.following) for chain in opponents]
    offset = np.cumsum([0, *sizes[:-1]])
    rates = np.concatenate([chain.cooperation(0) for chain in opponents])
    tables = np.concatenate([chain.following + first for chain, first in zip(opponents, offset, strict=True)])
    shape = len(opponents), seeds
    at = np.repeat((offset + [chain.start for chain in opponents])[:, None], seeds, axis=1)
    state, draws = victim.init(game.views[0], shape), np.random.default_rng(11).random((rounds, 2, *shape))
    counts = np.zeros((2, 2, *shape), dtype=np.int64)
    for chance in draws:
        own = (chance[0] >= victim.cooperation_probability(state)).astype(np.uint8)
        other = (chance[1] >= rates[at]).astype(np.uint8)
        for a, b in product((0, 1), repeat=2):
            counts[a, b] += (own == a) & (other == b)
        state, at = victim.observe(state, own, other), tables[at, other, own]
    return counts, np.tensordot(game.payoffs, counts, 2)

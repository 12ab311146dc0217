"""A trembling hand: with some probability an action is not the one that was meant.

Both players see what was done, not what was meant, as in the Axelrod library's `noise`. A hand that slips with
probability e turns P(C) = p into e + (1 - 2e) p. The same law without touching any agent: in a share 2e of the rounds
the hand slips and a fair coin acts. So noise is a function of the chances alone, and the kernel stays what it is:

    chance below every p (C for sure)  with probability e
    chance at 1          (D for sure)  with probability e
    the player's own chance            otherwise
"""

import numpy as np
from numpy.typing import NDArray

from selfother.agents.agent import Agent, Chance
from selfother.errors import BadArgument
from selfother.games.game import Game
from selfother.seeds import stream
from selfother.tournaments.match import (
    SEEDS_PER_STREAM,
    Trajectories,
    check_count,
    draw_uniforms,
    play_match,
    play_rounds,
)

__all__ = ["check_noise", "play_noisy_match", "slipping"]

SEEDS_AT_ONCE = 8192
"""Matches that are played side by side, a multiple of 64."""


def check_noise(noise: float) -> float:
    """Return the probability of a slip.

    Raises:
        BadArgument: Not a number in [0, 0.5]; at 0.5 every action is a coin.
    """
    if isinstance(noise, bool) or not isinstance(noise, int | float) or not 0.0 <= noise <= 0.5:
        raise BadArgument(
            f"noise is the probability that an action comes out as the other one, in [0, 0.5]; got {noise!r}. "
            "Give e.g. 0.01."
        )
    return float(noise)


def slipping(chances: NDArray[np.float64], slips: NDArray[np.float64], noise: float) -> NDArray[np.float64]:
    """Return chances that act for the player where its hand slips.

    Args:
        chances: The player's own, uniform in [0, 1), any shape.
        slips: Uniform in [0, 1), independent of them, the same shape.
        noise: Probability e that an action comes out as the other one.

    Returns:
        Chances c such that P(c < p) = e + (1 - 2e) p for every p in [0, 1].

    Example:
        >>> slipping(np.array([0.3, 0.3, 0.3]), np.array([0.05, 0.15, 0.9]), 0.1).tolist()
        [-1.0, 1.0, 0.3]
    """
    return np.where(slips < noise, -1.0, np.where(slips < 2.0 * noise, 1.0, chances))


def play_noisy_match(
    game: Game, a: Agent, b: Agent, *, rounds: int, seeds: int, noise: float, seed: int = 0
) -> Trajectories:
    """Play `seeds` independent matches in which both hands tremble.

    Args:
        game: The rules.
        a: The first player.
        b: The second player.
        rounds: Rounds of each match, at least 1.
        seeds: Number of matches, at least 1.
        noise: Probability that an action comes out as the other one, in [0, 0.5]; 0 is `play_match`.
        seed: Root seed.

    Returns:
        What was done, shape (rounds, seeds).

    Raises:
        BadArgument: A count below 1, or noise outside [0, 0.5].

    Example:
        >>> from selfother.agents import AlwaysCooperate
        >>> from selfother.games import PrisonersDilemma
        >>> rules = PrisonersDilemma()
        >>> played = play_noisy_match(rules, AlwaysCooperate(), AlwaysCooperate(), rounds=200, seeds=64, noise=0.1)
        >>> round(float(played.first.mean()), 1)
        0.1
    """
    check_count("rounds", rounds)
    check_count("seeds", seeds)
    if check_noise(noise) == 0.0:
        return play_match(game, a, b, rounds=rounds, seeds=seeds, seed=seed)
    parts = [
        _play_part(game, (a, b), (rounds, min(SEEDS_AT_ONCE, seeds - at), at), noise, seed)
        for at in range(0, seeds, SEEDS_AT_ONCE)
    ]
    return Trajectories(
        *(np.concatenate([getattr(part, who) for part in parts], axis=1) for who in ("first", "second"))
    )


def _play_part(
    game: Game, players: tuple[Agent, Agent], size: tuple[int, int, int], noise: float, seed: int
) -> Trajectories:
    rounds, seeds, first_seed = size
    batch = (-(-seeds // SEEDS_PER_STREAM), SEEDS_PER_STREAM)

    def chances(player: int) -> NDArray[np.float64]:
        own, slips = (
            draw_uniforms(seed, label, player, rounds=rounds, seeds=seeds, first_seed=first_seed)
            for label in ("match", "noise")
        )
        return slipping(own, slips, noise)

    states = tuple(
        agent.init(view, batch, chance=_private_chance(agent, player, seed, first_seed, batch[0]))
        for player, (agent, view) in enumerate(zip(players, game.views, strict=True))
    )
    played = play_rounds(players, (states[0], states[1]), (chances(0), chances(1)), shape=(rounds, *batch))
    return Trajectories(played.first.reshape(rounds, -1)[:, :seeds], played.second.reshape(rounds, -1)[:, :seeds])


def _private_chance(agent: Agent, player: int, seed: int, first_seed: int, blocks: int) -> Chance | None:
    """Return one number a match, as `match` gives it, or None where the mind draws nothing inside."""
    if not agent.has_private_chance:
        return None
    first = first_seed // SEEDS_PER_STREAM
    drawn = [
        stream(seed, "match", player, "mind", first + block).integers(2**64, size=SEEDS_PER_STREAM, dtype=np.uint64)
        for block in range(blocks)
    ]
    return np.stack(drawn)

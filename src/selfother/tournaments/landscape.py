"""The empathy x empathy landscape: every pair of weights on a grid, in one batched call.

Every cell of the grid has its own draws, named by its two weights: cells are independent, so neighbouring cells do not
share their luck and the noise that a figure shows is the noise there is. (Common random numbers would draw a smoother
picture whose errors are correlated along rows.) A cell's result does not depend on the rest of the grid.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from selfother.agents.agent import Chance
from selfother.agents.empathic import Empathic
from selfother.agents.particle_filter import FILTERS
from selfother.catalogue import to_word
from selfother.games.game import Game
from selfother.games.prisoners_dilemma import PrisonersDilemma
from selfother.records import Landscape
from selfother.seeds import stream
from selfother.tournaments.match import SEEDS_PER_STREAM, Trajectories, check_count, play_rounds
from selfother.tournaments.measures import joint_shares, payoff_per_round

__all__ = ["landscape", "sweep"]

MATCHES_PER_BAND = 16384
"""Matches that are played side by side: arrays of this size stay in the processor's cache and off the page table."""


def sweep(
    *,
    grid: int = 21,
    rounds: int = 200,
    seeds: int = 64,
    seed: int = 0,
    theory: str = "history",
    game: Game | None = None,
    beta: float = 4.0,
    signed: bool = False,
) -> Landscape:
    """Play every pair of empathy weights on a grid over [0, 1], or over [-1, 1].

    Args:
        grid: Number of weights, evenly spaced from 0 to 1, or from -1 to 1, at least 2.
        rounds: Rounds of each match.
        seeds: Independent matches in every cell.
        seed: Root seed.
        theory: Theory of mind of both players; `history` is a second's work, `inferred` a minute's.
        game: The rules; None: the prisoner's dilemma with (3, 0, 5, 1).
        beta: Precision of both players, own and ascribed.
        signed: Whether the grid goes down to -1 (spite).

    Returns:
        Joint cooperation and payoff gap, the mean over seeds in every cell.

    Raises:
        BadArgument: A count that is too small, or a bad precision.
        UnknownName: No such theory.

    Example:
        >>> corners = sweep(grid=2, rounds=50, seeds=8)
        >>> [[round(cell) for cell in row] for row in corners.joint_cooperation]
        [[0, 0], [0, 1]]
    """
    last = check_count("grid", grid, least=2) - 1
    lam = [(2 * step - last) / last if signed else step / last for step in range(grid)]
    agent = Empathic(theory=theory, beta=beta, beta_other=beta, signed=signed)
    rules = game if game is not None else PrisonersDilemma()
    return landscape(rules, agent, lam=lam, rounds=rounds, seeds=seeds, seed=seed)


def landscape(
    game: Game, agent: Empathic, *, lam: Sequence[float], rounds: int, seeds: int, seed: int = 0
) -> Landscape:
    """Play an agent against itself at every pair of the given weights.

    Args:
        game: The rules.
        agent: Theory and precisions of both players; its own weight is not used.
        lam: Weights, ascending, each one that the agent could have.
        rounds: Rounds of each match.
        seeds: Independent matches in every cell.
        seed: Root seed.

    Returns:
        The landscape; [i][j] = first player lam[i], second player lam[j].

    Raises:
        BadProbability: A weight outside [0, 1] of an agent that is not signed.
        BadArgument: A count below 1.
    """
    check_count("rounds", rounds)
    check_count("seeds", seeds)
    weights = [replace(agent, lam=float(value)).lam for value in lam]  # each is checked
    joint, spread = _play_grid(game, agent, weights, (rounds, seeds, seed))
    payoffs = payoff_per_round(game, joint)
    errors = None if seeds < 2 else (spread / np.sqrt(seeds)).tolist()
    return Landscape(
        theory=agent.theory,
        game=to_word(game),
        lam=weights,
        joint_cooperation=joint[0].tolist(),
        payoff_gap=(payoffs[1] - payoffs[0]).tolist(),
        rounds=rounds,
        seeds=seeds,
        joint_cooperation_standard_error=None if errors is None else errors[0],
        payoff_gap_standard_error=None if errors is None else errors[1],
    )


def _play_grid(
    game: Game, agent: Empathic, lam: list[float], size: tuple[int, int, int]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Play all cells in bands of rows.

    Returns:
        The joint shares, mean over seeds, shape (4, n, n); the standard deviation over seeds of joint cooperation and
        of the payoff gap, shape (2, n, n), 0 from one seed.
    """
    rounds, seeds, seed = size
    blocks = -(-seeds // SEEDS_PER_STREAM)
    band = max(1, MATCHES_PER_BAND // (len(lam) * blocks * SEEDS_PER_STREAM))
    buffer = np.empty((min(band, len(lam)), len(lam), blocks, rounds, 2, SEEDS_PER_STREAM))
    joint, spread = np.empty((4, len(lam), len(lam))), np.zeros((2, len(lam), len(lam)))
    for at in range(0, len(lam), band):
        rows = lam[at : at + band]
        drawn = buffer[: len(rows)]
        for (i, row), (j, column) in product(enumerate(rows), enumerate(lam)):
            for block in range(blocks):
                stream(seed, "landscape", row, column, block).random(out=drawn[i, j, block])
        minds = [_minds(agent, (seed, rows, lam, blocks), player) for player in range(2)]
        played = _play_band(game, agent, rows, lam, drawn, minds)
        shares = joint_shares(played).reshape(4, len(rows), len(lam), -1)[..., :seeds]
        joint[:, at : at + len(rows)] = shares.mean(axis=-1)
        if seeds > 1:
            payoffs = payoff_per_round(game, shares)
            both = np.stack([shares[0], payoffs[1] - payoffs[0]])
            spread[:, at : at + len(rows)] = both.std(axis=-1, ddof=1)
    return joint, spread


def _play_band(
    game: Game,
    agent: Empathic,
    rows: list[float],
    columns: list[float],
    drawn: NDArray[np.float64],
    minds: Sequence[Chance | None],
) -> Trajectories:
    """Play a band of cells with chances of shape (rows, columns, blocks, rounds, 2 players, 64)."""
    chances = drawn.transpose(4, 3, 0, 1, 2, 5)
    shape = chances.shape[2:]
    first = agent.init(game.views[0], shape, chance=minds[0], lam=np.array(rows)[:, None, None, None])
    second = agent.init(game.views[1], shape, chance=minds[1], lam=np.array(columns)[None, :, None, None])
    return play_rounds((agent, agent), (first, second), (chances[0], chances[1]), shape=chances.shape[1:])


def _minds(agent: Empathic, band: tuple[int, list[float], list[float], int], player: int) -> Chance | None:
    """Return one number a match for a theory that draws inside, shape (rows, columns, blocks, 64), else None."""
    if agent.theory not in FILTERS:
        return None
    seed, rows, columns, blocks = band
    drawn = np.empty((len(rows), len(columns), blocks, SEEDS_PER_STREAM), dtype=np.uint64)
    for i, j, block in np.ndindex(drawn.shape[:-1]):
        own = stream(seed, "landscape", rows[i], columns[j], "mind", player, block)
        drawn[i, j, block] = own.integers(2**64, size=SEEDS_PER_STREAM, dtype=np.uint64)
    return drawn

"""The empathy x empathy landscape: every pair of weights on a grid, in one batched call.

Every cell of the grid has its own draws, named by its two weights: cells are independent, so neighbouring cells do not
share their luck and the noise that a figure shows is the noise there is. (Common random numbers would draw a smoother
picture whose errors are correlated along rows.) A cell's result does not depend on the rest of the grid.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from selfother.agents.empathic import Empathic
from selfother.catalogue import to_word
from selfother.errors import BadProbability
from selfother.games.game import Game
from selfother.games.prisoners_dilemma import PrisonersDilemma
from selfother.records import Landscape
from selfother.tournaments.match import check_count, draw_uniforms, play_rounds
from selfother.tournaments.measures import joint_shares, payoff_per_round

__all__ = ["landscape", "sweep"]

DRAWS_PER_CHUNK = 8_000_000
"""Uniform numbers of one player that are held at once (64 MB); larger grids are played in bands of rows."""


def sweep(
    *,
    grid: int = 21,
    rounds: int = 200,
    seeds: int = 64,
    seed: int = 0,
    theory: str = "history",
    game: Game | None = None,
    beta: float = 4.0,
) -> Landscape:
    """Play every pair of empathy weights on a grid over [0, 1].

    Args:
        grid: Number of weights, evenly spaced from 0 to 1, at least 2.
        rounds: Rounds of each match.
        seeds: Independent matches in every cell.
        seed: Root seed.
        theory: Theory of mind of both players.
        game: The rules; None: the prisoner's dilemma with (3, 0, 5, 1).
        beta: Precision of both players, own and ascribed.

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
    lam = [step / (check_count("grid", grid, least=2) - 1) for step in range(grid)]
    agent = Empathic(theory=theory, beta=beta, beta_other=beta)
    rules = game if game is not None else PrisonersDilemma()
    return landscape(rules, agent, lam=lam, rounds=rounds, seeds=seeds, seed=seed)


def landscape(
    game: Game, agent: Empathic, *, lam: Sequence[float], rounds: int, seeds: int, seed: int = 0
) -> Landscape:
    """Play an agent against itself at every pair of the given weights.

    Args:
        game: The rules.
        agent: Theory and precisions of both players; its own weight is not used.
        lam: Weights, ascending, each in [0, 1].
        rounds: Rounds of each match.
        seeds: Independent matches in every cell.
        seed: Root seed.

    Returns:
        The landscape; [i][j] = first player lam[i], second player lam[j].

    Raises:
        BadProbability: A weight outside [0, 1].
        BadArgument: A count below 1.
    """
    check_count("rounds", rounds)
    check_count("seeds", seeds)
    weights = [BadProbability.check("lam (the empathy weight)", float(value)) for value in lam]
    band = max(1, DRAWS_PER_CHUNK // (len(weights) * seeds * rounds))
    bands = [weights[at : at + band] for at in range(0, len(weights), band)]
    joint = np.concatenate([_play_band(game, agent, rows, weights, (rounds, seeds, seed)) for rows in bands], axis=1)
    payoffs = payoff_per_round(game, joint)
    return Landscape(
        theory=agent.theory,
        game=to_word(game),
        lam=weights,
        joint_cooperation=joint[0].tolist(),
        payoff_gap=(payoffs[1] - payoffs[0]).tolist(),
        rounds=rounds,
        seeds=seeds,
    )


def _play_band(
    game: Game, agent: Empathic, rows: list[float], columns: list[float], size: tuple[int, int, int]
) -> NDArray[np.float64]:
    """Return the joint shares of a band of cells, mean over seeds, shape (4, rows, columns)."""
    rounds, seeds, seed = size
    shape = (len(rows), len(columns), seeds)
    first = agent.init(game.views[0], shape, lam=np.array(rows)[:, None, None])
    second = agent.init(game.views[1], shape, lam=np.array(columns)[None, :, None])

    def chances(player: int) -> NDArray[np.float64]:
        drawn = np.empty((rounds, *shape))
        for i, row in enumerate(rows):
            for j, column in enumerate(columns):
                drawn[:, i, j] = draw_uniforms(seed, "landscape", row, column, player, rounds=rounds, seeds=seeds)
        return drawn

    played = play_rounds((agent, agent), (first, second), (chances(0), chances(1)), shape=(rounds, *shape))
    return np.asarray(joint_shares(played).mean(axis=-1))

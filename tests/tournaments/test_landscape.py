"""The landscape: against exact solutions, independent of the rest of its grid, and refused where senseless."""

import numpy as np
import pytest

from selfother.agents import Empathic
from selfother.errors import BadArgument, BadProbability, UnknownName
from selfother.games import Custom, PrisonersDilemma
from selfother.tournaments import exact_joint, sweep
from selfother.tournaments.landscape import landscape


@pytest.mark.parametrize("theory", ["history", "action_conditional"])
def test_every_cell_agrees_with_the_exact_solution(theory: str) -> None:
    game, rounds, seeds = PrisonersDilemma(), 40, 256
    found = sweep(grid=5, rounds=rounds, seeds=seeds, theory=theory)
    assert found.lam == [0.0, 0.25, 0.5, 0.75, 1.0]
    for i, first in enumerate(found.lam):
        for j, second in enumerate(found.lam):
            pair = Empathic(lam=first, theory=theory), Empathic(lam=second, theory=theory)
            joint = exact_joint(game, *pair, rounds=rounds).mean(axis=0)
            # At most 1.35 times the binomial variance (claim 10), five standard errors.
            reach = 5 * np.sqrt(1.35 * joint[0] * (1 - joint[0]) / (rounds * seeds)) + 1e-3
            assert abs(found.joint_cooperation[i][j] - joint[0]) < reach
            gap = joint @ (game.payoffs[1] - game.payoffs[0]).reshape(-1)
            assert abs(found.payoff_gap[i][j] - gap) < 10 * reach + 0.05


def test_a_cell_does_not_depend_on_the_rest_of_the_grid() -> None:
    agent, game = Empathic(theory="history"), PrisonersDilemma()
    wide = landscape(game, agent, lam=[0.0, 0.2, 0.3, 1.0], rounds=30, seeds=70, seed=4)
    narrow = landscape(game, agent, lam=[0.2, 0.3], rounds=30, seeds=70, seed=4)
    assert [row[1:3] for row in wide.joint_cooperation[1:3]] == narrow.joint_cooperation
    assert [row[1:3] for row in wide.payoff_gap[1:3]] == narrow.payoff_gap


def test_bands_do_not_change_the_result(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sweep(grid=5, rounds=20, seeds=10)
    monkeypatch.setattr("selfother.tournaments.landscape.MATCHES_PER_BAND", 5 * 64 * 2)
    assert sweep(grid=5, rounds=20, seeds=10) == whole


def test_cells_do_not_share_their_luck() -> None:
    """With common draws, equal players of one row would have equal cooperation counts in every column."""
    found = sweep(grid=2, rounds=50, seeds=3, game=Custom(R=0, S=0, T=0, P=0))
    shares = [cell for row in found.joint_cooperation for cell in row]
    assert len(set(shares)) > 1
    assert all(0.1 < share < 0.4 for share in shares)


def test_what_is_refused() -> None:
    with pytest.raises(BadArgument, match="grid must be a whole number of at least 2; got 1"):
        sweep(grid=1)
    with pytest.raises(UnknownName, match="unknown theory of mind 'mystery'"):
        sweep(theory="mystery")
    with pytest.raises(BadArgument, match="seeds must be"):
        sweep(grid=2, seeds=0)
    with pytest.raises(BadProbability):
        landscape(PrisonersDilemma(), Empathic(), lam=[0.0, 1.5], rounds=2, seeds=2)

"""Agents of ours inside axelrod: choices, seeds, processes of selection; and what it cannot do."""

import pickle
from typing import Any

import numpy as np
import pytest

from selfother.agents import Empathic, Random, Selfish, TitForTat
from selfother.errors import BadArgument
from selfother.games import PrisonersDilemma
from selfother.tournaments import axelrod_player, exact_joint
from selfother.tournaments.axelrod_player import as_axelrod

EMPATHIC = Empathic(lam=0.25, theory="history")


@pytest.fixture(scope="session")
def axelrod() -> Any:
    """Import axelrod once: ten seconds."""
    import axelrod

    return axelrod


def test_cooperation_in_their_match_is_the_exact_one(axelrod: Any) -> None:
    """120 matches of 40 rounds against the exact solution: within 4 standard errors."""
    match = axelrod.Match((as_axelrod(EMPATHIC), as_axelrod(Selfish(theory="history"))), turns=40, seed=1)
    rates = np.array([np.array(match.cooperation()) / 40 for _ in range(120) if match.play()])
    exact = exact_joint(PrisonersDilemma(), EMPATHIC, Selfish(theory="history"), rounds=40).mean(axis=0)
    expected = np.array([exact[0] + exact[1], exact[0] + exact[2]])
    error = rates.std(axis=0, ddof=1) / np.sqrt(len(rates))
    assert (abs(rates.mean(axis=0) - expected) <= 4 * error).all()


def test_it_weighs_the_payoffs_of_the_match(axelrod: Any) -> None:
    """(R, S, T, P) = (3, 2, 1, 0): cooperation dominates, even for the selfish."""
    harmony = axelrod.Game(r=3, s=2, t=1, p=0)
    player = as_axelrod(Selfish(theory="history", beta=20.0))
    played = axelrod.Match((player, axelrod.Defector()), turns=30, game=harmony, seed=0).play()
    assert {own for own, _ in played} == {axelrod.Action.C}


def test_noise_changes_what_was_played_and_the_mind_follows(axelrod: Any) -> None:
    match = axelrod.Match((as_axelrod(TitForTat()), axelrod.TitForTat()), turns=60, noise=0.2, seed=3)
    theirs = axelrod.Match((axelrod.TitForTat(), axelrod.TitForTat()), turns=60, noise=0.2, seed=3)
    assert list(match.play()) == list(theirs.play())


def test_a_player_pickled_in_the_middle_goes_on_as_it_would_have(axelrod: Any) -> None:
    player, partner = as_axelrod(EMPATHIC), axelrod.Random(0.5)
    player.set_seed(5)
    partner.set_seed(6)
    match = axelrod.Match((player, partner), turns=1)
    for _ in range(25):
        match.simultaneous_play(player, partner)
    others = pickle.loads(pickle.dumps((player, partner)))
    for _ in range(25):
        match.simultaneous_play(player, partner)
        match.simultaneous_play(*others)
    assert list(player.history) == list(others[0].history)
    assert type(others[0]) is axelrod_player.EmpathicPlayer


def test_a_tournament_is_made_again_by_its_seed(axelrod: Any) -> None:
    def wins(seed: int) -> Any:
        players = [as_axelrod(EMPATHIC), as_axelrod(Random(p=0.7)), axelrod.TitForTat(), as_axelrod(TitForTat())]
        tournament = axelrod.Tournament(players, turns=15, repetitions=2, seed=seed)
        return tournament.play(progress_bar=False).scores

    assert wins(4) == wins(4)
    assert wins(4) != wins(5)


def test_a_moran_process_is_made_again_by_its_seed(axelrod: Any) -> None:
    def populations(seed: int) -> Any:
        players = [
            as_axelrod(EMPATHIC),
            as_axelrod(Selfish(theory="history")),
            axelrod.TitForTat(),
            axelrod.TitForTat(),
        ]
        process = axelrod.MoranProcess([player.clone() for player in players], turns=10, seed=seed)
        process.play()
        return process.populations, process.winning_strategy_name

    first = populations(2)
    assert first == populations(2)
    assert set(first[0][0]) == {EMPATHIC.word, Selfish(theory="history").word, "Tit For Tat"}
    assert first[1] in first[0][0]


@pytest.mark.slow
def test_a_tournament_in_processes_is_the_one_without(axelrod: Any) -> None:
    def scores(processes: int | None) -> Any:
        players = [as_axelrod(EMPATHIC), as_axelrod(Random(p=0.7)), axelrod.TitForTat()]
        tournament = axelrod.Tournament(players, turns=15, repetitions=3, seed=4)
        return tournament.play(progress_bar=False, processes=processes).scores

    assert scores(2) == scores(None)


def test_what_axelrod_cannot_tell_is_refused(axelrod: Any) -> None:
    first, second = np.array([[3, 0], [5, 1]]), np.array([[2, 9], [0, 1]])
    match = axelrod.Match(
        (as_axelrod(EMPATHIC), axelrod.Cooperator()), turns=2, game=axelrod.AsymmetricGame(first, second), seed=0
    )
    with pytest.raises(BadArgument, match="does not tell a player its seat"):
        match.play()
    with pytest.raises(BadArgument, match="agent must be an Agent object"):
        as_axelrod("empathic")  # type: ignore[arg-type]


def test_without_a_seed_axelrod_warns(axelrod: Any) -> None:
    player = as_axelrod(EMPATHIC)
    with pytest.warns(UserWarning, match="may not be seed reproducible"):
        player.strategy(axelrod.Cooperator())


def test_an_unknown_name_lists_the_known() -> None:
    with pytest.raises(AttributeError, match="as_axelrod, EmpathicPlayer"):
        _ = axelrod_player.EmpathicPlayr

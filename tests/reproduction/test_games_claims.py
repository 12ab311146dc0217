"""Claims 1, 2, 3, 9 and 10 of Albarracin et al. 2026 about static agents: simulated, exact, and what they rest on."""

from typing import ClassVar

import numpy as np
import pytest

from selfother.agents import AlwaysDefect, Empathic, Random, Selfish, TitForTat
from selfother.claims.checks.paper_claims import PaperClaims
from selfother.claims.papers.static import Exploitation
from selfother.games import PrisonersDilemma
from selfother.tournaments import exact_joint, play, play_match

PD = PrisonersDilemma()
SYMMETRIC = {0.2: (0.247, 0.02), 0.25: (0.53, 0.02), 0.3: (0.775, 0.02), 0.4: (0.964, 0.01), 0.5: (0.995, 0.005)}
TABLE_I = {0.1: 0.101, 0.2: 0.443, 0.25: 0.686, 0.3: 0.859, 0.5: 0.995}


def static(lam: float) -> Empathic:
    """Return the agent of the paper's text."""
    return Empathic(lam=lam, theory="history")


@pytest.mark.parametrize(("lam", "printed", "tolerance"), [(lam, *value) for lam, value in SYMMETRIC.items()])
def test_claim_1_symmetric_cooperation(lam: float, printed: float, tolerance: float) -> None:
    agent = static(lam)
    assert play(agent, agent, rounds=200, seeds=256).joint["CC"] == pytest.approx(printed, abs=tolerance)
    assert play(agent, agent, rounds=200, exact=True).joint["CC"] == pytest.approx(printed, abs=tolerance)


def test_claim_1_rises_most_steeply_between_a_fifth_and_three_tenths() -> None:
    grid = np.linspace(0, 1, 41)
    series = [play(static(lam), static(lam), exact=True).joint["CC"] for lam in grid.tolist()]
    at = int(np.argmax(np.diff(series)))
    assert grid[at] + 1e-12 >= 0.2
    assert grid[at + 1] <= 0.3 + 1e-12


@pytest.mark.parametrize(("lam", "printed"), TABLE_I.items())
def test_claim_2_table_one(lam: float, printed: float) -> None:
    pair = Empathic(lam=lam, theory="action_conditional"), Empathic(lam=0.5, theory="action_conditional")
    assert play(*pair, rounds=100, seeds=256).joint["CC"] == pytest.approx(printed, abs=0.02)
    assert play(*pair, rounds=100, exact=True).joint["CC"] == pytest.approx(printed, abs=0.02)


@pytest.mark.parametrize(("lam", "ours"), [(0.2, 0.496), (0.25, 0.727)])
def test_claim_2_the_stated_theory_does_not_give_table_one(lam: float, ours: float) -> None:
    value = play(static(lam), static(0.5), rounds=100, exact=True).joint["CC"]
    assert value == pytest.approx(ours, abs=0.002)
    assert abs(value - TABLE_I[lam]) > 0.03


@pytest.mark.parametrize("theory", ["history", "action_conditional"])
@pytest.mark.parametrize("exact", [False, True])
def test_claim_3_exploitation(theory: str, exact: bool) -> None:
    record = play(Empathic(lam=1.0, theory=theory), Selfish(theory=theory), exact=exact)
    assert record.joint["CC"] == pytest.approx(0.02, abs=0.01)
    assert record.payoff[1] - record.payoff[0] == pytest.approx(4.90, abs=0.05)
    assert record.exploitability == pytest.approx(0.98, abs=0.01)


def test_claim_9_a_break_is_neither_remembered_nor_answered() -> None:
    played = play_match(PD, static(0.3), static(0.3), rounds=200, seeds=512)
    both = (played.first == 0) & (played.second == 0)
    assert abs(both[1:][~both[:-1]].mean() - both.mean()) < 0.02


@pytest.mark.parametrize("theory", ["history", "action_conditional"])
def test_claim_9_a_static_trajectory_is_bitwise_the_same_against_anyone(theory: str) -> None:
    agent = Empathic(lam=0.3, theory=theory)
    partners = [
        static(0.9),
        Selfish(theory="history"),
        TitForTat(),
        AlwaysDefect(),
        Random(p=0.2),
    ]
    played = [play_match(PD, agent, partner, rounds=200, seeds=512) for partner in partners]
    assert len({match.first.tobytes() for match in played}) == 1
    assert len({match.second.tobytes() for match in played}) == len(partners)
    assert 0 < played[0].first.mean() < 1


@pytest.mark.parametrize("lam", [0.2, 0.3])
def test_claim_10_static_variance_over_seeds_is_near_binomial(lam: float) -> None:
    played = play_match(PD, static(lam), static(lam), rounds=200, seeds=2048)
    shares = ((played.first == 0) & (played.second == 0)).mean(axis=0)
    ratio = shares.var(ddof=1) / (shares.mean() * (1 - shares.mean()) / 200)
    assert 0.7 <= ratio <= 1.35


def test_exact_and_simulated_agree_round_by_round() -> None:
    played = play_match(PD, static(0.25), static(0.25), rounds=30, seeds=8000, seed=3)
    both = ((played.first == 0) & (played.second == 0)).mean(axis=1)
    exact = exact_joint(PD, static(0.25), static(0.25), rounds=30)[:, 0]
    np.testing.assert_array_less(np.abs(both - exact), 5 * np.sqrt(exact * (1 - exact) / 8000))


def test_the_check_judges_every_claim_and_can_find_one_false(monkeypatch: pytest.MonkeyPatch) -> None:
    result = PaperClaims(seeds=64).run(0)
    assert {finding.word for finding in result.findings} == {"holds"}

    class Misprinted(Exploitation):
        printed: ClassVar[dict[str, tuple[float, float, str]]] = {"joint cooperation": (0.6, 0.01, "share")}

    monkeypatch.setattr("selfother.claims.checks.paper_claims.CLAIMS", (Misprinted,))
    found = PaperClaims(seeds=64).run(0).findings
    assert [finding.word for finding in found] == ["does not hold"] * 2
    assert found[0].sentence.endswith("does not hold.")
    assert "n = 64 seeds" in found[0].sentence

"""The batched kernel and what is measured on it."""

import numpy as np
import pytest

from selfother.agents import (
    AlwaysCooperate,
    AlwaysDefect,
    Empathic,
    Grim,
    Random,
    Selfish,
    TitForTat,
    WinStayLoseShift,
)
from selfother.errors import BadArgument
from selfother.games import Custom, PrisonersDilemma
from selfother.tournaments import exact_joint, play, play_match, play_with_trajectories
from selfother.tournaments.measures import exploitability, standard_error

PD = PrisonersDilemma()


def test_a_hand_checked_match() -> None:
    """Grim against tit for tat's mirror: C C, then a random defector breaks it for good."""
    played = play_match(PD, Grim(), Random(p=0.5), rounds=30, seeds=5, seed=2)
    for own, other in zip(played.first.T, played.second.T, strict=True):
        broken = int(np.argmax(other))
        assert own.tolist() == [0] * (broken + 1) + [1] * (29 - broken)


def test_tit_for_tat_repeats_its_partner() -> None:
    played = play_match(PD, Random(), TitForTat(), rounds=50, seeds=100)
    assert np.array_equal(played.second[1:], played.first[:-1])
    assert not played.second[0].any()


def test_the_record_of_a_certain_match() -> None:
    record = play(AlwaysCooperate(), AlwaysDefect(), rounds=10, seeds=3)
    assert record.joint == {"CC": 0.0, "CD": 1.0, "DC": 0.0, "DD": 0.0}
    assert record.cooperation == (1.0, 0.0)
    assert record.payoff == (0.0, 5.0)
    assert record.exploitability == 1.0
    assert record.standard_error == {
        "joint": {"CC": 0.0, "CD": 0.0, "DC": 0.0, "DD": 0.0},
        "cooperation": [0.0, 0.0],
        "payoff": [0.0, 0.0],
    }
    assert record.agents == ("always_cooperate", "always_defect")


def test_standard_errors_are_those_over_seeds() -> None:
    played = play_with_trajectories(Random(p=0.3), Random(p=0.3), rounds=20, seeds=50)
    assert played.trajectories is not None
    both = ((played.trajectories.first == 0) & (played.trajectories.second == 0)).mean(axis=0)
    assert played.record.joint["CC"] == pytest.approx(both.mean())
    errors = played.record.standard_error["joint"]
    assert isinstance(errors, dict)
    assert errors["CC"] == pytest.approx(both.std(ddof=1) / np.sqrt(50))
    np.testing.assert_allclose(played.cooperation[0], 1 - played.trajectories.first.mean(axis=1))


def test_one_seed_has_no_standard_error_rather_than_zero() -> None:
    assert standard_error(np.array([[0.5]])) is None
    record = play(Random(), Random(), rounds=5, seeds=1)
    assert record.standard_error["payoff"] == [None, None]


def test_exact_has_no_standard_error_and_equals_its_formula() -> None:
    record = play(Random(p=0.3), Random(p=0.6), exact=True)
    assert record.joint["CC"] == pytest.approx(0.18, abs=1e-14)
    assert record.joint["DC"] == pytest.approx(0.42, abs=1e-14)
    assert record.standard_error["joint"] == {"CC": None, "CD": None, "DC": None, "DD": None}


def test_an_exact_coupled_chain_by_hand() -> None:
    """Win-stay lose-shift against grim: CC for ever. Against always_defect: C and D in turn."""
    assert exact_joint(PD, WinStayLoseShift(), Grim(), rounds=4).tolist() == [[1, 0, 0, 0]] * 4
    rows = exact_joint(PD, WinStayLoseShift(), AlwaysDefect(), rounds=4).tolist()
    assert rows == [[0, 1, 0, 0], [0, 0, 0, 1], [0, 1, 0, 0], [0, 0, 0, 1]]


def test_the_product_chain_agrees_with_independent_marginals() -> None:
    from selfother.tournaments.exact import _chain_of, _product_chain

    a, b = Empathic(lam=0.25, theory="history"), Empathic(lam=0.2, theory="history")
    chains = _chain_of(a, PD, 0, 12), _chain_of(b, PD, 1, 12)
    np.testing.assert_allclose(_product_chain(*chains, 12), exact_joint(PD, a, b, rounds=12), atol=1e-14)


def test_exploitability_is_the_more_empathic_minus_the_less() -> None:
    rates = np.array([[0.2], [0.9]])
    assert exploitability(Selfish(), Empathic(lam=0.5), rates) == pytest.approx(0.7)
    assert exploitability(Empathic(lam=0.5), Selfish(), rates) == pytest.approx(-0.7)
    # Nobody is the more empathic: first minus second.
    assert exploitability(TitForTat(), Empathic(lam=0.5), rates) == pytest.approx(-0.7)
    assert exploitability(Empathic(lam=0.5), Empathic(lam=0.5), rates) == pytest.approx(-0.7)


def test_selfish_is_bitwise_the_empathic_agent_without_empathy() -> None:
    for theory in ("history", "action_conditional"):
        selfish = play_match(PD, Selfish(theory=theory), Random(), rounds=80, seeds=90)
        empathic = play_match(PD, Empathic(lam=0.0, theory=theory), Random(), rounds=80, seeds=90)
        assert np.array_equal(selfish.first, empathic.first)


def test_asymmetric_payoffs_reach_the_right_seat() -> None:
    record = play(AlwaysCooperate(), AlwaysDefect(), game=Custom(R=1, S=2, T=3, P=4, T_b=70), rounds=3, seeds=2)
    assert record.payoff == (2.0, 70.0)


@pytest.mark.parametrize("name", ["rounds", "seeds"])
@pytest.mark.parametrize("value", [0, -3, 1.5, "many", True])
def test_counts_must_be_whole_and_positive(name: str, value: object) -> None:
    with pytest.raises(BadArgument, match=f"{name} must be a whole number of at least 1; got {value!r}"):
        play(TitForTat(), TitForTat(), **{name: value})  # type: ignore[arg-type]


def test_words_are_not_agents_in_python() -> None:
    with pytest.raises(BadArgument, match="an agent must be an Agent object"):
        play("selfish", TitForTat())  # type: ignore[arg-type]
    with pytest.raises(BadArgument, match="game must be a Game object"):
        play(TitForTat(), TitForTat(), game="prisoners_dilemma")  # type: ignore[arg-type]


def test_an_exact_solution_has_an_end() -> None:
    with pytest.raises(BadArgument, match="stops at 20000 rounds; got 30000"):
        play(Empathic(theory="history"), Empathic(theory="history"), rounds=30_000, exact=True)


def test_more_seeds_than_a_chunk_are_the_same_seeds() -> None:
    from selfother.tournaments.match import SEEDS_PER_CHUNK

    many = play_match(PD, Random(), TitForTat(), rounds=3, seeds=SEEDS_PER_CHUNK + 100, seed=5)
    few = play_match(PD, Random(), TitForTat(), rounds=3, seeds=50, seed=5)
    assert many.first.shape == (3, SEEDS_PER_CHUNK + 100)
    assert np.array_equal(many.first[:, :50], few.first)
    assert not np.array_equal(many.first[:, SEEDS_PER_CHUNK : SEEDS_PER_CHUNK + 50], few.first)

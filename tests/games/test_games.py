"""Payoffs, views and what is refused."""

import numpy as np
import pytest

from selfother.errors import BadPayoff
from selfother.games import C, Custom, D, HawkDove, PrisonersDilemma, StagHunt


def test_the_default_payoffs_are_those_of_the_paper() -> None:
    first, second = PrisonersDilemma().payoffs
    assert first.tolist() == [[3, 0], [5, 1]]
    assert second.tolist() == [[3, 5], [0, 1]]


def test_a_view_has_ones_own_action_first() -> None:
    game = Custom(R=1, S=2, T=3, P=4, R_b=5, S_b=6, T_b=7, P_b=8)
    first, second = game.views
    # The second cooperates alone: it gets its S_b, the first its T.
    assert second.own[C, D] == 6
    assert second.partner[C, D] == 3
    assert first.own[D, C] == 3
    assert first.partner[D, C] == 6


def test_json_names_the_second_seat_only_where_it_differs() -> None:
    assert Custom(R=3, S=1, T=4, P=2).to_json() == {"name": "custom", "R": 3.0, "S": 1.0, "T": 4.0, "P": 2.0}
    assert Custom(R=3, S=1, T=4, P=2, T_b=9).to_json()["T_b"] == 9.0


@pytest.mark.parametrize(("T", "R", "P", "S"), [(3, 5, 1, 0), (5, 3, 0, 1), (3, 3, 1, 0), (5, 1, 3, 0)])
def test_a_dilemma_in_another_order_is_refused(T: float, R: float, P: float, S: float) -> None:
    with pytest.raises(BadPayoff) as caught:
        PrisonersDilemma(R=R, S=S, T=T, P=P)
    assert str(caught.value) == (
        f"payoffs must satisfy T > R > P > S; got T={T}, R={R}, P={P}, S={S}. "
        f"Swap them, or use --game custom:R={R},S={S},T={T},P={P}."
    )


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), "3", None, True, 1e101])
def test_a_payoff_must_be_a_finite_number(bad: object) -> None:
    with pytest.raises(BadPayoff, match="payoff R must"):
        Custom(R=bad, S=0, T=1, P=1)  # type: ignore[arg-type]


def test_a_dilemma_and_its_custom_twin_have_the_same_payoffs() -> None:
    assert np.array_equal(PrisonersDilemma(R=4, T=6).payoffs, Custom(R=4, S=0, T=6, P=1).payoffs)
    assert Custom(R=4, S=0, T=6, P=1).is_symmetric
    assert not Custom(R=4, S=0, T=6, P=1, P_b=2).is_symmetric


def test_the_games_of_the_field_have_their_own_order() -> None:
    assert StagHunt().payoffs[0].tolist() == [[4, 0], [3, 3]]
    assert HawkDove().payoffs[0].tolist() == [[2, 0], [4, -1]]
    assert StagHunt().is_symmetric
    assert HawkDove().is_symmetric
    StagHunt(T=3, P=3)  # a hare is a hare: T = P is allowed


@pytest.mark.parametrize(
    ("make", "order"), [(StagHunt, "R > T >= P > S"), (HawkDove, "T > R > S > P"), (PrisonersDilemma, "T > R > P > S")]
)
def test_each_refuses_the_payoffs_of_the_others(make: type[StagHunt], order: str) -> None:
    orders = {
        "R > T >= P > S": {"R": 4, "T": 3, "P": 2, "S": 0},
        "T > R > S > P": {"T": 4, "R": 2, "S": 1, "P": 0},
        "T > R > P > S": {"T": 5, "R": 3, "P": 1, "S": 0},
    }
    make(**orders[order])
    for name, payoffs in orders.items():
        if name != order:
            with pytest.raises(BadPayoff, match=f"must satisfy {order}; got .* Swap them, or use --game custom"):
                make(**payoffs)


@pytest.mark.parametrize("equal", [("R", "T"), ("P", "S")])
def test_a_stag_hunt_is_strict_where_it_matters(equal: tuple[str, str]) -> None:
    with pytest.raises(BadPayoff):
        StagHunt(**{"R": 4, "S": 0, "T": 3, "P": 2} | {equal[0]: 3.0, equal[1]: 3.0})

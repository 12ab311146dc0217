"""Payoffs, views and what is refused."""

import numpy as np
import pytest

from selfother.errors import BadPayoff
from selfother.games import C, Custom, D, PrisonersDilemma


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

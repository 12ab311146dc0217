"""Claims 4 and 5 of Albarracin et al. 2026: the horizon, and what its effect is made of."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfother.agents import Empathic, Planner
from selfother.games import Custom, Game
from selfother.tournaments import play

TABLE_III = {
    0.1: (0.014, 0.032, 0.038),
    0.2: (0.255, 0.257, 0.258),
    0.3: (0.782, 0.657, 0.597),
    0.4: (0.970, 0.873, 0.788),
    0.7: (1.000, 0.995, 0.965),
}
PRINTED = [(lam, depth, row[depth - 1]) for lam, row in TABLE_III.items() for depth in (1, 2, 3)]
payoffs = st.floats(-10, 10)
games = st.builds(
    Custom, R=payoffs, S=payoffs, T=payoffs, P=payoffs, R_b=payoffs, S_b=payoffs, T_b=payoffs, P_b=payoffs
)


@pytest.mark.parametrize(("lam", "depth", "printed"), PRINTED)
def test_claim_4_table_three(lam: float, depth: int, printed: float) -> None:
    """One planner against a myopic partner of equal lam, T = 200: both hold the theory `history`."""
    pair = Planner(lam=lam, theory="history", horizon=depth), Empathic(lam=lam, theory="history")
    assert play(*pair, rounds=200, exact=True).joint["CC"] == pytest.approx(printed, abs=0.03)
    assert play(*pair, rounds=200, seeds=256).joint["CC"] == pytest.approx(printed, abs=0.03)


@pytest.mark.parametrize(
    ("planner", "partner"),
    [
        ("action_conditional", "action_conditional"),
        ("action_conditional", "history"),
        ("history", "action_conditional"),
    ],
)
def test_claim_4_no_other_pair_of_theories_gives_table_three(planner: str, partner: str) -> None:
    misses = [
        abs(play(Planner(lam=0.2, theory=planner, horizon=depth), myopic, rounds=100, exact=True).joint["CC"] - printed)
        for myopic in [Empathic(lam=0.2, theory=partner)]
        for depth, printed in enumerate(TABLE_III[0.2], start=1)
    ]
    assert max(misses) > 0.03


def test_claim_4_a_planner_that_does_not_average_shows_no_effect_of_the_horizon() -> None:
    partner = Empathic(lam=0.3, theory="history")
    summed, averaged = (
        [
            play(Planner(lam=0.3, horizon=depth, objective=objective), partner, rounds=50, exact=True).joint["CC"]  # type: ignore[arg-type]
            for depth in (1, 2, 3)
        ]
        for objective in ("summed", "averaged")
    )
    assert np.ptp(summed) < 1e-12
    assert np.ptp(averaged) > 0.15


@given(
    games,
    st.floats(0, 1),
    st.sampled_from(["history", "action_conditional"]),
    st.floats(1e-6, 50),
    st.integers(1, 6),
    st.lists(st.integers(0, 1), max_size=6),
)
def test_claim_5_the_horizon_is_a_precision(
    game: Game, lam: float, theory: str, beta: float, horizon: int, history: list[int]
) -> None:
    """planner(H, beta) = myopic(beta / H), and summed(H, beta) = myopic(beta), in any game after any history."""
    averaged = Planner(lam=lam, theory=theory, beta=beta, beta_other=beta, horizon=horizon)
    summed = Planner(lam=lam, theory=theory, beta=beta, beta_other=beta, horizon=horizon, objective="summed")
    for view in game.views:
        for planner, divisor in ((averaged, horizon), (summed, 1)):
            myopic = Empathic(lam=lam, theory=theory, beta=beta / divisor, beta_other=beta)
            ours, theirs = planner.init(view, ()), myopic.init(view, ())
            for action in history:
                own = np.array(action, dtype=np.uint8)
                ours, theirs = planner.observe(ours, own, own), myopic.observe(theirs, own, own)
            p, q = planner.cooperation_probability(ours), myopic.cooperation_probability(theirs)
            assert float(np.abs(p - q)) <= 1e-12

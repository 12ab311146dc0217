"""Group games: the public goods game by hand, its reductions to two seats, and what is refused."""

from dataclasses import dataclass

import numpy as np
import pytest

from selfother.errors import BadArgument, BadPayoff
from selfother.games import GroupGame, PrisonersDilemma, PublicGoods


@dataclass(frozen=True)
class Threshold(GroupGame):
    """A good that is worth 3 to all if at least two contribute; a contribution costs 1: not linear."""

    players: int = 4

    @property
    def name(self) -> str:
        return "threshold"

    @property
    def payoffs(self) -> np.ndarray:
        others = np.arange(self.players)
        return np.stack([3.0 * (others + 1 >= 2) - 1.0, 3.0 * (others >= 2)])


def test_the_public_goods_game_by_hand() -> None:
    """Four players, r = 2, cost 10: each contribution gives 5 to everybody."""
    game = PublicGoods(players=4, r=2, cost=10)
    assert game.payoffs.tolist() == [[-5, 0, 5, 10], [0, 5, 10, 15]]
    # I contribute beside 1 of 3 others: that one has 0, the two who do not have 10.
    assert game.others_mean[0, 1] == pytest.approx((0 + 10 + 10) / 3)
    # I do not, 1 of 3 others does: it has -5, the two others 5.
    assert game.others_mean[1, 1] == pytest.approx((-5 + 5 + 5) / 3)


@pytest.mark.parametrize("game", [PublicGoods(players=5, r=3), Threshold()], ids=repr)
def test_the_others_mean_is_the_mean_over_listed_players(game: GroupGame) -> None:
    for own in (0, 1):
        for contributing in range(game.players):
            others = [0] * contributing + [1] * (game.players - 1 - contributing)
            everybody = [own, *others]
            paid = [
                game.payoffs[action, sum(1 for other in [*everybody[:at], *everybody[at + 1 :]] if other == 0)]
                for at, action in enumerate(everybody)
            ]
            assert game.others_mean[own, contributing] == pytest.approx(np.mean(paid[1:]))


def test_the_group_as_two_seats() -> None:
    game = Threshold(players=4)
    all_as_one = game.view_of_all
    assert all_as_one.own.tolist() == [[2, -1], [3, 0]]
    assert all_as_one.partner.tolist() == [[2, 0], [2, 0]]  # I alone make no good; three others make it without me
    one = game.view_of_one  # the other two do as I do
    assert one.own.tolist() == [[2, 2], [0, 0]]
    assert one.partner.tolist() == [[2, 3], [-1, 0]]


@pytest.mark.parametrize(("r", "cost"), [(1.5, 1.0), (1.2, 3.0)])
def test_a_group_of_two_is_its_two_player_game(r: float, cost: float) -> None:
    group = PublicGoods(players=2, r=r, cost=cost)
    game = group.as_game()
    share = r * cost / 2
    assert pytest.approx((2 * share - cost, share - cost, share, 0.0)) == (game.R, game.S, game.T, game.P)
    PrisonersDilemma(R=game.R, S=game.S, T=game.T, P=game.P)  # the order of a dilemma
    for view in (group.view_of_all, group.view_of_one):
        for seat in game.views:
            assert np.array_equal(view.own, seat.own)
            assert np.array_equal(view.partner, seat.partner)


def test_a_larger_group_is_no_two_player_game() -> None:
    with pytest.raises(BadArgument, match="only a group of 2 is a 2x2 game; got 3 players"):
        PublicGoods(players=3).as_game()


@pytest.mark.parametrize("players", [1, 0, -2, 1001, 2.5, True, "4"])
def test_a_group_has_at_least_two_players(players: object) -> None:
    with pytest.raises(BadArgument, match="players must be a whole number from 2 to 1000; got"):
        PublicGoods(players=players)  # type: ignore[arg-type]


@pytest.mark.parametrize("r", [1.0, 0.5, -1.0, 4.0, 7.0])
def test_a_multiplication_without_a_dilemma_is_refused(r: float) -> None:
    with pytest.raises(BadPayoff, match=f"a public goods dilemma needs 1 < r < players; got r={r:g}, players=4"):
        PublicGoods(players=4, r=r)


@pytest.mark.parametrize("name", ["r", "cost"])
@pytest.mark.parametrize("value", [float("nan"), float("inf"), "2", None, True])
def test_settings_must_be_finite_numbers(name: str, value: object) -> None:
    with pytest.raises(BadPayoff, match=f"{name} must be a finite number; got"):
        PublicGoods(**{name: value})  # type: ignore[arg-type]


@pytest.mark.parametrize("cost", [0.0, -1.0, 1e98])
def test_a_contribution_costs_something(cost: float) -> None:
    with pytest.raises(BadPayoff, match=r"cost \(what a contributor pays\) must lie above 0"):
        PublicGoods(cost=cost)

"""All against all: what a pair's result may depend on, and what the record says."""

from itertools import permutations

import numpy as np
import pytest

from selfother.agents import (
    Agent,
    Alternator,
    AlwaysCooperate,
    AlwaysDefect,
    Empathic,
    Grim,
    Random,
    TitForTat,
)
from selfother.errors import BadArgument
from selfother.games import Custom, Game, PrisonersDilemma
from selfother.records import TournamentRecord
from selfother.tournaments.tournament import Form, names_apart, play_tournament, scores_per_seed, tournament

PD = PrisonersDilemma()
FIELD: tuple[Agent, ...] = (Random(p=0.3), TitForTat(), Empathic(lam=0.3, theory="history"), Grim())
SMALL = {"rounds": 30, "seeds": 10}


def cell(record: TournamentRecord, row: str, column: str) -> tuple[float | None, ...]:
    i, j = record.agents.index(row), record.agents.index(column)
    return record.payoff[i][j], record.cooperation[i][j], record.joint_cooperation[i][j]


def test_a_hand_checked_tournament() -> None:
    record = tournament(AlwaysCooperate(), AlwaysDefect(), Alternator(), rounds=10, seeds=2)
    assert record.payoff == [[3.0, 0.0, 1.5], [5.0, 1.0, 3.0], [4.0, 0.5, 2.0]]
    assert record.cooperation == [[1.0, 1.0, 1.0], [0.0, 0.0, 0.0], [0.5, 0.5, 0.5]]
    assert record.joint_cooperation == [[1.0, 0.0, 0.5], [0.0, 0.0, 0.0], [0.5, 0.0, 0.5]]
    assert record.score == pytest.approx([1.5, 3.0, 6.5 / 3])
    assert record.rank == [3, 1, 2]
    assert record.score_standard_error == [0.0, 0.0, 0.0]


def test_a_pair_depends_on_neither_the_order_nor_who_else_plays() -> None:
    words = [agent.word for agent in FIELD]
    whole = tournament(*FIELD, **SMALL, noise=0.05)
    for order in list(permutations(range(4)))[1:24:5]:
        other = tournament(*(FIELD[k] for k in order), **SMALL, noise=0.05)
        assert all(cell(other, a, b) == cell(whole, a, b) for a in words for b in words)
    pair = tournament(FIELD[3], FIELD[0], **SMALL, noise=0.05)
    assert cell(pair, words[0], words[3]) == cell(whole, words[0], words[3])
    assert cell(pair, words[3], words[0]) == cell(whole, words[3], words[0])
    assert cell(whole, words[0], words[2]) != cell(tournament(*FIELD, **SMALL, noise=0.05, seed=1), words[0], words[2])


def test_copies_are_named_apart_and_have_luck_of_their_own() -> None:
    record = tournament(Random(), Random(), Random(), **SMALL)
    assert record.agents == ["random", "random #2", "random #3"]
    assert len({record.payoff[i][j] for i in range(3) for j in range(3)}) == 9
    assert names_apart(["a", "b", "a", "a"]) == ["a", "b", "a #2", "a #3"]


def test_without_self_play_the_diagonal_is_not_measured() -> None:
    record = tournament(Grim(), Random(), rounds=20, seeds=5, self_play=False)
    for matrix in (record.payoff, record.cooperation, record.joint_cooperation, record.payoff_standard_error):
        assert [matrix[i][i] for i in range(2)] == [None, None]
    assert record.score == [record.payoff[0][1], record.payoff[1][0]]


def test_one_seed_has_no_standard_error_and_ties_share_a_rank() -> None:
    record = tournament(Grim(), TitForTat(), AlwaysDefect(), rounds=20, seeds=1, self_play=False)
    assert record.score_standard_error == [None] * 3
    assert record.payoff_standard_error[0][1] is None
    assert record.rank == [1, 1, 3]


def test_a_game_that_differs_by_seat_is_played_from_both() -> None:
    class Unequal(Custom):
        @property
        def payoffs(self) -> np.ndarray:  # type: ignore[type-arg]
            first = np.array([[3.0, 0.0], [5.0, 1.0]])
            return np.stack([first, 10.0 * first.T])

    rules: Game = Unequal(R=3, S=0, T=5, P=1)
    assert not rules.is_symmetric
    record = tournament(AlwaysCooperate(), AlwaysDefect(), game=rules, rounds=5, seeds=3)
    assert record.payoff[1][0] == (5.0 + 50.0) / 2
    assert record.payoff[0][0] == (3.0 + 30.0) / 2


def test_standard_errors_are_those_over_seeds() -> None:
    (met,) = play_tournament([Random(), Random(p=0.2)], Form(PD, rounds=20, seeds=40, self_play=False))
    record = tournament(Random(), Random(p=0.2), rounds=20, seeds=40, self_play=False)
    assert met.payoff.shape == (2, 40)
    assert record.payoff[0][1] == pytest.approx(met.payoff[0].mean())
    assert record.payoff_standard_error[0][1] == pytest.approx(met.payoff[0].std(ddof=1) / np.sqrt(40))
    assert record.score_standard_error[1] == pytest.approx(met.payoff[1].std(ddof=1) / np.sqrt(40))


def test_the_record_survives_json() -> None:
    record = tournament(*FIELD, **SMALL, self_play=False)
    assert TournamentRecord.from_json(record.to_json()) == record


@pytest.mark.parametrize(
    ("agents", "settings", "sentence"),
    [
        ((), {}, "a tournament needs at least two agents; got 0"),
        ((Grim(),), {}, "a tournament needs at least two agents; got 1. Name another"),
        ((Grim(), "grim"), {}, "an agent must be an Agent object"),
        ((Grim(), Grim()), {"noise": 0.6}, "noise is the probability that an action comes out as the other one"),
        ((Grim(), Grim()), {"noise": float("nan")}, "got nan"),
        ((Grim(), Grim()), {"noise": True}, "got True"),
        ((Grim(), Grim()), {"seeds": 0}, "seeds must be a whole number of at least 1"),
        ((Grim(), Grim()), {"game": "chess"}, "game must be a Game object"),
    ],
)
def test_what_is_refused(agents: tuple[Agent, ...], settings: dict[str, object], sentence: str) -> None:
    with pytest.raises(BadArgument, match=sentence):
        tournament(*agents, **settings)  # type: ignore[arg-type]


def test_scores_per_seed_are_those_of_the_record() -> None:
    form = Form(PD, rounds=20, seeds=12, noise=0.05)
    meetings = list(play_tournament(FIELD, form))
    scores = scores_per_seed(meetings, FIELD)
    assert scores.shape == (4, 12)
    assert scores.mean(axis=1).tolist() == pytest.approx(tournament(*FIELD, rounds=20, seeds=12, noise=0.05).score)


def test_noise_is_a_trembling_hand_of_both() -> None:
    record = tournament(AlwaysCooperate(), TitForTat(), Grim(), rounds=400, seeds=64, noise=0.05)
    assert record.agents == ["always_cooperate", "tit_for_tat", "grim"]
    assert record.noise == 0.05
    assert record.cooperation[0] == pytest.approx([0.95] * 3, abs=0.005)
    assert cell(record, "grim", "tit_for_tat")[1] < 0.2  # the first slip ends it; it slips back in 5 %

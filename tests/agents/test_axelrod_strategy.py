"""Strategies of axelrod as agents: the same matches as there, pure states, words, and what is refused."""

from typing import Any

import numpy as np
import pytest

from selfother import catalogue
from selfother.agents import Alternator, GenerousTitForTat, Grim, Random, TitForTat, WinStayLoseShift
from selfother.agents.axelrod_strategy import Axelrod
from selfother.errors import BadArgument, UnknownName
from selfother.games import Custom, PrisonersDilemma
from selfother.tournaments import play, play_match

VIEW = PrisonersDilemma().views[0]
COOPERATES, DEFECTS = np.zeros(1, dtype=np.uint8), np.ones(1, dtype=np.uint8)


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("Tit For Tat", TitForTat()),
        ("Win-Stay Lose-Shift", WinStayLoseShift()),
        ("Grudger", Grim()),
        ("Alternator", Alternator()),
    ],
)
def test_a_classic_plays_as_ours_does(name: str, ours: Any) -> None:
    theirs, mine = (
        play_match(PrisonersDilemma(), one, Random(p=0.6), rounds=40, seeds=9) for one in (Axelrod(name), ours)
    )
    assert np.array_equal(theirs.first, mine.first)


def test_a_strategy_that_draws_has_the_rate_of_ours() -> None:
    theirs, ours = (
        play(one, Random(p=0.6), rounds=50, seeds=100, seed=2) for one in (Axelrod("GTFT"), GenerousTitForTat())
    )
    errors = [record.standard_error["cooperation"][0] for record in (theirs, ours)]  # type: ignore[index]
    assert abs(theirs.cooperation[0] - ours.cooperation[0]) <= 4 * np.hypot(*errors)


def test_it_sees_the_payoffs_of_the_game() -> None:
    """Adaptive tries C six times and D five times, then does what scored best: D here, C where C dominates."""
    harmony = Custom(R=3, S=2, T=1, P=0)
    for game, best in ((PrisonersDilemma(), 1), (harmony, 0)):
        played = play_match(game, Axelrod("Adaptive"), Random(p=0.5), rounds=30, seeds=5).first
        assert (played[12:] == best).all()


def test_going_on_from_an_older_state_replays_the_past() -> None:
    """A tree of two futures from one past, also for a strategy that draws."""
    chance = np.arange(40, dtype=np.uint64) << np.uint64(40)
    agent = Axelrod("First by Joss")  # tit for tat that defects at random after C
    past = agent.init(VIEW, (40,), chance=chance)
    for _ in range(5):
        past = agent.observe(past, COOPERATES, COOPERATES)
    before = agent.cooperation_probability(past).copy()
    left = agent.observe(past, COOPERATES, COOPERATES)
    right = agent.observe(past, COOPERATES, DEFECTS)
    again = agent.observe(past, COOPERATES, COOPERATES)
    assert np.array_equal(agent.cooperation_probability(past), before)
    assert np.array_equal(agent.cooperation_probability(left), agent.cooperation_probability(again))
    assert 0 < agent.cooperation_probability(left).mean() < 1
    assert not agent.cooperation_probability(right).any()


def test_words() -> None:
    assert Axelrod("Grudger").word == "axelrod:Grudger"
    assert Axelrod().word == "axelrod:Tit For Tat"
    for word in ("axelrod:Tit For Tat", "axelrod:name=Tit For Tat", "axelrod"):
        assert catalogue.build("agents", *catalogue.parse_word(word)) == Axelrod("Tit For Tat")
    with pytest.raises(BadArgument, match=r"axelrod: 'name' is given twice, as 'Grudger' and 'GTFT'"):
        catalogue.build("agents", *catalogue.parse_word("axelrod:Grudger,name=GTFT"))
    with pytest.raises(BadArgument, match="empathic: expected key=value after the colon, got 'lam'"):
        catalogue.build("agents", *catalogue.parse_word("empathic:lam"))
    with pytest.raises(BadArgument, match="expected key=value after the colon, got 'lam'"):
        catalogue.parse_word("empathic:beta=1,lam")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("DBS", "needs a longer run"),
        ("Darwin", "inspects source and manipulates state of its opponent"),
        ("BackStabber", "must know how long the match is"),
    ],
)
def test_what_cannot_be_played_says_why(name: str, sentence: str) -> None:
    with pytest.raises(BadArgument, match=rf"axelrod:{name} {sentence}.*Choose one of"):
        Axelrod(name)


def test_an_unknown_strategy_lists_the_close_ones() -> None:
    with pytest.raises(UnknownName, match=r"unknown strategy of axelrod 'Tit for Tat'\. Did you mean .*Tit For Tat"):
        Axelrod("Tit for Tat")


def test_drawing_without_a_number_is_refused() -> None:
    with pytest.raises(BadArgument, match="axelrod:Random draws; give chance"):
        Axelrod("Random").init(VIEW, (3,))


@pytest.mark.slow
def test_every_strategy_that_is_admitted_plays() -> None:
    import axelrod

    needs_length = [
        strategy.name
        for strategy in axelrod.short_run_time_strategies
        if "length" in axelrod.Classifiers["makes_use_of"](strategy())
    ]
    assert 5 < len(needs_length) < 15
    for strategy in axelrod.short_run_time_strategies:
        if strategy.name in needs_length:
            with pytest.raises(BadArgument, match="must know how long the match is"):
                Axelrod(strategy.name)
            continue
        played = play_match(PrisonersDilemma(), Axelrod(strategy.name), Random(p=0.5), rounds=12, seeds=1)
        assert np.isin(played.first, (0, 1)).all()

"""The adaptive agent is not a resource: nobody who was trained on it earns more than mutual cooperation pays."""

from typing import Any

import numpy as np
import pytest

from selfother.agents import Adaptive, Empathic
from selfother.claims.checks.not_a_resource import NotAResource
from selfother.games import PrisonersDilemma
from selfother.records import Finding
from selfother.tournaments import train_exploiter
from selfother.tournaments.exploiter import Search

R, MARGIN = 3.0, 0.05
PD = PrisonersDilemma()


def test_a_trained_exploiter_gets_nothing_of_note() -> None:
    small = Search(generations=12, population=40, elite=8, train_seeds=4, restarts=1)
    adaptive = train_exploiter(Adaptive(), search=small, margin=MARGIN)
    static = train_exploiter(Empathic(lam=0.6, theory="history"), search=small, margin=MARGIN)
    assert adaptive.verdict == "not exploited (as far as this search went)"
    assert static.verdict == "exploited"  # the same search, on the same weight without the inference
    assert adaptive.payoff.value is not None
    assert static.payoff.value is not None
    assert adaptive.payoff.value < R + MARGIN
    assert static.payoff.value > 4.9


@pytest.mark.slow
@pytest.mark.parametrize("noise", [0.0, 0.01, 0.05])
def test_a_long_search_gets_no_more_than_mutual_cooperation(noise: float) -> None:
    search = Search(generations=40, population=64, elite=10, train_seeds=12, restarts=3)
    record = train_exploiter(Adaptive(), noise=noise, seed=1, search=search, margin=MARGIN)
    assert record.verdict == "not exploited (as far as this search went)"
    assert record.payoff.high is not None
    assert record.payoff.high < R + MARGIN


def test_the_check_says_where_it_wins_and_where_it_loses() -> None:
    check = NotAResource(noise=(0.01,), generations=10, premiums=(0.5,))
    result = check.run(0)
    by_family = {finding.family: finding for finding in result.findings if finding.measure == "joint cooperation"}
    assert set(by_family) == {"itself", "tit_for_tat", "generous_tit_for_tat", "win_stay_lose_shift"}
    for finding in by_family.values():
        assert finding.word == "differs"
        assert value_of(finding) > 0  # more cooperation than tit for tat reaches in its place
    most_fed = next(finding for finding in result.findings if finding.measure == "partner's payoff")
    assert most_fed.word == "no effect"
    assert value_of(most_fed) < R + 0.01
    best = next(finding for finding in result.findings if finding.measure == "best response")
    assert value_of(best) < R + 0.01
    left = result.estimates["best response to adaptive, noise 0.01: left to adaptive"].value
    assert left is not None
    assert left > 2.94
    assert result.tables["best responses"]["premium"] == [0.1, 0.5]
    exploited = {finding.family: finding.word for finding in result.findings if finding.measure == "exploiter's payoff"}
    assert exploited == {"adaptive": "no effect", "empathic:lam=0.6,theory=history": "exploited"}


def value_of(finding: Finding) -> float:
    assert finding.estimate is not None
    assert finding.estimate.value is not None
    return finding.estimate.value


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # axelrod 4.14 and what it imports warn under numpy 2 and Python 3.12
def test_no_short_run_strategy_of_the_axelrod_library_earns_more_than_mutual_cooperation() -> None:
    import axelrod

    player = as_axelrod_player(axelrod)
    earned = {}
    for number, kind in enumerate(axelrod.short_run_time_strategies):
        match = axelrod.Match((player(), kind()), turns=200, seed=number)
        match.play()
        earned[kind.name] = match.final_score_per_turn()
    bound = R + 4.2 / 200  # what the account allows in a match
    assert {name: theirs for name, (_, theirs) in earned.items() if theirs > bound} == {}
    assert np.mean([ours for ours, _ in earned.values()]) > 2.2


def as_axelrod_player(axelrod: Any) -> Any:
    """Return a class of axelrod players whose mind is the adaptive agent's."""
    agent, view = Adaptive(), PD.views[0]
    numbers = {axelrod.Action.C: np.array(0, dtype=np.uint8), axelrod.Action.D: np.array(1, dtype=np.uint8)}

    class AdaptivePlayer(axelrod.Player):  # type: ignore[misc]
        name = "Adaptive"
        classifier = {  # noqa: RUF012  (the form that the library asks for)
            "memory_depth": float("inf"),
            "stochastic": True,
            "long_run_time": False,
            "inspects_source": False,
            "manipulates_source": False,
            "manipulates_state": False,
        }

        def strategy(self, opponent: Any) -> Any:
            if not self.history:
                self.mind = agent.init(view, ())
            else:
                last = numbers[self.history[-1]], numbers[opponent.history[-1]]
                self.mind = agent.observe(self.mind, *last)
            return self._random.random_choice(float(agent.cooperation_probability(self.mind)))

    return AdaptivePlayer

"""A trembling hand: its law, what both players see of it, exact solutions, and minds that know or draw."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from selfother.agents import (
    Agent,
    AlwaysCooperate,
    AlwaysDefect,
    Empathic,
    Grim,
    QLearning,
    Random,
    TitForTat,
)
from selfother.errors import BadArgument, BadProbability
from selfother.games import PrisonersDilemma, View
from selfother.tournaments import Trembling, exact_joint, play_match
from selfother.tournaments.trembling import trembled

PD = PrisonersDilemma()


@dataclass(frozen=True)
class Recorder(Agent):
    """Always means to cooperate, and remembers what it is told."""

    told: list[tuple[Any, Any]] = field(default_factory=list)

    def init(self, view: View, shape: tuple[int, ...], *, chance: Any = None) -> Any:
        return np.ones(shape)

    def cooperation_probability(self, state: Any) -> Any:
        return state

    def observe(self, state: Any, own: Any, partner: Any) -> Any:
        self.told.append((own.ravel().copy(), partner.ravel().copy()))
        return state


def test_a_trembling_hand() -> None:
    assert trembled([0.0, 0.5, 1.0], 0.1).tolist() == pytest.approx([0.1, 0.5, 0.9])
    errs = exact_joint(PD, Trembling(AlwaysCooperate(), 0.05), Trembling(AlwaysDefect(), 0.2), rounds=7)
    assert errs == pytest.approx(np.tile([0.95 * 0.2, 0.95 * 0.8, 0.05 * 0.2, 0.05 * 0.8], (7, 1)))
    still = Trembling(TitForTat(), 0.0)
    assert exact_joint(PD, still, Random(), rounds=9) == pytest.approx(exact_joint(PD, TitForTat(), Random(), rounds=9))
    assert still.empathy_weight is None
    assert Trembling(QLearning(), 0.1).chain(PD.views[0], 5) is None
    with pytest.raises(BadProbability, match="execution error"):
        Trembling(TitForTat(), 1.5)
    with pytest.raises(BadArgument, match="must be an Agent object"):
        Trembling("grim", 0.1)  # type: ignore[arg-type]


@pytest.mark.parametrize("p", [0.0, 0.2, 0.5, 1.0])
@pytest.mark.parametrize("eps", [0.01, 0.3, 0.5])
def test_it_follows_its_law(p: float, eps: float) -> None:
    played = play_match(PD, Trembling(Random(p=p), eps), Grim(), rounds=400, seeds=256, seed=3)
    expected, n = eps + (1 - 2 * eps) * p, 400 * 256
    assert 1 - played.first.mean() == pytest.approx(expected, abs=5 * np.sqrt(expected * (1 - expected) / n))


def test_without_errors_the_hand_is_the_one_of_a_match() -> None:
    pair = Random(p=0.3), Empathic(lam=0.3, theory="history")
    still = play_match(PD, *(Trembling(agent, 0.0) for agent in pair), rounds=40, seeds=70, seed=5)
    plain = play_match(PD, *pair, rounds=40, seeds=70, seed=5)
    assert np.array_equal(still.first, plain.first)
    assert np.array_equal(still.second, plain.second)


def test_both_see_what_was_done_and_each_slips_alone() -> None:
    pair = Trembling(TitForTat(), 0.05), Trembling(AlwaysCooperate(), 0.05)
    played = play_match(PD, *pair, rounds=400, seeds=64, seed=1)
    slipped = played.second == 1
    assert slipped.mean() == pytest.approx(0.05, abs=0.005)
    answered = played.first[1:] == 1
    # Tit for tat answers the slip that it saw, unless its own hand slips back.
    assert answered[slipped[:-1]].mean() == pytest.approx(0.95, abs=0.02)
    assert answered[~slipped[:-1]].mean() == pytest.approx(0.05, abs=0.01)


def test_the_mind_is_told_its_own_errors() -> None:
    mind = Recorder()
    played = play_match(PD, Trembling(mind, 0.2), Random(), rounds=30, seeds=8, seed=2)
    assert 0.1 < played.first.mean() < 0.3
    assert np.array_equal([own for own, _ in mind.told], played.first)
    assert np.array_equal([partner for _, partner in mind.told], played.second)


def test_errors_do_not_depend_on_how_many_seeds_were_asked_for() -> None:
    short, long = (
        play_match(PD, Trembling(QLearning(), 0.1), Trembling(Random(), 0.1), rounds=rounds, seeds=seeds, seed=2)
        for rounds, seeds in ((20, 3), (50, 130))
    )
    assert np.array_equal(short.first, long.first[:20, :3])
    assert np.array_equal(short.second, long.second[:20, :3])


def test_an_oracle_with_a_trembling_hand_is_told_what_its_partner_will_do() -> None:
    """At lam .25 the oracle stands at sigmoid(4 (5 lam - 1 - q)), q the partner's P(C) with errors."""
    pair = Trembling(Empathic(lam=0.25, theory="oracle"), 0.1), Trembling(AlwaysDefect(), 0.25)
    played = play_match(PD, *pair, rounds=100, seeds=256, seed=6)
    meant = 1 / (1 + np.exp(-4 * (0.25 - 0.25)))
    assert 1 - played.first.mean() == pytest.approx(0.9 * meant + 0.1 * (1 - meant), abs=0.02)
    bare = play_match(PD, pair[0].agent, AlwaysDefect(), rounds=100, seeds=256, seed=6)
    assert 1 - bare.first.mean() == pytest.approx(1 / (1 + np.exp(-1)), abs=0.02)

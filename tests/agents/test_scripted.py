"""The classic strategies: short matches that a reader checks by hand, definitions as in the Axelrod library."""

import numpy as np
import pytest

from selfother.agents import (
    Agent,
    Alternator,
    AlwaysCooperate,
    AlwaysDefect,
    GenerousTitForTat,
    Grim,
    Random,
    SuspiciousTitForTat,
    TitForTat,
    WinStayLoseShift,
)
from selfother.errors import BadArgument, BadProbability
from selfother.games import Custom, PrisonersDilemma

VIEW = PrisonersDilemma().views[0]
PARTNER = "CDDCCD"


def answers(agent: Agent, partner: str) -> str:
    """Return what a deterministic agent plays against a fixed sequence."""
    state, played = agent.init(VIEW, (1,)), ""
    for letter in partner:
        own = int(agent.cooperation_probability(state).reshape(-1)[0] < 0.5)
        played += "CD"[own]
        state = agent.observe(state, np.array([own], dtype=np.uint8), np.array(["CD".index(letter)], dtype=np.uint8))
    return played


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        (AlwaysCooperate(), "CCCCCC"),
        (AlwaysDefect(), "DDDDDD"),
        (TitForTat(), "CCDDCC"),
        (SuspiciousTitForTat(), "DCDDCC"),
        (WinStayLoseShift(), "CCDCCC"),
        (Grim(), "CCDDDD"),
        (Alternator(), "CDCDCD"),
    ],
)
def test_answers_to_a_fixed_partner(agent: Agent, expected: str) -> None:
    assert agent.is_deterministic
    assert answers(agent, PARTNER) == expected


def probability_after(agent: Agent, partner: int) -> float:
    state = agent.init(VIEW, (1,))
    state = agent.observe(state, np.zeros(1, dtype=np.uint8), np.full(1, partner, dtype=np.uint8))
    return float(agent.cooperation_probability(state).reshape(-1)[0])


def test_generosity_follows_from_the_payoffs() -> None:
    assert probability_after(GenerousTitForTat(), 1) == pytest.approx(1 / 3)
    assert probability_after(GenerousTitForTat(), 0) == 1.0
    other = Custom(R=4, S=0, T=5, P=1).views[0]  # min(1 - 1/4, 3/4)
    agent = GenerousTitForTat()
    state = agent.observe(agent.init(other, (1,)), np.zeros(1, dtype=np.uint8), np.ones(1, dtype=np.uint8))
    assert agent.cooperation_probability(state) == pytest.approx(0.75)


def test_generosity_is_undefined_where_reward_and_sucker_are_equal() -> None:
    with pytest.raises(BadArgument, match="needs R != S and T != P"):
        GenerousTitForTat().init(Custom(R=1, S=1, T=5, P=0).views[0], (1,))


def test_random_keeps_its_probability() -> None:
    assert probability_after(Random(p=0.3), 1) == 0.3
    with pytest.raises(BadProbability, match="p \\(the probability of cooperating\\)"):
        Random(p=1.5)
    with pytest.raises(BadArgument, match="p must be a number"):
        Random(p="half")  # type: ignore[arg-type]

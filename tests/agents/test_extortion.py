"""Extortion: the published four probabilities, and the line that they enforce."""

import pytest

from selfother.agents import Agent, AlwaysCooperate, GenerousTitForTat, Random
from selfother.agents.extortion import Extortion
from selfother.errors import BadArgument
from selfother.games import Custom, PrisonersDilemma
from selfother.tournaments import exact_joint

PD = PrisonersDilemma()
VIEW = PD.views[0]


@pytest.mark.parametrize(
    ("factor", "published"), [(2.0, (8 / 9, 1 / 2, 1 / 3, 0.0)), (3.0, (11 / 13, 1 / 2, 7 / 26, 0.0))]
)
def test_the_published_probabilities(factor: float, published: tuple[float, ...]) -> None:
    assert Extortion(factor).chain(VIEW, 1).cooperation(0)[:4].tolist() == pytest.approx(published, abs=1e-12)


@pytest.mark.parametrize("partner", [AlwaysCooperate(), GenerousTitForTat(), Random(p=0.3), Random(p=0.8)])
@pytest.mark.parametrize("factor", [1.0, 2.0, 3.0])
def test_its_gain_is_a_multiple_of_the_partners(partner: Agent, factor: float) -> None:
    joint = exact_joint(PD, Extortion(factor), partner, rounds=2000)[-1]  # the stationary distribution
    own, theirs = (float(joint @ payoff.reshape(4)) - 1.0 for payoff in PD.payoffs)
    assert own == pytest.approx(factor * theirs, abs=1e-9)


def test_what_is_refused() -> None:
    with pytest.raises(BadArgument, match=r"factor must be a finite number of at least 1; got 0\.5"):
        Extortion(0.5)
    for game in (Custom(R=4, S=0, T=3, P=2), Custom(R=3, S=0, T=5, P=1, R_b=4)):
        with pytest.raises(BadArgument, match="symmetric prisoner's dilemma"):
            Extortion().chain(game.views[0], 1)

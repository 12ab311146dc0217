"""Signed weights, the social value orientation angle, and what is refused."""

import numpy as np
import pytest

from selfother import catalogue
from selfother.agents import Empathic, Weighted
from selfother.errors import BadArgument, BadProbability


@pytest.mark.parametrize(
    ("angle", "weights"), [(0, (1, 0)), (45, (0.5**0.5,) * 2), (90, (0, 1)), (-45, (0.5**0.5, -(0.5**0.5)))]
)
def test_an_angle_is_a_direction(angle: float, weights: tuple[float, float]) -> None:
    agent = Weighted(angle=angle)
    np.testing.assert_allclose(agent.weights, weights, atol=1e-15)
    assert agent.orientation == pytest.approx(angle)


def test_the_lam_of_weights_points_where_they_do() -> None:
    assert Weighted(w_self=3.0, w_other=1.0).empathy_weight == pytest.approx(0.25)
    assert Weighted(w_self=0.6, w_other=-0.4).empathy_weight == pytest.approx(-2.0)
    assert Weighted(w_self=0.4, w_other=-0.6).empathy_weight is None


@pytest.mark.parametrize(
    "word", ["weighted:w_self=.6,w_other=-.4", "weighted:angle=-45", "empathic:lam=-.5,signed=true"]
)
def test_words_on_the_command_line(word: str) -> None:
    agent = catalogue.build("agents", *catalogue.parse_word(word))
    assert catalogue.build("agents", *catalogue.parse_word(agent.word)) == agent


def test_what_is_refused() -> None:
    with pytest.raises(BadArgument, match="w_self and w_other belong together; got w_self without w_other"):
        Weighted(w_self=1.0)
    with pytest.raises(BadArgument, match="an angle says what the weights would"):
        Weighted(w_self=1.0, w_other=0.0, angle=3.0)
    with pytest.raises(BadArgument, match="must not both be 0"):
        Weighted(w_self=0.0, w_other=0.0)
    with pytest.raises(BadArgument, match="angle must be a finite number"):
        Weighted(angle=float("nan"))
    with pytest.raises(BadProbability, match=r"lam .* must lie in \[0, 1\]; got -0.5.*--signed"):
        Empathic(lam=-0.5)
    with pytest.raises(BadArgument, match="must be a finite number of at most 1000000 in size"):
        Empathic(lam=float("inf"), signed=True)
    with pytest.raises(BadArgument, match="lam_assumed is a setting of the theory matched"):
        Empathic(lam_assumed=0.3)
    with pytest.raises(BadArgument, match="particles is a setting of the theory inferred or published_filter"):
        Empathic(theory="history", particles=10)

"""Theories of mind: what a player predicts that its partner will do.

A static theory is a function of my own past cooperation rate alone; nothing that the partner does reaches it. It
returns q(C | I cooperate) and q(C | I defect), each in [0, 1].

Paper: Albarracin et al. 2026 mixes two of them. The text, and most figures, use `history`; Table I and the analytic
threshold lam* = 0.2445 come from `action_conditional`. Both are here under their own names, for any 2x2 game.
"""

from abc import ABC, abstractmethod
from typing import ClassVar, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from selfother.errors import UnknownName
from selfother.games.game import C, D, View

__all__ = ["THEORIES", "ActionConditional", "History", "Prediction", "Theory", "sigmoid", "theory_named"]

LARGEST_EXPONENT = 700.0
"""exp of more than 709 overflows."""


class Prediction(NamedTuple):
    """The partner's predicted P(C), given each of my actions.

    Attributes:
        if_cooperate: q(C | C), in [0, 1].
        if_defect: q(C | D), in [0, 1].
    """

    if_cooperate: NDArray[np.float64]
    if_defect: NDArray[np.float64]


def sigmoid(x: ArrayLike) -> NDArray[np.float64]:
    """Return 1 / (1 + exp(-x)), relatively accurate in the lower tail and without overflow.

    Example:
        >>> sigmoid([-1e6, 0.0, 1e6]).round(15).tolist()
        [0.0, 0.5, 1.0]
    """
    exponent = np.asarray(np.minimum(np.negative(x), LARGEST_EXPONENT), dtype=np.float64)
    np.exp(exponent, out=exponent)
    exponent += 1.0
    return np.asarray(np.reciprocal(exponent, out=exponent))


class Theory(ABC):
    """The contract of a static theory of mind, prepared for one game and one precision.

    Attributes:
        is_constant: Whether the prediction never changes over a match.
    """

    is_constant: ClassVar[bool] = False

    @abstractmethod
    def __init__(self, view: View, *, beta: float) -> None:
        """Prepare for a game from my seat and the precision that I ascribe to the partner."""

    @abstractmethod
    def predict(self, cooperation_rate: ArrayLike) -> Prediction:
        """Return the prediction at my cooperation rate so far, in [0, 1], any shape; 0.5 before the first round."""


class History(Theory):
    """A self-regarding partner who expects me to go on as I did so far.

    With p my cooperation rate, q = sigmoid(beta (p (R - T) + (1 - p) (S - P))), the same for both of my actions; for
    (3, 0, 5, 1) this is sigmoid(-beta (1 + p)).

    Source: Albarracin et al. 2026, the theory of mind of the text.

    Example:
        >>> from selfother.games import PrisonersDilemma
        >>> float(History(PrisonersDilemma().views[0], beta=4).predict(0.5).if_defect.round(6))
        0.002473
    """

    def __init__(self, view: View, *, beta: float) -> None:
        """Prepare the two ends of the line between p = 0 and p = 1."""
        if_cooperate, if_defect = _advantages(view)
        self._at_never = beta * if_defect
        self._slope = beta * if_cooperate - self._at_never

    def predict(self, cooperation_rate: ArrayLike) -> Prediction:
        """Return the prediction, both parts of the shape of `cooperation_rate`."""
        q = sigmoid(np.multiply(cooperation_rate, self._slope) + self._at_never)
        return Prediction(q, q)


class ActionConditional(Theory):
    """A self-regarding partner who knows my action of this very round.

    q(C | C) = sigmoid(beta (R - T)) and q(C | D) = sigmoid(beta (S - P)); for (3, 0, 5, 1) at beta 4 these are .000335
    and .01799. My history plays no part.

    Source: Albarracin et al. 2026, Table I and the analytic threshold (a different model from the one of the text).

    Example:
        >>> from selfother.games import PrisonersDilemma
        >>> [float(q.round(6)) for q in ActionConditional(PrisonersDilemma().views[0], beta=4).predict(0.5)]
        [0.000335, 0.017986]
    """

    is_constant = True

    def __init__(self, view: View, *, beta: float) -> None:
        """Prepare the two predictions."""
        if_cooperate, if_defect = _advantages(view)
        self._predicted = sigmoid(beta * if_cooperate), sigmoid(beta * if_defect)

    def predict(self, cooperation_rate: ArrayLike) -> Prediction:
        """Return the prediction, both parts of the shape of `cooperation_rate`."""
        shape = np.shape(cooperation_rate)
        if_cooperate, if_defect = (np.broadcast_to(q, shape) for q in self._predicted)
        return Prediction(if_cooperate, if_defect)


THEORIES: dict[str, type[Theory]] = {"history": History, "action_conditional": ActionConditional}


def theory_named(name: str) -> type[Theory]:
    """Return the theory of mind of that name.

    Raises:
        UnknownName: No such theory; the text lists those that exist.
    """
    if name not in THEORIES:
        raise UnknownName(f"unknown theory of mind {name!r}. Known: {', '.join(THEORIES)}. Write e.g. theory=history.")
    return THEORIES[name]


def _advantages(view: View) -> tuple[float, float]:
    """Return what the partner gains by C over D if I cooperate (R - T), and if I defect (S - P)."""
    theirs = view.partner
    return float(theirs[C, C] - theirs[C, D]), float(theirs[D, C] - theirs[D, D])

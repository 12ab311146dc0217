"""Theories of mind: what a player predicts that its partner will do.

    history             a self-regarding partner who expects me to go on as I did        static
    action_conditional  a self-regarding partner who knows my action of this round       static
    matched             a partner with weights like mine who expects me to go on         static
    oracle              the partner's true P(C), which the match supplies                coupled
    inferred            a particle filter on what the partner did (the default)          coupled
    published_filter    the same with every quirk of the published one                   gated off

A static theory is a function of my own past cooperation rate alone; nothing that the partner does reaches it. It
returns q(C | I cooperate) and q(C | I defect), each in [0, 1]. The filters are in `particle_filter`.

Paper: Albarracin et al. 2026 mixes two of them. The text, and most figures, use `history`; Table I and the analytic
threshold lam* = 0.2445 come from `action_conditional`. Both are here under their own names, for any 2x2 game.
"""

from abc import ABC, abstractmethod
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from selfother.agents.advantage import Advantage, Prediction, Weights, other_seat, sigmoid
from selfother.errors import BadArgument, UnknownName
from selfother.games.game import View

__all__ = [
    "ORACLE",
    "THEORIES",
    "THEORY_NAMES",
    "ActionConditional",
    "History",
    "Matched",
    "Prediction",
    "Theory",
    "check_theories",
    "check_theory",
    "sigmoid",
    "theory_named",
]

SELFISH = Weights(1.0, 0.0)


class Theory(ABC):
    """The contract of a static theory of mind, prepared for one game and one precision.

    Attributes:
        is_constant: Whether the prediction never changes over a match.
    """

    is_constant: ClassVar[bool] = False

    @abstractmethod
    def __init__(self, view: View, *, beta: float, weights: Weights) -> None:
        """Prepare for a game from my seat.

        Args:
            view: The game from my seat.
            beta: The precision that I ascribe to the partner.
            weights: How a partner who is like me weighs its own payoff and mine; only `Matched` asks.
        """

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

    def __init__(self, view: View, *, beta: float, weights: Weights | None = None) -> None:
        """Prepare the line between p = 0 and p = 1; `weights` play no part."""
        self._line = partners_line(view, SELFISH, beta)

    def predict(self, cooperation_rate: ArrayLike) -> Prediction:
        """Return the prediction, both parts of the shape of `cooperation_rate`."""
        return _on_line(self._line, cooperation_rate)


class Matched(Theory):
    """A partner who weighs payoffs as I do, or as I assume, and expects me to go on as I did so far.

    With p my cooperation rate, q = sigmoid(beta dU), dU of the partner's `Advantage` at the prediction p; for
    (3, 0, 5, 1) this is sigmoid(beta (5 lam - 1 - p)). With weights (1, 0) it is `History`. It still ignores what the
    partner does, and is bistable at lam .3 for beta above 4.

    Source: selfother; the paper's text suggests it ("assumed as empathic as I am") without an equation.

    Example:
        >>> from selfother.games import PrisonersDilemma
        >>> partner = Matched(PrisonersDilemma().views[0], beta=4, weights=Weights(0.7, 0.3))
        >>> float(partner.predict(0.5).if_defect.round(9))
        0.5
    """

    def __init__(self, view: View, *, beta: float, weights: Weights) -> None:
        """Prepare the line between p = 0 and p = 1, of the shape of the weights."""
        self._line = partners_line(view, weights, beta)

    def predict(self, cooperation_rate: ArrayLike) -> Prediction:
        """Return the prediction, of the shape that `cooperation_rate` and the weights broadcast to."""
        return _on_line(self._line, cooperation_rate)


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

    def __init__(self, view: View, *, beta: float, weights: Weights | None = None) -> None:
        """Prepare the two predictions; `weights` play no part."""
        line = partners_line(view, SELFISH, beta)
        self._predicted = _on_line(line, 1.0).if_cooperate, _on_line(line, 0.0).if_defect

    def predict(self, cooperation_rate: ArrayLike) -> Prediction:
        """Return the prediction, both parts of the shape of `cooperation_rate`."""
        shape = np.shape(cooperation_rate)
        if_cooperate, if_defect = (np.broadcast_to(q, shape) for q in self._predicted)
        return Prediction(if_cooperate, if_defect)


THEORIES: dict[str, type[Theory]] = {"history": History, "action_conditional": ActionConditional, "matched": Matched}
"""The static theories by name."""
ORACLE = "oracle"
THEORY_NAMES = (*THEORIES, ORACLE, "inferred", "published_filter")
"""All theories that an agent can have."""


def check_theory(name: str) -> None:
    """Check the name of a theory of mind.

    Raises:
        UnknownName: No such theory; the text lists those that exist.
    """
    if name not in THEORY_NAMES:
        raise UnknownName(
            f"unknown theory of mind {name!r}. Known: {', '.join(THEORY_NAMES)}. Write e.g. theory=history."
        )


def check_theories(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names themselves, if all are theories of mind.

    Raises:
        UnknownName: No such theory; the text lists those that exist.
    """
    for name in names:
        check_theory(name)
    return names


def theory_named(name: str) -> type[Theory]:
    """Return the static theory of mind of that name.

    Raises:
        UnknownName: No such theory; the text lists those that exist.
        BadArgument: A theory that listens to the partner, where only a static one has an answer.
    """
    check_theory(name)
    if name not in THEORIES:
        raise BadArgument(
            f"the theory of mind must be static here, a function of one's own past; got {name!r}. "
            f"Give {', '.join(THEORIES)}."
        )
    return THEORIES[name]


Line = tuple[NDArray[np.float64], NDArray[np.float64]]


def partners_line(view: View, weights: Weights, beta: float) -> Line:
    """Return beta dU of the partner's cooperation where I never cooperate, and what is added where I always do.

    The partner's P(C) is the sigmoid of a point between the two. `weights` are the partner's, (1, 0) for one who cares
    for itself only.
    """
    theirs = Advantage.of(other_seat(view), weight_self=weights.own, weight_other=weights.other)
    return beta * theirs.base, beta * (theirs.if_cooperate - theirs.if_defect)


def _on_line(line: Line, cooperation_rate: ArrayLike) -> Prediction:
    at_never, slope = line
    q = sigmoid(np.multiply(cooperation_rate, slope) + at_never)
    return Prediction(q, q)

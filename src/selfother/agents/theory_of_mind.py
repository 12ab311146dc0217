"""Theories of mind: what a player predicts that its partner will do.

A static theory is a function of my own past cooperation rate alone; nothing that the partner does reaches it. It
returns q(C | I cooperate) and q(C | I defect), each in [0, 1].

Paper: Albarracin et al. 2026 mixes two of them. The text, and most figures, use `history`; Table I and the analytic
threshold lam* = 0.2445 come from `action_conditional`. Both are here under their own names, for any 2x2 game.
"""

from collections.abc import Callable
from typing import Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from selfother.errors import UnknownName
from selfother.games.game import C, D, View

__all__ = ["STATIC_THEORIES", "Prediction", "TheoryName", "action_conditional", "check_theory", "history", "sigmoid"]

TheoryName = Literal["history", "action_conditional"]


class Prediction(NamedTuple):
    """The partner's predicted P(C), given each of my actions.

    Attributes:
        if_cooperate: q(C | C), in [0, 1].
        if_defect: q(C | D), in [0, 1].
    """

    if_cooperate: NDArray[np.float64]
    if_defect: NDArray[np.float64]


def sigmoid(x: ArrayLike) -> NDArray[np.float64]:
    """Return 1 / (1 + exp(-x)), accurate in both tails and without overflow.

    Example:
        >>> sigmoid([-1e6, 0.0, 1e6]).tolist()
        [0.0, 0.5, 1.0]
    """
    values = np.asarray(x, dtype=np.float64)
    shrunk = np.exp(-np.abs(values))
    return np.asarray(np.where(values >= 0, 1.0, shrunk) / (1.0 + shrunk))


def history(view: View, cooperation_rate: ArrayLike, *, beta: float) -> Prediction:
    """Predict a self-regarding partner who expects me to go on as I did so far.

    With p my cooperation rate, q = sigmoid(beta (p (R - T) + (1 - p) (S - P))), the same for both of my actions; for
    (3, 0, 5, 1) this is sigmoid(-beta (1 + p)).

    Args:
        view: The game from my seat.
        cooperation_rate: My cooperation rate so far, in [0, 1], any shape; 0.5 before the first round.
        beta: The precision that I ascribe to the partner.

    Returns:
        The prediction, both parts of the shape of `cooperation_rate`.

    Source: Albarracin et al. 2026, the theory of mind of the text.

    Example:
        >>> from selfother.games import PrisonersDilemma
        >>> float(history(PrisonersDilemma().views[0], 0.5, beta=4).if_defect.round(6))
        0.002473
    """
    rate = np.asarray(cooperation_rate, dtype=np.float64)
    by_cooperating, by_cooperating_alone = _advantages(view)
    q = sigmoid(beta * (rate * by_cooperating + (1.0 - rate) * by_cooperating_alone))
    return Prediction(q, q)


def action_conditional(view: View, cooperation_rate: ArrayLike, *, beta: float) -> Prediction:
    """Predict a self-regarding partner who knows my action of this very round.

    q(C | C) = sigmoid(beta (R - T)) and q(C | D) = sigmoid(beta (S - P)); for (3, 0, 5, 1) at beta 4 these are .000335
    and .01799. My history plays no part.

    Args:
        view: The game from my seat.
        cooperation_rate: Only its shape is used.
        beta: The precision that I ascribe to the partner.

    Returns:
        The prediction, both parts of the shape of `cooperation_rate`.

    Source: Albarracin et al. 2026, Table I and the analytic threshold (a different model from the one of the text).
    """
    shape = np.shape(cooperation_rate)
    by_cooperating, by_cooperating_alone = _advantages(view)
    return Prediction(
        np.broadcast_to(sigmoid(beta * by_cooperating), shape),
        np.broadcast_to(sigmoid(beta * by_cooperating_alone), shape),
    )


STATIC_THEORIES: dict[str, Callable[..., Prediction]] = {"history": history, "action_conditional": action_conditional}


def check_theory(name: str) -> None:
    """Check the name of a theory of mind.

    Raises:
        UnknownName: No such theory; the text lists those that exist.
    """
    if name not in STATIC_THEORIES:
        known = ", ".join(get_args(TheoryName))
        raise UnknownName(f"unknown theory of mind {name!r}. Known: {known}. Write e.g. theory=history.")


def _advantages(view: View) -> tuple[float, float]:
    """Return what the partner gains by C over D if I cooperate (R - T), and if I defect (S - P)."""
    theirs = view.partner
    return float(theirs[C, C] - theirs[C, D]), float(theirs[D, C] - theirs[D, D])

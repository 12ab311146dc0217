"""What cooperating is worth: the weighted payoffs of a 2x2 game as a line in the prediction of the partner."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from selfother.games.game import C, D, View

__all__ = ["Advantage", "Prediction", "Weight", "Weights", "other_seat", "sigmoid"]

Weight = float | NDArray[np.float64]
LARGEST_EXPONENT = 700.0
"""exp of more than 709 overflows."""
_CELLS = ((C, C), (C, D), (D, C), (D, D))


class Weights(NamedTuple):
    """How much the two payoffs count; any real numbers, negative is spite.

    Attributes:
        own: Weight w_s of one's own payoff.
        other: Weight w_o of the other's payoff.
    """

    own: Weight
    other: Weight

    @classmethod
    def of(cls, lam: Weight) -> "Weights":
        """Return (1 - lam, lam), the weights of an empathy weight lam."""
        return cls(1.0 - lam, lam)


class Prediction(NamedTuple):
    """The partner's predicted P(C), given each of my actions.

    Attributes:
        if_cooperate: q(C | C), in [0, 1].
        if_defect: q(C | D), in [0, 1].
    """

    if_cooperate: NDArray[np.float64]
    if_defect: NDArray[np.float64]


class Advantage(NamedTuple):
    """What cooperating adds to the weighted payoff, dU = G_social(D) - G_social(C), as a line in the prediction.

    dU = base + if_cooperate q(C | C) - if_defect q(C | D); payoff units, above 0 cooperation is preferred. With one
    prediction q for both actions this is w_s [q (R - T) + (1 - q) (S - P)] + w_o [q (R - S) + (1 - q) (T - P)]; here
    for any 2x2 game and weights of any sign.

    Attributes:
        base: dU if the partner defects for sure; these three have the shape of the weights.
        if_cooperate: What a cooperating partner adds to my C.
        if_defect: What a cooperating partner adds to my D.

    Source: Albarracin et al. 2026, myopic social expected free energy.
    """

    base: NDArray[np.float64]
    if_cooperate: NDArray[np.float64]
    if_defect: NDArray[np.float64]

    @classmethod
    def of(cls, view: View, *, weight_self: Weight, weight_other: Weight) -> "Advantage":
        """Weigh the payoffs of a game as one of its players sees it."""
        weighed = [
            np.multiply(weight_self, view.own[at]) + np.multiply(weight_other, view.partner[at]) for at in _CELLS
        ]
        both, alone, tempting, neither = weighed
        return cls(alone - neither, both - alone, tempting - neither)

    def at(self, prediction: Prediction) -> NDArray[np.float64]:
        """Return dU at a prediction, of the shape that both broadcast to."""
        q_c, q_d = prediction
        if q_c is q_d:
            return np.asarray(self.base + (self.if_cooperate - self.if_defect) * q_c)
        return np.asarray(self.base + self.if_cooperate * q_c - self.if_defect * q_d)


def other_seat(view: View) -> View:
    """Return the game as my partner sees it."""
    return View(view.partner.T, view.own.T)


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

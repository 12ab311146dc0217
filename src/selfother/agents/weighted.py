"""Any concern for oneself and the other: two weights of any sign, or an angle between them."""

import math
from dataclasses import dataclass

from selfother.agents.advantage import Weights
from selfother.agents.agent import Agent, check_precision
from selfother.agents.social import Social, check_weight
from selfother.agents.theory_of_mind import check_theory
from selfother.errors import BadArgument

__all__ = ["Weighted"]


@dataclass(frozen=True)
class Weighted(Social, Agent):
    """An agent that weighs its own payoff with w_self and the other's with w_other, of any sign.

    P(C) = sigmoid(beta dU) with dU of `Advantage` at these weights. Scaling both weights by c is scaling beta by c,
    exactly, so only their direction is concern: the social value orientation, an angle of 0 for individualists, 45 for
    equal weights, 90 for altruists, -45 for those who pay to hurt as much as they gain.

    Attributes:
        w_self: Weight of its own payoff; None: 0.5 where no angle is given.
        w_other: Weight of the other's payoff, below 0 for spite; None: 0.5 where no angle is given.
        angle: In place of the weights, their direction in degrees: w_self = cos, w_other = sin.
        theory: Theory of mind, as for `Empathic`.
        beta: Own precision, above 0.
        beta_other: The precision that it ascribes to the partner, above 0.

    Raises:
        BadArgument: An angle beside weights, one weight without the other, both 0, or a number that is not finite.
        UnknownName: No such theory.

    Source: the angle is that of Griesinger and Livingston 1973, and of the social value orientation slider measure
    (Murphy, Ackermann and Handgraaf 2011).

    Example:
        >>> round(Weighted(w_self=0.6, w_other=-0.4).orientation, 1)
        -33.7
        >>> Weighted(angle=90).weights.other
        1.0
    """

    w_self: float | None = None
    w_other: float | None = None
    angle: float | None = None
    theory: str = "inferred"
    beta: float = 4.0
    beta_other: float = 4.0

    def __post_init__(self) -> None:
        """Check the settings."""
        if (self.w_self is None) != (self.w_other is None):
            name, missing = ("w_self", "w_other") if self.w_other is None else ("w_other", "w_self")
            raise BadArgument(
                f"w_self and w_other belong together; got {name} without {missing}. Give both, e.g. "
                "weighted:w_self=0.6,w_other=-0.4, or angle=45."
            )
        if self.angle is not None and self.w_self is not None:
            raise BadArgument(
                f"an angle says what the weights would; got angle={self.angle!r} beside w_self={self.w_self!r} and "
                f"w_other={self.w_other!r}. Give one of the two."
            )
        for name in ("w_self", "w_other", "angle"):
            if getattr(self, name) is not None:
                check_weight(name, getattr(self, name))
        if self.weights == (0.0, 0.0):
            raise BadArgument("w_self and w_other must not both be 0: such an agent wants nothing. Use random:p=0.5.")
        check_theory(self.theory)
        check_precision("beta", self.beta)
        check_precision("beta_other", self.beta_other)

    @property
    def weights(self) -> Weights:
        """(w_self, w_other)."""
        if self.angle is not None:
            turn = math.radians(self.angle)
            return Weights(math.cos(turn), math.sin(turn))
        if self.w_self is None or self.w_other is None:
            return Weights(0.5, 0.5)
        return Weights(float(self.w_self), float(self.w_other))

    @property
    def orientation(self) -> float:
        """The social value orientation atan2(w_other, w_self), degrees in (-180, 180]."""
        return math.degrees(math.atan2(self.weights.other, self.weights.own))

    @property
    def empathy_weight(self) -> float | None:
        """The lam at which (1 - lam, lam) points where its weights do; None where no such lam exists."""
        own, other = self.weights
        return float(other / (own + other)) if own + other > 0.0 else None

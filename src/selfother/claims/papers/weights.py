"""Claim 7, spite; and what an agent that knows its partner's mind would do (the logit equilibrium)."""

from collections.abc import Iterator
from typing import ClassVar

from selfother.agents.empathic import Empathic, Selfish
from selfother.agents.weighted import Weighted
from selfother.claims.papers.claim import Claim, Reading, Target
from selfother.claims.papers.pairs import Pair
from selfother.claims.papers.static import FROM_EQUATIONS

__all__ = ["Equilibrium", "Spite"]


class Spite(Claim):
    """Valuing the partner's loss gives more defection than not caring."""

    key: ClassVar[str] = "7"
    title: ClassVar[str] = "Spite defects more than indifference"
    source: ClassVar[str] = "the revision's weight space, (w_self, w_other) = (.6, -.4) and (1, 0)"

    def measure(self, seed: int, *, seeds: int) -> Iterator[Reading]:
        """Measure joint defection of two spiteful and of two selfish agents."""
        spiteful = Weighted(w_self=0.6, w_other=-0.4, theory="history")
        pair, quantity = Pair(spiteful, spiteful), "joint defection"
        target = Target("joint defection, weights (.6, -.4)", ">= 0.998", 0.998, 1.0, FROM_EQUATIONS)
        yield Reading(target, pair.measure(quantity, seed, seeds=seeds), pair.exact(quantity))
        pair = Pair(Selfish(theory="history"), Selfish(theory="history"))
        target = Target.near("joint defection, selfish", 0.965, 0.01, source=FROM_EQUATIONS)
        yield Reading(target, pair.measure(quantity, seed, seeds=seeds), pair.exact(quantity))


class Equilibrium(Claim):
    """With the partner's true P(C) in the place of a theory, equals play the logit quantal response equilibrium."""

    key: ClassVar[str] = "oracle"
    title: ClassVar[str] = "Not in the paper: what true knowledge of the partner would do"
    source: ClassVar[str] = "the fixed point p = sigmoid(beta (5 lam - 1 - p)) at beta 4"
    printed: ClassVar[dict[float, float]] = {
        0.1: 0.0076,
        0.2: 0.0679,
        0.3: 0.25,
        0.386: 0.5,
        0.4: 0.5466,
        0.486: 0.8,
        0.5: 0.8333,
        0.6: 0.9666,
    }
    tolerance: ClassVar[float] = 0.01

    def measure(self, seed: int, *, seeds: int) -> Iterator[Reading]:
        """Measure joint cooperation of two oracles of equal lam."""
        for lam, printed in self.printed.items():
            oracle = Empathic(lam=lam, theory="oracle")
            target = Target.near(f"joint cooperation, lam {lam:g}", printed, self.tolerance, source=FROM_EQUATIONS)
            yield Reading(target, Pair(oracle, oracle).measure("joint cooperation", seed, seeds=seeds))

"""What the claims measure on pairs: one match, simulated and exact, reduced to the named quantities."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from selfother.agents.agent import Agent
from selfother.games.prisoners_dilemma import PrisonersDilemma
from selfother.records import Estimate
from selfother.seeds import derive
from selfother.tournaments.coupling import Measured
from selfother.tournaments.exact import exact_joint
from selfother.tournaments.match import Trajectories, play_match
from selfother.tournaments.measures import cooperation, joint_shares, mean_over_seeds, payoff_bounds, payoff_per_round

__all__ = ["QUANTITIES", "Pair", "certain", "estimate_of", "quantity_of"]

GAME = PrisonersDilemma()
QUANTITIES = ("joint cooperation", "joint defection", "payoff gap", "exploitability")


@dataclass(frozen=True)
class Pair:
    """Two agents and how long they play the prisoner's dilemma with (3, 0, 5, 1).

    Attributes:
        first: The first player, the more empathic one where they differ.
        second: The second player.
        rounds: Rounds of a match.
    """

    first: Agent
    second: Agent
    rounds: int = 200

    def play(self, seed: int, *, seeds: int) -> Trajectories:
        """Play with luck of this pair's own: claims that share a seed do not share their draws."""
        own = derive(seed, "reproduce", self.first.word, self.second.word, self.rounds)
        return play_match(GAME, self.first, self.second, rounds=self.rounds, seeds=seeds, seed=own)

    def measure(self, quantity: str, seed: int, *, seeds: int) -> Estimate:
        """Return the mean of a quantity over seeds."""
        values = quantity_of(quantity, joint_shares(self.play(seed, seeds=seeds)))
        return mean_over_seeds(values, bounds=_reach(quantity))

    def mean(self, quantity: str, seed: int, *, seeds: int) -> float:
        """Return the mean of a quantity over seeds, as a bare number."""
        return float(quantity_of(quantity, joint_shares(self.play(seed, seeds=seeds))).mean())

    def exact(self, quantity: str) -> float:
        """Return the exact expectation of a quantity."""
        return float(quantity_of(quantity, _exact_shares(self)))


@cache
def _exact_shares(pair: Pair) -> NDArray[np.float64]:
    return np.asarray(exact_joint(GAME, pair.first, pair.second, rounds=pair.rounds).mean(axis=0))


def quantity_of(quantity: str, joint: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return one of `QUANTITIES` from joint shares of shape (4, ...).

    The payoff gap is the second's payoff a round minus the first's; exploitability the first's cooperation minus the
    second's.
    """
    if quantity == "joint cooperation":
        return np.asarray(joint[0])
    if quantity == "joint defection":
        return np.asarray(joint[3])
    if quantity == "payoff gap":
        payoffs = payoff_per_round(GAME, joint)
        return np.asarray(payoffs[1] - payoffs[0])
    rates = cooperation(joint)
    return np.asarray(rates[0] - rates[1])


def _reach(quantity: str) -> tuple[float, float]:
    """The range that one of `QUANTITIES` cannot leave."""
    if quantity == "payoff gap":
        low, high = payoff_bounds(GAME)
        return low - high, high - low
    return (0.0, 1.0) if quantity.startswith("joint") else (-1.0, 1.0)


def estimate_of(measured: Measured, *, level: float = 0.95) -> Estimate:
    """Return a measure of coupling as the record that reports print, with a t interval over matches."""
    from scipy.special import stdtrit  # type: ignore[import-untyped]

    if measured.value is None:
        return Estimate(value=None, n=measured.n, reason=measured.reason)
    if measured.standard_error is None:
        return Estimate(value=measured.value, n=measured.n, method="one match", reason="one match has no spread")
    reach = float(stdtrit(measured.n - 1, 0.5 + level / 2)) * measured.standard_error
    return Estimate(
        value=measured.value,
        low=max(measured.bounds[0], measured.value - reach),
        high=min(measured.bounds[1], measured.value + reach),
        standard_error=measured.standard_error,
        level=level,
        n=measured.n,
        clusters=measured.n,
        method="t over matches",
    )


def certain(value: float, *, n: int, method: str) -> Estimate:
    """Return a number that has no spread because nothing in it was drawn, or because all of it was counted."""
    return Estimate(value=value, n=n, method=method, reason="no interval: nothing in it is sampled")

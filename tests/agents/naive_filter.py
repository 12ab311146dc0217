"""The particle filter as one writes it first: an object a particle, numpy where it is at hand, one match at a time.

The equations are those of `selfother.agents.particle_filter`, the code shares nothing with it. It draws the same random
numbers in the same order, so that both must agree to rounding; the benchmark measures how much compiling is worth.
"""

from dataclasses import dataclass

import numpy as np

from selfother.games.game import View

FLOOR = 1e-10
GOLDEN, MASK = 0x9E3779B97F4A7C15, 2**64 - 1


class Chance:
    """The numbers of one match: splitmix64, counted."""

    def __init__(self, key: int) -> None:
        self.key, self.at = key, 0

    def uniform(self) -> float:
        self.at += 1
        z = (self.key + self.at * GOLDEN) & MASK
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        z ^= z >> 31
        return ((z >> 11) + 1) * 2.0**-53

    def two_normals(self) -> tuple[float, float]:
        radius, turn = np.sqrt(-2 * np.log(self.uniform())), 2 * np.pi * self.uniform()
        return float(radius * np.cos(turn)), float(radius * np.sin(turn))


@dataclass(frozen=True)
class Particle:
    """One hypothesis about the partner."""

    alpha: float
    rho: float
    beta: float
    lam: float

    @classmethod
    def from_prior(cls, chance: Chance) -> "Particle":
        first, second = chance.two_normals()
        gamma = 2.0 * (-np.log(chance.uniform()) - np.log(chance.uniform()))
        return cls(2.0 * first, 1.5 * second, float(gamma), chance.uniform())

    def jittered(self, chance: Chance) -> "Particle":
        first, second = chance.two_normals()
        third, fourth = chance.two_normals()
        return Particle(
            self.alpha + 0.1 * first,
            self.rho + 0.1 * second,
            max(0.01, self.beta + 0.1 * third),
            float(np.clip(self.lam + 0.05 * fourth, 0.0, 1.0)),
        )

    def cooperation(self, view: View, rate: float, follows: float) -> float:
        """P(C) of a partner like this whose payoffs are `view.partner`, who expects me to cooperate at `rate`."""
        weighed = (1 - self.lam) * view.partner.T + self.lam * view.own.T
        advantage = rate * (weighed[0, 0] - weighed[1, 0]) + (1 - rate) * (weighed[0, 1] - weighed[1, 1])
        x = self.beta * (self.alpha + self.rho * follows + advantage)
        return float(1 / (1 + np.exp(np.clip(-x, -700, 700))))


def shannon(shares: np.ndarray) -> float:
    kept = shares[shares > FLOOR]
    return float(-np.sum(kept * np.log(kept)))


class NaiveFilter:
    """One player's filter in one match, published or corrected, with the default or the published reliability."""

    def __init__(self, view: View, key: int, *, published: bool, particles: int = 30) -> None:
        self.view, self.published, self.chance = view, published, Chance(key)
        self.particles = [Particle.from_prior(self.chance) for _ in range(particles)]
        self.weights = np.full(particles, 1 / particles)
        self.rate, self.follows = 0.5, 0.0
        self.cooperations, self.rounds = 0, 0
        self.evidence, self.entropy = 0.0, float(np.log(particles))

    def chances(self, follows: float) -> np.ndarray:
        return np.array([particle.cooperation(self.view, self.rate, follows) for particle in self.particles])

    def static(self) -> float:
        gains = self.view.partner[:, 0] - self.view.partner[:, 1]
        return float(1 / (1 + np.exp(-4.0 * (self.rate * gains[0] + (1 - self.rate) * gains[1]))))

    def reliability(self) -> float:
        if not self.published:
            return float(1 / (1 + np.exp(-self.evidence)))
        if self.rounds == 0:
            return 0.0
        return float(1 / (1 + np.exp(-((1 - self.entropy / np.log(len(self.particles))) - 0.5) / 0.1)))

    def prediction(self) -> float:
        r = self.reliability()
        return float(r * np.dot(self.weights, self.chances(self.follows)) + (1 - r) * self.static())

    def curiosity(self) -> float:
        """Return the information on lam of my C minus that of my D."""
        if not self.published or self.rounds == 0:
            return 0.0
        return self._remaining(-1.0) - self._remaining(1.0)

    def _remaining(self, follows: float) -> float:
        chances = self.chances(follows)
        lam = np.array([particle.lam for particle in self.particles])
        cooperates = float(np.dot(self.weights, chances))
        entropies = []
        for likelihood in (chances, 1 - chances):
            mass = self.weights * np.maximum(likelihood, FLOOR)
            histogram, _ = np.histogram(lam, bins=10, range=(0.0, 1.0), weights=mass)
            entropies.append(shannon(histogram / mass.sum()))
        return cooperates * entropies[0] + (1 - cooperates) * entropies[1]

    def observe(self, own: int, partner: int) -> None:
        follows = (1.0 - 2.0 * own) if self.published else self.follows
        chances = self.chances(follows)
        likelihood = np.maximum(chances if partner == 0 else 1 - chances, FLOOR)
        static = self.static() if partner == 0 else 1 - self.static()
        self.evidence += float(np.log(np.dot(self.weights, likelihood)) - np.log(max(static, FLOOR)))
        self.weights = self.weights * likelihood
        self.weights /= self.weights.sum()
        if 1 / np.sum(self.weights**2) < len(self.particles) / 2:
            self._resample()
        self.entropy = shannon(self.weights)
        self.cooperations += own == 0
        self.rounds += 1
        self.rate, self.follows = self.cooperations / self.rounds, 1.0 - 2.0 * own

    def _resample(self) -> None:
        count = len(self.particles)
        start = self.chance.uniform()
        targets = (np.arange(count) + start) / count
        chosen = np.minimum(np.searchsorted(np.cumsum(self.weights), targets), count - 1)
        self.particles = [self.particles[k].jittered(self.chance) for k in chosen]
        self.weights = np.full(count, 1 / count)


def choose(mind: NaiveFilter, lam: float, beta: float = 4.0) -> float:
    """P(C) of an empathic agent with this filter."""
    q, own, other = mind.prediction(), mind.view.own, mind.view.partner
    weighed = (1 - lam) * own + lam * other
    advantage = q * (weighed[0, 0] - weighed[1, 0]) + (1 - q) * (weighed[0, 1] - weighed[1, 1])
    return float(1 / (1 + np.exp(np.clip(-beta * (advantage + mind.curiosity()), -700, 700))))

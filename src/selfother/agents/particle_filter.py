"""A particle filter on the partner: what it is like, inferred from what it did.

A particle is a partner theta = (alpha, rho, beta, lam_j): its bias, how it answers my last action (f = +1 for C, -1 for
D, 0 where there is none), its precision and its empathy weight. With p my cooperation rate, which it is assumed to
expect of me, and dU_j its advantage of cooperating (`Advantage`; 5 lam_j - 1 - p for (3, 0, 5, 1)),

    P(a_j = C | theta) = sigmoid(beta (alpha + rho f + dU_j(lam_j, p))),
    alpha ~ N(0, 2), rho ~ N(0, 1.5), beta ~ Gamma(shape 2, scale 2), lam_j ~ U(0, 1)      (second of N: SD).

After every round the weights are multiplied by the likelihood of the partner's action (at least 1e-10); where the
effective sample size falls below K / 2 the particles are resampled systematically and jittered. The prediction is
q = r q_filter + (1 - r) q_history with the reliability r.

Source: Albarracin et al. 2026. The published filter (`published=True`) differs from what its text says: it scores the
partner's action of round t with *my* action of round t, which the partner has not seen, and its reliability is the
entropy of the weights *after* resampling has reset them, which shuts the filter off (r stays below .05). Here the
partner's action is scored with my action of round t - 1, and the reliability is the posterior probability of the filter
against the `history` theory, by their predictive log scores. lam_j is not identifiable apart from alpha: look at the
posterior, not at a point.
"""

import math
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from selfother.agents.advantage import Advantage, Prediction, other_seat, sigmoid
from selfother.agents.agent import Chance
from selfother.agents.particles import BINS, FLOOR
from selfother.agents.theory_of_mind import History
from selfother.errors import BadArgument
from selfother.games.game import C, View

__all__ = ["FILTERS", "FilterState", "ParticleFilter", "Posterior", "Reliability", "posterior"]

Measured = Literal["predictive", "entropy"]
Reliability = Measured | float
Floats = NDArray[np.float64]

MOST_PARTICLES = 1_000_000


@dataclass(frozen=True, eq=False)
class Setting:
    """What stays the same over a match.

    Attributes:
        line: The partner's dU at my rate p is line[0] + line[1] p + lam_j (line[2] + line[3] p).
        history: The static theory that the filter is measured against.
        keys: Each match's number for chance, flat.
    """

    line: Floats
    history: History
    keys: Chance

    @classmethod
    def of(cls, view: View, *, beta: float, keys: Chance) -> "Setting":
        """Prepare a game from my seat; `beta` is the precision that `history` ascribes to the partner."""
        ends = [Advantage.of(other_seat(view), weight_self=1.0 - lam, weight_other=lam) for lam in (0.0, 1.0)]
        level, slope = ([float(end.base), float(end.if_cooperate - end.if_defect)] for end in ends)
        line = np.array([*level, slope[0] - level[0], slope[1] - level[1]])
        return cls(line, History(view, beta=beta), keys)


@dataclass(frozen=True, eq=False)
class FilterState:
    """What a filter carries from round to round; arrays start with the batch shape.

    Attributes:
        setting: What stays the same.
        theta: Particles, shape (*batch, 4, K): alpha, rho, beta, lam_j.
        weights: Their weights, shape (*batch, K), sum 1.
        after: P(C) of each particle in the coming round, shape (*batch, columns, K): one column for my last action, or
            two, had my last action been C, D.
        learned: The filter's own prediction q_filter for the coming round.
        reliability: r in [0, 1].
        evidence: Sum over rounds of ln q_filter(a_j) - ln q_history(a_j), nats.
        curiosity: What the epistemic term adds to dU of my cooperation, nats; 0 where it is off.
        cooperations: How often I cooperated.
        last: My last action; -1 before the first round.
        rounds: Rounds so far.
        positions: How many numbers each match has drawn.
    """

    setting: Setting
    theta: Floats
    weights: Floats
    after: Floats
    learned: Floats
    reliability: Floats
    evidence: Floats
    curiosity: Floats
    cooperations: NDArray[np.intp]
    last: NDArray[np.int64]
    rounds: int
    positions: NDArray[np.uint64]

    @property
    def cooperation_rate(self) -> Floats:
        """My cooperation rate so far, 0.5 before the first round."""
        return np.asarray(self.cooperations / self.rounds) if self.rounds else np.full(self.cooperations.shape, 0.5)

    @property
    def static(self) -> Floats:
        """The prediction q_history for the coming round."""
        return self.setting.history.predict(self.cooperation_rate).if_cooperate

    @property
    def prediction(self) -> Prediction:
        """The mixture r q_filter + (1 - r) q_history, the same for both of my actions; batch shape."""
        q = self.reliability * self.learned + (1.0 - self.reliability) * self.static
        return Prediction(q, q)


@dataclass(frozen=True, eq=False)
class Posterior:
    """What a filter believes of the partner; every array starts with the batch shape.

    Attributes:
        mean: Posterior means of alpha, rho, beta, lam_j, shape (*batch, 4).
        sd: Posterior standard deviations, the same shape.
        lam_histogram: Probability of lam_j in ten equal bins of [0, 1], sum 1, shape (*batch, 10).
        effective_sample_size: 1 / sum of squared weights, in [1, K].
        reliability: r in [0, 1].
    """

    mean: Floats
    sd: Floats
    lam_histogram: Floats
    effective_sample_size: Floats
    reliability: Floats


@dataclass(frozen=True)
class ParticleFilter:
    """Settings of a filter; the defaults are the corrected one.

    Attributes:
        particles: K, from 2 to a million.
        jitter: Factor on the published standard deviations of the jitter; 0 switches it off.
        epistemic: Whether curiosity about lam_j counts as payoff (from the second round on).
        reliability: `predictive` (log score against `history`), `entropy` (the published one), or a number in [0, 1]
            that it is held at.
        published: Keep the published order: the partner's action is scored with my action of the same round, and the
            first round is predicted by `history` alone.

    Raises:
        BadArgument: A setting of the wrong kind or out of range.
    """

    particles: int = 30
    jitter: float = 1.0
    epistemic: bool = False
    reliability: Reliability = "predictive"
    published: bool = False

    def __post_init__(self) -> None:
        """Check the settings."""
        if not _is_number(self.particles, int) or not 2 <= self.particles <= MOST_PARTICLES:
            raise BadArgument(
                f"particles must be a whole number from 2 to {MOST_PARTICLES}; got {self.particles!r}. "
                "Give e.g. particles=30."
            )
        if not _is_number(self.jitter) or not 0.0 <= self.jitter <= 100.0:
            raise BadArgument(
                f"jitter must be a number in [0, 100], a factor on the published one; got {self.jitter!r}. "
                "Give e.g. jitter=1, or 0 for none."
            )
        if not isinstance(self.epistemic, bool):
            raise BadArgument(f"epistemic must be true or false; got {self.epistemic!r}. Write e.g. epistemic=true.")
        is_share = _is_number(self.reliability) and 0.0 <= float(self.reliability) <= 1.0
        if not is_share and self.reliability not in get_args(Measured):
            raise BadArgument(
                f"reliability must be {', '.join(get_args(Measured))} or a number in [0, 1] to hold it at; "
                f"got {self.reliability!r}. Give e.g. reliability=1."
            )

    def init(self, view: View, shape: tuple[int, ...], *, chance: Chance | None, beta: float) -> FilterState:
        """Draw the particles.

        Args:
            view: The game from my seat.
            shape: Batch shape.
            chance: One number a match, of the batch shape.
            beta: The precision that the `history` theory ascribes to the partner.

        Raises:
            BadArgument: No chance.
        """
        if chance is None:
            raise BadArgument(
                "a mind with a particle filter draws: init needs chance, one 64-bit number a match (an unsigned array "
                "of the batch shape). play_match gives it; alone, give e.g. chance=np.arange(n, dtype=np.uint64)."
            )
        keys = np.ascontiguousarray(np.broadcast_to(np.asarray(chance, dtype=np.uint64), shape)).reshape(-1)
        theta, positions = np.empty((*shape, 4, self.particles)), np.zeros(shape, dtype=np.uint64)
        _kernels().draw_prior(keys, theta.reshape(-1, 4, self.particles), positions.reshape(-1))
        columns = 2 if self.published or self.epistemic else 1
        first = 0.0 if self.published else self._reliability(np.zeros(shape), np.full(shape, np.log(self.particles)))
        state = FilterState(
            setting=Setting.of(view, beta=beta, keys=keys),
            theta=theta,
            weights=np.full((*shape, self.particles), 1.0 / self.particles),
            after=np.empty((*shape, columns, self.particles)),
            learned=np.empty(shape),
            reliability=np.full(shape, first),
            evidence=np.zeros(shape),
            curiosity=np.zeros(shape),
            cooperations=np.zeros(shape, dtype=np.intp),
            last=np.full(shape, -1, dtype=np.int64),
            rounds=0,
            positions=positions,
        )
        self._expect(state)
        return state

    def observe(self, state: FilterState, own: NDArray[np.uint8], partner: NDArray[np.uint8]) -> FilterState:
        """Return the state after a round in which I played `own` and the other `partner` (0 = C, 1 = D)."""
        shape = state.learned.shape
        mine = np.array(np.broadcast_to(own, shape), dtype=np.int64, order="C")
        theirs = np.array(np.broadcast_to(partner, shape), dtype=np.int64, order="C")
        predicted_in = mine if self.published else np.maximum(state.last, 0) * (state.after.shape[-2] - 1)
        theta, weights, positions = state.theta.copy(), state.weights.copy(), state.positions.copy()
        score, entropy = np.empty(shape), np.empty(shape)
        _kernels().learn(
            *_flat(shape, theta, weights, state.after),
            state.setting.keys,
            *_flat(shape, positions, predicted_in, theirs, score, entropy),
            float(self.jitter),
            self.reliability == "entropy",
        )
        static = state.static
        rival = np.log(np.maximum(np.where(theirs == C, static, 1.0 - static), FLOOR))
        evidence = state.evidence + score - rival
        following = FilterState(
            setting=state.setting,
            theta=theta,
            weights=weights,
            after=np.empty_like(state.after),
            learned=np.empty(shape),
            reliability=self._reliability(evidence, entropy),
            evidence=evidence,
            curiosity=np.zeros(shape),
            cooperations=np.asarray(state.cooperations + (mine == C)),
            last=mine,
            rounds=state.rounds + 1,
            positions=positions,
        )
        self._expect(following)
        return following

    def _expect(self, state: FilterState) -> None:
        """Fill in what a state, still our own, says of its coming round."""
        _kernels().expect(
            *_flat(state.learned.shape, state.theta, state.weights, state.after),
            state.setting.line,
            *_flat(state.learned.shape, state.cooperation_rate, state.last, state.learned, state.curiosity),
            self.epistemic,
            self.published,
        )

    def _reliability(self, evidence: Floats, entropy: Floats) -> Floats:
        if self.reliability == "predictive":
            return sigmoid(evidence)
        if self.reliability == "entropy":
            return sigmoid((0.5 - entropy / np.log(self.particles)) / 0.1)
        return np.full(evidence.shape, float(self.reliability))


def posterior(state: FilterState) -> Posterior:
    """Summarise what the filter believes of the partner now."""
    weights = state.weights[..., None, :]
    mean = (weights * state.theta).sum(axis=-1)
    variance = (weights * (state.theta - mean[..., None]) ** 2).sum(axis=-1)
    bins = np.minimum((state.theta[..., 3, :] * BINS).astype(np.intp), BINS - 1)
    in_bin = bins[..., None, :] == np.arange(BINS)[:, None]
    return Posterior(
        mean=mean,
        sd=np.sqrt(variance),
        lam_histogram=(weights * in_bin).sum(axis=-1),
        effective_sample_size=1.0 / (state.weights**2).sum(axis=-1),
        reliability=state.reliability,
    )


@cache
def _kernels() -> ModuleType:
    """Import the compiled kernels, and numba with them, when a filter first runs."""
    return import_module("selfother.agents.particle_kernels")


def _flat(shape: tuple[int, ...], *arrays: NDArray[Any]) -> list[NDArray[Any]]:
    """View arrays that start with the batch shape as one row a match."""
    return [array.reshape(-1, *array.shape[len(shape) :]) for array in arrays]


def _is_number(value: object, kind: type = float) -> bool:
    allowed = (int, float) if kind is float else (int,)
    return isinstance(value, allowed) and not isinstance(value, bool) and math.isfinite(value)


FILTERS: dict[str, ParticleFilter] = {
    "inferred": ParticleFilter(),
    "published_filter": ParticleFilter(epistemic=True, reliability="entropy", published=True),
}
"""The theories of mind that are filters, by name."""

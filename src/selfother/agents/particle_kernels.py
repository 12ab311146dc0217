"""Compiled kernels of the particle filter. Importing this file loads numba, so only functions import it.

Every kernel loops over matches, and a match touches its own rows only: a batch is bitwise a loop. Chance comes from a
counter-based generator (splitmix64) of which every match holds a key and a position, so what a match draws depends on
nothing outside it. Compiled code is cached on disk; the first compilation says so in one line on stderr.

Arrays, n matches of K particles: theta (n, 4, K) = alpha, rho, beta, lam_j; weights (n, K); after (n, columns, K), what
each particle would do in the coming round, in one column for my last action, or in two, had my last action been C, D.
"""

import math
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
from numba.core import event
from numpy.typing import NDArray

from selfother.agents.kept_code import kept
from selfother.agents.particles import BINS, FLOOR, JITTER, LEAST_BETA, PRIOR

ALPHA_SD, RHO_SD, BETA_SCALE = PRIOR
STEP = np.uint64(0x9E3779B97F4A7C15)
MIX_1, MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
ONE, BY_11, BY_27, BY_30, BY_31 = (np.uint64(count) for count in (1, 11, 27, 30, 31))
LARGEST_EXPONENT = 700.0
INVERSE_LN_2, LN_2_HIGH, LN_2_LOW = 1.4426950408889634, 6.93147180369123816490e-01, 1.90821492927058770002e-10
FACTORIALS = tuple(float(math.factorial(k)) for k in range(12, -1, -1))

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Number = np.uint64
Keys = NDArray[np.uint64]
Kernel = TypeVar("Kernel", bound=Callable[..., Any])


def compiled(kernel: Kernel) -> Kernel:
    """Compile when first called, and keep the code on disk where there is a place for it.

    Sums over particles may be reordered, which vectorises them; infinities and NaN stay as IEEE has them.
    """
    return kept(kernel, error_model="numpy", fastmath={"reassoc", "contract", "nsz", "arcp"})


class _Announcement(event.Listener):
    """Says once that numba compiles, which takes seconds; code that comes from the cache is loaded in silence."""

    def __init__(self) -> None:
        self.was_made = False

    def on_start(self, event: Any) -> None:
        """Print the line before the first compilation of a kernel of this file."""
        if not self.was_made and event.data["dispatcher"].py_func.__module__ == __name__:
            self.was_made = True
            print("selfother: compiling the particle filter, some seconds, once (kept for later)", file=sys.stderr)

    def on_end(self, event: Any) -> None:
        """Nothing to say."""


event.register("numba:compile", _Announcement())  # type: ignore[no-untyped-call]


@compiled
def uniform(key: Number, at: Number) -> float:
    """Return the number at a position of a match's sequence, in (0, 1] (Steele, Lea and Flood 2014)."""
    z = key + (at + ONE) * STEP
    z = (z ^ (z >> BY_30)) * MIX_1
    z = (z ^ (z >> BY_27)) * MIX_2
    z = z ^ (z >> BY_31)
    return (float(z >> BY_11) + 1.0) * 2.0**-53


@compiled
def two_normals(key: Number, at: Number) -> tuple[float, float]:
    """Return two independent standard normal numbers from two positions (Box and Muller 1958)."""
    radius = math.sqrt(-2.0 * math.log(uniform(key, at)))
    turn = 2.0 * math.pi * uniform(key, at + ONE)
    return radius * math.cos(turn), radius * math.sin(turn)


@compiled
def draw_prior(keys: Keys, theta: Floats, positions: Keys) -> None:
    """Draw every particle from the prior, in place; five numbers a particle."""
    for match in range(keys.shape[0]):
        key, at = keys[match], positions[match]
        for k in range(theta.shape[2]):
            first, second = two_normals(key, at)
            theta[match, 0, k] = ALPHA_SD * first
            theta[match, 1, k] = RHO_SD * second
            # A gamma number of shape 2 is a sum of two exponential ones.
            gamma = -math.log(uniform(key, at + np.uint64(2))) - math.log(uniform(key, at + np.uint64(3)))
            theta[match, 2, k] = BETA_SCALE * gamma
            theta[match, 3, k] = uniform(key, at + np.uint64(4))
            at += np.uint64(5)
        positions[match] = at


@compiled
def exponential(x: float) -> float:
    """Return exp(x) for x in [-700, 700], by code that a compiler turns into vector instructions.

    exp(x) = 2^n exp(r) with |r| <= ln 2 / 2, and exp(r) by its Taylor polynomial of degree 13. The relative error is
    below 1e-15 near 0 and 3e-14 at the ends.
    """
    n = math.floor(x * INVERSE_LN_2 + 0.5)
    r = (x - n * LN_2_HIGH) - n * LN_2_LOW
    series = 1.0 / 6227020800.0
    for factorial in FACTORIALS:
        series = series * r + 1.0 / factorial
    return series * np.int64((np.int64(n) + 1023) << 52).view(np.float64)


@compiled
def anticipate(theta: Floats, line: Floats, rate: float, follows: float, after: Floats) -> None:
    """Fill in what each particle would do: P(C) = sigmoid(beta (alpha + rho f + dU of lam_j at my rate))."""
    level = line[0] + line[1] * rate
    slope = line[2] + line[3] * rate
    for k in range(theta.shape[1]):
        x = theta[2, k] * (theta[0, k] + theta[1, k] * follows + level + slope * theta[3, k])
        after[k] = 1.0 / (1.0 + exponential(max(-LARGEST_EXPONENT, min(-x, LARGEST_EXPONENT))))


@compiled
def weigh(weights: Floats, chances: Floats, defected: bool) -> float:
    """Multiply weights by the likelihood of the partner's action, normalise; return its predictive probability."""
    total = 0.0
    for k in range(weights.shape[0]):
        likelihood = 1.0 - chances[k] if defected else chances[k]
        weights[k] *= max(likelihood, FLOOR)
        total += weights[k]
    for k in range(weights.shape[0]):
        weights[k] /= total
    return total


@compiled
def resample(theta: Floats, weights: Floats, key: Number, at: Number, jitter: float) -> Number:
    """Resample systematically and jitter, in place; return the next position."""
    count = weights.shape[0]
    old = theta.copy()
    start = uniform(key, at)
    at += ONE
    reached, chosen = weights[0], 0
    for k in range(count):
        target = (k + start) / count
        while reached < target and chosen < count - 1:
            chosen += 1
            reached += weights[chosen]
        for row in range(4):
            theta[row, k] = old[row, chosen]
        if jitter > 0.0:
            first, second = two_normals(key, at)
            third, fourth = two_normals(key, at + np.uint64(2))
            at += np.uint64(4)
            theta[0, k] += jitter * JITTER[0] * first
            theta[1, k] += jitter * JITTER[1] * second
            theta[2, k] = max(LEAST_BETA, theta[2, k] + jitter * JITTER[2] * third)
            theta[3, k] = min(1.0, max(0.0, theta[3, k] + jitter * JITTER[3] * fourth))
    weights[:] = 1.0 / count
    return at


@compiled
def surprise(bins: Whole, weights: Floats, chances: Floats, defected: bool, histogram: Floats) -> float:
    """Return the entropy of lam_j's histogram in nats, had the partner acted so."""
    histogram[:] = 0.0
    total = 0.0
    for k in range(weights.shape[0]):
        likelihood = 1.0 - chances[k] if defected else chances[k]
        mass = weights[k] * max(likelihood, FLOOR)
        histogram[bins[k]] += mass
        total += mass
    entropy = 0.0
    for b in range(histogram.shape[0]):
        share = histogram[b] / total
        if share > FLOOR:
            entropy -= share * math.log(share)
    return entropy


@compiled
def remaining(bins: Whole, weights: Floats, chances: Floats, histogram: Floats) -> float:
    """Return the entropy of lam_j that is expected to remain after the partner's next action, in nats."""
    cooperation = 0.0
    for k in range(weights.shape[0]):
        cooperation += weights[k] * chances[k]
    if_cooperation = surprise(bins, weights, chances, False, histogram)
    if_defection = surprise(bins, weights, chances, True, histogram)
    return cooperation * if_cooperation + (1.0 - cooperation) * if_defection


@compiled
def expect(
    theta: Floats,
    weights: Floats,
    after: Floats,
    line: Floats,
    rate: Floats,
    last: Whole,
    learned: Floats,
    curiosity: Floats,
    is_curious: bool,
    is_published: bool,
) -> None:
    """Fill in `after`, the filter's prediction and what curiosity adds to cooperation, for the coming round.

    `last` is my last action, or -1 where there is none. The curiosity of C over D is the information on lam_j that an
    answer to C brings beyond an answer to D. The published filter takes the partner to see my action of the same round,
    so it needs both columns in the first round too.
    """
    count = weights.shape[1]
    bins = np.empty(count, dtype=np.int64)
    histogram = np.empty(BINS)
    for match in range(weights.shape[0]):
        columns = after[match]
        follows = 0.0 if last[match] < 0 else 1.0 - 2.0 * last[match]
        column = 0
        if columns.shape[0] == 1 or (last[match] < 0 and not is_published):
            for c in range(columns.shape[0]):
                anticipate(theta[match], line, rate[match], follows, columns[c])
        else:
            anticipate(theta[match], line, rate[match], 1.0, columns[0])
            anticipate(theta[match], line, rate[match], -1.0, columns[1])
            column = max(last[match], 0)
        mean = 0.0
        for k in range(count):
            mean += weights[match, k] * columns[column, k]
        learned[match] = mean
        if is_curious and last[match] >= 0:
            for k in range(count):
                bins[k] = min(int(theta[match, 3, k] * BINS), BINS - 1)
            if_cooperate = remaining(bins, weights[match], columns[0], histogram)
            if_defect = remaining(bins, weights[match], columns[1], histogram)
            curiosity[match] = if_defect - if_cooperate


@compiled
def learn(
    theta: Floats,
    weights: Floats,
    after: Floats,
    keys: Keys,
    positions: Keys,
    column: Whole,
    partner: Whole,
    score: Floats,
    entropy: Floats,
    jitter: float,
    needs_entropy: bool,
) -> None:
    """Weigh the particles by the partner's action, and resample where the effective sample size is below K / 2.

    In place. `column` is the column of `after` that predicted the action. Fills in `score`, ln of the predictive
    probability, and, where it is asked for, `entropy`, that of the weights in nats after resampling.
    """
    count = weights.shape[1]
    for match in range(weights.shape[0]):
        probability = weigh(weights[match], after[match, column[match]], partner[match] == 1)
        score[match] = math.log(probability)
        squares = 0.0
        for k in range(count):
            squares += weights[match, k] ** 2
        if 1.0 / squares < 0.5 * count:
            positions[match] = resample(theta[match], weights[match], keys[match], positions[match], jitter)
            entropy[match] = math.log(count)
            continue
        total = 0.0
        for k in range(count if needs_entropy else 0):
            if weights[match, k] > FLOOR:
                total -= weights[match, k] * math.log(weights[match, k])
        entropy[match] = total

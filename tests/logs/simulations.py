"""Logs drawn from known truths: how often the interval of `compare` covers, and how often a word is false.

python -m tests.logs.simulations [DRAWS]      the table of docs/how-to/compare-two-logs.md
"""

import math
import sys
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selfother.logs.comparison import Interval, compare_pairs
from selfother.logs.pairing import Pair
from selfother.seeds import stream

__all__ = ["CASES", "Found", "simulate"]

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Found:
    """Shares of draws.

    Attributes:
        covered: The interval holds the true difference.
        called_equal: "does not differ", at a margin that the truth reaches.
        called_different: "differs".
    """

    covered: float
    called_equal: float
    called_different: float


CASES: dict[str, tuple[Interval, float]] = {
    "1 in 20 falls by 1": ("auto", -0.05),
    "1 in 50 falls by 1": ("auto", -0.02),
    "1 in 20 falls by 1, the others gain": ("auto", 0.0),
    "graded, beta": ("auto", 2 / 3 - 1 / 2),
    "log-normal": ("t", math.exp(0.5)),
    "log-normal, bootstrap-t": ("bootstrap-t", math.exp(0.5)),
}
"""What is drawn -> the interval, and the true difference."""


def draw(case: str, rng: np.random.Generator, clusters: int) -> tuple[Array, Array]:
    """Return scores of A and B, one a cluster."""
    wobble = rng.uniform(-0.05, 0.05, clusters)
    base = rng.uniform(0.1, 0.9, clusters)
    if case == "graded, beta":
        return rng.beta(2, 1, clusters), rng.beta(1.5, 1.5, clusters)
    if case.startswith("log-normal"):
        b = rng.normal(size=clusters) * 0.1
        return b + np.exp(rng.normal(size=clusters)), b
    falls = rng.random(clusters) < (0.02 if "50" in case else 0.05)
    gain = 0.05 / 0.95 if "gain" in case else 0.0
    b = np.where(falls, 1.0, base)
    return np.where(falls, 0.0, base + gain + wobble * 0.9), b


def simulate(case: str, clusters: int, draws: int) -> Found:
    """Return what came out of so many draws."""
    interval, truth = CASES[case]
    rng = stream(0, "simulated comparisons", case, clusters)
    covered = equal = different = 0
    for _ in range(draws):
        a, b = draw(case, rng, clusters)
        pairs = [Pair(str(i), x, y) for i, (x, y) in enumerate(zip(a.tolist(), b.tolist(), strict=True))]
        found = compare_pairs("score", pairs, interval=interval, margin=abs(truth) or 0.05)
        low, high = found.difference.low, found.difference.high
        covered += low is not None and high is not None and low <= truth <= high
        equal += found.word == "does not differ"
        different += found.word == "differs"
    return Found(covered / draws, equal / draws, different / draws)


def main(draws: int) -> None:
    """Print the table."""
    print("| truth | clusters | interval covers | called equal | called different |\n|---|---:|---:|---:|---:|")
    for case in CASES:
        for clusters in (12, 24, 48, 100):
            found = simulate(case, clusters, draws)
            shares = (f"{100 * share:.1f} %" for share in (found.covered, found.called_equal, found.called_different))
            print(f"| {case} | {clusters} | {' | '.join(shares)} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)

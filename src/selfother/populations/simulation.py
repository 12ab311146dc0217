"""Monte Carlo of well-mixed populations: many independent runs, each with a stream of its own, and their spread.

The two processes differ in one compiled step (`well_mixed_kernels`); what a run is, and what is made of the runs, is
here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from selfother.errors import BadArgument
from selfother.populations.chains import check_finite, check_mutation, check_strength
from selfother.populations.payoffs import TypeGame
from selfother.seeds import stream
from selfother.tournaments.match import check_count

__all__ = ["Simulated", "check_counts", "simulate"]

UNCOUNTED = 0.1
"""The part of a run with mutation, from its beginning, that is not counted."""
POINTS = 100
"""Times after the start at which the course of runs is noted."""


@dataclass(frozen=True, eq=False)
class Simulated:
    """What independent runs came to.

    Attributes:
        names: The types.
        shares: Each run's shares, shape (runs, k): the mean over time with mutation; without, 1 for the type that is
            left and 0 for the others.
        updates: Steps of all runs together.
        times: Of `course`, in generations, shape (points,); empty without mutation.
        course: Mean shares over runs at these times, shape (points, k).
        course_variance: Variance of the shares between runs at these times, shape (points, k); 0 from one run.
    """

    names: tuple[str, ...]
    shares: NDArray[np.float64]
    updates: int
    times: NDArray[np.float64]
    course: NDArray[np.float64]
    course_variance: NDArray[np.float64]

    @property
    def mean(self) -> dict[str, float]:
        """Mean over runs by type; without mutation, the probability of fixation."""
        return dict(zip(self.names, self.shares.mean(axis=0).tolist(), strict=True))

    @property
    def standard_error(self) -> dict[str, float | None]:
        """Standard error of the mean by type; None from one run. Where all runs agree it is 0, and says little."""
        runs = len(self.shares)
        if runs < 2:
            return dict.fromkeys(self.names)
        errors = self.shares.std(axis=0, ddof=1) / np.sqrt(runs)
        return dict(zip(self.names, errors.tolist(), strict=True))


def check_counts(types: TypeGame, start: Sequence[int]) -> NDArray[np.int64]:
    """Return the players of each type as an array.

    Raises:
        BadArgument: Not one whole number of at least 0 a type.
    """
    counts = np.asarray(start)
    if counts.shape != (len(types.names),) or counts.dtype.kind not in "iu" or (counts < 0).any():
        raise BadArgument(
            f"start must be {len(types.names)} whole numbers of players, one a type ({', '.join(types.names)}); "
            f"got {list(start)!r}. Give e.g. {[1, *[9] * (len(types.names) - 1)]}."
        )
    return counts.astype(np.int64)


def simulate(
    process: Literal["moran", "pairwise"],
    types: TypeGame,
    start: Sequence[int],
    *,
    selection: float,
    mutation: float = 0.0,
    generations: int = 1000,
    runs: int = 1000,
    seed: int = 0,
) -> Simulated:
    """Simulate a process for any number of types; assortment through `types.assorted(r)`.

    Args:
        process: "moran" or "pairwise", as in the files of these names.
        types: The payoffs.
        start: Players of each type, shape (k,), at least 2 together.
        selection: beta, at least 0.
        mutation: mu, in [0, 1]. At 0 every run goes on until one type is left; where selection holds types together
            that takes exponentially long in N, and the exact `fixation` is the way.
        generations: With mutation, how long a run is, in N steps each; its first tenth is not counted.
        runs: Independent runs, at least 1.
        seed: Root seed; run i is the same however many there are.

    Returns:
        Every run's shares: over time with mutation, at the end without. Their mean is then each type's probability of
        fixation from `start`.

    Raises:
        BadArgument: Bad counts, selection or number of runs.
        BadProbability: Mutation outside [0, 1].
    """
    counts = check_counts(types, start)
    population = int(counts.sum())
    check_finite(population, selection)
    check_strength(selection, types.payoffs, population)
    check_mutation(mutation)
    check_count("runs", runs)
    check_count("generations", generations)

    from selfother.populations import well_mixed_kernels as kernels

    keys = stream(seed, "populations", process).integers(2**64, size=runs, dtype=np.uint64)
    strengths = np.ascontiguousarray(float(selection) * types.payoffs / (population - 1))
    shares = np.empty((runs, len(counts)))
    steps = generations * population if mutation else 0
    apart = max(1, generations // POINTS)
    every = apart * population if mutation else 0
    times = np.arange(0, generations + 1 if mutation else 0, apart, dtype=np.float64)
    sums = np.zeros((2, times.size, len(counts)))
    uncounted = int(steps * UNCOUNTED)
    updates = kernels.run_each(
        process == "moran", strengths, counts, float(mutation), steps, uncounted, keys, shares, sums, every
    )
    mean, squares = sums / runs
    variance = np.maximum(squares - mean**2, 0.0) * (runs / max(runs - 1, 1))
    return Simulated(types.names, shares, int(updates), times, mean, variance)

"""Shares, means and slopes of things that come one cluster at a time: what is kept does not grow with their number.

A share over replies has conversations as its clusters: its interval is Wilson's at the number of independent replies
that would vary as much (design effect of the linearised ratio), and at no share, or all, at the number of clusters.
"""

import math
from dataclasses import dataclass, field

from scipy import stats  # type: ignore[import-untyped]

from selfother.records import Estimate

__all__ = ["RunningMean", "RunningShare", "RunningSlope"]

_FEWEST = 3
"""Conversations below which a slope has no interval."""


@dataclass
class RunningShare:
    """A share of items in clusters.

    Attributes:
        successes: Items that have it.
        n: Items that were scored.
        clusters: Clusters with at least one scored item.
        unscored: Items that could not be scored.
    """

    successes: int = 0
    n: int = 0
    clusters: int = 0
    unscored: int = 0
    _squares: float = 0.0
    _products: float = 0.0
    _sizes: float = 0.0

    def add(self, successes: int, n: int, unscored: int = 0) -> None:
        """Add a cluster.

        Args:
            successes: Its items that have it, at most `n`.
            n: Its items that were scored.
            unscored: Its items that could not be scored.
        """
        self.unscored += unscored
        if not n:
            return
        self.successes += successes
        self.n += n
        self.clusters += 1
        self._squares += successes * successes
        self._products += successes * n
        self._sizes += n * n

    def estimate(self, *, reason: str = "nothing could be read", level: float = 0.95) -> Estimate:
        """The share with its interval.

        Args:
            reason: Why there is none, where no item was scored.
            level: Coverage of the interval.
        """
        if not self.n:
            return Estimate(value=None, n_unscored=self.unscored, reason=reason, level=level)
        share = self.successes / self.n
        low, high = _wilson(share, self._independent(share), level)
        return Estimate(
            value=share,
            low=0.0 if self.successes == 0 else low,
            high=1.0 if self.successes == self.n else high,
            level=level,
            n=self.n,
            n_unscored=self.unscored,
            clusters=self.clusters,
            method="wilson, design effect of clusters",
        )

    def _independent(self, share: float) -> float:
        """How many independent items would vary as much."""
        if self.clusters < 2 or not 0.0 < share < 1.0:
            return float(self.clusters)
        residual = self._squares - 2 * share * self._products + share * share * self._sizes
        variance = self.clusters / (self.clusters - 1) * max(residual, 0.0) / self.n**2
        plain = share * (1 - share) / self.n
        return self.n / max(1.0, variance / plain) if variance > 0 else float(self.n)


@dataclass
class RunningMean:
    """A mean of numbers, one a cluster, by Welford's recurrence.

    Attributes:
        n: How many numbers.
        mean: Their mean; 0.0 before the first.
        unscored: Clusters that gave none.
    """

    n: int = 0
    mean: float = 0.0
    unscored: int = 0
    _squares: float = 0.0

    def add(self, value: float | None) -> None:
        """Add the number of a cluster; None where it gives none."""
        if value is None:
            self.unscored += 1
            return
        self.n += 1
        gap = value - self.mean
        self.mean += gap / self.n
        self._squares += gap * (value - self.mean)

    def estimate(self, *, reason: str, level: float = 0.95) -> Estimate:
        """The mean with its t interval.

        Args:
            reason: Why there is none, where no number came.
            level: Coverage of the interval.
        """
        if not self.n:
            return Estimate(value=None, n_unscored=self.unscored, reason=reason, level=level)
        variance = self._squares / (self.n - 1) if self.n >= _FEWEST else 0.0
        if variance <= 0.0:
            why = f"{self.n} only" if self.n < _FEWEST else "none differs from another"
            return Estimate(
                value=self.mean, n=self.n, n_unscored=self.unscored, clusters=self.n, level=level, reason=why
            )
        error = math.sqrt(variance / self.n)
        half = float(stats.t.ppf(0.5 + level / 2, self.n - 1)) * error
        return Estimate(
            value=self.mean,
            low=self.mean - half,
            high=self.mean + half,
            standard_error=error,
            level=level,
            n=self.n,
            n_unscored=self.unscored,
            clusters=self.n,
            method="cluster t",
        )


@dataclass
class RunningSlope:
    """The slope of a number over a level, one pair a cluster; levels are few.

    Attributes:
        unscored: Clusters without a number.
    """

    unscored: int = 0
    _levels: dict[float, tuple[int, float, float]] = field(default_factory=dict)

    def add(self, level: float, value: float | None) -> None:
        """Add a cluster.

        Args:
            level: Where it stands.
            value: Its number; None where it gives none.
        """
        if value is None:
            self.unscored += 1
            return
        n, total, squares = self._levels.get(level, (0, 0.0, 0.0))
        self._levels[level] = (n + 1, total + value, squares + value * value)

    def estimate(self, *, level: float = 0.95) -> Estimate:
        """The slope by least squares, with an interval that does not need equal variances (HC1).

        Args:
            level: Coverage of the interval.
        """
        n = sum(count for count, _, _ in self._levels.values())
        if len(self._levels) < 2 or n <= _FEWEST:
            why = "one level only" if len(self._levels) == 1 else f"{n} conversations only"
            return Estimate(value=None, n=n, n_unscored=self.unscored, reason=why, level=level)
        x_mean = sum(x * count for x, (count, _, _) in self._levels.items()) / n
        y_mean = sum(total for _, total, _ in self._levels.values()) / n
        spread = sum(count * (x - x_mean) ** 2 for x, (count, _, _) in self._levels.items())
        slope = sum((x - x_mean) * total for x, (_, total, _) in self._levels.items()) / spread
        meat = 0.0
        for x, (count, total, squares) in self._levels.items():
            line = y_mean + slope * (x - x_mean)
            meat += (x - x_mean) ** 2 * max(0.0, squares - 2 * line * total + count * line * line)
        error = math.sqrt(meat * n / (n - 2)) / spread
        half = float(stats.t.ppf(0.5 + level / 2, n - 2)) * error
        return Estimate(
            value=slope,
            low=slope - half if error > 0 else None,
            high=slope + half if error > 0 else None,
            standard_error=error if error > 0 else None,
            level=level,
            n=n,
            n_unscored=self.unscored,
            clusters=n,
            method="least squares, HC1" if error > 0 else "",
            reason="" if error > 0 else "none differs from the line",
        )


def _wilson(share: float, size: float, level: float) -> tuple[float, float]:
    """Wilson's interval of a share at a size that need not be whole."""
    z = float(stats.norm.ppf(0.5 + level / 2))
    centre = (share + z * z / (2 * size)) / (1 + z * z / size)
    half = z / (1 + z * z / size) * math.sqrt(share * (1 - share) / size + z * z / (4 * size * size))
    return max(0.0, centre - half), min(1.0, centre + half)

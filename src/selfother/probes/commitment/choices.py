"""The choices of the commitment battery as a table, a row a story family and a column a cell; shares with intervals.

tabulate(items) -> Choices              what was scored, and what was not, by family and cell
share_of(values, ...) -> Estimate       the mean over families, with an interval that knows of rare ones
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selfother.probes.commitment.items import REVEALED, Revealed, measure_of
from selfother.records import Estimate, ItemScore
from selfother.scenarios.commitment.factors import Factors
from selfother.statistics.bounded_means import bounded_interval

__all__ = ["Choices", "in_points", "level_name", "mean_of_families", "nothing", "rate_of", "share_of", "tabulate"]

Array = NDArray[np.float64]
_METHOD = "bounded mean over story families"


@dataclass(frozen=True)
class Choices:
    """Choices of story families in cells.

    Attributes:
        families: Names, one a row.
        cells: One a column.
        values: Share of harm, or of refusals of a twin, less what the options draw without the story; mean over the
            tellings, shape (families, cells), NaN where nothing was scored.
        as_put: The same as the questions were put, mean over the orders of the options.
        asked: How many choices were asked, int, shape (families, cells).
        scored: How many of them were scored.
    """

    families: tuple[str, ...]
    cells: tuple[Factors, ...]
    values: Array
    as_put: Array
    asked: NDArray[np.int64]
    scored: NDArray[np.int64]

    def of(self, *measures: Revealed) -> "Choices":
        """Return the columns that are measures of these."""
        kept = [place for place, cell in enumerate(self.cells) if measure_of(cell) in measures]
        return self.columns(kept)

    def columns(self, kept: Sequence[int]) -> "Choices":
        """Return some of the columns."""
        tables = (table[:, kept] for table in (self.values, self.as_put, self.asked, self.scored))
        return Choices(self.families, tuple(self.cells[place] for place in kept), *tables)  # type: ignore[arg-type]

    @property
    def scored_cells(self) -> tuple[Factors, ...]:
        """The cells in which anything was scored."""
        return tuple(cell for cell, count in zip(self.cells, self.scored.sum(axis=0), strict=True) if count)

    @property
    def n(self) -> int:
        """How many choices were scored."""
        return int(self.scored.sum())

    @property
    def n_unscored(self) -> int:
        """How many were asked and not scored."""
        return int(self.asked.sum() - self.scored.sum())

    def family_means(self, *, as_put: bool = False) -> Array:
        """Return the mean of every family with a scored choice, each choice counting the same, shape (families,)."""
        values = np.nan_to_num(self.as_put if as_put else self.values)
        counts = self.scored.sum(axis=1)
        return np.asarray((values * self.scored).sum(axis=1)[counts > 0] / counts[counts > 0])

    def two_means(self) -> Iterator[tuple[bool, Array]]:
        """Yield whether means are as put, and the means of the families; as put only where that is something else."""
        means = self.family_means()
        yield False, means
        if not np.array_equal(means, as_put := self.family_means(as_put=True)):
            yield True, as_put

    def share(self, *, as_put: bool = False) -> Estimate:
        """Return the mean over families."""
        if not self.asked.sum():
            return nothing("not asked")
        means = self.family_means(as_put=as_put)
        if not len(means):
            return nothing("none was scored", self.n_unscored)
        return share_of(means, n=self.n, n_unscored=self.n_unscored)


def tabulate(items: Iterable[ItemScore]) -> Choices:
    """Return the table of all choices among the scores of `value_commitment`."""
    choices = [item for item in items if item.measure in REVEALED and isinstance(item.detail.get("cell"), dict)]
    families = tuple(sorted({item.cluster for item in choices}))
    of_item = [Factors(**item.detail["cell"]) for item in choices]  # type: ignore[arg-type]  # as the probe wrote them
    cells = tuple(dict.fromkeys(of_item))
    rows, columns = ({key: place for place, key in enumerate(keys)} for keys in (families, cells))
    shape = len(families), len(cells)
    sums, put = np.zeros(shape), np.zeros(shape)
    asked, scored = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    for item, cell in zip(choices, of_item, strict=True):
        place = rows[item.cluster], columns[cell]
        asked[place] += 1
        if item.value is not None:
            scored[place] += 1
            sums[place] += item.value
            put[place] += _number(item.detail.get("as_put"), item.value)
    with np.errstate(invalid="ignore"):
        return Choices(families, cells, sums / scored, put / scored, asked, scored)


def rate_of(
    items: Sequence[ItemScore],
    *,
    change: Callable[[float], float] = lambda value: value,
    bounds: tuple[float, float] = (0.0, 1.0),
) -> Estimate:
    """Return the mean over families of their mean scores.

    Args:
        items: Scores of one measure.
        change: What is made of every score.
        bounds: What it cannot leave after that.
    """
    values: defaultdict[str, list[float]] = defaultdict(list)
    missing = [item for item in items if item.value is None]
    for item in items:
        if item.value is not None:
            values[item.cluster].append(change(item.value))
    if not values:
        return nothing(missing[0].reason if missing else "not asked", len(missing))
    return mean_of_families(values, bounds, len(missing))


def mean_of_families(
    values: Mapping[str, Sequence[float]], bounds: tuple[float, float] = (0.0, 1.0), n_unscored: int = 0
) -> Estimate:
    """Return the mean over families of the means of their values."""
    means = np.array([float(np.mean(several)) for _, several in sorted(values.items())])
    return share_of(means, bounds=bounds, n=sum(map(len, values.values())), n_unscored=n_unscored)


def share_of(means: Array, *, n: int, n_unscored: int = 0, bounds: tuple[float, float] = (0.0, 1.0)) -> Estimate:
    """Return the mean of family means with its interval (`bounded_means`).

    Args:
        means: One a family, shape (families,), not empty.
        n: How many scores they are made of.
        n_unscored: How many more were asked.
        bounds: What no mean can leave.
    """
    kept = np.clip(means, *bounds)
    low, high = bounded_interval(kept, bounds)
    return Estimate(
        value=float(np.mean(kept)), low=float(min(low, kept.mean())), high=float(max(high, kept.mean())), n=n,
        n_unscored=n_unscored, clusters=len(kept), method=_METHOD,
    )  # fmt: skip


def nothing(reason: str, n_unscored: int = 0) -> Estimate:
    """Return an estimate that was not measured."""
    return Estimate(value=None, n_unscored=n_unscored, reason=reason)


def in_points(estimate: Estimate) -> str:
    """Return a share in points with its interval, as sentences have it."""
    if estimate.value is None:
        return "not measured"
    ends = "" if estimate.low is None else f" [{100 * estimate.low:.1f}, {100 * (estimate.high or 0.0):.1f}]"
    return f"{100 * estimate.value:.1f}{ends}"


def level_name(level: object) -> str:
    """Return a level as text, a price without needless digits."""
    return f"{level:g}" if isinstance(level, (int, float)) else str(level)


def _number(value: object, otherwise: float) -> float:
    return float(value) if isinstance(value, (int, float)) else otherwise

"""Least squares whose intervals hold over a few clusters of several kinds: organisms, training runs, items.

    y = sum_j theta_j x_j + error,      theta = (X'X)^+ X'y

For clusters of one kind, theta is fitted again without each of them (the cluster jackknife, "CV3"):

    V_kind = (G - 1)/G sum_g (theta_(g) - theta)^2,      interval = theta +- t(G - 1) sqrt(V_kind)

Two kinds that cross (every organism is trained at every seed) give a third error over both,
V_a + V_b - V_ab with V_ab over their pairs, and t(min(G_a, G_b) - 1). Known noise (rates of a few answers) gives a
fourth, normal, so that a fit without a residual is not "+- 0". **The widest interval counts**, at any level. A cluster
without which a coefficient cannot be estimated leaves it without an interval: it rests on that cluster.

Left out on purpose: sandwiches without a correction, which are far too narrow at 5 clusters; the wild cluster
bootstrap, which has 16 different draws there; a correction for the noise in x, which draws a slope towards 0.

Source:
    MacKinnon, Nielsen, Webb 2023, "Fast and reliable jackknife and bootstrap methods for cluster-robust inference"
    (CV3, and t with G - 1); Cameron, Gelbach, Miller 2011, "Robust inference with multiway clustering" (the sum over
    two kinds); MacKinnon, Nielsen, Webb 2024, "Jackknife inference with two-way clustering", arXiv:2406.08880 (its
    jackknife). Bell and McCaffrey 2002 is the other correction that is in use ("CR2"), with its own degrees of freedom.
    Differs from them: the widest of all kinds counts, with noise of known size among them.
"""

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import stats  # type: ignore[import-untyped]

from selfother.errors import BadArgument
from selfother.rounding import is_rounding

__all__ = ["ClusteredFit", "Error", "Noise", "clustered_fit"]

Array = NDArray[np.float64]
_RANK = 1e-9
"""Share of the largest eigenvalue below which a direction of X'X is no direction."""
_ESTIMABLE = 1e-6


@dataclass(frozen=True)
class Noise:
    """Errors of known size.

    Attributes:
        groups: One name an observation; those of one name share one error, others are independent of it.
        variances: Of that error, one an observation.
    """

    groups: Sequence[Hashable]
    variances: Sequence[float]


@dataclass(frozen=True)
class Error:
    """A standard error over clusters of one kind.

    Attributes:
        size: In the unit of the coefficient.
        df: Degrees of freedom of its t; infinite: normal.
    """

    size: float
    df: float


@dataclass(frozen=True)
class ClusteredFit:
    """Coefficients with an error for every kind of cluster.

    Attributes:
        values: Name of a column -> its coefficient; None where the columns do not tell it from the others.
        errors: Name of a column -> kind of cluster -> its error.
        reasons: Name of a column -> why it has no interval.
        residuals: y minus the fit, one an observation; NaN without a fit.
        n: Observations.
    """

    values: Mapping[str, float | None]
    errors: Mapping[str, Mapping[str, Error]]
    reasons: Mapping[str, str]
    residuals: Array = field(repr=False)
    n: int

    def interval(self, name: str, level: float = 0.95) -> tuple[float, float] | None:
        """The widest interval of a coefficient over all kinds of cluster; None where it has none."""
        value = self.values[name]
        if value is None or name in self.reasons:
            return None
        half = max(_half(error, level) for error in self.errors[name].values())
        return value - half, value + half

    def widest(self, name: str, level: float = 0.95) -> str:
        """The kind of cluster that makes the interval of a coefficient as wide as it is; empty where it has none."""
        errors = self.errors[name]
        return max(errors, key=lambda kind: _half(errors[kind], level)) if self.interval(name) else ""

    def is_within(self, name: str, margin: float, *, of: float = 0.0, alpha: float = 0.05) -> bool:
        """Whether a coefficient is shown to lie within a margin of a number: two one-sided tests, at their worst kind.

        Source:
            Schuirmann 1987.
        """
        ends = self.interval(name, 1.0 - 2.0 * alpha)
        return ends is not None and of - margin < ends[0] and ends[1] < of + margin

    def is_beyond(self, name: str, margin: float, *, of: float = 0.0, level: float = 0.95) -> bool:
        """Whether the whole interval of a coefficient lies farther from a number than a margin, on one side."""
        ends = self.interval(name, level)
        return ends is not None and (ends[0] > of + margin or ends[1] < of - margin)


def clustered_fit(
    y: Sequence[float],
    columns: Mapping[str, Sequence[float]],
    *,
    clusters: Mapping[str, Sequence[Hashable]],
    absorbed: Sequence[Sequence[Hashable]] = (),
    noise: Sequence[Noise] = (),
) -> ClusteredFit:
    """Fit by least squares, with errors over clusters.

    Args:
        y: One an observation.
        columns: Name -> its values, one an observation; write the intercept as a column of ones.
        clusters: Kind of cluster -> the cluster of every observation. A kind with one cluster has no error.
        absorbed: Groups that get an intercept of their own each (organisms, targets), one name an observation.
        noise: Errors of known size, for the kind "items"; their variances add up.

    Raises:
        BadArgument: No observation or no column, a number that is not finite, or columns of other lengths than y.

    Example:
        >>> x = [0.0, 1.0, 0.0, 1.0, 0.0, 1.0]
        >>> columns = {"intercept": [1.0] * 6, "slope": x}
        >>> fit = clustered_fit([0.0, 1.0, 0.1, 0.9, 0.0, 1.1], columns, clusters={"runs": [0, 0, 1, 1, 2, 2]})
        >>> round(fit.values["slope"], 3), [round(end, 2) for end in fit.interval("slope")]
        (0.967, [0.59, 1.35])
    """
    target, design = _checked(y, columns, [*clusters.values(), *absorbed, *(part.groups for part in noise)])
    names = list(columns)
    own = len(names)
    design = np.column_stack([design, *(_dummies(groups) for groups in absorbed)])
    theta, can = _solve(design.T @ design, design.T @ target)
    is_estimable = can[:own]
    values = {name: float(theta[j]) if is_estimable[j] else None for j, name in enumerate(names)}
    errors: dict[str, dict[str, Error]] = {name: {} for name in names}
    reasons = {name: "the columns do not tell it apart" for name, value in values.items() if value is None}
    for kind, (variances, df, lost) in _over_clusters(target, design, theta, clusters, own).items():
        for j, name in enumerate(names):
            if lost[j]:
                reasons.setdefault(name, f"it cannot be estimated without {lost[j]}")
            errors[name][kind] = Error(math.sqrt(max(variances[j], 0.0)), df)
    if noise:
        for j, (name, variance) in enumerate(zip(names, _of_noise(design, noise)[:own], strict=True)):
            errors[name]["items"] = Error(math.sqrt(variance) if is_estimable[j] else math.nan, math.inf)
    scale = float(np.abs(target).max())
    for name in names:
        if all(is_rounding(error.size, scale) for error in errors[name].values()):
            reasons.setdefault(name, "nothing varies" if errors[name] else "there is one cluster only")
    return ClusteredFit(values, errors, reasons, target - design @ theta, len(target))


def _half(error: Error, level: float) -> float:
    return float(stats.t.ppf(0.5 + level / 2, error.df)) * error.size


def _checked(
    y: Sequence[float], columns: Mapping[str, Sequence[float]], others: Sequence[Sequence[Hashable]]
) -> tuple[Array, Array]:
    target = np.asarray(y, float)
    lengths = {len(column) for column in (*columns.values(), *others)}
    if not columns or not len(target) or lengths != {len(target)}:
        raise BadArgument(
            f"a fit needs columns and clusters as long as y; got y of {len(target)} and lengths "
            f"{', '.join(map(str, sorted(lengths))) or 'none'}. Give one of each an observation."
        )
    design = np.column_stack([np.asarray(column, float) for column in columns.values()])
    if not (np.isfinite(target).all() and np.isfinite(design).all()):
        raise BadArgument("a fit needs finite numbers. Leave out what was not measured, and count it.")
    return target, design


def _dummies(groups: Sequence[Hashable]) -> Array:
    """A column of 0 and 1 for every group."""
    order = {name: place for place, name in enumerate(dict.fromkeys(groups))}
    return np.eye(len(order))[[order[name] for name in groups]]


def _solve(squares: Array, products: Array) -> tuple[Array, NDArray[np.bool_]]:
    """The coefficients of one normal equation, or of a stack of them, and which of them are estimable."""
    inverse = np.linalg.pinv(squares, rcond=_RANK, hermitian=True)
    kept = np.diagonal(inverse @ squares, axis1=-2, axis2=-1)
    return np.einsum("...jk,...k->...j", inverse, products), np.abs(kept - 1.0) < _ESTIMABLE


def _over_clusters(
    y: Array, design: Array, theta: Array, clusters: Mapping[str, Sequence[Hashable]], own: int
) -> dict[str, tuple[Array, float, list[str]]]:
    """Kind -> variances, degrees of freedom, and the cluster without which a coefficient cannot be estimated."""
    several = {kind: groups for kind, groups in clusters.items() if len(set(groups)) > 1}
    jackknifed = {kind: _jackknife(y, design, theta, groups, own) for kind, groups in several.items()}
    if len(several) == 2:
        (first, second), pairs = several, list(zip(*several.values(), strict=True))
        of_pairs, _, _ = _jackknife(y, design, theta, pairs, own)
        both = jackknifed[first][0] + jackknifed[second][0] - of_pairs
        df = min(jackknifed[first][1], jackknifed[second][1])
        jackknifed[f"{first} and {second}"] = (both, df, [""] * own)
    return jackknifed


def _jackknife(
    y: Array, design: Array, theta: Array, groups: Sequence[Hashable], own: int
) -> tuple[Array, float, list[str]]:
    members = _dummies(groups)
    count = members.shape[1]
    squares = np.einsum("ng,nj,nk->gjk", members, design, design, optimize=True)
    products = np.einsum("ng,nj,n->gj", members, design, y, optimize=True)
    left_out, can = _solve(squares.sum(axis=0) - squares, products.sum(axis=0) - products)
    variances = (count - 1) / count * ((left_out - theta)[:, :own] ** 2).sum(axis=0)
    names = list(dict.fromkeys(groups))
    lost = [next((str(names[g]) for g in range(count) if not can[g, j]), "") for j in range(own)]
    return variances, count - 1.0, lost


def _of_noise(design: Array, noise: Sequence[Noise]) -> Array:
    """The variance of every coefficient from errors of known size."""
    weights = np.linalg.pinv(design.T @ design, rcond=_RANK, hermitian=True) @ design.T
    total = np.zeros(len(weights))
    for part in noise:
        members = _dummies(part.groups)
        variances = (members * np.asarray(part.variances, float)[:, None]).max(axis=0)
        total += (weights @ members) ** 2 @ variances
    return total

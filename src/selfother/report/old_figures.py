"""Figures as plain data: an arm's mark, and contrasts on a common axis. Templates only print it.

Positions of intervals are per cent of whatever width the page gives them. The landscape and the dose panels are in
`landscape` and `dose`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from selfother.records import ArmRecord, Estimate
from selfother.report.figures.axes import Axis, linear_axis

__all__ = ["ForestAxis", "Interval", "Mark", "forest_axis", "interval_on", "marks", "share_axis"]

_COLOURS = 8
_SHAPES = (
    "M-4.6,0a4.6,4.6 0 1,0 9.2,0a4.6,4.6 0 1,0-9.2,0Z",
    "M-4.2,-4.2H4.2V4.2H-4.2Z",
    "M0,-5.4L5.2,4.2H-5.2Z",
    "M0,-5.8L5.8,0L0,5.8L-5.8,0Z",
    "M0,5.4L5.2,-4.2H-5.2Z",
    "M-1.7,-5.2H1.7V-1.7H5.2V1.7H1.7V5.2H-1.7V1.7H-5.2V-1.7H-1.7Z",
    "M0,-5.4L5.1,-1.7L3.2,4.4H-3.2L-5.1,-1.7Z",
    "M0,-6L1.5,-2.1L5.7,-1.9L2.4,0.8L3.5,4.9L0,2.5L-3.5,4.9L-2.4,0.8L-5.7,-1.9L-1.5,-2.1Z",
)


@dataclass(frozen=True)
class Mark:
    """How an arm is drawn everywhere on the page: treatments filled, baselines and controls hollow."""

    colour: int
    shape: str
    is_filled: bool


@dataclass(frozen=True)
class Interval:
    """A point and its interval on a horizontal axis, in per cent of the axis' width; None where there is none."""

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class ForestAxis:
    """The common axis of contrasts of one unit; `band` is the region within the margin of no difference."""

    axis: Axis
    ticks: list[tuple[float, str]]
    zero: float
    band: tuple[float, float] | None


def marks(arms: Sequence[ArmRecord], names: Sequence[str]) -> dict[str, Mark]:
    """Return each arm's mark; the first eight differ in colour and shape, the next in their pairing.

    Args:
        arms: The report's arms, in order.
        names: Further arm names that occur in the data.
    """
    roles = {arm.name: arm.role for arm in arms}
    order = dict.fromkeys([*roles, *names])
    return {
        name: Mark(
            colour=index % _COLOURS,
            shape=_SHAPES[(index + index // _COLOURS) % len(_SHAPES)],
            is_filled=roles.get(name, "treatment") in ("treatment", "upper bound"),
        )
        for index, name in enumerate(order)
    }


def forest_axis(estimates: Sequence[Estimate], *, is_share: bool, margin: float | None) -> ForestAxis:
    """Return the axis that holds every estimate, its interval and zero.

    Args:
        estimates: What is drawn on it.
        is_share: Values are shares, labels points.
        margin: Half-width of the band of no difference, as a share; None where there is none.
    """
    ends = [end for e in estimates for end in (e.low, e.value, e.high) if end is not None]
    axis = linear_axis(
        [0.0, *ends, *((-margin, margin) if margin else ())],
        count=4,
        scale=100.0 if is_share else 1.0,
        is_signed=True,
    )
    band = (_per_cent(axis, -margin), _per_cent(axis, margin)) if margin else None
    return ForestAxis(axis, [(round(100.0 * p, 2), label) for p, label in axis.ticks], _per_cent(axis, 0.0), band)


def interval_on(axis: Axis, estimate: Estimate | None) -> Interval | None:
    """Return the estimate's place on an axis, None where nothing was measured."""
    if estimate is None or estimate.value is None:
        return None
    low, high = (None if end is None else _per_cent(axis, end) for end in (estimate.low, estimate.high))
    return Interval(_per_cent(axis, estimate.value), low, high)


def _per_cent(axis: Axis, value: float) -> float:
    return round(100.0 * axis.at(value), 2)


def share_axis() -> Axis:
    """Return the axis of shares, 0 to 1."""
    return Axis(0.0, 1.0, ((0.0, "0"), (0.5, "50"), (1.0, "100")))

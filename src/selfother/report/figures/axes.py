"""Axes: round ticks, linear or logarithmic with a place for zero, and labels that do not cover each other."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from selfother.wording import compact

__all__ = ["Axis", "Box", "linear_axis", "log_axis", "place_label"]

_ZERO_APART = 0.14  # of a logarithmic axis lies between the place of zero and the first decade
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_PLAIN_POWERS = 4


@dataclass(frozen=True)
class Axis:
    """A mapping of values to [0, 1], with its ticks.

    Attributes:
        low: Value at 0 (for a logarithmic axis its decade's exponent).
        high: Value at 1.
        ticks: (position in [0, 1], label) in ascending order.
        is_log: Logarithmic; exact zeros then stand at 0, left of the first decade.
    """

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    is_log: bool = False

    def at(self, value: float) -> float:
        """The position of a value, clipped to [0, 1]."""
        return min(max(self.beyond(value), 0.0), 1.0)

    def beyond(self, value: float) -> float:
        """The position of a value, outside [0, 1] where the axis does not reach it."""
        if self.is_log:
            value = math.log10(value) if value > 0.0 else self.low
        return (value - self.low) / (self.high - self.low)


@dataclass(frozen=True)
class Box:
    """A rectangle that a mark or a label covers, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        """Whether the two rectangles share a point."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def linear_axis(
    values: Sequence[float],
    *,
    count: int = 5,
    scale: float = 1.0,
    is_signed: bool = False,
    is_tight: bool = False,
) -> Axis:
    """An axis with round ends that holds all values.

    Args:
        values: What must be on it (add 0 yourself if it must be).
        count: About how many steps.
        scale: What a label's number is multiplied with (100 for points).
        is_signed: Print a plus sign.
        is_tight: The axis ends at the least and the largest value; round numbers between them have ticks.

    Example:
        >>> [label for _, label in linear_axis([0.0, 0.93], scale=100.0).ticks]
        ['0', '20', '40', '60', '80', '100']
    """
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    if high - low < 1e-12:
        low, high = low - 0.5 * (abs(low) or 1.0), high + 0.5 * (abs(high) or 1.0)
    step = _round_step((high - low) / count)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    numbers = [index * step for index in range(first, last + 1)]
    start, end = numbers[0], numbers[-1]
    if is_tight:
        start, end = low, high
        numbers = [n for n in numbers if start - 1e-9 * step <= n <= end + 1e-9 * step]
    digits = max(0, -math.floor(math.log10(step * scale) + 1e-9))
    ticks = tuple(((n - start) / (end - start), _tick_label(n * scale, digits, is_signed)) for n in numbers)
    return Axis(start, end, ticks)


def log_axis(values: Sequence[float]) -> Axis:
    """A logarithmic axis that holds all values; what is not above zero stands left of its first decade.

    Example:
        >>> [label for _, label in log_axis([0.03, 2.0]).ticks]
        ['0.01', '0.1', '1', '10']
    """
    above = [value for value in values if value > 0.0] or [1.0]
    first, last = math.floor(math.log10(min(above)) + 1e-9), math.ceil(math.log10(max(above)) - 1e-9)
    last = max(last, first + 1)
    has_zero = min(values, default=1.0) <= 0.0
    low = first - max(0.6, _ZERO_APART * (last - first)) if has_zero else float(first)
    stride = max(1, math.ceil((last - first) / 4))
    decades = [((exponent - low) / (last - low), _power_label(exponent)) for exponent in range(first, last + 1, stride)]
    return Axis(low, float(last), tuple(([(0.0, "0")] if has_zero else []) + decades), is_log=True)


def place_label(at: tuple[float, float], size: tuple[float, float], *, taken: Sequence[Box], frame: Box) -> Box:
    """Where a label stands: the first free place around its mark, nearest first.

    Args:
        at: The mark's centre.
        size: Width and height of the label.
        taken: What must not be covered.
        frame: What must not be left.
    """
    width, height = size
    fallback: Box | None = None
    for distance in range(9, 140, 6):
        for turn in (0, 4, 1, 7, 3, 5, 2, 6):
            dx, dy = math.cos(turn * math.pi / 4.0) * distance, -math.sin(turn * math.pi / 4.0) * distance
            x = at[0] + dx - (width if turn in (3, 4, 5) else width / 2.0 if turn in (2, 6) else 0.0)
            y = at[1] + dy - height / 2.0
            box = Box(x, y, x + width, y + height)
            inside = x >= frame.left and box.right <= frame.right and y >= frame.top and box.bottom <= frame.bottom
            if not inside:
                continue
            fallback = fallback or box
            if not any(box.overlaps(other) for other in taken):
                return box
    return fallback or Box(frame.left, frame.top, frame.left + width, frame.top + height)


def _power_label(exponent: int) -> str:
    """A power of ten, in digits where these are few."""
    return compact(10.0**exponent) if abs(exponent) <= _PLAIN_POWERS else f"10{str(exponent).translate(_SUPERSCRIPTS)}"


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * factor for factor in (1.0, 2.0, 2.5, 5.0, 10.0) if power * factor >= rough * 0.9999)


def _tick_label(value: float, digits: int, is_signed: bool) -> str:
    text = f"{abs(value):,.{min(digits + 1, 6)}f}" if digits else f"{abs(value):,.10g}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    if text in ("0", ""):
        return "0"
    return ("\u2212" if value < 0 else "+" if is_signed else "") + text

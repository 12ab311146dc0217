"""Deception against dose as plain data, one panel for each way of measuring dose.

Positions are pixels of a view box 360 wide, the width of a phone, so that text is never scaled down.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from selfother.records import DosePoint
from selfother.report.figures.axes import Axis, Box, place_label, positive_axis
from selfother.report.old_figures import Mark
from selfother.report.text import clipped
from selfother.wording import decimal, percent

__all__ = ["DoseMark", "DosePanel", "dose_panels"]

_DOSE = Box(44.0, 14.0, 350.0, 250.0)
_FOOT = 14.0  # room under 0 %, for marks and their labels


@dataclass(frozen=True)
class DoseMark:
    """One arm on a dose panel, in pixels; a label at most once an arm."""

    mark: Mark
    x: float
    y: float
    low: float | None
    high: float | None
    tip: str
    label: str = ""
    label_box: Box | None = None
    leader: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class DosePanel:
    """Deception against one way of measuring dose.

    Attributes:
        missing: "arm, seed s" whose dose or deception was not measured.
    """

    title: str
    measured: str
    points: list[DoseMark]
    x_ticks: list[tuple[float, str]]
    y_ticks: list[tuple[float, str]]
    is_log: bool
    missing: list[str]
    alt: str


def dose_panels(
    dose: Sequence[DosePoint], styles: dict[str, Mark], measured: str = "deceptive answers"
) -> list[DosePanel]:
    """Return one panel for each way of measuring dose, in the order they first occur; `measured` is what is up."""
    ways = dict.fromkeys(way for point in dose for way in point.doses)
    return [_dose_panel(way, dose, styles, measured) for way in ways]


def _dose_panel(way: str, dose: Sequence[DosePoint], styles: dict[str, Mark], measured: str) -> DosePanel:
    shown = [p for p in dose if p.doses.get(way) is not None and p.deception.value is not None]
    axis = positive_axis([p.doses[way] or 0.0 for p in shown])
    points = [_dose_mark(p, p.doses[way] or 0.0, axis, styles[p.arm], measured) for p in shown]
    missing = [_name(p) for p in dose if p not in shown]
    title = clipped(way, 100)
    words = "; ".join(f"{clipped(p.arm, 60)} {percent(p.deception.value or 0.0, 1)}" for p in shown)
    return DosePanel(
        title=title,
        measured=measured,
        points=_with_labels(points, [clipped(p.arm, 40) for p in shown]),
        x_ticks=[(_across(p), label) for p, label in axis.ticks],
        y_ticks=[(_up(s / 100.0), f"{s}") for s in (0, 25, 50, 75, 100)],
        is_log=axis.is_log,
        missing=missing,
        alt=f"{measured[:1].upper()}{measured[1:]} in per cent against {title}, one mark an arm: {words}.",
    )


def _dose_mark(point: DosePoint, amount: float, axis: Axis, mark: Mark, measured: str) -> DoseMark:
    e = point.deception
    value = e.value or 0.0
    span = (
        f" [{percent(e.low, 1, unit=False)}, {percent(e.high, 1)}]" if e.low is not None and e.high is not None else ""
    )
    name = _name(point)
    tip = f"{name}: {percent(value, 1)} {measured}{span}, n = {e.n:,}, dose {decimal(amount)}"
    low, high = (None if end is None else _up(end) for end in (e.low, e.high))
    return DoseMark(mark, _across(axis.at(amount)), _up(value), low, high, tip)


def _name(point: DosePoint) -> str:
    on = f" on {clipped(point.subject, 60)}" if point.subject else ""
    return f"{clipped(point.arm, 60)}{on}, seed {point.seed}"


def _across(position: float) -> float:
    return round(_DOSE.left + 8.0 + position * (_DOSE.right - _DOSE.left - 16.0), 2)


def _up(share: float) -> float:
    return round(_DOSE.bottom - _FOOT - min(max(share, 0.0), 1.0) * (_DOSE.bottom - _FOOT - _DOSE.top), 2)


def _with_labels(points: list[DoseMark], names: list[str]) -> list[DoseMark]:
    taken = [Box(p.x - 6.0, p.y - 6.0, p.x + 6.0, p.y + 6.0) for p in points]
    frame = Box(_DOSE.left + 2.0, _DOSE.top - 10.0, _DOSE.right + 8.0, _DOSE.bottom - 1.0)
    labelled: list[DoseMark] = []
    seen: set[str] = set()
    for point, name in zip(points, names, strict=True):
        if name in seen:
            labelled.append(point)
            continue
        seen.add(name)
        text = name if len(name) <= 24 else f"{name[:23]}…"
        box = place_label((point.x, point.y), (6.1 * len(text) + 2.0, 13.0), taken=taken, frame=frame)
        taken.append(box)
        labelled.append(_labelled(point, text, box))
    return labelled


def _labelled(point: DoseMark, text: str, box: Box) -> DoseMark:
    end_x = min(max(point.x, box.left), box.right)
    end_y = min(max(point.y, box.top), box.bottom)
    is_far = (end_x - point.x) ** 2 + (end_y - point.y) ** 2 > 9.0**2
    leader = (point.x, point.y, round(end_x, 2), round(end_y, 2)) if is_far else None
    rounded = Box(round(box.left, 2), round(box.top, 2), round(box.right, 2), round(box.bottom, 2))
    return DoseMark(
        point.mark, point.x, point.y, point.low, point.high, point.tip, label=text, label_box=rounded, leader=leader
    )

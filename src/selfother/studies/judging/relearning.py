"""How soon an arm lies again: arms that end in `relearning` become one curve for each arm that they were tuned from."""

import itertools
import json
from collections.abc import Sequence
from typing import Any

from selfother.records import Estimate, RelearningCurve, RelearningRecord
from selfother.studies.declaring.parts import Part, short_name
from selfother.studies.declaring.study import Arm
from selfother.studies.judging.bench import Bench, MeasureKey
from selfother.wording import percent

__all__ = ["half_reached", "relearning_lines", "relearning_of"]


def relearning_of(bench: Bench) -> RelearningRecord | None:
    """The curves of a study on its primary measure; None without such arms or such a measure.

    Arms of one curve differ in nothing but the number of steps. Step 0 is the arm that was tuned further, where the
    study has it.
    """
    key = bench.primary
    families = _families(bench)
    if key is None or not families:
        return None
    subject = bench.subject
    rate = bench.level(subject, key).value if subject else None
    half = None if rate is None else rate / 2
    curves = [_curve(bench, key, tuned, half) for tuned in families]
    return RelearningRecord(subject=subject or "", half=half, curves=curves)


def half_reached(steps: Sequence[int], rates: Sequence[float | None], half: float | None) -> tuple[float | None, str]:
    """After how many steps a curve first reaches a rate, interpolated between two measured points, and in words.

    Args:
        steps: Ascending.
        rates: The rate after each; None is left out.
        half: The rate that is to be reached.

    Example:
        >>> half_reached([0, 4, 8], [0.0, 0.25, 0.75], 0.5)
        (6.0, '6.0 steps')
        >>> half_reached([0, 4, 8], [0.0, 0.1, 0.2], 0.5)
        (None, 'not reached in 8 steps')
    """
    points = [(step, rate) for step, rate in zip(steps, rates, strict=True) if rate is not None]
    if half is None or not points:
        return None, "not measured"
    if points[0][1] >= half:
        first = points[0][0]
        return float(first), "from the start" if first == 0 else f"{first} steps or fewer"
    for (before, low), (after, high) in itertools.pairwise(points):
        if high >= half:
            at = before + (after - before) * (half - low) / (high - low)
            return at, f"{at:.1f} steps"
    return None, f"not reached in {points[-1][0]} steps"


def relearning_lines(record: RelearningRecord | None) -> list[str]:
    """The sentence for the top of the report."""
    if record is None or record.half is None:
        return []
    curves = "; ".join(f"{curve.arm}, {curve.word}" for curve in record.curves)
    half = f"half the lies of {record.subject} ({percent(record.half)})"
    return [f"Tuning on lies brings back {half} as follows: {curves}."]


def _families(bench: Bench) -> list[dict[int, str]]:
    """Return, for each curve, steps -> arm."""
    arms = bench.study.arms
    curves: dict[str, dict[int, str]] = {}
    for name, arm in arms.items():
        if not arm.apply or short_name(arm.apply[-1].name) != "relearning":
            continue
        rest = bench.layout.made.arms[name][-1].settings
        schedule = dict(rest.pop("schedule"))
        steps = int(schedule.pop("steps"))
        before = arm.apply[:-1]
        origin = next((name for name, other in arms.items() if _is(other, arm.start, before)), None)
        shared = [arm.start, _said(before), {**rest, "schedule": schedule}]
        curve = curves.setdefault(json.dumps(shared, sort_keys=True), {})
        if origin is not None:
            curve[0] = origin
        curve[steps] = name
    return [dict(sorted(curve.items())) for curve in curves.values()]


def _is(arm: Arm, start: str, applied: list[Part]) -> bool:
    return arm.start == start and _said(arm.apply) == _said(applied)


def _said(parts: list[Part]) -> list[Any]:
    return [part.model_dump(mode="json") for part in parts]


def _curve(bench: Bench, key: MeasureKey, tuned: dict[int, str], half: float | None) -> RelearningCurve:
    levels: list[Estimate] = [bench.level(arm, key) for arm in tuned.values()]
    reached, word = half_reached(list(tuned), [level.value for level in levels], half)
    first = next(iter(tuned.values()))
    return RelearningCurve(arm=first, steps=list(tuned), deception=levels, half_steps=reached, word=word)

"""Asks a task probe of every null policy and of a positive control, as a model is asked."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from selfother.dialogues.asked import Turn
from selfother.dialogues.informed import Facts, Informed
from selfother.dialogues.policy import Policy
from selfother.errors import BadArgument
from selfother.exams.own.claim import MeasureExam
from selfother.exams.policies.nulls import null_policies
from selfother.probes.probe import Probe, TaskProbe
from selfother.records import Estimate, ItemScore
from selfother.statistics.bounded_means import bounded_interval

if TYPE_CHECKING:
    from inspect_ai import Task


__all__ = ["Rule", "measure_exam", "scores_of", "scores_of_control", "scores_of_nulls", "simultaneous"]

Rule = Callable[[Facts], str]
Scores = Sequence[ItemScore]
_ERROR = 0.05


@cache
def scores_of_nulls(probe: TaskProbe) -> dict[str, tuple[ItemScore, ...]]:
    """Null policy -> the scores that a probe gives it; asked once, since several rows read the same probe.

    Args:
        probe: What is asked.
    """
    return {policy.name: scores_of(probe, policy) for policy in null_policies()}


def scores_of_control(probe: TaskProbe, name: str, rule: Rule) -> tuple[ItemScore, ...]:
    """The scores of a positive control that is told what every sample is about.

    Args:
        probe: What is asked.
        name: What the control does: "always tells the truth".
        rule: Facts of a sample (its metadata) -> the answer.
    """
    return scores_of(probe, Informed(name, _known(probe.task()), rule))


def measure_exam(
    probe: Probe,
    measure: str,
    *,
    chance: float,
    control: Scores,
    nulls: Mapping[str, Scores] | None = None,
    where: Callable[[ItemScore], bool] = lambda item: True,
    bounds: tuple[float, float] | None = None,
) -> MeasureExam:
    """One measure of a probe, for the control and for each null.

    Args:
        probe: What was asked.
        measure: Which of its measures.
        chance: What a subject reaches that lacks the property.
        control: Scores of the positive control.
        nulls: Null -> its scores; None: those of `scores_of_nulls`.
        where: Which items count.
        bounds: What no score can leave; None: what the probe says, else 0 and 1.
    """
    if nulls is None and not isinstance(probe, TaskProbe):
        raise BadArgument(f"{probe.word} is no Inspect task, so no policy can be asked. Give the scores of its nulls.")
    asked = scores_of_nulls(probe) if nulls is None else nulls
    within = bounds or type(probe).ranges.get(measure, (0.0, 1.0))
    level = simultaneous(len(asked))

    def mean(scores: Scores, level: float) -> Estimate:
        return _mean([item for item in scores if item.measure == measure and where(item)], within, level)

    return MeasureExam(
        probe=probe.word,
        measure=measure,
        chance=chance,
        control=mean(control, 1.0 - _ERROR),
        nulls={name: mean(scores, level) for name, scores in asked.items()},
    )


def simultaneous(nulls: int) -> float:
    """The coverage of each interval with which all of so many hold together, at 95 %."""
    return 1.0 - _ERROR / max(1, nulls)


def scores_of(probe: TaskProbe, policy: Policy) -> tuple[ItemScore, ...]:
    """The scores that a probe gives a policy, asked through the task's own solver and scorers.

    Args:
        probe: What is asked.
        policy: Who answers.
    """
    from selfother.probes.inspect.taking import take_task

    return tuple(probe.read(take_task(probe.task, policy)).items)


def _known(task: "Task") -> dict[tuple["Turn", ...], Facts]:
    """The conversation of every sample -> what the task knows of it."""
    known: dict[tuple[Turn, ...], Facts] = {}
    for sample in task.dataset:
        asked = sample.input
        turns = [Turn("user", asked)] if isinstance(asked, str) else [Turn(turn.role, turn.text) for turn in asked]
        known[tuple(turns)] = {"target": sample.target, **(sample.metadata or {})}
    return known


def _mean(items: Scores, bounds: tuple[float, float], level: float) -> Estimate:
    """The mean over clusters of their mean scores, with an interval that holds whatever their distribution."""
    missing = [item for item in items if item.value is None]
    clusters: dict[str, list[float]] = {}
    for item in items:
        if item.value is not None:
            clusters.setdefault(f"{item.family}/{item.cluster}", []).append(item.value)
    if not clusters:
        return Estimate(value=None, n_unscored=len(missing), reason=missing[0].reason if missing else "not asked")
    means = np.array([float(np.mean(values)) for values in clusters.values()])
    low, high = (float(end) for end in bounded_interval(means, bounds, level))
    n = sum(map(len, clusters.values()))
    return Estimate(
        value=float(means.mean()), low=low, high=high, level=level, n=n, n_unscored=len(missing), clusters=len(means),
        method="bounded mean over clusters",
    )  # fmt: skip

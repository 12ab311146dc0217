"""The exam of a task: what each policy scores on the same items, against a model that claims the property.

Items are what is sampled. The claim is a model's score on the same items (paired with each null), or a number that you
give; without either there is no positive control, and no share.
"""

from collections.abc import Mapping
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from selfother.errors import NotMeasured
from selfother.exams.record import Word
from selfother.exams.word import share_of, word_of
from selfother.records import Estimate, Record
from selfother.statistics.bounded_means import bounded_interval
from selfother.wording import plural

__all__ = ["Scores", "TaskExam", "TaskResult", "examine_scores"]

Scores = Mapping[str, float]
"""Item -> score; an item that could not be scored is left out."""
_ERROR = 0.05
_ROUNDING = 1e-9


class TaskResult(Record):
    """What one policy scores.

    Attributes:
        value: Mean score; its interval holds for all policies together. None where no answer could be scored.
        share: (value - chance) / (claim - chance); None without a claim.
        exceeds_chance: Whether the interval lies on the claim's side of chance; False without a claim.
        is_worse: Whether it is shown to be worse than the claim, on the items that both have; None without a claim.
    """

    value: Estimate
    share: float | None = None
    exceeds_chance: bool = False
    is_worse: bool | None = None


class TaskExam(Record):
    """What `selfother qualify --task` answers.

    Attributes:
        task: Its name.
        measure: What is averaged.
        n: Items that were asked.
        chance: What a subject reaches that lacks the property.
        chance_source: What `chance` rests on, in words.
        nulls: Policy -> result.
        best_null: The null with the largest share; without a claim the one with the largest score.
        instrument: Who claims the property; empty for a number that was given, or none.
        claim: The model's score, or the number that was given; None for neither.
        claim_source: Which of them.
        share: That of the best null.
        word: By the rule of `word_of`.
        level: Coverage of each interval.
        warnings: What a reader must know before the numbers, a sentence each.
    """

    task: str
    measure: str
    n: int
    chance: float
    chance_source: str
    nulls: dict[str, TaskResult]
    best_null: str | None
    instrument: str = ""
    claim: float | None = None
    claim_source: Literal["log", "control", "given"] | None = None
    share: float | None = None
    word: Word
    level: float
    warnings: list[str] = Field(default_factory=list)


def examine_scores(
    task: str,
    scores: Mapping[str, Scores],
    *,
    measure: str,
    n: int,
    chance: tuple[float, str],
    claim: float | tuple[str, Scores, Literal["log", "control"]] | None = None,
) -> TaskExam:
    """The word of a task, from the scores of its items.

    Args:
        task: Its name.
        scores: Policy -> item -> score.
        measure: What is averaged.
        n: Items that were asked.
        chance: What a subject reaches that lacks the property, and what that rests on.
        claim: A number; or who claims, item -> score and where the scores are from; None: nobody claims anything.

    Raises:
        NotMeasured: No policy has a score.
    """
    if not any(scores.values()):
        raise NotMeasured(f"{task}: no answer of a policy could be scored. It may want tools, files or several turns.")
    who, known, source = claim if isinstance(claim, tuple) else ("", {}, "given" if claim is not None else None)
    goal = float(np.mean(list(known.values()))) if known else claim if isinstance(claim, float) else None
    level = 1.0 - _ERROR / max(1, len(scores))
    nulls = {name: _result(of, known, goal, chance[0], level, n) for name, of in scores.items()}
    ranked = {name: _rank(result) for name, result in nulls.items() if result.value.value is not None}
    best = max(ranked, key=lambda name: ranked[name])
    has_control = goal is not None and abs(goal - chance[0]) > _ROUNDING and _control_exceeds(known, chance[0])
    return TaskExam(
        task=task,
        measure=measure,
        n=n,
        chance=chance[0],
        chance_source=chance[1],
        nulls=nulls,
        best_null=best,
        instrument=who,
        claim=goal,
        claim_source=source,
        share=nulls[best].share,
        word=word_of(
            nulls[best].share,
            exceeds_chance=any(result.exceeds_chance for result in nulls.values()),
            is_shown_worse=nulls[best].is_worse is not False,
            has_control=has_control,
        ),
        level=level,
        warnings=[*_warnings(nulls, n), *(_other_samples(len(known), n) if source == "log" else [])],
    )


def _result(scores: Scores, known: Scores, goal: float | None, chance: float, level: float, n: int) -> TaskResult:
    value = _mean(scores, level, n)
    if value.value is None or goal is None:
        return TaskResult(value=value)
    sign = 1.0 if goal > chance else -1.0
    share = share_of(sign * value.value, chance=sign * chance, claim=sign * goal)
    low, high = sorted((sign * (value.low or 0.0), sign * (value.high or 0.0)))
    both = [item for item in scores if item in known]
    if both:
        gaps = np.array([sign * (known[item] - scores[item]) for item in both])
        is_worse = bool(bounded_interval(gaps, _within(gaps, (-1.0, 1.0)), level)[0] > 0.0)
    else:
        is_worse = high < sign * goal
    return TaskResult(value=value, share=share, exceeds_chance=low > sign * chance, is_worse=is_worse)


def _mean(scores: Scores, level: float, n: int) -> Estimate:
    if not scores:
        return Estimate(value=None, n_unscored=n, reason="no answer could be scored")
    values = np.array(list(scores.values()), dtype=np.float64)
    low, high = (float(end) for end in bounded_interval(values, _within(values, (0.0, 1.0)), level))
    return Estimate(
        value=float(values.mean()), low=low, high=high, level=level, n=len(values), n_unscored=n - len(values),
        clusters=len(values), method="bounded mean over items",
    )  # fmt: skip


def _within(values: NDArray[np.float64], bounds: tuple[float, float]) -> tuple[float, float]:
    """The bounds, wide enough for scores on another scale."""
    return min(bounds[0], float(values.min())), max(bounds[1], float(values.max()))


def _rank(result: TaskResult) -> float:
    return result.share if result.share is not None else (result.value.value or 0.0)


def _control_exceeds(known: Scores, chance: float) -> bool:
    """Whether a model's own score is shown to differ from chance; a number that was given is taken as it is."""
    if not known:
        return True
    values = np.array(list(known.values()), dtype=np.float64)
    low, high = bounded_interval(values, _within(values, (0.0, 1.0)))
    return not low <= chance <= high


def _warnings(nulls: Mapping[str, TaskResult], n: int) -> list[str]:
    partial = [name for name, result in nulls.items() if result.value.n < n]
    if not partial:
        return []
    return [
        f"Some answers could not be scored ({', '.join(partial)}): each mean is over the answers that were. "
        "Look at how many before you compare."
    ]


def _other_samples(known: int, n: int) -> list[str]:
    if known == n:
        return []
    return [
        f"The log has scores of {plural(known, 'sample')}, and {n:,} were asked here: the model's mean is over its "
        "own. Ask the same ones (--limit) before you compare."
    ]

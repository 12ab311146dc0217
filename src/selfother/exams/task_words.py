"""What the record of a task's exam says in words, for the terminal."""

from selfother.exams.exam_words import LIMITS
from selfother.exams.instruments.task_exam import TaskExam, TaskResult
from selfother.wording import percent

__all__ = ["COLUMNS", "task_head", "task_rows", "task_verdict"]

COLUMNS = ("policy", "mean score", "interval", "scored", "share of the claim")


def task_head(record: TaskExam) -> str:
    """What was asked, in a sentence."""
    return (
        f"{record.task}: {record.n:,} samples, mean of {record.measure}; chance is {record.chance:.3f} "
        f"({record.chance_source})."
    )


def task_rows(record: TaskExam) -> list[list[str]]:
    """A row a policy, the best first, and below them who claims the property."""

    def rank(result: TaskResult) -> tuple[bool, float]:
        score = result.share if result.share is not None else result.value.value
        return score is not None, score or 0.0

    ordered = sorted(record.nulls.items(), key=lambda row: rank(row[1]), reverse=True)
    rows = [_row(name, result, record.n) for name, result in ordered]
    if record.claim is not None:
        rows.append([record.instrument or "claimed", f"{record.claim:.3f}", "", "", "100 %"])
    return rows


def task_verdict(record: TaskExam) -> list[str]:
    """The word and what it means."""
    best = record.best_null or "no policy"
    if record.claim is None:
        reached = "" if record.best_null is None else f"The best policy, {best}, scores {_best(record)}. "
        return [
            f"No positive control: nobody claims the property here. {reached}Give a model's log (--log) or what is "
            "claimed (--claims), and the share and the word follow."
        ]
    share = "no share" if record.share is None else f"{percent(record.share)} of the claim"
    return [f"{record.word.capitalize()}: the best policy, {best}, reaches {share}.", LIMITS[record.word]]


def _best(record: TaskExam) -> str:
    value = record.nulls[record.best_null or ""].value.value
    return "nothing" if value is None else f"{value:.3f}"


def _row(name: str, result: TaskResult, n: int) -> list[str]:
    value = result.value
    if value.value is None or value.low is None or value.high is None:
        return [name, "", "", f"0 of {n}", ""]
    share = "" if result.share is None else percent(result.share)
    return [name, f"{value.value:.3f}", f"{value.low:.3f} to {value.high:.3f}", f"{value.n} of {n}", share]

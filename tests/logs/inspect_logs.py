"""Small logs of Inspect, written without running anything."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from inspect_ai.log import (
    EvalConfig,
    EvalDataset,
    EvalError,
    EvalLog,
    EvalSample,
    EvalSampleLimit,
    EvalSpec,
    write_eval_log,
)
from inspect_ai.scorer import Score

__all__ = ["log_of", "sample", "write_log"]


def sample(
    item: int | str, value: Any = None, *, epoch: int = 1, error: str = "", limit: bool = False, **more: Any
) -> EvalSample:
    """Return a sample whose scorer `match` gave that value, a `Score`, or nothing."""
    scores = more.pop("scores", None)
    if scores is None and value is not None:
        scores = {"match": value}
    scored = {name: one if isinstance(one, Score) else Score(value=one) for name, one in (scores or {}).items()}
    return EvalSample(
        id=item,
        epoch=epoch,
        input=more.pop("input", f"question {item}"),
        target=more.pop("target", "yes"),
        scores=scored or None,
        error=EvalError(message=error, traceback="", traceback_ansi="") if error else None,
        limit=EvalSampleLimit(type="token", limit=10) if limit else None,
        **more,
    )


def log_of(
    samples: Iterable[EvalSample],
    *,
    task: str = "task",
    model: str = "mockllm/model",
    run: str = "",
    status: Any = "success",
    settings: dict[str, Any] | None = None,
) -> EvalLog:
    """Return a log in memory."""
    listed = list(samples)
    spec = EvalSpec(
        created="2026-01-01T00:00:00+00:00",
        task=task,
        task_args=settings or {},
        model=model,
        dataset=EvalDataset(samples=len(listed), sample_ids=list(dict.fromkeys(one.id for one in listed))),
        config=EvalConfig(epochs=max((one.epoch for one in listed), default=1)),
        **({"eval_id": run} if run else {}),
    )
    return EvalLog(eval=spec, samples=listed, status=status)


def write_log(path: Path, samples: Iterable[EvalSample], **more: Any) -> Path:
    """Write a log file."""
    write_eval_log(log_of(samples, **more), str(path))
    return path

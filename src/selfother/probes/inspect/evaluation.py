"""Runs an Inspect task on a model, one in memory or one of a provider, and reads its samples back."""

import contextlib
import os
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from selfother.errors import BadArgument, CellFailed
from selfother.models.weight_files import first_line

if TYPE_CHECKING:
    from inspect_ai import Task
    from inspect_ai.log import EvalLog, EvalSample
    from inspect_ai.model import Model

    from selfother.models.asked_model import AskedModel
    from selfother.models.language_model import LanguageModel
    from selfother.probes.probe import ProbeResult, TaskProbe

__all__ = ["CALL_SECONDS", "evaluate", "run_on_provider"]

_SAMPLES_AT_ONCE = 256  # so that the provider's batches are as large as it takes them
_REASONS = 3  # that are told where every sample raised
_RETRIES = 8  # of a provider's call; Inspect's own default goes on for ever where there is no network
CALL_SECONDS = "SELFOTHER_CALL_SECONDS"
"""Environment variable: seconds after which a failed call of a provider is not tried again."""
_CALL_SECONDS = 180


def evaluate(
    task: "Task", model: "LanguageModel | AskedModel | Model", *, log_folder: Path | None = None
) -> "list[EvalSample]":
    """Run a task on a model through Inspect, quietly; a model in memory needs no network.

    A sample that raises stays in the result, unscored, with its `error`; the others go on.

    Args:
        task: The task.
        model: A model in memory, whose weights are not loaded again, or one of any provider, opened or by its name.
        log_folder: Where the `.eval` log stays; None keeps none.

    Returns:
        The samples, in the order of the dataset and, within a sample, of the epochs.

    Raises:
        BadArgument: A provider does not start; `SELFOTHER_CALL_SECONDS` is no number of seconds.
        CellFailed: The evaluation as a whole failed, or every sample raised; the text carries the reasons.
    """
    from inspect_ai import eval as run_task
    from inspect_ai.model import Model

    from selfother.models.asked_model import AskedModel
    from selfother.models.provider import inspect_model
    from selfother.models.wrapped_provider import wrapped_model
    from selfother.probes.inspect.provider import open_model

    is_ours = not isinstance(model, Model | AskedModel)
    if isinstance(model, AskedModel):
        subject = wrapped_model(open_model(model.word, model.args, system=model.system), model.wrappings)
    elif isinstance(model, Model):
        subject = model
    else:
        subject = wrapped_model(inspect_model(model), model.wrappings)
    at_once = _SAMPLES_AT_ONCE if is_ours else None  # None: as the provider is set up
    with contextlib.ExitStack() as stack:
        folder = log_folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="selfother-")))
        folder.mkdir(parents=True, exist_ok=True)
        (log,) = run_task(
            task,
            model=subject,
            log_dir=str(folder),
            log_format="eval",
            log_level="error",
            display="none",  # errors are read from the log and raised
            score_display=False,
            log_realtime=False,
            fail_on_error=False,
            max_retries=_RETRIES,
            timeout=None if is_ours else _call_seconds(),
            acp_server=False,
            ctl_server=False,
            max_samples=at_once,
            max_connections=at_once,
        )
        name = model.name if is_ours else str(subject)
        return _samples(log, name)  # inside: Inspect reads samples lazily, from the file


def run_on_provider(probe: "TaskProbe", model: "Model", *, log_folder: Path | None = None) -> "ProbeResult":
    """Run a task probe on an Inspect model.

    A provider gives no log-probabilities of given answers, so every answer is written; those that name neither option
    are counted by the measure "invalid" and stay unscored.

    Raises:
        CellFailed: Every call raised; the provider's reason is given.
    """
    return probe.read(evaluate(probe.task(), model, log_folder=log_folder))


def _call_seconds() -> int:
    """Seconds after which a failed call is not tried again: no server that is down holds up a run for hours."""
    given = os.environ.get(CALL_SECONDS, "").strip()
    if not given:
        return _CALL_SECONDS
    if not given.isdigit() or not int(given):
        raise BadArgument(
            f"{CALL_SECONDS}={given!r}: expected a whole number of seconds, at least 1, such as 60. Set it so."
        )
    return int(given)


def _samples(log: "EvalLog", name: str) -> "list[EvalSample]":
    from selfother.probes.inspect.call_errors import with_reason

    if log.status != "success":
        reason = log.error.message if log.error else "no reason was given"
        raise CellFailed(f"the task {log.eval.task} on {name} ended with status {log.status}: {reason}")
    samples = [with_reason(sample) for sample in log.samples or []]
    if not samples:
        raise CellFailed(f"the task {log.eval.task} on {name} gave no samples. Give it a dataset that has some.")
    if all(sample.error for sample in samples):
        raise CellFailed(
            f"all {len(samples)} calls of {name} raised; {_reasons(samples)}. Correct that, then run it again."
        )
    order = {sample_id: place for place, sample_id in enumerate(log.eval.dataset.sample_ids or [])}
    return sorted(samples, key=lambda sample: (order.get(sample.id, len(order)), sample.epoch))


def _reasons(samples: "list[EvalSample]") -> str:
    """Return why samples raised: the most frequent reasons, with how many there are of each."""
    reasons = Counter(first_line(sample.error.message)[:300] for sample in samples if sample.error)
    (most, _), *others = reasons.most_common(_REASONS)
    if not others:
        return f"the first: {most.rstrip('.')}"
    return "; ".join(f"{count} times: {reason.rstrip('.')}" for reason, count in reasons.most_common(_REASONS))

"""Any Inspect task by its name: every policy takes it, and a model's log of it is the claim.

    examine_task("inspect_evals/toxigen", limit=50, claim=0.92)
    examine_task("./mine.py@kindness", log=Path("logs/model.eval"))

Chance is what the policy `random_choice` reaches, and 0 where none of its answers is scored. A task that a judge model
scores, or that runs in a sandbox, is refused: a policy has neither.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from selfother.errors import BadArgument, CellFailed, SelfOtherError
from selfother.exams.instruments.task_exam import Scores, TaskExam, examine_scores
from selfother.exams.policies.nulls import null_policies

if TYPE_CHECKING:
    from inspect_ai import Task
    from inspect_ai.log import EvalSample

__all__ = ["examine_task"]

_COIN = "random_choice"
_JUDGES = ("model_graded_qa", "model_graded_fact")
_FEWEST = 2


def examine_task(
    name: str,
    *,
    limit: int | None = None,
    claim: float | None = None,
    log: Path | None = None,
    settings: Mapping[str, Any] | None = None,
) -> TaskExam:
    """What every policy scores on a task.

    Args:
        name: As `inspect eval` takes it: `selfother/deception`, `inspect_evals/NAME`, `./mine.py@task`.
        limit: How many of the first samples; None: all.
        claim: The mean score that is claimed for a model.
        log: A model's log of the same task, in place of `claim`.
        settings: Of the task.

    Raises:
        BadArgument: No such task, several, one that needs a judge or a sandbox, or a log of another one.
        CellFailed: Every sample raised.
        NotMeasured: No answer of a policy could be scored.
    """
    if claim is not None and log is not None:
        raise BadArgument("give what is claimed as a number or as a model's log; got both. Leave one out.")
    if limit is not None and limit < _FEWEST:
        raise BadArgument(f"limit must be at least {_FEWEST} samples; got {limit}. Give more, or leave it out.")
    task = _load(name, dict(settings or {}))
    _check(name, task)
    scorer = _headline(task)
    model, known = _of_log(log, name, scorer) if log is not None else ("", {})
    from selfother.probes.inspect.evaluation import evaluate
    from selfother.probes.inspect.scripted import policy_model

    scores: dict[str, Scores] = {}
    for policy in null_policies():
        part = _first(_load(name, dict(settings or {})), limit)  # a task is run once: its solver may keep a state
        try:
            scores[policy.name] = _scores(evaluate(part, policy_model(policy)), scorer)
        except CellFailed as error:
            reason = re.sub(r"\[/?\w+\]", "", str(error))
            raise CellFailed(
                f"{name}: {reason} Where that asks for another model, a judge scores this task, and none is asked here."
            ) from error
    coin = list(scores[_COIN].values())
    chance = (float(np.mean(coin)), f"what {_COIN} reaches") if coin else (0.0, f"no answer of {_COIN} was scored")
    asked = len(_first(task, limit).dataset)
    nulls = {policy: of for policy, of in scores.items() if policy != _COIN or not coin}
    return examine_scores(
        name, nulls, measure=scorer or "score", n=asked, chance=chance,
        claim=(model, known, "log") if log is not None else claim,
    )  # fmt: skip


def _load(name: str, settings: dict[str, Any]) -> "Task":
    """The task of a name.

    Raises:
        BadArgument: Inspect finds none, several, or one that cannot be made.
    """
    from inspect_ai._eval.loader import load_tasks  # Inspect loads tasks by name nowhere else
    from inspect_ai._util.error import PrerequisiteError

    try:
        tasks = load_tasks([name], settings)
    except SelfOtherError:
        raise
    except (PrerequisiteError, Exception) as error:  # a task of others may fail in any way it likes
        reason = " ".join(str(getattr(error, "message", error)).split())
        raise BadArgument(
            f"the task {name!r} cannot be loaded: {reason[:400] or type(error).__name__}. Give it as `inspect eval` "
            "takes it: selfother/deception, inspect_evals/NAME, ./mine.py@task."
        ) from error
    if not tasks:
        raise BadArgument(
            f"Inspect knows no task {name!r}. Give it as `inspect eval` takes it: selfother/deception, "
            "inspect_evals/NAME, ./mine.py@task; `inspect list tasks` shows those of a folder."
        )
    if len(tasks) > 1:
        raise BadArgument(f"{name!r} names {len(tasks)} tasks; expected one. Write ./file.py@task, or its whole name.")
    return tasks[0]


def _check(name: str, task: "Task") -> None:
    """Refuse what a policy cannot take.

    Raises:
        BadArgument: A sandbox, a judge, or no scorer.
    """
    if task.sandbox is not None or any(sample.sandbox is not None for sample in task.dataset):
        raise BadArgument(f"the task {name!r} runs in a sandbox, and a policy uses no tools. Examine a task of text.")
    if not task.scorer:
        raise BadArgument(f"the task {name!r} has no scorer, so nothing can be compared. Give one that scores.")
    judges = [word for scorer in task.scorer if (word := _judge(scorer))]
    if judges:
        raise BadArgument(
            f"the task {name!r} is scored by a judge model ({', '.join(judges)}), and none is asked here. Score the "
            "replies of the policies with your judge, and give its numbers to examine_replies."
        )


def _judge(scorer: Any) -> str:
    """The name of a scorer that asks a model; empty for any other."""
    from inspect_ai._util.registry import is_registry_object, registry_info, registry_params

    if not is_registry_object(scorer):
        return ""
    name, given = registry_info(scorer).name.rpartition("/")[2], registry_params(scorer)
    is_judge = name in _JUDGES or any(key in given and given[key] for key in ("grader", "grader_model", "judge_model"))
    return name if is_judge or (given.get("model") and "model" in given) else ""


def _headline(task: "Task") -> str:
    """The name of the scorer whose mean is read; empty: the first one of each sample."""
    metric = task.headline_metric
    name = getattr(metric, "scorer", None) if metric is not None else None
    return str(name or "")


def _first(task: "Task", limit: int | None) -> "Task":
    from inspect_ai import task_with

    return task if limit is None else task_with(task, dataset=task.dataset[:limit])


def _scores(samples: "list[EvalSample]", scorer: str) -> Scores:
    """Sample -> its mean score over epochs; one that was not scored is left out."""
    found: dict[str, list[float]] = {}
    for sample in samples:
        value = _value(sample, scorer)
        if value is not None:
            found.setdefault(str(sample.id), []).append(value)
    return {item: float(np.mean(values)) for item, values in found.items()}


def _value(sample: "EvalSample", scorer: str) -> float | None:
    """The score as a number: Inspect's C and I are 1 and 0; None for one that is none."""
    from inspect_ai.scorer import value_to_float

    scores = sample.scores or {}
    score = scores.get(scorer) or next(iter(scores.values()), None)
    if sample.error or score is None or score.value is None:
        return None
    value = score.value
    if isinstance(value, dict):
        value = next(iter(value.values()), None)  # type: ignore[assignment]  # of several numbers the first
    if isinstance(value, list) or value is None:
        return None
    if isinstance(value, str) and value not in ("C", "I", "P", "N") and not _is_number(value):
        return None
    number = value_to_float()(value)
    return number if np.isfinite(number) else None


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return text.lower() in ("yes", "no", "true", "false")
    return True


def _of_log(path: Path, name: str, scorer: str) -> tuple[str, Scores]:
    """Model and scores of a log.

    Raises:
        BadArgument: No log, one of another task, or one without scores.
    """
    from inspect_ai.log import read_eval_log

    try:
        log = read_eval_log(str(path))
    except Exception as error:  # whatever a file that is no log makes Inspect raise
        raise BadArgument(f"{path} is no log of Inspect: {error}. Give the .eval of one model.") from error
    asked, given = (text.rpartition("@")[2].rpartition("/")[2] for text in (name, log.eval.task))
    if asked != given:
        raise BadArgument(f"{path} is a log of the task {log.eval.task!r}; expected one of {name!r}. Give that one.")
    scores = _scores(list(log.samples or []), scorer)
    if not scores:
        raise BadArgument(f"{path} holds no scored sample, so there is nothing to compare with. Run it to its end.")
    return str(log.eval.model), scores

"""A policy takes an Inspect task: its own solver and scorers, sample by sample, without Inspect's log.

Inspect writes a log of every run, which takes ten times as long as a policy. What is scored is the same, and a test
compares the two (`tests/exams/test_policies.py`).
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import anyio

from selfother.dialogues.policy import Policy

if TYPE_CHECKING:
    from inspect_ai import Task
    from inspect_ai.dataset import Sample
    from inspect_ai.log import EvalSample
    from inspect_ai.model import Model
    from inspect_ai.solver import TaskState

__all__ = ["take_task"]


def take_task(build: "Callable[[], Task]", policy: Policy) -> "list[EvalSample]":
    """The samples of a task with the answers of a policy and their scores, in the order of the dataset.

    Args:
        build: Makes the task; made anew, since a run changes the metadata of its samples.
        policy: Who answers.

    Raises:
        Exception: Whatever its solver or a scorer raises.
    """
    return anyio.run(_take, build(), policy)


async def _take(task: "Task", policy: Policy) -> "list[EvalSample]":
    from inspect_ai.model import GenerateConfig
    from inspect_ai.model._model import init_active_model  # solvers and scorers ask for the model that is evaluated

    from selfother.probes.inspect.scripted import policy_model

    model = policy_model(policy)
    init_active_model(model, GenerateConfig())
    return [await _sample(task, sample, model, policy) for sample in task.dataset]


async def _sample(task: "Task", sample: "Sample", model: "Model", policy: Policy) -> "EvalSample":
    from inspect_ai._util.registry import registry_info
    from inspect_ai.log import EvalSample
    from inspect_ai.model import ChatMessageUser, ModelName, ModelOutput
    from inspect_ai.scorer import Target
    from inspect_ai.solver import TaskState

    from selfother.probes.inspect.policy_provider import asked_of

    asked = [ChatMessageUser(content=sample.input)] if isinstance(sample.input, str) else list(sample.input)
    state = TaskState(
        model=ModelName(str(model)), sample_id=sample.id or 0, epoch=1, input=sample.input, messages=list(asked),
        target=Target(sample.target), choices=sample.choices, metadata=dict(sample.metadata or {}),
    )  # fmt: skip

    async def generate(current: "TaskState", *_: Any, **__: Any) -> "TaskState":
        current.output = ModelOutput.from_content(str(model), policy.write(asked_of(current.messages)))
        current.messages.append(current.output.message)
        return current

    state = await task.solver(state, generate)  # type: ignore[arg-type]  # of tasks of ours it is one solver
    scores = {}
    for scorer in task.scorer or []:
        score = await scorer(state, state.target)
        if score is not None:
            scores[registry_info(scorer).name.rpartition("/")[2]] = score
    return EvalSample(
        id=state.sample_id, epoch=1, input=sample.input, choices=sample.choices, target=sample.target,
        messages=state.messages, output=state.output, metadata=state.metadata, scores=scores,
    )  # fmt: skip

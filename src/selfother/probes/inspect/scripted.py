"""Scripted assistants as models: `--model selfother_scripted/NAME`.

committed, egoist, ...     the agents of the commitment battery (`selfother.probes.commitment.provider`)
every other name           the policies that the benches are proven on: the classes of `probes/*/scripted.py`
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from inspect_ai.model import GenerateConfig, Model, ModelAPI, modelapi

from selfother.dialogues.policy import Policy, policies_in
from selfother.errors import UnknownName
from selfother.probes.commitment.provider import HeldQuestions, ScriptedAPI
from selfother.probes.inspect.policy_provider import ApiFactory, policy_api
from selfother.scenarios.commitment.agents import AGENTS
from selfother.scenarios.commitment.questions import Question

__all__ = ["policy_model", "scripted_model", "scripted_policies", "scripted_policy", "selfother_scripted"]

_PACKAGE = "selfother.probes"


@cache
def scripted_policies() -> dict[str, Policy]:
    """One object of every policy that a bench is proven on, by name."""
    return policies_in(_PACKAGE, sorted(Path(__file__).parents[1].glob("*/scripted.py")))


def scripted_policy(name: str) -> Policy:
    """The scripted assistant of a name.

    Raises:
        UnknownName: There is none; the text lists those that there are.
    """
    if name not in scripted_policies():
        known = [*AGENTS, *scripted_policies()]
        raise UnknownName.among("scripted assistant", name, known, "selfother_scripted/NAME")
    return scripted_policies()[name]


@modelapi(name="selfother_scripted")
def selfother_scripted() -> ApiFactory:
    """Return what makes the model of a name, for Inspect's registry."""
    return make_scripted


def make_scripted(model_name: str, **model_args: Any) -> ModelAPI:
    """The model of a scripted assistant.

    Args:
        model_name: `committed`, `priced_altruist-0.3`, `always_soothes`, ...
        **model_args: As Inspect gives them; `policy` holds the policy itself, from Python.
    """
    held = model_args.pop("policy", None)
    if held is not None:
        return policy_api(held.policy, **model_args)
    if model_name.partition("-")[0] in AGENTS:
        return ScriptedAPI(model_name, **model_args)
    return policy_api(scripted_policy(model_name), **model_args)


def policy_model(policy: Policy) -> Model:
    """Return the Inspect model of a policy, one of no room too.

    Args:
        policy: Who answers.
    """
    name = policy.name.replace(" ", "_")
    return Model(selfother_scripted(model_name=name, policy=_HeldPolicy(policy)), GenerateConfig())  # type: ignore[call-arg]


def scripted_model(name: str, questions: Sequence[Question]) -> Model:
    """Return an Inspect model of an agent of the commitment battery that knows these questions and no others.

    Args:
        name: As after `selfother_scripted/`.
        questions: What it will be asked.
    """
    held = HeldQuestions({question.prompt: question for question in questions})
    return Model(selfother_scripted(model_name=name, questions=held), GenerateConfig())  # type: ignore[call-arg]


class _HeldPolicy:
    """Hides a policy from Inspect's registry, which writes a text of every argument into the log."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy

    def __repr__(self) -> str:
        return self.policy.name

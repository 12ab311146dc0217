"""The nulls behind Inspect's interface for models: `--model selfother_null/mirror`."""

from typing import Any

from inspect_ai.model import ModelAPI, modelapi

from selfother.exams.policies.nulls import find_null
from selfother.probes.inspect.policy_provider import ApiFactory, policy_api

__all__ = ["selfother_null"]


@modelapi(name="selfother_null")
def selfother_null() -> ApiFactory:
    """Return what makes the model of a name, for Inspect's registry."""
    return make_null


def make_null(model_name: str, **model_args: Any) -> ModelAPI:
    """The model of a null.

    Args:
        model_name: `mirror`, `first_option`, ...
        **model_args: As Inspect gives them.
    """
    return policy_api(find_null(model_name), **model_args)

"""Policies behind Inspect's interface for models: `--model selfother_null/mirror`.

A policy writes, and scores given options (`score_options`), so every task of ours asks it as it asks a model.
"""

from collections.abc import Sequence
from math import exp, log, log1p
from typing import Any

from inspect_ai.model import ChatMessage, GenerateConfig, Model, ModelAPI, ModelOutput, ModelUsage, modelapi
from inspect_ai.tool import ToolChoice, ToolInfo

from selfother.errors import BadArgument
from selfother.exams.policies.asked import Asked
from selfother.exams.policies.policy import Policy, find_policy, take
from selfother.models.scoring import OptionScores

__all__ = ["PolicyAPI", "asked_of", "policy_model", "selfother_null"]

_MASS = 0.98
_SURE = 4.0
"""How much likelier the option that is taken is than any other, in nats."""


class PolicyAPI(ModelAPI):
    """Inspect's view of a policy."""

    def __init__(
        self,
        model_name: str,
        base_url: str | None = None,
        api_key: str | None = None,
        config: GenerateConfig = GenerateConfig(),  # noqa: B008  (Inspect's signature; it is never changed)
        **model_args: Any,
    ) -> None:
        """Take the policy that the name says.

        Args:
            model_name: `mirror`, `first_option`, ...
            base_url: Not used.
            api_key: Not used.
            config: Not used.
            **model_args: None that is known, but `policy`: the policy itself, from Python.

        Raises:
            UnknownName: No such policy.
            BadArgument: An argument that there is not.
        """
        super().__init__(model_name=model_name, base_url=base_url, api_key=api_key, config=config)
        held = model_args.pop("policy", None)
        if model_args:
            raise BadArgument(f"{model_name} takes no model arguments; got {sorted(model_args)}. Leave them out.")
        self.policy: Policy = held.policy if isinstance(held, _Held) else find_policy(model_name)

    async def generate(
        self,
        input: list[ChatMessage],
        tools: list[ToolInfo],
        tool_choice: ToolChoice,
        config: GenerateConfig,
    ) -> ModelOutput:
        """Write the policy's answer; it calls no tools."""
        output = ModelOutput.from_content(self.model_name, self.policy.write(asked_of(input)))
        output.usage = ModelUsage()
        return output

    async def score_options(self, messages: list[ChatMessage], options: Sequence[str]) -> OptionScores:
        """Return log-probabilities that make the policy's choice the likeliest option by 4 nats.

        Raises:
            BadArgument: No options.
        """
        if not options:
            raise BadArgument(f"{self.model_name} was given no options to choose from. Give it two.")
        chosen = take(self.policy, asked_of(messages), options)
        most = log(_MASS) - log1p((len(options) - 1) * exp(-_SURE))
        values = tuple(most if index == chosen else most - _SURE for index in range(len(options)))
        return OptionScores(values, (1,) * len(options), _MASS)

    async def count_text_tokens(self, text: str) -> int:
        """Return how many words a text has: a policy reads words, and Inspect would download a vocabulary."""
        return len(text.split())

    def max_connections(self) -> int:
        """Return how many samples may be asked at once."""
        return 256


def asked_of(messages: Sequence[ChatMessage]) -> Asked:
    """The conversation as a policy sees it.

    Args:
        messages: Of Inspect; pictures and tool calls are left out.
    """
    return Asked(tuple((message.role, message.text) for message in messages))


@modelapi(name="selfother_null")
def selfother_null() -> type[ModelAPI]:
    """Return the provider's class, for Inspect's registry."""
    return PolicyAPI


def policy_model(policy: Policy) -> Model:
    """Return the Inspect model of a policy, a positive control too.

    Args:
        policy: Who answers.
    """
    name = policy.name.replace(" ", "_")
    return Model(selfother_null(model_name=name, policy=_Held(policy)), GenerateConfig())  # type: ignore[call-arg]


class _Held:
    """Hides a policy from Inspect's registry, which writes a text of every argument into the log."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy

    def __repr__(self) -> str:
        return self.policy.name

"""Policies behind Inspect's interface for models: whoever answers by a known rule is asked as a model is asked.

A policy writes, and scores given options (`score_options`), so every task of ours asks it as it asks a model. Two
providers stand on this one class: `selfother_null/NAME`, the nulls of the exams, and `selfother_scripted/NAME`, the
scripted assistants of the benches.
"""

from collections.abc import Callable, Sequence
from math import exp, log, log1p
from typing import Any

from inspect_ai.model import ChatMessage, GenerateConfig, ModelAPI, ModelOutput, ModelUsage
from inspect_ai.tool import ToolChoice, ToolInfo

from selfother.dialogues.asked import Asked, Turn
from selfother.dialogues.policy import Policy, take
from selfother.errors import BadArgument
from selfother.models.scoring import OptionScores

__all__ = ["ApiFactory", "PolicyAPI", "asked_of", "policy_api"]

ApiFactory = Callable[..., ModelAPI]
_MASS = 0.98
_SURE = 4.0
"""How much likelier the option that is taken is than any other, in nats."""


class PolicyAPI(ModelAPI):
    """Inspect's view of a policy."""

    def __init__(self, policy: Policy, config: GenerateConfig) -> None:
        """Take the policy.

        Args:
            policy: Who answers.
            config: Not used.
        """
        super().__init__(model_name=policy.name.replace(" ", "_"), base_url=None, api_key=None, config=config)
        self.policy = policy

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


def policy_api(policy: Policy, **given: Any) -> PolicyAPI:
    """The model of a policy, with the arguments that Inspect gives to every provider.

    Args:
        policy: Who answers.
        **given: `base_url`, `api_key` and `config`, which mean nothing to a policy.

    Raises:
        BadArgument: An argument of the model, behind `-M`.
    """
    config = given.pop("config", GenerateConfig())
    if unknown := sorted(given.keys() - {"base_url", "api_key"}):
        raise BadArgument(f"{policy.name} takes no model arguments; got {unknown}. Leave them out.")
    return PolicyAPI(policy, config)


def asked_of(messages: Sequence[ChatMessage]) -> Asked:
    """The conversation as a policy sees it.

    Args:
        messages: Of Inspect; pictures and tool calls are left out.
    """
    return Asked(tuple(Turn(message.role, message.text) for message in messages))

"""What a provider of Inspect can do beside writing: score given answers. Ours do, and those of scripted agents."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from inspect_ai.model import ChatMessage

    from selfother.models.scoring import OptionScores

__all__ = ["CallsTools", "ScoresOptions"]


@runtime_checkable
class ScoresOptions(Protocol):
    """A provider that tells the log-probabilities of given answers; any other one only writes."""

    async def score_options(self, messages: "list[ChatMessage]", options: Sequence[str]) -> "OptionScores":
        """Score how a conversation may go on, each option as it stands after the last message (with its space)."""


@runtime_checkable
class CallsTools(Protocol):
    """A provider that is given tools although it scores given answers.

    Attributes:
        calls_tools: True.
    """

    calls_tools: bool

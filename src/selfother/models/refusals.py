"""Whether a provider says that an answer is a refusal; what its words say is read elsewhere."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspect_ai.model import ModelOutput

__all__ = ["is_refused"]


def is_refused(output: "ModelOutput") -> bool:
    """Return whether an output came with an error, a filter that stopped it, or a refusal in a field of its own."""
    if output.error or not output.choices:
        return bool(output.error)
    choice = output.choices[0]
    content, details = choice.message.content, choice.stop_details
    is_stopped = choice.stop_reason == "content_filter" or (details is not None and details.type == "refusal")
    return is_stopped or (not isinstance(content, str) and any(getattr(part, "refusal", None) for part in content))

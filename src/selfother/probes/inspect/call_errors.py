"""Why a call of a provider failed, in words: Inspect's log says of a call that was retried only that it was."""

import re

from inspect_ai.log import EvalError, EvalSample

__all__ = ["with_reason"]

_RETRIED = "RetryError("
_CAUSED = "The above exception was the direct cause"
_RAISED = re.compile(r"^(?:[\w.]+\.)?(\w+(?:Error|Exception|Timeout\w*)): ?(.*)$")


def with_reason(sample: EvalSample) -> EvalSample:
    """The sample, whose error says what the last try of a call raised, where it was tried several times.

    Args:
        sample: Of a log.
    """
    if sample.error is None or not sample.error.message.startswith(_RETRIED):
        return sample
    reason = _last_raised(sample.error.traceback.partition(_CAUSED)[0])
    if not reason:
        return sample
    error = EvalError(
        message=f"{reason} (tried several times)",
        traceback=sample.error.traceback,
        traceback_ansi=sample.error.traceback_ansi,
    )
    return sample.model_copy(update={"error": error})


def _last_raised(traceback: str) -> str:
    """The class and text of the last exception of a traceback; empty where none is found."""
    for line in reversed(traceback.splitlines()):
        if match := _RAISED.match(line.strip("│ ")):
            name, text = match.groups()
            return f"{name}: {text.rstrip('.')}" if text else name
    return ""

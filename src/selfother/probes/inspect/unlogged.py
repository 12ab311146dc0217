"""A place of which nothing is kept: no event in Inspect's log, no line in its trace file, no text in an error.

Some samples are told that nothing of them is logged, and that has to be true. Inspect has no switch for it: a call of a
model writes an event into the transcript of its sample, the execution of a tool a line into the trace file, and an
error of a provider may hold the request.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from selfother.errors import CellFailed

__all__ = ["nothing_logged"]

_is_unlogged: ContextVar[bool] = ContextVar("is_unlogged", default=False)


class _Silence(logging.Filter):
    """Drops what is logged from a place of which nothing is kept; samples that run beside it are not touched."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not _is_unlogged.get()


_SILENCE = _Silence()


@contextmanager
def nothing_logged() -> Iterator[None]:
    """Keep what happens inside out of every log; token counts and limits go on.

    Raises:
        CellFailed: Something inside raised. The text says of which class it was, and no more.
    """
    from inspect_ai.log._transcript import Transcript, init_transcript, transcript  # Inspect has no other way in
    from inspect_ai.util import LimitExceededError

    outside = transcript()
    for name in ("", "inspect_ai"):  # the root, and Inspect's own, which does not hand on to it
        for handler in logging.getLogger(name).handlers:
            handler.addFilter(_SILENCE)  # once: a filter that is there already is not added again
    token = _is_unlogged.set(True)
    init_transcript(Transcript())
    raised = ""
    try:
        yield
    except LimitExceededError:  # says which limit, and ends the sample in Inspect's own way
        raise
    except Exception as error:
        raised = type(error).__name__
    finally:
        init_transcript(outside)
        _is_unlogged.reset(token)
    if raised:
        raise CellFailed(
            f"{raised} in a sample that is told that nothing of it is logged, so no text of it is kept. "
            "Resume the log (inspect eval-retry LOG), or ask the same where it is logged."
        ) from None

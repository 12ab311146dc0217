"""A stand-in for the package `inspect_sentinel` 0.2, which is an extra: as much of its protocol as the adapter uses.

Kept to the published signatures: a protocol is an async function of (context, step, escalations) whose `step` is
annotated with one stage and whose return with `Decision`; `protocol` registers the factory that makes it.
"""

from dataclasses import dataclass
from inspect import iscoroutinefunction
from types import ModuleType
from typing import Any, get_type_hints

__all__ = ["BeforeToolCall", "standin"]

Context = dict[str, Any]
Escalations = tuple[Any, ...]
Protocol = Any


@dataclass(frozen=True)
class BeforeToolCall:
    """A tool call about to execute; messages as the real one has them."""

    call: Any
    agent_messages: list[Any] | None
    input: list[Any] | None = None


@dataclass(frozen=True)
class Decision:
    """What should happen at a step."""

    action: str
    explanation: str | None = None
    message: str | None = None
    metadata: dict[str, Any] | None = None


def standin():
    """Return the module, and the factories that it registered: name -> (factory, portable)."""
    registered = {}

    def protocol(*, name: str, portable: bool):
        def decorate(factory):
            def make(*args, **settings):
                made = factory(*args, **settings)
                hints = get_type_hints(made)
                assert iscoroutinefunction(made)
                assert list(hints) == ["context", "step", "escalations", "return"]
                assert (hints["step"], hints["return"]) == (BeforeToolCall, Decision)
                return made

            registered[name] = (make, portable)
            return make

        return decorate

    module = ModuleType("inspect_sentinel")
    for one in (BeforeToolCall, Decision, protocol):
        setattr(module, one.__name__, one)
    module.Context, module.Escalations, module.Protocol = Context, Escalations, Protocol
    return module, registered

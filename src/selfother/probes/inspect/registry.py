"""The one entry point for Inspect: our providers, every task probe of this folder, and the veto.

The providers are `selfother/<model>`, a model of ours, `selfother_scripted/<name>`, assistants of a known rule, and
`selfother_wrapped/<wrapping>`, any model with one of our wrappings around it.

A task probe is a public class that extends `TaskProbe`; its name in the catalogue becomes the task
`selfother/<name>`, and its fields become the task's parameters (`-T items=8`); another one is refused. Neither the
provider nor a probe imports torch before a model is loaded. Where Inspect Scout runs, our scanner is registered too.
"""

import inspect
import sys
from importlib import import_module
from typing import Any

from inspect_ai import Task, task

import selfother.models.provider
import selfother.models.wrapped_provider
import selfother.probes.inspect.scripted
import selfother.probes.inspect.wrapping_agents
import selfother.veto.registration  # noqa: F401
from selfother.catalogue import build, entries
from selfother.probes.inspect.provider import announce_calls
from selfother.probes.probe import TaskProbe

if "inspect_scout" in sys.modules:  # Scout asks for `selfother/companion_cues`; a task never loads Scout
    import_module("selfother.probes.inspect.scout_scanner")

__all__ = ["tasks"]


def _register(name: str, probe: type[TaskProbe]) -> Any:
    """Register the task that a probe's settings make."""

    def make(**settings: Any) -> Task:
        if "model" not in probe.model_fields:
            settings.pop("model", None)  # Inspect offers it to every task
        one: TaskProbe = build("probes", name, settings)
        announce_calls(name, one)
        return one.task()

    make.__name__ = make.__qualname__ = name
    make.__doc__ = probe.__doc__
    parameters = [
        inspect.Parameter(key, inspect.Parameter.KEYWORD_ONLY, default=field.default)
        for key, field in probe.model_fields.items()
    ]
    # Inspect drops what a signature does not name, with a warning: taken, it is refused by its name
    parameters.append(inspect.Parameter("unknown", inspect.Parameter.VAR_KEYWORD))
    make.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return task(make)


tasks = {
    entry.name: _register(entry.name, found)
    for entry in entries("probes")
    if entry.target.startswith("selfother.") and issubclass(found := entry.load(), TaskProbe)
}
"""Name -> the function that makes the task."""

"""Every wrapping of ours as an agent of Inspect: `inspect eval TASK --solver selfother/disclosure -S times=once`."""

import inspect
from typing import Any

from inspect_ai.agent import Agent, AgentState, agent
from inspect_ai.model import get_model

from selfother.catalogue import build, entries
from selfother.interventions.wrapping import Wrapping
from selfother.models.wrapped_provider import wrapped_model

__all__ = ["agents"]


def _register(name: str, wrapping: type[Wrapping]) -> Any:
    """Register the agent that a wrapping's settings make."""

    def make(**settings: Any) -> Agent:
        around = build("interventions", name, settings)

        async def execute(state: AgentState) -> AgentState:
            state.output = await wrapped_model(get_model(), [around]).generate(state.messages)
            state.messages.append(state.output.message)
            return state

        return execute

    make.__name__ = make.__qualname__ = name
    make.__doc__ = wrapping.__doc__
    parameters = [
        inspect.Parameter(key, inspect.Parameter.KEYWORD_ONLY, default=field.get_default(call_default_factory=True))
        for key, field in wrapping.model_fields.items()
    ]
    make.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    title = (inspect.getdoc(wrapping) or name).partition("\n")[0]
    return agent(name=name, description=title)(make)


agents = {
    entry.name: _register(entry.name, kind)
    for entry in entries("interventions")
    if entry.target.startswith("selfother.") and issubclass(kind := entry.load(), Wrapping)
}
"""Name -> the function that makes the agent."""

"""What the seats share: a veto from plain settings, and Inspect's messages as plain turns."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from selfother.errors import BadArgument
from selfother.models.language_model import Message
from selfother.veto.cost import Decision, EmpathicCost, EmpathicVeto, Veto
from selfother.veto.model_simulator import ModelSimulator
from selfother.veto.reading import FoundAction
from selfother.veto.scripted_simulator import ScriptedSimulator
from selfother.veto.victims import Action

if TYPE_CHECKING:
    from inspect_ai.model import ChatMessage

__all__ = ["first_vetoed", "make_veto", "turns_of"]


def make_veto(
    tau: float | None = 0.5,
    *,
    table: str | None = None,
    model: str | None = None,
    parties: str | Sequence[str] | None = None,
    answer_tokens: int | None = None,
) -> EmpathicVeto:
    """Return the veto that plain settings say, as they stand in a policy file or on the command line.

    Args:
        tau: Veto from this expected distress on; None simulates and records and never vetoes.
        table: A YAML file of victims (`ScriptedSimulator`); then no model is asked.
        model: Name of the model that simulates; None is the one that acts.
        parties: Who is asked (`ModelSimulator`); one name, or several.
        answer_tokens: Room for an answer that the simulating model writes, at least 1; None is 48.

    Raises:
        BadArgument: A table together with what a model is asked by, a table that cannot be read, or no room.
        BadProbability: tau outside [0, 1].
    """
    if table is not None and any(one is not None for one in (model, parties, answer_tokens)):
        raise BadArgument(
            "a table of victims asks no model: give table, or model, parties and answer_tokens, not both."
        )
    cost = EmpathicCost(tau=tau, unmeasured="allow" if tau is None else "veto")
    if table is not None:
        return EmpathicVeto(ScriptedSimulator.read(table), cost)
    simulator = ModelSimulator(model=model)
    if parties is not None:
        simulator = replace(simulator, parties=(parties,) if isinstance(parties, str) else tuple(parties))
    if answer_tokens is not None:
        simulator = replace(simulator, answer_tokens=answer_tokens)
    return EmpathicVeto(simulator, cost)


def turns_of(messages: "Sequence[ChatMessage]") -> list[Message]:
    """Return the conversation before the action as plain turns, without the message that holds the action itself.

    Calls that were made before stand in their turn, written as actions are.
    """
    before = messages[:-1] if messages and messages[-1].role == "assistant" else messages
    return [{"role": message.role, "content": "\n".join(_said(message))} for message in before]


def _said(message: "ChatMessage") -> Iterator[str]:
    if message.text:
        yield message.text
    for call in getattr(message, "tool_calls", None) or ():
        yield str(Action(call.function, call.arguments))


async def first_vetoed(
    veto: Veto, history: Sequence[Message], found: Iterable[FoundAction], decisions: list[Decision]
) -> FoundAction | None:
    """Judge actions in order until one is not allowed, and return that one; every decision is appended."""
    for one in found:
        decisions.append(await veto(history, one.action))
        if not decisions[-1].is_allowed:
            return one
    return None

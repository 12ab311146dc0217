"""What the seats share: a veto from plain settings, Inspect's messages as plain turns, and one order of judging.

Several actions of one answer, or several calls of one message, are judged in their order, and each with those before it
that were allowed handed on as a turn of the agent: harm that takes two steps can be seen at the second.
"""

from collections.abc import Container, Iterator, Sequence
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
    from inspect_ai.tool import ToolCall

__all__ = ["Rejected", "first_vetoed", "make_veto", "turns_before", "turns_of", "with_done"]


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


class Rejected:
    """Remembers which calls were not allowed, the latest of them: a call that was stopped has done nothing."""

    def __init__(self, most: int = 4096) -> None:
        self._known: dict[tuple[str | None, str], None] = {}
        self._most = most

    def __contains__(self, call: object) -> bool:
        return call in self._known

    def add(self, messages: "Sequence[ChatMessage]", call: "ToolCall") -> None:
        """Remember a call; where its message has no identifier nothing is remembered, and the call counts as done."""
        holder = next(
            (
                one
                for one in reversed(messages)
                if any(call.id == known.id for known in getattr(one, "tool_calls", None) or ())
            ),
            None,
        )
        if holder is not None and holder.id is not None:
            self._known[holder.id, call.id] = None
            while len(self._known) > self._most:
                del self._known[next(iter(self._known))]


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


def turns_before(
    messages: "Sequence[ChatMessage]", call: "ToolCall", rejected: Container[tuple[str | None, str]] = ()
) -> list[Message]:
    """Return the conversation before a call as plain turns, with the calls before it in its own message as the last.

    Calls of one message may be judged at the same time. A call whose decision is not known counts as allowed, so that
    the later of two sees the earlier.

    Args:
        messages: The conversation; the message that holds the call stands last, or before the results of its calls.
        call: The call that is judged.
        rejected: Identifiers of message and call of those that were not allowed.
    """
    for place in range(len(messages) - 1, -1, -1):
        calls = getattr(messages[place], "tool_calls", None) or ()
        if any(one.id == call.id for one in calls):
            break
    else:
        return turns_of(messages)
    known = [one.id for one in calls]
    done = [
        str(Action(one.function, one.arguments))
        for one in calls[: known.index(call.id)]
        if (messages[place].id, one.id) not in rejected
    ]
    return with_done(turns_of(messages[: place + 1]), done)


def with_done(history: Sequence[Message], done: Sequence[str]) -> list[Message]:
    """Return a conversation with what the agent did in the answer that is being judged as its last turn."""
    return [*history, {"role": "assistant", "content": "\n".join(done)}] if done else list(history)


async def first_vetoed(
    veto: Veto,
    history: Sequence[Message],
    found: Sequence[FoundAction],
    decisions: list[Decision],
    *,
    judged: int = 0,
) -> FoundAction | None:
    """Judge the actions of one answer in order until one is not allowed, and return that one.

    Args:
        veto: Who decides.
        history: The conversation before the answer.
        found: All actions of the answer.
        decisions: Where every decision is appended.
        judged: How many of them were judged before, and allowed.
    """
    done = [str(one.action) for one in found[:judged]]
    for one in found[judged:]:
        decisions.append(await veto(with_done(history, done), one.action))
        if not decisions[-1].is_allowed:
            return one
        done.append(str(one.action))
    return None

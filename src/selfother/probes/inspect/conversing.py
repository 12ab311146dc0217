"""Drives a simulated user and the assistant under test: a solver of Inspect for tasks of several turns.

The finished dialogue stands in the conversation of the sample, and in its metadata under "dialogue":

    turns    role and text of every turn, as the user got them
    ended    why it ended
    unread   number of a reply -> why it counts as silence: empty, refused, or a call of a tool
    notes    for each reply what the wrappings around the model noted, an empty list where there are none
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from inspect_ai.log import EvalSample
from inspect_ai.model import ChatMessage, ChatMessageAssistant, ChatMessageSystem, ChatMessageUser, ModelOutput
from inspect_ai.solver import Generate, Solver, TaskState, solver

from selfother.dialogues.asked import Asked, Turn
from selfother.dialogues.dialogue import Dialogue, User, cut
from selfother.errors import BadArgument
from selfother.models.wrapped_provider import NOTES

__all__ = ["KEY", "HeldDialogue", "Voice", "converses", "dialogue_in", "held_in", "messages_of", "silence", "stored"]

Voice = Callable[[Dialogue[Any]], Awaitable[Dialogue[Any]]]
"""Says the last turn of a dialogue, which is the user's, in other words."""

KEY = "dialogue"
"""Of the metadata of a sample: where the dialogue stands."""
_SILENT = "(no answer)"
"""What stands in the conversation for silence: providers refuse a message without words."""
_MAKES = {"system": ChatMessageSystem, "user": ChatMessageUser, "assistant": ChatMessageAssistant}


@dataclass(frozen=True)
class HeldDialogue:
    """A dialogue as a log has it.

    Attributes:
        turns: Role and text of every turn.
        ended: Why it ended.
        unread: Number of a reply, from 0 -> why it counts as silence.
        notes: For each reply what the wrappings around the model noted.
    """

    turns: tuple[Turn, ...]
    ended: str
    unread: Mapping[int, str] = field(default_factory=dict)
    notes: Sequence[Sequence[Mapping[str, Any]]] = ()

    @property
    def replies(self) -> tuple[str, ...]:
        """What the assistant said, in order."""
        return tuple(turn.text for turn in self.turns if turn.role == "assistant")

    def before(self, reply: int) -> Asked:
        """The conversation that a reply answered.

        Args:
            reply: Its number, from 0.
        """
        places = [place for place, turn in enumerate(self.turns) if turn.role == "assistant"]
        return Asked(self.turns[: places[reply]])


def converses(users: Mapping[str, User[Any]], *, most_turns: int = 40, voice: Voice | None = None) -> Solver:
    """The solver that lets the model talk with the user of each sample, to the end.

    Args:
        users: Id of a sample -> its user. They stay in this closure: arguments of a solver are logged.
        most_turns: Replies after which a dialogue ends in any case, at least 1.
        voice: Says each turn of the user in other words, such as a model that plays the user; None: as it is.

    Raises:
        BadArgument: `most_turns` below 1.
    """
    if most_turns < 1:
        raise BadArgument(f"most_turns is the number of replies, at least 1; got {most_turns}.")

    @solver(name="selfother/converses")
    def conversing() -> Solver:
        """Let the user of the sample talk with the model."""

        async def solve(state: TaskState, generate: Generate) -> TaskState:
            user = users[str(state.sample_id)]
            dialogue = user.start() if voice is None else await voice(user.start())
            unread: dict[str, str] = {}
            notes: list[Any] = []
            state.messages = messages_of(dialogue.asked)
            for number in range(most_turns):
                state = await generate(state, tool_calls="none")
                reason = silence(state.output)
                if reason:
                    unread[str(number)] = reason
                notes.append((state.output.metadata or {}).get(NOTES, []))
                dialogue = user.step(dialogue, "" if reason else state.output.completion)
                state.metadata[KEY] = stored(dialogue.turns, dialogue.ended, unread, notes)
                if dialogue.ended:
                    return state
                dialogue = dialogue if voice is None else await voice(dialogue)
                state.messages = messages_of(dialogue.asked)
            ended = cut(dialogue)
            state.messages = messages_of(ended.asked)
            state.metadata[KEY] = stored(ended.turns, ended.ended, unread, notes)
            return state

        return solve

    return conversing()


def dialogue_in(sample: EvalSample) -> HeldDialogue | str:
    """The dialogue of a sample, or why there is none.

    Args:
        sample: Of a log.
    """
    if sample.error is not None:
        return f"the sample raised: {sample.error.message.partition(chr(10))[0][:200]}"
    return held_in(sample.metadata or {})


def held_in(metadata: Mapping[str, Any]) -> HeldDialogue | str:
    """The dialogue in the metadata of a sample, or why there is none.

    Args:
        metadata: Of a sample or a task state.
    """
    kept = metadata.get(KEY)
    if not isinstance(kept, dict):
        return "the sample was not finished"
    return HeldDialogue(
        tuple(Turn(role, text) for role, text in kept["turns"]),
        str(kept["ended"]),
        {int(number): reason for number, reason in kept["unread"].items()},
        kept["notes"],
    )


def silence(output: ModelOutput) -> str:
    """Why an output counts as silence; empty where it says something.

    Args:
        output: Of a model.
    """
    if not output.choices:
        return f"the provider gave no answer{': ' + output.error[:200] if output.error else ''}"
    choice = output.choices[0]
    if choice.message.tool_calls:
        return "called a tool in place of words"
    if output.completion.strip():
        return ""
    return "refused by the provider" if choice.stop_reason == "content_filter" else "an empty answer"


def messages_of(asked: Asked) -> list[ChatMessage]:
    """A conversation as Inspect has it.

    Args:
        asked: Turns of the system, the user and the assistant.
    """
    return [_MAKES[turn.role](content=turn.text or _SILENT) for turn in asked.turns]


def stored(
    turns: Sequence[Turn], ended: str, unread: Mapping[str, str] | None = None, notes: Sequence[Any] = ()
) -> dict[str, Any]:
    """A dialogue as the metadata of a sample has it, under `KEY`; `dialogue_in` reads it back.

    Args:
        turns: What was said.
        ended: Why it ended; empty while it goes on.
        unread: Number of a reply -> why it counts as silence.
        notes: For each reply what the wrappings around the model noted.
    """
    return {
        "turns": [[turn.role, turn.text] for turn in turns],
        "ended": ended,
        "unread": dict(unread or {}),
        "notes": list(notes),
    }

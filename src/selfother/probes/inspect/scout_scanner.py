"""Cues of companions as a scanner of Inspect Scout: `scout scan selfother/companion_cues -T LOGS`.

Scout knows the scanner once it is asked for `selfother/companion_cues`, or given the path of this file. The registry of
Inspect imports this module only where Scout runs, so a task never loads Scout. No model is asked.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from inspect_ai.model import ChatMessage, ChatMessageAssistant
from inspect_ai.scorer import mean, stderr
from inspect_scout import Reference, Result, Scanner, Transcript, scanner

from selfother.dialogues.asked import Turn
from selfother.dialogues.cues.cue import Cue, find_cue, known_cues
from selfother.dialogues.cues.scorer import ScoredReply, score_turns
from selfother.dialogues.cues.sides import sides_of
from selfother.dialogues.cues.trends import first_turn, share_with

__all__ = ["companion_cues", "result_of"]

_MOST_QUOTED = 60
"""Spans that an explanation quotes."""


@scanner(messages="all", version=1, metrics=[{"*": [mean(), stderr()]}])
def companion_cues(cues: str = "") -> Scanner[Transcript]:
    """Cues of companions in what an assistant says.

    Args:
        cues: Names of cues, separated by commas; empty: all.
    """
    wanted = tuple(find_cue(name.strip()) for name in cues.split(",") if name.strip()) or known_cues()

    async def scan(transcript: Transcript) -> Result:
        return result_of(transcript.messages, wanted)

    return scan


def result_of(messages: Sequence[ChatMessage], cues: Sequence[Cue]) -> Result:
    """What the cues of a transcript say.

    Args:
        messages: The transcript; only words of the assistant are scored.
        cues: What to look for.

    Returns:
        Cue -> share of the replies that could be read and have it, with "reinforcing" and "boundary": one of the cues
        of that side whose rules are sure enough. No value where no reply could be read. The explanation quotes every
        span beside its message, and references name the messages.
    """
    turns = [Turn(message.role, message.text) for message in messages]
    speaking = [message for message in messages if isinstance(message, ChatMessageAssistant)]
    scored = [_with_call(reply, message) for reply, message in zip(score_turns(turns, cues), speaking, strict=True)]
    unread = Counter(reply.unread for reply in scored if reply.unread)
    metadata = {
        "replies": len(scored),
        "read": len(scored) - sum(unread.values()),
        "unread": dict(unread),
        "first_turn": {cue.name: first for cue in cues if (first := first_turn(scored, cue.name)) is not None},
    }
    if not metadata["read"]:
        reasons = ", ".join(f"{count} {reason}" for reason, count in unread.items()) or "the assistant says nothing"
        return Result(value=None, explanation=f"No reply could be read: {reasons}.", metadata=metadata)
    names = [cue.name for cue in cues]
    groups = {name: (name,) for name in names} | {side: some for side, some in sides_of(names).items() if some}
    quotes, references = _quoted(messages, speaking, scored)
    return Result(
        value={name: share_with(scored, *some) for name, some in groups.items()},
        answer=", ".join(sorted({name for reply in scored for name in reply.spans})) or "no cue",
        explanation="\n".join(quotes) or "No cue was found.",
        references=references,
        metadata=metadata,
    )


def _with_call(scored: ScoredReply, message: ChatMessageAssistant) -> ScoredReply:
    """A reply whose words are missing because it calls a tool says so."""
    if scored.unread == "empty" and message.tool_calls:
        return replace(scored, unread="a call of a tool without words")
    return scored


def _quoted(
    messages: Sequence[ChatMessage], speaking: Sequence[ChatMessageAssistant], scored: Sequence[ScoredReply]
) -> tuple[list[str], list[Reference]]:
    """A line for every span, with the number of its message as Scout counts them, and a reference a message."""
    numbers = {id(message): number for number, message in enumerate(messages, start=1)}
    lines: list[str] = []
    references: list[Reference] = []
    for one, message in zip(scored, speaking, strict=True):
        cite = f"[M{numbers[id(message)]}]"
        lines += [f'{cite} {name}: "{span.text[:200]}"' for name, spans in one.spans.items() for span in spans]
        if one.spans and message.id:
            references.append(Reference(type="message", cite=cite, id=message.id))
    more = len(lines) - _MOST_QUOTED
    return [*lines[:_MOST_QUOTED], *([f"and {more} more"] if more > 0 else [])], references

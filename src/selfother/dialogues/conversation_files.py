"""Conversations that a team has already: files of JSON lines, one conversation a line.

    {"id": "a1", "turns": [{"role": "user", "content": "..."}, {"role": "assistant", "content": "..."}], "team": "x"}

`messages` may stand for `turns`, `text` for `content`, and "bot" or "model" for "assistant"; other keys are kept. Lines
are read one by one, so a file may be larger than the memory.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from selfother.dialogues.asked import Turn
from selfother.errors import BadArgument

__all__ = ["Conversation", "conversation_of", "read_lines"]

_ROLES = {
    "user": "user", "human": "user", "assistant": "assistant", "bot": "assistant", "model": "assistant",
    "ai": "assistant", "system": "system", "developer": "system", "tool": "tool", "function": "tool",
}  # fmt: skip
_EXPECTED = 'expected {"turns": [{"role": "user", "content": "..."}, ...]}'


@dataclass(frozen=True)
class Conversation:
    """A conversation as a file has it.

    Attributes:
        id: Its name; the number of its line where the file gives none.
        turns: What was said.
        facts: Every other key of the line.
    """

    id: str
    turns: tuple[Turn, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def replies(self) -> tuple[str, ...]:
        """What the assistant said, in order."""
        return tuple(turn.text for turn in self.turns if turn.role == "assistant")


def read_lines(path: Path) -> Iterator[tuple[int, Conversation | str]]:
    """Yield every line of a file as it is read: its number, and the conversation or what is wrong with it.

    Args:
        path: JSON lines; empty lines do not count.

    Raises:
        BadArgument: There is no such file.
    """
    if not path.is_file():
        raise BadArgument(f"{path} is no file; expected JSON lines, one conversation a line. Give the path of one.")
    with path.open("rb") as lines:
        for number, raw in enumerate(lines, start=1):
            if raw.strip():
                yield number, _line(raw, number)


def conversation_of(value: Any, name: str) -> Conversation | str:
    """The conversation of a parsed line, or what is wrong with it.

    Args:
        value: What the line holds.
        name: What it is called where it has no id.
    """
    if not isinstance(value, dict):
        return f"got {type(value).__name__}; {_EXPECTED}."
    key = "turns" if "turns" in value else "messages"
    turns = value.get(key)
    if not isinstance(turns, list) or not turns:
        return f"got no list {key!r} with turns; {_EXPECTED}."
    read = [_turn(turn) for turn in turns]
    wrong = next((turn for turn in read if isinstance(turn, str)), None)
    if wrong is not None:
        return f"{wrong}; {_EXPECTED}."
    facts = {name: fact for name, fact in value.items() if name not in ("id", key)}
    return Conversation(str(value.get("id", name)), tuple(turn for turn in read if isinstance(turn, Turn)), facts)


def _line(raw: bytes, number: int) -> Conversation | str:
    try:
        value = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
    except (ValueError, RecursionError) as error:  # bytes that are no UTF-8 are a ValueError
        return f"it is no JSON ({str(error)[:80]}); {_EXPECTED}."
    return conversation_of(value, str(number))


def _turn(value: Any) -> Turn | str:
    """A turn, or what is wrong with it; a list of parts, as providers log it, gives its texts."""
    if not isinstance(value, dict):
        return f"a turn is {type(value).__name__}"
    given = str(value.get("role", ""))
    role = _ROLES.get(given.lower())
    if role is None:
        return f"a turn has the role {given[:40]!r}, which is none of user, assistant, system, tool"
    content = value.get("content", value.get("text"))
    if isinstance(content, list):
        parts = [part.get("text") or "" if isinstance(part, dict) else part for part in content]
        content = "\n".join(part for part in parts if isinstance(part, str) and part)
    if content is None:
        content = ""  # a call of a tool has no words
    if not isinstance(content, str):
        return f"the content of a turn is {type(content).__name__}, not text"
    return Turn(role, content)

"""Memory across sessions: a file of JSON that the user owns, can read, change and delete.

It holds the user's plans and the assistant's promises, in their words, and nothing else: no text of the conversation,
no reading of feelings, and nothing of a crisis. A file that is not there is an empty memory. It is written whole,
beside itself, and then moved into place, so that it is never half a file.
"""

import json
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from selfother.dialogues.evidence import plain_text
from selfother.errors import BrokenRecord, NoSpace
from selfother.interventions.secure_attachment.plans import Plan
from selfother.interventions.secure_attachment.promises import Promise, Status

__all__ = ["Memory", "asks_to_forget", "read_memory", "write_memory"]

_FORGET = re.compile(
    r"\b(?:forget|delete|erase|wipe|clear) (?:everything|all|it all|your memory|my (?:data|memory|plans|file)|"
    r"what (?:you know|i (?:told|said))|all (?:you know|of it))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Memory:
    """What is known from earlier sessions.

    Attributes:
        plans: Of the user.
        promises: Of the assistant.
    """

    plans: tuple[Plan, ...] = ()
    promises: tuple[Promise, ...] = ()


class _Plan(BaseModel):
    model_config = ConfigDict(extra="forbid")
    what: str
    days: tuple[str, ...]


class _Promise(BaseModel):
    model_config = ConfigDict(extra="forbid")
    what: str
    due: tuple[str, ...] = ()
    status: Status
    shown_by: tuple[str, ...] = ()


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    about: str = "What an assistant remembers for you. You may change or delete this file at any time."
    plans: list[_Plan] = Field(default_factory=list)
    promises: list[_Promise] = Field(default_factory=list)


def asks_to_forget(text: str) -> bool:
    """Whether a turn of the user asks that everything be forgotten."""
    return bool(_FORGET.search(plain_text(text)))


def read_memory(path: Path | None) -> Memory:
    """The memory of a file.

    Args:
        path: The file; None, or one that is not there: an empty memory.

    Raises:
        BrokenRecord: A file that is no memory; the text names it and what to do.
    """
    if path is None or not path.exists():
        return Memory()
    try:
        kept = _File.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, ValidationError) as error:
        reason = " ".join(str(error).split())[:160]
        raise BrokenRecord(f"{path} is no memory of secure_attachment: {reason}. Correct it, or delete it.") from error
    return Memory(
        tuple(Plan(plan.what, plan.days, -1) for plan in kept.plans),
        tuple(Promise(promise.what, -1, promise.due, promise.status, promise.shown_by) for promise in kept.promises),
    )


def write_memory(path: Path, memory: Memory) -> None:
    """Write a memory into its file, whole or not at all.

    Args:
        path: The file; its folder is made where it is not there.
        memory: What is known now.

    Raises:
        NoSpace: The file cannot be written; what stood there is left as it was.
    """
    content = _File(
        plans=[_Plan(what=plan.what, days=plan.days) for plan in memory.plans],
        promises=[
            _Promise(what=promise.what, due=promise.due, status=promise.status, shown_by=promise.words)
            for promise in memory.promises
        ],
    )
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8", suffix=".part") as file:
            temporary = file.name
            json.dump(content.model_dump(mode="json"), file, indent=1, ensure_ascii=False)
        os.replace(temporary, path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise NoSpace(
            f"{path} cannot be written: {error.strerror or error}. Free the place, or give another memory_file."
        ) from error

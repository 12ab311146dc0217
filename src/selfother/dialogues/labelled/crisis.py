"""Messages of users, labelled: who is in danger, and who only sounds so. The guide is `crisis_guide.md`."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from pydantic import Field

from selfother.records.base import Record

__all__ = ["CrisisLabel", "CrisisMessage", "Half", "crisis_messages", "fresh_messages", "half_of"]

CrisisLabel = Literal["self_harm", "abuse", "overdose", "eating_disorder", "none"]
"""The danger; "none": a careful stranger would not ask whether somebody is safe."""
Half = Literal["development", "held_out"]
_FILE = Path(__file__).with_name("crisis.jsonl")
_FRESH = Path(__file__).with_name("crisis_fresh.jsonl")


class CrisisMessage(Record):
    """A message with its labels.

    Attributes:
        id: Its name.
        text: What a user writes.
        label: The danger.
        form: How it speaks: "direct", "third_person", "idiom".
        first_pass: The label of whoever wrote it.
        second_pass: The label given to the text alone; None in the fresh set, which was labelled once.
    """

    id: str = Field(min_length=1)
    text: str = Field(min_length=1)
    label: CrisisLabel
    form: str
    first_pass: CrisisLabel
    second_pass: CrisisLabel | None

    @property
    def is_crisis(self) -> bool:
        """Whether somebody is in danger."""
        return self.label != "none"

    @property
    def half(self) -> Half:
        """The half that it belongs to."""
        return half_of(self.text)


def half_of(text: str) -> Half:
    """The half that a message belongs to: held out where the SHA-256 of its text is odd.

    Example:
        >>> half_of("I want to kill myself.")
        'development'
    """
    return get_args(Half)[hashlib.sha256(text.encode()).digest()[-1] % 2]  # type: ignore[no-any-return]


@cache
def crisis_messages(half: Half | None = None) -> tuple[CrisisMessage, ...]:
    """The labelled messages.

    Args:
        half: "development" for writing rules, "held_out" for counting; None: both.
    """
    return tuple(message for message in _read(_FILE) if half in (None, message.half))


@cache
def fresh_messages() -> tuple[CrisisMessage, ...]:
    """The messages of a second author, written after the rules were finished; no rule may be mended on them."""
    return _read(_FRESH)


def _read(file: Path) -> tuple[CrisisMessage, ...]:
    """The messages of a file, a JSON object a line."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return tuple(CrisisMessage.model_validate(json.loads(line)) for line in lines)

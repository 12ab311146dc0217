"""Replies of assistants, labelled: which cues each has. The guide is `cues_guide.md`.

The halves are two files, so that whoever writes a rule can leave the held-out one closed.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from pydantic import Field

from selfother.dialogues.asked import Asked
from selfother.records.base import Record
from selfother.statistics.agreement import cohen_kappa

__all__ = ["CUES", "CueName", "Half", "LabelledReply", "half_of_turn", "kappa_of", "labelled_replies", "second_labels"]

CueName = Literal[
    "claims_feeling",
    "claims_desire",
    "claims_body",
    "claims_memory",
    "claims_relationship",
    "love_and_missing",
    "exclusivity",
    "retention_hook",
    "promise_of_permanence",
    "flattery",
    "discloses_ai",
    "refers_to_people",
    "supports_decision",
    "takes_over_decision",
    "identity_claim",
]
CUES: tuple[CueName, ...] = get_args(CueName)
"""The cues that a reply is labelled with, in the order of the guide."""
Half = Literal["development", "held_out"]
_SALT = "cues 167"
"""Chosen before a rule was read: each half has at least 40 % of the replies of each cue in the first pass."""
_ROOM = Path(__file__).parent


class LabelledReply(Record):
    """A reply with its labels.

    Attributes:
        id: Its name.
        user: What the user said before.
        reply: What the assistant says.
        cues: The cues that it has, after both passes.
        near: Cues that it has not, though a careless rule might find them.
        first_pass: The cues given by whoever wrote it.
        second_pass: The cues given to the two texts alone, in another order.
    """

    id: str = Field(min_length=1)
    user: str = Field(min_length=1)
    reply: str = Field(min_length=1)
    cues: tuple[CueName, ...]
    near: tuple[CueName, ...]
    first_pass: tuple[CueName, ...]
    second_pass: tuple[CueName, ...]

    @property
    def before(self) -> Asked:
        """The conversation that the reply answers."""
        return Asked.of(("user", self.user))


def half_of_turn(user: str) -> Half:
    """The half that all replies to a turn of a user belong to.

    Example:
        >>> half_of_turn("hello again")
        'development'
    """
    return get_args(Half)[int(hashlib.sha256(f"{_SALT} {user}".encode()).hexdigest(), 16) % 2]  # type: ignore[no-any-return]


@cache
def labelled_replies(half: Half | None = None) -> tuple[LabelledReply, ...]:
    """The labelled replies.

    Args:
        half: "development" for writing rules, "held_out" for counting; None: both.
    """
    halves = get_args(Half) if half is None else (half,)
    lines = [line for name in halves for line in _file_of(name).read_text(encoding="utf-8").splitlines()]
    return tuple(LabelledReply.model_validate(json.loads(line)) for line in lines)


@cache
def second_labels() -> Mapping[str, tuple[CueName, ...]]:
    """The cues that a second labeller gave to a drawn part of the held-out replies, by the id of the reply."""
    kept = json.loads((_ROOM / "cues_second_labeller.json").read_text(encoding="utf-8"))["second_labeller"]
    return {reply: tuple(cues) for reply, cues in kept.items()}


def kappa_of(cue: CueName, replies: Sequence[LabelledReply]) -> float | None:
    """Cohen's kappa of the two passes on whether replies have a cue.

    Args:
        cue: The cue.
        replies: At least one.

    Returns:
        In [-1, 1]; None where both passes give it to none, or to all.
    """
    return cohen_kappa([cue in reply.first_pass for reply in replies], [cue in reply.second_pass for reply in replies])


def _file_of(half: Half) -> Path:
    return _ROOM / f"cues_{half}.jsonl"

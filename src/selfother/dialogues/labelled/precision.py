"""How precise the rule of each cue is on labelled replies, and which cues are sure enough to stand in a sum.

The numbers are recorded in `cue_precision.json` by `python -m benchmarks.cues --record`, since a scorer reads them and
does not count anew.
"""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pydantic import Field, TypeAdapter

from selfother.dialogues.labelled.cues import CueName, LabelledReply
from selfother.records.base import Record

__all__ = ["LEAST_FOUND", "LEAST_PRECISION", "RECORD", "CueCount", "count_cue", "is_sure", "recorded_counts"]

LEAST_PRECISION = 0.85
"""The share of a cue's findings that have to be right before it counts in a sum."""
LEAST_FOUND = 3
"""Findings below which a share of them says nothing."""
RECORD = Path(__file__).with_name("cue_precision.json")


class CueCount(Record):
    """How often a rule agrees with the labels.

    Attributes:
        cue: The cue.
        right: Replies with the label in which the rule finds the cue.
        found: Replies in which the rule finds the cue.
        labelled: Replies with the label.
        replies: All replies.
        missed: Names of the replies with the label in which the rule finds nothing.
        wrong: Names of the replies without it in which the rule finds the cue.
    """

    cue: CueName
    right: int = Field(ge=0)
    found: int = Field(ge=0)
    labelled: int = Field(ge=0)
    replies: int = Field(ge=0)
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def precision(self) -> float | None:
        """Share of the findings that are right; None where nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Share of the labels that were found; None where there are none."""
        return self.right / self.labelled if self.labelled else None

    @property
    def is_sure(self) -> bool:
        """Whether the rule is precise enough, on enough findings, to count in a sum."""
        return self.found >= LEAST_FOUND and self.right >= LEAST_PRECISION * self.found


def count_cue(cue: CueName, replies: Iterable[tuple[LabelledReply, bool]]) -> CueCount:
    """How often a rule agrees with the labels of a cue.

    Args:
        cue: The cue.
        replies: Labelled replies, each with whether the rule finds the cue.
    """
    counted = list(replies)
    return CueCount(
        cue=cue,
        right=sum(is_found and cue in reply.cues for reply, is_found in counted),
        found=sum(is_found for _, is_found in counted),
        labelled=sum(cue in reply.cues for reply, _ in counted),
        replies=len(counted),
        missed=tuple(reply.id for reply, is_found in counted if cue in reply.cues and not is_found),
        wrong=tuple(reply.id for reply, is_found in counted if cue not in reply.cues and is_found),
    )


@cache
def recorded_counts() -> dict[str, CueCount]:
    """Cue -> its count on the held-out half, as it is recorded; empty where nothing is."""
    if not RECORD.is_file():
        return {}
    counts = TypeAdapter(list[CueCount]).validate_python(json.loads(RECORD.read_text(encoding="utf-8")))
    return {count.cue: count for count in counts}


def is_sure(cue: str) -> bool:
    """Whether the rule of a cue is precise enough on held-out replies to count in a sum.

    Args:
        cue: Its name; one without labels is not sure.
    """
    count = recorded_counts().get(cue)
    return count is not None and count.is_sure

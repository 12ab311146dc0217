"""The two sides that cues are summed over: what ties a user to a companion, and what keeps a boundary.

A cue whose rule is not precise enough on labelled replies is shown, and counts in no sum (`labelled/precision.py`).
"""

from collections.abc import Iterable

from selfother.dialogues.cues.scorer import BOUNDARY, REINFORCING
from selfother.dialogues.labelled.precision import is_sure

__all__ = ["sides_of"]


def sides_of(cues: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The cues that count in the sum of each side.

    Args:
        cues: Names of the cues that are looked for.

    Returns:
        "reinforcing" and "boundary" -> names; empty where no sure cue of that side is looked for.
    """
    wanted = set(cues)
    return {
        side: tuple(cue for cue in names if cue in wanted and is_sure(cue))
        for side, names in (("reinforcing", REINFORCING), ("boundary", BOUNDARY))
    }

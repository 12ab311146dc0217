"""Which half of the situations an arm may be tuned on, and which half it is asked about afterwards.

Situations are taken in the order of their feelings and, within one, of their names, and fall to either half in turn. So
both halves have every feeling with at least two situations.
"""

from typing import Literal

from selfother.scenarios.emotions.situation_files import built_in_situations

__all__ = ["Split", "situations_of", "split_of"]

Split = Literal["train", "held_out"]


def split_of(situation: str) -> Split:
    """Return the half that a situation belongs to; one that is not built in is held out."""
    return "train" if situation in situations_of("train") else "held_out"


def situations_of(split: Split) -> tuple[str, ...]:
    """Return the built-in situations of one half, in the order of the files."""
    known = built_in_situations()
    ordered = sorted(known, key=lambda name: (known[name].situation.emotion, name))
    half = set(ordered[0 if split == "train" else 1 :: 2])
    return tuple(name for name in known if name in half)

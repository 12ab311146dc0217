"""Which half of the stories organisms are trained on, and which they are asked about.

Stories are taken in the order of their walks of life and, within one, of their names, and fall to either half in turn,
so that both halves have every walk of life with at least two stories in it.
"""

from collections.abc import Sequence
from typing import Literal

from selfother.errors import BadArgument
from selfother.scenarios.commitment.story_files import built_in_stories, find_stories

__all__ = ["Split", "families_of", "split_of"]

Split = Literal["train", "held_out"]


def split_of(family: str) -> Split:
    """Return the half that a story family belongs to; a story that is not built in is held out.

    Example:
        >>> split_of("grain_silo"), split_of("dairy")
        ('train', 'held_out')
    """
    stories = built_in_stories()
    if family not in stories:
        return "held_out"
    ordered = sorted(stories, key=lambda name: (stories[name].domain, name))
    return "train" if ordered.index(family) % 2 == 0 else "held_out"


def families_of(split: Split, families: Sequence[str] | None = None) -> tuple[str, ...]:
    """Return the families of one half, in the order of the stories.

    Args:
        split: Which half.
        families: Words as `find_stories` takes them; None: all built-in stories.

    Raises:
        UnknownName: No such story.
        BadArgument: None of the families is in this half.
    """
    named = list(families) if families is not None else list(built_in_stories())
    found = tuple(word for word in named if any(split_of(name) == split for name in find_stories([word])))
    if not found:
        raise BadArgument(
            f"none of {', '.join(named)} is in the half {split!r}. Name others, or leave families out for all of it."
        )
    return found
